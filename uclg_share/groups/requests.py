"""Who asks to join which group."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from uclg_share.database import db
from uclg_share.groups.models import Answer, JoinRequest, WorkingGroup
from uclg_share.permissions import Viewer, reviewed_groups


def waiting_requests(
    viewer: Viewer, group_id: int | None = None, limit: int = 100
) -> list[JoinRequest]:
    """What waits for an answer of this coordinator, longest wait first."""
    waiting = requests_for(viewer).where(JoinRequest.answer == Answer.WAITING)
    if group_id is not None:
        waiting = waiting.where(JoinRequest.group_id == group_id)
    oldest = waiting.order_by(JoinRequest.asked_at, JoinRequest.id).limit(limit)
    return list(db.session.scalars(oldest))


def find_request(viewer: Viewer, request_id: int) -> JoinRequest | None:
    """A request to a group of this coordinator, waiting or answered."""
    return db.session.scalar(requests_for(viewer).where(JoinRequest.id == request_id))


def waiting_request(account_id: int, group: WorkingGroup) -> JoinRequest | None:
    return db.session.scalar(
        select(JoinRequest).where(
            JoinRequest.account_id == account_id,
            JoinRequest.group_id == group.id,
            JoinRequest.answer == Answer.WAITING,
        )
    )


def requests_for(viewer: Viewer) -> Select[JoinRequest]:
    """Every list of requests starts here, so no desk shows another group's people."""
    return (
        select(JoinRequest)
        .join(JoinRequest.group)
        .where(reviewed_groups(viewer))
        .options(
            contains_eager(JoinRequest.group),
            joinedload(JoinRequest.account),
            joinedload(JoinRequest.answered_by),
        )
    )
