"""`flask seed`: the words and organisations of a pack become rows.

What is missing is added. Committees, groups and organisations that exist are left as
they are: administrators may have changed them. Sections, themes and goals have no page
to be changed on, and follow the pack. Whoever calls commits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from uclg_share import audit
from uclg_share.audit import Audience, Verb
from uclg_share.content.directory import add_organisations
from uclg_share.content.entries import CommitteeEntry, GroupEntry, Pack
from uclg_share.content.tally import Tally
from uclg_share.database import Model, db
from uclg_share.groups.models import Committee, CommitteeStatus, Joining, WorkingGroup
from uclg_share.organisations.models import Section
from uclg_share.permissions import OPERATOR
from uclg_share.posts.models import Sdg, Theme
from uclg_share.search.renaming import follow_name

SUBJECT = "content:seed"
ACCENTS = {
    "intermediary-cities": "city",
    "cib": "cib",
    "migration-codevelopment": "migr",
    "responsible-tourism": "tour",
    "local-economic-development": "led",
    "middle-east": "mena",
}
OTHER_ACCENTS = ("a", "b", "c", "d")
JOINING = {"open": Joining.OPEN, "by-approval": Joining.APPROVAL}


def seed(pack: Pack) -> Tally:
    """Add what is missing; the log says so if anything was."""
    audit.take_turn()  # of two that load at once, the second finds everything there
    tally = Tally()
    _follow(pack, tally)
    _add_committees(pack.committees, tally)
    _add_groups(pack.groups, tally)
    add_organisations(pack.organisations, tally)
    if tally:
        loaded, numbers = Verb.CONTENT_LOADED, tally.numbers()
        audit.record(OPERATOR, loaded, SUBJECT, audience=Audience.PUBLIC, **numbers)
    return tally


def _follow(pack: Pack, tally: Tally) -> None:
    sections = {s.code: {"names": s.names} for s in pack.sections}
    themes = {
        theme.slug: {"names": theme.names, "position": place}
        for place, theme in enumerate(pack.themes)
    }
    goals = {goal.number: {"names": goal.names} for goal in pack.sdgs}
    _set(Section, "sections", "code", sections, tally)
    _set(Theme, "themes", "slug", themes, tally)
    _set(Sdg, "goals", "number", goals, tally)


def _set(
    model: type[Model], kind: str, key: str, wanted: dict[Any, Any], tally: Tally
) -> None:
    known = {getattr(row, key): row for row in db.session.scalars(select(model))}
    for name, values in wanted.items():
        row = known.get(name)
        if row is None:
            db.session.add(model(**{key: name}, **values))
            tally.add(kind, str(name))
        elif any(getattr(row, column) != value for column, value in values.items()):
            for column, value in values.items():
                setattr(row, column, value)
            tally.renew(kind, str(name))
            if isinstance(row, Theme):
                follow_name(row)
    db.session.flush()  # what follows refers to them


def _add_committees(entries: Iterable[CommitteeEntry], tally: Tally) -> None:
    known = set(db.session.scalars(select(Committee.slug)))
    for entry in entries:
        if entry.slug in known:
            continue
        committee = Committee(
            slug=entry.slug,
            names=entry.names,
            aliases=list(entry.aliases),
            descriptions=entry.descriptions,
            note=entry.note or "",
            note_source=entry.note_source or "",
            status=CommitteeStatus(entry.status),
        )
        db.session.add(committee)
        tally.add("committees", entry.slug)
    db.session.flush()


def _add_groups(entries: Iterable[GroupEntry], tally: Tally) -> None:
    known = {g.slug: g.position for g in db.session.scalars(select(WorkingGroup))}
    committees = {c.slug: c for c in db.session.scalars(select(Committee))}
    position = max(known.values(), default=0)
    for entry in entries:
        if entry.slug in known:
            continue
        position += 1
        group = WorkingGroup(
            slug=entry.slug,
            position=position,
            names=entry.names,
            short_descriptions=entry.short_descriptions,
            descriptions=entry.descriptions,
            committee=committees[entry.committee] if entry.committee else None,
            accent=ACCENTS.get(entry.slug) or OTHER_ACCENTS[position % 4],
            joining=JOINING[entry.join_policy],
            guidelines=list(entry.guidelines),
        )
        db.session.add(group)
        tally.add("working groups", entry.slug)
    db.session.flush()
