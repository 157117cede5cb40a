"""Small ways of showing a row of a feed or a fact of a post."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape
from werkzeug.urls import uri_to_iri

from uclg_share.atlas import project
from uclg_share.flags.models import Concern
from uclg_share.i18n import LANGUAGES, current_language, direction_of
from uclg_share.posts.kinds import Spec, heading
from uclg_share.posts.models import Licence, MadeBy, Stage

TWO_LINES = 130  # letters, in the column of a list on a wide screen
DEEDS = {
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
}


@dataclass(frozen=True)
class Point:
    """A place on the dot map, in its own units."""

    x: float
    y: float
    accent: str


def ids(joined: str | None) -> list[int]:
    """The numbers a statement joined with commas, in a steady order."""
    return sorted({int(part) for part in (joined or "").split(",") if part})


def codes(joined: str | None) -> list[str]:
    """The languages a statement joined, in the order of the language switch."""
    present = set((joined or "").split(","))
    return [code for code in LANGUAGES if code in present]


def card_key(card: Any, groups: Mapping[int, Any], here: Any = None) -> Hashable:
    """All that a card shows: its row, and the names of its groups for this reader.

    `card` is a row of `feeds/queries.py`, or what a search found with its own `key`.
    """
    key = getattr(card, "key", None) or tuple(card)
    tagged = [_named(groups[one]) for one in ids(card.group_ids) if one in groups]
    lead = groups.get(here.id if here else card.lead_group_id)
    return key, tuple(tagged), lead and _named(lead), here and here.id


def own_lang(language: str) -> Markup:
    """The attributes of a text right on the page: none where it is in its language,
    and no direction where that is the same. Inside another text take `lang_attrs`."""
    here = current_language()
    if language == here:
        return Markup("")
    way = direction_of(language)
    turned = Markup(' dir="{}"').format(way) if way != direction_of(here) else ""
    return Markup(' lang="{}"{}').format(language, turned)


@lru_cache(maxsize=5000)
def readable(address: str) -> str:
    """An address in its own letters, a third as long as their numbers in Arabic."""
    return uri_to_iri(address)


def brief(summary: str) -> str:
    """What stands on a card: two lines of it, up to the end of a word. What a search
    has marked in it stays whole."""
    if isinstance(summary, Markup) or len(summary) <= TWO_LINES:
        return summary
    return summary[: TWO_LINES + 1].rsplit(None, 1)[0].rstrip(" ,;:.،؛") + "…"


def _named(group: Any) -> tuple[Hashable, ...]:
    """Its name, sign and address: `version` rises with what coordinators alter."""
    return group.id, group.version, group.slug, group.accent


def shown(group: Any) -> Hashable:
    """What the pages of a group say of it and of its committee."""
    committee = group.committee
    return (
        *(*_named(group), group.lifecycle, group.visibility, group.review_days),
        *(group.post_count, group.case_study_count, group.country_count),
        *(group.member_count, group.last_published_at),
        *((committee.slug, committee.version) if committee else ()),
    )


def years(row: Any) -> str:
    """2024–26, or 2024 alone."""
    start, end = (row.started or "")[:4], (row.ended or "")[:4]
    if not end or end == start:
        return start
    return f"{start}–{end[2:]}" if end[:2] == start[:2] else f"{start}–{end}"


def point(place: Any, accent: str = "") -> Point:
    return Point(*project(place.latitude, place.longitude), accent)


def points(places: Iterable[Any], accent: str = "") -> list[Point]:
    """Each place once, however many posts are of it."""
    known = [one for one in places if None not in (one.latitude, one.longitude)]
    return list(dict.fromkeys(point(place, accent) for place in known))


def newest(rows: list[Any]) -> str:
    """When a feed last changed, for Atom; a feed without entries is as old as time."""
    moments = [row.updated_at or row.published_at for row in rows]
    return max(moments).isoformat() if moments else "1970-01-01T00:00:00+00:00"


def spec_heading(spec: Spec, key: str) -> str:
    """The heading of a section in the language of the page, for the composer."""
    return heading(spec.kind, key, current_language())


def paragraphs(text: str) -> Markup:
    """Plain text from a person as HTML: escaped, line breaks kept."""
    lines = [escape(line) for line in text.splitlines()]
    return Markup("<br>").join(lines)


FILTERS = {
    "brief": brief,
    "own_lang": own_lang,
    "readable": readable,
    "card_key": card_key,
    "shown": shown,
    "codes": codes,
    "concern": Concern,
    "deed": DEEDS.__getitem__,
    "heading": spec_heading,
    "ids": ids,
    "made_by": MadeBy,
    "newest": newest,
    "paragraphs": paragraphs,
    "point": point,
    "points": points,
    "stage": Stage,
    "years": years,
}
