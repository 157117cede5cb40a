"""The reasons a group gives of its own, beside those every group has."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from uclg_share import audit
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile, hold
from uclg_share.database import db, now
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import Viewer, ensure, may_set_reasons
from uclg_share.reviews.models import GroupReason, Reason, Review, Why

MOST = 30


@dataclass(frozen=True)
class ReasonRecord:
    names: dict[str, str]
    hint: str


class TooMany(Exception):
    """A list nobody would read to its end."""


def reasons_of(group_id: int) -> list[GroupReason]:
    """Those that are given now, in the order they were added."""
    given = select(GroupReason).where(
        GroupReason.group_id == group_id, GroupReason.retired_at.is_(None)
    )
    return list(db.session.scalars(given.order_by(GroupReason.id).limit(MOST)))


def find_reason(group: WorkingGroup, reason_id: int) -> GroupReason | None:
    return db.session.scalar(
        select(GroupReason).where(
            GroupReason.id == reason_id, GroupReason.group_id == group.id
        )
    )


def add(viewer: Viewer, group: WorkingGroup, record: ReasonRecord) -> GroupReason:
    ensure(may_set_reasons(viewer, group))

    audit.take_turn()
    if len(reasons_of(group.id)) >= MOST:
        raise TooMany
    reason = GroupReason(group=group, names=record.names, hint=record.hint)
    db.session.add(reason)
    _trace(viewer, Verb.REASON_ADDED, reason)
    return reason


def change(
    viewer: Viewer, reason: GroupReason, record: ReasonRecord, version: int
) -> None:
    """Correct its words, also where it was given already."""
    ensure(may_set_reasons(viewer, reason.group))

    hold(reason, version)
    if reason.retired_at:
        raise ChangedMeanwhile
    reason.names, reason.hint = record.names, record.hint
    _trace(viewer, Verb.REASON_CHANGED, reason)


def retire(viewer: Viewer, reason: GroupReason) -> None:
    """Give it no more; texts it was given for keep it."""
    ensure(may_set_reasons(viewer, reason.group))

    db.session.refresh(reason, with_for_update={"of": GroupReason})
    if reason.retired_at:
        raise ChangedMeanwhile
    reason.retired_at = now()
    _trace(viewer, Verb.REASON_RETIRED, reason)


def must_be_given(review: Review, reason: Why) -> None:
    """Raises `ChangedMeanwhile` for a reason the group gives no longer."""
    if isinstance(reason, Reason):
        return
    if reason.group_id != review.group_id or reason.retired_at:
        raise ChangedMeanwhile


def give(review: Review, reason: Why, note: str) -> None:
    review.note = note
    if isinstance(reason, Reason):
        review.reason = reason
    else:
        review.own_reason = reason


def _trace(viewer: Viewer, verb: Verb, reason: GroupReason) -> None:
    audit.record(
        viewer,
        verb,
        reason,
        group_id=reason.group_id,
        audience=Audience.COORDINATORS,
        name=reason.names.get("en", ""),
    )
