"""Asking somebody in by mail: the link is good once, for two weeks, for one address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, joinedload

from uclg_share import audit
from uclg_share.accounts.queries import account_of, digest
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.groups.memberships import begin, hold_group
from uclg_share.groups.models import Invitation, Membership, WorkingGroup
from uclg_share.groups.people import membership_of
from uclg_share.keys import new_nonce, secret_of
from uclg_share.notifications.actions import notify_address
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_accept_invitation,
    may_admit,
    may_coordinate,
)
from uclg_share.text import email_key, without_illegal

LIFETIME = timedelta(days=14)


class OtherAddress(Exception):
    """The invitation was sent to another address than that of whoever accepts it."""


@dataclass(frozen=True)
class Guest:
    email: str
    locale: str


def invite(
    viewer: Viewer, group: WorkingGroup, guest: Guest, secret_key: str
) -> Invitation:
    """Send a link; an earlier one to the same address dies."""
    ensure(may_admit(viewer, group))

    host = account_of(viewer.account_id)
    assert host is not None
    hold_group(group)
    for earlier in _open_to(group, guest.email):
        earlier.withdrawn_at = now()
    invitation = _invitation(group, guest, secret_key)
    invitation.invited_by = host
    db.session.add(invitation)
    _trace(viewer, Verb.INVITATION_SENT, invitation)
    told = {"group": group.names, "host": host.name, "nonce": invitation.nonce}
    notify_address(guest.email, guest.locale, Topic.INVITED, slug=group.slug, **told)
    return invitation


def take_back(viewer: Viewer, invitation: Invitation) -> None:
    """The link leads nowhere any more."""
    ensure(may_coordinate(viewer, invitation.group))

    _hold_good(invitation)
    invitation.withdrawn_at = now()
    _trace(viewer, Verb.INVITATION_WITHDRAWN, invitation)


def accept(viewer: Viewer, invitation: Invitation) -> Membership:
    """Become a member; whoever is one already only uses the link up."""
    ensure(may_accept_invitation(viewer, invitation.group))

    account = account_of(viewer.account_id)
    assert account is not None
    if account.email_key != invitation.email_key:
        raise OtherAddress
    _hold_good(invitation)
    invitation.accepted_at, invitation.accepted_by_id = now(), account.id
    if known := membership_of(account.id, invitation.group):
        return known
    how: dict[str, Any] = {"how": "invited", "invitation": invitation.id}
    return begin(viewer, invitation.group, account, **how)


def find_by_secret(slug: str, secret: str) -> Invitation | None:
    """The good one behind a link; used, withdrawn and invented ones are all None."""
    found = db.session.scalar(
        select(Invitation)
        .join(Invitation.group)
        .where(
            Invitation.secret_hash == digest(secret),
            WorkingGroup.slug == without_illegal(slug),
        )
        .options(contains_eager(Invitation.group), joinedload(Invitation.invited_by))
    )
    return found if found and found.is_good(now()) else None


def find_invitation(group: WorkingGroup, invitation_id: int) -> Invitation | None:
    return db.session.scalar(
        select(Invitation).where(
            Invitation.id == invitation_id, Invitation.group_id == group.id
        )
    )


def open_invitations(group: WorkingGroup, limit: int = 100) -> list[Invitation]:
    """What was sent and can still be accepted, newest first."""
    found = select(Invitation).where(*_good(group))
    newest = found.order_by(Invitation.created_at.desc(), Invitation.id.desc())
    hosts = newest.options(joinedload(Invitation.invited_by))
    return list(db.session.scalars(hosts.limit(limit)))


def _open_to(group: WorkingGroup, email: str) -> list[Invitation]:
    to = Invitation.email_key == email_key(email)
    return list(db.session.scalars(select(Invitation).where(*_good(group), to)))


def _good(group: WorkingGroup) -> tuple[ColumnElement[bool], ...]:
    return (
        Invitation.group_id == group.id,
        Invitation.accepted_at.is_(None),
        Invitation.withdrawn_at.is_(None),
        Invitation.expires_at > now(),
    )


def _invitation(group: WorkingGroup, guest: Guest, secret_key: str) -> Invitation:
    nonce = new_nonce()
    return Invitation(
        group=group,
        email=guest.email,
        email_key=email_key(guest.email),
        locale=guest.locale,
        nonce=nonce,
        secret_hash=digest(secret_of(nonce, secret_key)),
        expires_at=now() + LIFETIME,
    )


def _hold_good(invitation: Invitation) -> None:
    hold_group(invitation.group)
    db.session.refresh(invitation)
    if not invitation.is_good(now()):
        raise ChangedMeanwhile


def _trace(viewer: Viewer, verb: Verb, invitation: Invitation) -> None:
    """Without the address: the log is kept for good."""
    group_id = invitation.group_id or invitation.group.id
    audience = Audience.COORDINATORS
    audit.record(viewer, verb, invitation, group_id=group_id, audience=audience)
