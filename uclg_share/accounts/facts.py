"""The statement that says who is asking: run for each request of somebody signed in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Integer,
    String,
    literal,
    select,
    type_coerce,
    union_all,
)

from uclg_share.authorship.models import CoAuthor
from uclg_share.groups.models import Answer, JoinRequest, Membership
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.prepared import given, prepared


@prepared
def facts() -> CompoundSelect[Any]:
    """What, its number and the role in it, for the parameter `me`."""
    # The two roles are different enums: in one union they are plain words.
    me = given("me", Integer)
    memberships = select(
        literal("group"), Membership.group_id, type_coerce(Membership.role, String)
    ).where(Membership.account_id == me, Membership.ended_at.is_(None))
    requests = select(literal("request"), JoinRequest.group_id, literal("")).where(
        JoinRequest.account_id == me, JoinRequest.answer == Answer.WAITING
    )
    affiliations = (
        select(
            literal("organisation"),
            Affiliation.organisation_id,
            type_coerce(Affiliation.role, String),
        )
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
    return union_all(memberships, requests, affiliations, texts)
