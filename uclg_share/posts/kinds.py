"""What each kind of post asks, and what it may leave out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from uclg_share.posts.guides.shelf import HEADINGS, guide_of, newest
from uclg_share.posts.guides.texts import Part, Words
from uclg_share.posts.models import Kind


@dataclass(frozen=True)
class Spec:
    kind: Kind
    parts: tuple[Part, ...]
    minutes: int
    write_title: Words
    promise: Words
    version: int

    def part(self, key: str) -> Part:
        return next(part for part in self.parts if part.key == key)


def spec_of(kind: Kind, version: int | None = None) -> Spec:
    """What a text begun with this version of the guide is asked."""
    guide = guide_of(kind, version)
    return Spec(
        kind, guide.parts, guide.minutes, guide.title, guide.promise, guide.version
    )


# Of new texts. Read when the program starts, so that a fault in a guide stops it.
SPECS = {kind: spec_of(kind, newest(kind)) for kind in Kind}


def heading(kind: Kind, key: str, language: str) -> str:
    """The heading of a section in the language of the text, not of the page."""
    fields, headings = _headings()
    name = kind.value.replace("_", "-")
    place = fields[name].index(key)
    texts = headings[name]
    return texts.get(language, texts["en"])[place]


@cache
def _headings() -> tuple[dict[str, list[str]], dict[str, dict[str, list[str]]]]:
    data = yaml.safe_load(HEADINGS.read_text(encoding="utf-8"))
    return data["fields"], data["headings"]
