"""A person has left an organisation: what they wrote for it stays, and somebody who
writes for it is asked to answer for it from now on."""

from __future__ import annotations

from typing import Any

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import account_of
from uclg_share.audit import Verb
from uclg_share.authorship.left import (
    asked_of,
    is_confirmed_for,
    left_behind,
    open_for,
)
from uclg_share.authorship.models import Succession
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.organisations.models import Affiliation
from uclg_share.organisations.people import deciders_for
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_choose_successor,
    may_succeed,
)
from uclg_share.posts.models import Post


class NotOneOfThem(Exception):
    """Who is chosen does not write for the organisation."""


def open_after(viewer: Viewer, affiliation: Affiliation) -> None:
    """Ask who follows, in the act that ends an affiliation; whoever was chosen to
    follow somebody else and goes now is no longer asked."""
    organisation_id = affiliation.organisation_id
    for asked in asked_of(affiliation.account_id, organisation_id):
        _ask_anew(viewer, asked, affiliation.account.name)
    left = left_behind(organisation_id, affiliation.account_id).limit(1)
    if db.session.scalar(left) is None:
        return
    if open_for(affiliation.account_id, organisation_id) is None:
        _open(viewer, affiliation.account, affiliation)


def choose(
    viewer: Viewer, succession: Succession, successor: Account, before: int
) -> None:
    """Ask a person to follow. `before` is who was asked when the page was opened, or 0.

    Raises `ChangedMeanwhile` when somebody else has chosen since.
    """
    ensure(may_choose_successor(viewer, succession))

    _hold_open(succession)
    if (succession.successor_id or 0) != before:
        raise AlreadyDecided(_name(succession.asked_by_id))
    if not is_confirmed_for(successor.id, succession.organisation_id):
        raise NotOneOfThem
    succession.successor_id = successor.id
    succession.asked_by_id, succession.asked_at = viewer.account_id or None, now()
    _trace(viewer, Verb.SUCCESSION_ASKED, succession, successor=successor.id)
    notify([successor], Topic.SUCCESSION_ASKED, **_about(succession))


def accept(viewer: Viewer, succession: Succession) -> list[Post]:
    """Answer from now on for what the person left; their name stays on it."""
    ensure(may_succeed(viewer, succession))

    left = left_behind(succession.organisation_id, succession.leaver_id)
    posts = list(db.session.scalars(left.with_for_update(of=Post)))
    _hold_open(succession)
    if succession.successor_id != viewer.account_id:
        raise ChangedMeanwhile(_name(succession.asked_by_id))
    succession.accepted_at = now()
    for post in posts:
        post.keeper_id = viewer.account_id
    ids = [post.id for post in posts]
    _trace(viewer, Verb.SUCCESSION_ACCEPTED, succession, posts=ids)
    return posts


def decline(viewer: Viewer, succession: Succession) -> None:
    """Say no; those who chose choose again."""
    ensure(may_succeed(viewer, succession))

    _hold_open(succession)
    if succession.successor_id != viewer.account_id:
        raise ChangedMeanwhile(_name(succession.asked_by_id))
    _ask_anew(viewer, succession, _name(viewer.account_id))


def _ask_anew(viewer: Viewer, succession: Succession, name: str) -> None:
    """The question that was declined is kept, and a new one stands in its place."""
    succession.declined_at = now()
    _trace(viewer, Verb.SUCCESSION_DECLINED, succession)
    again = Succession(
        organisation_id=succession.organisation_id, leaver_id=succession.leaver_id
    )
    db.session.flush()  # at most one may be open
    db.session.add(again)
    db.session.flush()
    _tell_deciders(again, declined_by=name)


def _open(viewer: Viewer, leaver: Account, affiliation: Affiliation) -> None:
    succession = Succession(organisation=affiliation.organisation, leaver=leaver)
    db.session.add(succession)
    _trace(viewer, Verb.SUCCESSION_OPENED, succession)
    _tell_deciders(succession, declined_by="")


def _tell_deciders(succession: Succession, declined_by: str) -> None:
    deciders = deciders_for(succession.organisation)
    about = _about(succession)
    notify(deciders, Topic.SUCCESSION_OPENED, declined_by=declined_by, **about)


def _hold_open(succession: Succession) -> None:
    audit.take_turn()  # as who ends an affiliation does, before it comes here
    db.session.refresh(succession)
    if succession.accepted_at is not None:
        raise AlreadyDecided(_name(succession.successor_id))
    if succession.declined_at is not None:
        raise ChangedMeanwhile(_name(succession.successor_id))


def _name(account_id: int | None) -> str:
    who = account_of(account_id) if account_id else None
    return who.name if who else ""


def _about(succession: Succession) -> dict[str, Any]:
    return {
        "leaver": succession.leaver.name,
        "organisation": succession.organisation.name,
        "slug": succession.organisation.slug,
    }


def _trace(viewer: Viewer, verb: Verb, succession: Succession, **data: Any) -> None:
    about: dict[str, Any] = {
        "organisation": succession.organisation.name,
        "leaver": succession.leaver_id or succession.leaver.id,
    }
    audit.record(viewer, verb, succession, **about, **data)
