from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import Committee, Membership, Role, WorkingGroup
from uclg_share.permissions import Viewer, readable_groups


def readable_shelf(viewer: Viewer) -> list[WorkingGroup]:
    """Every group this viewer may read, in order, in one statement."""
    return list(
        db.session.scalars(
            select(WorkingGroup)
            .where(readable_groups(viewer))
            .options(joinedload(WorkingGroup.committee))
            .order_by(WorkingGroup.position, WorkingGroup.id)
        )
    )


def find_group(viewer: Viewer, slug: str) -> WorkingGroup | None:
    return db.session.scalar(
        select(WorkingGroup)
        .where(WorkingGroup.slug == slug, readable_groups(viewer))
        .options(joinedload(WorkingGroup.committee))
    )


def all_committees() -> list[Committee]:
    return list(db.session.scalars(select(Committee).order_by(Committee.slug)))


def find_committee(slug: str) -> Committee | None:
    return db.session.scalar(select(Committee).where(Committee.slug == slug))


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
