"""The numbers kept beside a group, counted again by the acts that change them."""

from __future__ import annotations

from sqlalchemy import func, select

from uclg_share.database import db
from uclg_share.groups.models import Membership, Role, WorkingGroup


def recount_people(group: WorkingGroup) -> None:
    db.session.flush()  # the rows of this act count too
    current = select(func.count()).where(
        Membership.group_id == group.id, Membership.ended_at.is_(None)
    )
    group.member_count = db.session.scalar(current) or 0
    coordinating = current.where(Membership.role == Role.COORDINATOR)
    group.coordinator_count = db.session.scalar(coordinating) or 0


def recount_posts(group: WorkingGroup) -> None:
    """Practices, not their translations; what is hidden does not count."""
    from uclg_share.posts.models import (  # noqa: PLC0415  posts depend on groups
        Kind,
        Placement,
        Post,
        Reach,
    )

    db.session.flush()
    shown = (
        Placement.group_id == group.id,
        Placement.reach != Reach.HIDDEN,
        Placement.post_id == Placement.family_id,
    )
    kinds = select(Placement.kind, func.count()).where(*shown).group_by(Placement.kind)
    by_kind = {kind: number for kind, number in db.session.execute(kinds)}
    group.post_count = sum(by_kind.values())
    group.case_study_count = by_kind.get(Kind.CASE_STUDY, 0)
    countries = select(func.count(Post.country.distinct()))
    group.country_count = (
        db.session.scalar(countries.join(Placement).where(*shown)) or 0
    )
    group.last_published_at = db.session.scalar(
        select(func.max(Placement.published_at)).where(*shown)
    )
