"""What coordinators do with the people of their group."""

from __future__ import annotations

from uclg_share.accounts.models import Account
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.joining import about
from uclg_share.groups.memberships import (
    answer,
    begin,
    finish,
    give_role,
    hold,
    hold_group,
    settle_once,
    trace,
)
from uclg_share.groups.models import (
    Answer,
    JoinRequest,
    Membership,
    Role,
    WorkingGroup,
)
from uclg_share.groups.people import membership_of
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_administer,
    may_admit,
    may_coordinate,
    may_dismiss,
    may_end_membership,
)


def admit(viewer: Viewer, request: JoinRequest) -> Membership:
    ensure(may_admit(viewer, request.group))

    settle_once(request)
    membership = begin(viewer, request.group, request.account, how="admitted")
    notify([request.account], Topic.JOIN_ADMITTED, **about(request))
    return membership


def decline(viewer: Viewer, request: JoinRequest, reason: str) -> None:
    """Say no, with the reason; the person may ask again."""
    ensure(may_coordinate(viewer, request.group))

    settle_once(request)
    answer(viewer, request, Answer.DECLINED)
    request.reason = reason
    trace(viewer, Verb.JOIN_DECLINED, request, reason, Audience.COORDINATORS)
    told = about(request) | {"reason": reason}
    notify([request.account], Topic.JOIN_DECLINED, **told)


def appoint_coordinator(
    viewer: Viewer, group: WorkingGroup, account: Account
) -> Membership:
    """Coordinators choose among the members, administrators among everybody."""
    ensure(may_coordinate(viewer, group))

    hold_group(group)
    db.session.refresh(account)
    membership = membership_of(account.id, group)
    if membership is None:
        ensure(may_administer(viewer))
    if not account.may_sign_in:
        raise ChangedMeanwhile
    if membership and membership.role is Role.COORDINATOR:
        raise ChangedMeanwhile
    if membership is None:
        role = Role.COORDINATOR
        membership = begin(viewer, group, account, role, how="appointed")
    else:
        give_role(viewer, membership, Role.COORDINATOR)
    _tell_appointed(viewer, membership)
    return membership


def dismiss_coordinator(viewer: Viewer, membership: Membership) -> None:
    """A coordinator is a plain member again."""
    ensure(may_dismiss(viewer, membership))

    hold(membership)
    # Of the last two coordinators who dismiss each other, one stays.
    if not may_dismiss(viewer, membership):
        raise ChangedMeanwhile
    give_role(viewer, membership, Role.MEMBER)


def end_membership(viewer: Viewer, membership: Membership, reason: str) -> None:
    """Somebody is a member no more; what they published stays in the group."""
    ensure(may_end_membership(viewer, membership))

    hold(membership)
    if not may_end_membership(viewer, membership):
        raise ChangedMeanwhile
    finish(viewer, membership, reason)
    told = {"group": membership.group.names, "reason": reason}
    notify([membership.account], Topic.MEMBERSHIP_ENDED, **told)


def _tell_appointed(viewer: Viewer, membership: Membership) -> None:
    if membership.account_id == viewer.account_id:
        return
    group = membership.group
    notify([membership.account], Topic.APPOINTED, group=group.names, slug=group.slug)
