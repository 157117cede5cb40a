"""The numbers kept beside a group, counted again by the acts that change them.

They are set past the version of the group: a form an administrator has open is not
overtaken because somebody joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select, update

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import Membership, Role, WorkingGroup


def recount_people(group: WorkingGroup) -> None:
    """Current members and coordinators; who is suspended counts as neither."""
    db.session.flush()  # the rows of this act count too
    current = (
        select(func.count())
        .select_from(Membership)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.group_id == group.id,
            Membership.ended_at.is_(None),
            Account.suspended_at.is_(None),
        )
    )
    coordinating = current.where(Membership.role == Role.COORDINATOR)
    _keep(
        group,
        member_count=db.session.scalar(current) or 0,
        coordinator_count=db.session.scalar(coordinating) or 0,
    )


def recount_posts_in(group_ids: Iterable[int]) -> None:
    """The numbers of several groups, always in the same order: two acts never wait
    for each other."""
    db.session.flush()  # the rows of this act count too
    groups = select(WorkingGroup).where(WorkingGroup.id.in_(set(group_ids)))
    for group in db.session.scalars(groups.order_by(WorkingGroup.id)):
        _recount_posts(group)


def _recount_posts(group: WorkingGroup) -> None:
    """Originals, not their translations; what is hidden does not count."""
    from uclg_share.posts.models import (  # noqa: PLC0415  posts depend on groups
        Kind,
        Placement,
        Post,
        Reach,
    )

    shown = (
        Placement.group_id == group.id,
        Placement.reach != Reach.HIDDEN,
        Placement.post_id == Placement.family_id,
    )
    kinds = select(Placement.kind, func.count()).where(*shown).group_by(Placement.kind)
    by_kind = {kind: number for kind, number in db.session.execute(kinds)}
    countries = select(func.count(Post.country.distinct()))
    unanswered = select(func.count()).where(*shown, Placement.open_since.is_not(None))
    latest = select(func.max(Placement.published_at)).where(*shown)
    _keep(
        group,
        post_count=sum(by_kind.values()),
        case_study_count=by_kind.get(Kind.CASE_STUDY, 0),
        talk_count=sum(number for kind, number in by_kind.items() if kind.is_talk),
        open_question_count=db.session.scalar(unanswered) or 0,
        country_count=db.session.scalar(countries.join(Placement).where(*shown)) or 0,
        last_published_at=db.session.scalar(latest),
    )


def hold_groups_of(account: Account) -> list[WorkingGroup]:
    """The groups somebody is in, held for this act, always in the same order."""
    current = (
        select(WorkingGroup)
        .join(Membership, Membership.group_id == WorkingGroup.id)
        .where(Membership.account_id == account.id, Membership.ended_at.is_(None))
        .order_by(WorkingGroup.id)
    )
    return list(db.session.scalars(current.with_for_update(of=WorkingGroup)))


def _keep(group: WorkingGroup, **numbers: Any) -> None:
    row = update(WorkingGroup).where(WorkingGroup.id == group.id)
    db.session.execute(row.values(**numbers))
