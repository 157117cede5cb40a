"""What an author wrote, wherever it came from: form, import or a stored revision."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Partner:
    name: str
    role: str


@dataclass(frozen=True)
class Source:
    title: str
    url: str


@dataclass(frozen=True)
class Resources:
    """What it cost: an amount needs its currency and year; the note may stand alone."""

    amount: float | None = None
    currency: str = ""
    year: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Enclosure:
    """A stored file as this text shows it; `attachment_id` names the file."""

    attachment_id: int
    # What a picture shows, for those who cannot see it; empty for a document.
    alt: str = ""
    # A picture that adds nothing to the text needs no `alt`.
    decorative: bool = False
    caption: str = ""
    credit: str = ""
    # People can be recognised: then `consent` says how they agreed.
    people: bool = False
    children: bool = False
    consent: str = ""


@dataclass(frozen=True)
class Origin:
    """What a translation was made from, and how.

    `follows`: for "title", "summary" and each section, the number of the revision of
    the original whose words it renders.
    """

    made_by: str = "person"
    follows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """One text with its facts and tags. Only the title is needed to keep a draft."""

    title: str
    summary: str = ""
    language: str = "en"
    sections: dict[str, str] = field(default_factory=dict)
    organisation_id: int | None = None
    co_organisation_ids: tuple[int, ...] = ()
    # The first is the lead group: its coordinators review.
    group_ids: tuple[int, ...] = ()
    committee_ids: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    place: str = ""
    country: str = ""
    countries: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    population_band: str = ""
    # Partial dates: YYYY or YYYY-MM.
    started: str = ""
    ended: str = ""
    status: str = ""
    evidence: str = ""
    partners: tuple[Partner, ...] = ()
    resources: Resources = Resources()
    sources: tuple[Source, ...] = ()
    licence: str = "CC-BY-4.0"
    files: tuple[Enclosure, ...] = ()
    # The version of the guide whose questions it answers; see `posts/guides`.
    guide: int = 1
    # Only a translation has one.
    origin: Origin | None = None

    @property
    def lead_group_id(self) -> int | None:
        return self.group_ids[0] if self.group_ids else None


def developed(experience: Draft) -> Draft:
    """A case study begun with all that an experience says; its context and results
    are still to write."""
    told = experience.sections
    sections = {
        "what_was_done": told.get("what_happened", ""),
        "lessons": told.get("lesson", ""),
    }
    # Its pictures are stored with it; copies are made when the new text has a number.
    return replace(experience, sections=sections, files=())


def only_talk(draft: Draft) -> Draft:
    """What a question, a debate or an announcement may say: nothing of places,
    results and money, which it does not ask for."""
    return Draft(
        title=draft.title,
        language=draft.language,
        sections=draft.sections,
        organisation_id=draft.organisation_id,
        group_ids=draft.group_ids,
        committee_ids=draft.committee_ids,
        themes=draft.themes,
        country=draft.country,
        licence=draft.licence,
        files=draft.files,
        guide=draft.guide,
        origin=draft.origin,
    )


def to_plain(draft: Draft) -> dict[str, Any]:
    """The JSON of a revision."""
    data = asdict(draft)
    return {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}


def from_plain(data: dict[str, Any]) -> Draft:
    """A revision read back; what a newer program added is left alone."""
    known = {k: v for k, v in data.items() if k in Draft.__dataclass_fields__}
    lists = {k: tuple(v) for k, v in known.items() if isinstance(v, list)}
    return Draft(
        **{
            **known,
            **lists,
            "partners": tuple(Partner(**line) for line in known.get("partners", ())),
            "sources": tuple(Source(**line) for line in known.get("sources", ())),
            "resources": Resources(**known.get("resources", {})),
            "files": tuple(Enclosure(**line) for line in known.get("files", ())),
            "origin": Origin(**known["origin"]) if known.get("origin") else None,
        }
    )
