"""How a membership begins and ends, whichever act it is that begins or ends it."""

from __future__ import annotations

from typing import Any

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.groups.counters import recount_people
from uclg_share.groups.models import (
    Answer,
    JoinRequest,
    Membership,
    Role,
    WorkingGroup,
)
from uclg_share.groups.requests import waiting_request
from uclg_share.permissions import Viewer


def hold_group(group: WorkingGroup) -> None:
    """One act on the people of a group at a time, on what the one before has left."""
    db.session.refresh(group, with_for_update={"of": WorkingGroup})


def hold(membership: Membership) -> None:
    """As `hold_group`; raises when the membership is over."""
    hold_group(membership.group)
    db.session.refresh(membership)
    if membership.ended_at:
        raise ChangedMeanwhile


def begin(
    viewer: Viewer,
    group: WorkingGroup,
    account: Account,
    role: Role = Role.MEMBER,
    **how: Any,
) -> Membership:
    """Take somebody in; a request of theirs that still waits is answered by it."""
    if request := waiting_request(account.id, group):
        answer(viewer, request, Answer.ADMITTED)
    membership = Membership(group=group, account=account, role=role)
    db.session.add(membership)
    who = _audience(role)
    trace(viewer, Verb.MEMBERSHIP_ADDED, membership, "", who, role=role.value, **how)
    recount_people(group)
    return membership


def finish(viewer: Viewer, membership: Membership, reason: str = "") -> None:
    membership.ended_at = now()
    role = membership.role
    who = _audience(role)
    trace(viewer, Verb.MEMBERSHIP_ENDED, membership, reason, who, role=role.value)
    recount_people(membership.group)


def give_role(viewer: Viewer, membership: Membership, role: Role) -> None:
    before, membership.role = membership.role, role
    roles: dict[str, Any] = {"before": before.value, "after": role.value}
    trace(viewer, Verb.MEMBERSHIP_CHANGED, membership, "", Audience.PUBLIC, **roles)
    recount_people(membership.group)


def _audience(role: Role) -> Audience | None:
    """Who coordinates a group stands on its page, so everybody hears of a change; of
    whom it was, and why, the public log says nothing."""
    return Audience.PUBLIC if role is Role.COORDINATOR else None


def settle_once(request: JoinRequest) -> None:
    """Of two who answer, the second hears who was first."""
    hold_group(request.group)
    db.session.refresh(request)
    if request.answer is Answer.WAITING:
        return
    if request.answer is Answer.WITHDRAWN or request.answered_by is None:
        raise ChangedMeanwhile
    raise AlreadyDecided(request.answered_by.name)


def answer(viewer: Viewer, request: JoinRequest, given: Answer) -> None:
    request.answer, request.answered_at = given, now()
    request.answered_by_id = viewer.account_id or None


def trace(
    viewer: Viewer,
    verb: Verb,
    subject: Membership | JoinRequest,
    reason: str = "",
    audience: Audience | None = None,
    **data: Any,
) -> None:
    """Members see who came and went; why, and who asks, is for the coordinators."""
    usual = Audience.COORDINATORS if reason else Audience.GROUP
    db.session.flush()  # a new one needs the ids of its group and person
    audit.record(
        viewer,
        verb,
        subject,
        group_id=subject.group_id,
        reason=reason,
        audience=audience or usual,
        account=subject.account_id,
        **data,
    )
