"""What the page of an organisation says of it beside its posts: kept numbers, and a few
rows of an index each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from uclg_share.counts.models import Facet
from uclg_share.counts.queries import numbers_of, practices_in
from uclg_share.counts.standing import scope_of
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.organisations.models import Organisation, organisation_parent
from uclg_share.permissions import ANYONE, readable_organisations
from uclg_share.posts.models import Placement, Post, Reach

SHOWN = 10
# The groups it is active in are those of its newest posts.
NEWEST = 100
OF = organisation_parent.c


@dataclass(frozen=True)
class Portrait:
    practices: int
    countries: int
    parents: list[Organisation]
    # The first by name, and whether there are more.
    members: list[Organisation]
    has_more_members: bool
    groups: list[WorkingGroup]


def portrait_of(organisation: Organisation, shelf: list[WorkingGroup]) -> Portrait:
    """`shelf`: the groups its reader may know."""
    found = numbers_of(
        scope_of("organisation", organisation.id), Facet.KIND, Facet.COUNTRY
    )
    of_it = select(OF.organisation_id).where(OF.parent_id == organisation.id)
    of_which = select(OF.parent_id).where(OF.organisation_id == organisation.id)
    members = _among(of_it)
    active = _active_in(organisation)
    return Portrait(
        practices=practices_in(found[Facet.KIND]),
        countries=len(found[Facet.COUNTRY]),
        parents=_among(of_which),
        members=members[:SHOWN],
        has_more_members=len(members) > SHOWN,
        groups=[group for group in shelf if group.id in active],
    )


def _among(ids: object) -> list[Organisation]:
    some = (
        select(Organisation)
        .where(Organisation.id.in_(ids), readable_organisations(ANYONE))  # type: ignore[arg-type]
        .order_by(Organisation.sort_name, Organisation.id)
        .limit(SHOWN + 1)
    )
    return list(db.session.scalars(some))


def _active_in(organisation: Organisation) -> set[int]:
    newest = (
        select(Post.id)
        .where(
            Post.organisation_id == organisation.id,
            Post.reach == Reach.PUBLIC,
            Post.archived_at.is_(None),
        )
        .order_by(Post.id.desc())
        .limit(NEWEST)
    )
    tagged = select(Placement.group_id).where(Placement.post_id.in_(newest)).distinct()
    return set(db.session.scalars(tagged))
