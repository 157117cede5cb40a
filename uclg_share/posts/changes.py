"""What changed between two versions of a post, its facts and tags included."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from babel import Locale
from flask_babel import gettext as _

from uclg_share.attachments.shown import said_of
from uclg_share.i18n import current_language, local
from uclg_share.posts.differences import Change, Sign, compare, difference
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import PartnerRole, Post, Revision
from uclg_share.posts.reading import Reading, outlined
from uclg_share.words import word


def changes_between(post: Post, before: Revision, after: Revision) -> list[Change]:
    """The parts of the text that differ, and last its facts."""
    old, new = from_plain(before.content), from_plain(after.content)
    changes = difference(post.kind, old, new)
    facts = [facts_of(outlined(post.kind, draft, post)) for draft in (old, new)]
    lines = [line for line in compare(*facts) if line.sign is not Sign.SAME]
    return [*changes, Change("facts", tuple(lines))] if lines else changes


def facts_of(reading: Reading) -> str:
    """One line for each fact that is known, in the language of the page."""
    facts = reading.facts
    known = [
        (_("Place"), facts.place),
        (_("Countries or territories"), _countries(facts.country, *facts.countries)),
        (_("Started"), facts.started),
        (_("Ended"), facts.ended),
        (_("How far it has come"), _word(reading.status)),
        (_("What the results rest on"), _word(reading.evidence)),
        (_("Working groups"), _names(reading.groups)),
        (_("Committees"), _names(reading.committees)),
        (_("Themes"), _names(reading.themes)),
        (_("Goals"), ", ".join(str(goal.number) for goal in reading.sdgs)),
        (_("Licence"), _word(reading.licence)),
        *((_("Partner"), _partner(*line)) for line in reading.partners),
        *((_("Source"), f"{one.title} {one.url}".strip()) for one in reading.sources),
        (_("Cost"), _cost(reading)),
        *((_("Picture"), said_of(one)) for one in reading.pictures),
        *((_("File"), said_of(one)) for one in reading.documents),
    ]
    return "\n".join(f"{label}: {value}" for label, value in known if value)


def _countries(*codes: str) -> str:
    names = Locale.parse(current_language()).territories
    return ", ".join(str(names.get(code, code)) for code in codes if code)


def _names(things: Iterable[Any]) -> str:
    return ", ".join(local(thing.names) for thing in things)


def _word(value: StrEnum | None) -> str:
    return str(word(value)) if value else ""


def _partner(name: str, role: PartnerRole) -> str:
    return f"{name} ({word(role)})"


def _cost(reading: Reading) -> str:
    cost = reading.resources
    amount = (
        f"{cost.amount:.15g} {cost.currency} {cost.year or ''}" if cost.amount else ""
    )
    return " ".join([amount.strip(), cost.note]).strip()
