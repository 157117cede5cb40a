"""What somebody is a member of, writes for and has a part in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    String,
    cast,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from uclg_share.authorship.models import CoAuthor
from uclg_share.groups.models import Answer, JoinRequest, Membership
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.prepared import given, planned


def held(me: Any) -> ColumnElement[str | None]:
    """The same for the person of another statement, in words: `group:3:member …`."""
    rows = _facts(me, me.table).subquery()
    word = rows.c.what + ":" + cast(rows.c.thing_id, String) + ":" + rows.c.role
    return select(func.aggregate_strings(word, " ")).scalar_subquery()


@planned
def facts() -> CompoundSelect[Any]:
    """What, its number and the role in it, for the parameter `me`."""
    return _facts(given("me", Integer))


def _facts(me: Any, *outside: Any) -> CompoundSelect[Any]:
    # The two roles are different enums: in one union they are plain words.
    role = type_coerce(Membership.role, String).label("role")
    group = (literal("group").label("what"), Membership.group_id.label("thing_id"))
    memberships = select(*group, role).where(
        Membership.account_id == me, Membership.ended_at.is_(None)
    )
    requests = select(literal("request"), JoinRequest.group_id, literal("")).where(
        JoinRequest.account_id == me, JoinRequest.answer == Answer.WAITING
    )
    writes = type_coerce(Affiliation.role, String)
    affiliations = (
        select(literal("organisation"), Affiliation.organisation_id, writes)
        .join(Organisation)
        .where(
            Affiliation.account_id == me,
            Affiliation.confirmed_at.is_not(None),
            Affiliation.ended_at.is_(None),
            Organisation.confirmed_at.is_not(None),
        )
    )
    texts = select(literal("post"), CoAuthor.post_id, literal("")).where(
        CoAuthor.account_id == me,
        CoAuthor.accepted_at.is_not(None),
        CoAuthor.ended_at.is_(None),
    )
    every = memberships, requests, affiliations, texts
    return union_all(*(one.correlate(*outside) for one in every))
