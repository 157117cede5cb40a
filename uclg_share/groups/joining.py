"""What somebody does to become a member of a group, and to be one no more."""

from __future__ import annotations

from typing import Any

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import account_of
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.memberships import (
    answer,
    begin,
    finish,
    hold_group,
    settle_once,
    trace,
)
from uclg_share.groups.models import Answer, JoinRequest, Membership, WorkingGroup
from uclg_share.groups.people import deciders_for, membership_of
from uclg_share.groups.requests import waiting_request
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_ask_to_join,
    may_join,
    may_leave,
    may_withdraw_request,
)


def join(viewer: Viewer, group: WorkingGroup) -> Membership:
    """Become a member of an open group at once; joining twice is once."""
    ensure(may_join(viewer, group))

    hold_group(group)
    if known := membership_of(viewer.account_id, group):
        return known
    return begin(viewer, group, _self(viewer), how="open")


def ask(viewer: Viewer, group: WorkingGroup, message: str) -> JoinRequest:
    """Ask those who decide; asking twice is once."""
    ensure(may_ask_to_join(viewer, group))

    hold_group(group)
    if known := waiting_request(viewer.account_id, group):
        return known
    if membership_of(viewer.account_id, group):
        raise ChangedMeanwhile  # admitted since the page was opened
    request = JoinRequest(group=group, account=_self(viewer), message=message)
    db.session.add(request)
    trace(viewer, Verb.JOIN_ASKED, request, audience=Audience.COORDINATORS)
    notify(deciders_for(group), Topic.JOIN_ASKED, **about(request))
    return request


def withdraw(viewer: Viewer, request: JoinRequest) -> None:
    """Take the question back before it is answered."""
    ensure(may_withdraw_request(viewer, request))

    settle_once(request)
    answer(viewer, request, Answer.WITHDRAWN)
    trace(viewer, Verb.JOIN_WITHDRAWN, request, audience=Audience.COORDINATORS)


def leave(viewer: Viewer, group: WorkingGroup) -> None:
    """End one's own membership; what one published stays in the group."""
    ensure(may_leave(viewer, group))

    hold_group(group)
    membership = membership_of(viewer.account_id, group)
    # Of the last two coordinators who leave in the same moment, one stays.
    if membership is None or not may_leave(viewer, group):
        raise ChangedMeanwhile
    finish(viewer, membership)


def about(request: JoinRequest) -> dict[str, Any]:
    """What a mail about a request says."""
    return {
        "request_id": request.id,
        "name": request.account.name,
        "group_id": request.group_id,
        "group": request.group.names,
        "slug": request.group.slug,
        "message": request.message,
    }


def _self(viewer: Viewer) -> Account:
    account = account_of(viewer.account_id)
    assert account is not None
    return account
