from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import (
    Committee,
    CommitteeStatus,
    Membership,
    Role,
    WorkingGroup,
)
from uclg_share.permissions import Viewer, readable_groups
from uclg_share.text import slugify, without_illegal

MOST_MERGERS = 5  # one after another: two that point at each other lead nowhere
WHOLE = (undefer(WorkingGroup.descriptions), undefer(WorkingGroup.guidelines))


def readable_shelf(viewer: Viewer, whole: bool = False) -> list[WorkingGroup]:
    """Every group this viewer may read, in order, in one statement; `whole` with the
    mandates. Pages that only name groups ask `shelf.py`."""
    return list(
        db.session.scalars(
            select(WorkingGroup)
            .where(readable_groups(viewer))
            .options(joinedload(WorkingGroup.committee), *(WHOLE if whole else ()))
            .order_by(WorkingGroup.position, WorkingGroup.id)
        )
    )


def committee_with_shelf(
    viewer: Viewer, slug: str
) -> tuple[Committee | None, list[WorkingGroup]]:
    """A committee by its address, with the groups of `readable_shelf`, in one
    statement; nothing where only `find_committee` may know the address."""
    rows = db.session.execute(
        select(Committee, WorkingGroup)
        .outerjoin(WorkingGroup, readable_groups(viewer))
        .where(
            Committee.slug == without_illegal(slug),
            Committee.status != CommitteeStatus.MERGED,
        )
        .order_by(WorkingGroup.position, WorkingGroup.id)
    ).all()
    committee = rows[0][0] if rows else None
    return committee, [group for _, group in rows if group]


def find_group(viewer: Viewer, slug: str, whole: bool = False) -> WorkingGroup | None:
    return db.session.scalar(
        select(WorkingGroup)
        .where(WorkingGroup.slug == without_illegal(slug), readable_groups(viewer))
        .options(joinedload(WorkingGroup.committee), *(WHOLE if whole else ()))
    )


def all_committees() -> list[Committee]:
    return list(db.session.scalars(select(Committee).order_by(Committee.slug)))


def find_committee(slug: str) -> Committee | None:
    """By its address or another spelling; a merged one leads to where it went."""
    wanted = without_illegal(slug)
    found = db.session.scalar(select(Committee).where(Committee.slug == wanted))
    found = found or _by_alias(wanted)
    for _ in range(MOST_MERGERS):
        if not found or found.status is not CommitteeStatus.MERGED:
            return found
        found = db.session.get(Committee, found.merged_into_id)
    return None


def _by_alias(slug: str) -> Committee | None:
    wanted = slugify(slug)
    for committee in all_committees() if wanted else []:
        if wanted in map(slugify, committee.aliases):
            return committee
    return None


def coordinators_of(group: WorkingGroup) -> list[Account]:
    return list(
        db.session.scalars(
            select(Account)
            .join(Membership, Membership.account_id == Account.id)
            .where(
                Membership.group_id == group.id,
                Membership.role == Role.COORDINATOR,
                Membership.ended_at.is_(None),
            )
            .order_by(Account.name)
        )
    )


def proposed_committees(group_ids: tuple[int, ...]) -> list[int]:
    """A group's committee is proposed by itself; the author may add or remove it."""
    wanted = (
        select(Committee.id)
        .join(WorkingGroup, WorkingGroup.committee_id == Committee.id)
        .where(WorkingGroup.id.in_(group_ids))
        .distinct()
    )
    return list(db.session.scalars(wanted))


def role_in(group_id: int | None) -> Any:
    """For a statement about accounts: the role each of them has in a group, or null."""
    held = select(Membership.role).where(
        Membership.account_id == Account.id,
        Membership.group_id == group_id,
        Membership.ended_at.is_(None),
    )
    return held.limit(1).scalar_subquery()
