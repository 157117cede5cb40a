"""What a guide says: to each section its question, its reason, an example."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.i18n import local


@dataclass(frozen=True)
class Words:
    """A text in every language; as a string it speaks that of the page."""

    by_language: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.in_language()

    def __bool__(self) -> bool:
        return bool(self.by_language)

    def in_language(self, language: str | None = None) -> str:
        return local(dict(self.by_language), language)


NOTHING = Words(())


@dataclass(frozen=True)
class Part:
    """One section of a post; `limit` counts characters, `wanted` words from and to."""

    key: str
    question: Words
    hint: Words
    limit: int
    required: bool = True
    why: Words = NOTHING
    example: Words = NOTHING
    wanted: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Addition:
    """What a group says beside a section; any of the three may be missing."""

    hint: Words = NOTHING
    why: Words = NOTHING
    example: Words = NOTHING


@dataclass(frozen=True)
class Guide:
    """One version of what a kind asks. `additions`: by group, then by section."""

    version: int
    minutes: int
    title: Words
    promise: Words
    parts: tuple[Part, ...]
    additions: dict[str, dict[str, Addition]]
