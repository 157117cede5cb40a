"""What committees are called: in every language, by every alias, before a merger."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.groups.models import Committee
from uclg_share.search.words import as_indexed


def spellings_of_all() -> dict[int, set[str]]:
    """As indexed, by the committee; those that were merged into it speak for it."""
    committees = {one.id: one for one in db.session.scalars(select(Committee))}
    found: dict[int, set[str]] = {}
    for one in committees.values():
        names = {as_indexed(name) for name in (*one.names.values(), *one.aliases)}
        found.setdefault(_last(one, committees), set()).update(names - {""})
    return found


def spellings_of(committee: Committee) -> set[str]:
    """Of one, with all that are the same committee by now."""
    committees = {one.id: one for one in db.session.scalars(select(Committee))}
    return spellings_of_all().get(_last(committee, committees), set())


def _last(committee: Committee, committees: Mapping[int, Committee]) -> int:
    """Where mergers have led; in a circle, where it began."""
    seen = [committee.id]
    while committee.merged_into_id and committee.merged_into_id not in seen:
        committee = committees[committee.merged_into_id]
        seen.append(committee.id)
    return committee.id if not committee.merged_into_id else min(seen)
