"""Who writes for which organisation: asked, confirmed, declined, ended."""

from __future__ import annotations

from typing import Any

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import account_of, viewer_for
from uclg_share.audit import Verb
from uclg_share.authorship.successions import open_after
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.organisations.models import Affiliation, Organisation, Role
from uclg_share.organisations.people import (
    current_of,
    deciders_for,
    is_own_domain,
    waiting_of,
    waiting_people,
    was_told,
)
from uclg_share.permissions import (
    ANYONE,
    Viewer,
    ensure,
    may_ask_affiliation,
    may_change_role,
    may_confirm_people,
    may_end_affiliation,
)


def ask(account: Account, organisation: Organisation) -> Affiliation:
    """Note that a person says they write for an organisation; asking twice is once.

    Takes the person, not a viewer: signing up asks before anybody is signed in. Those
    who decide are told as soon as the person's address is known to be theirs.
    """
    audit.take_turn()
    db.session.flush()  # a new person or organisation needs its id
    known = current_of(account.id, organisation.id)
    if known is not None:
        return known
    affiliation = Affiliation(account=account, organisation=organisation)
    db.session.add(affiliation)
    _trace(viewer_for(account), Verb.AFFILIATION_ASKED, affiliation)
    if account.email_confirmed_at:
        _confirm_or_tell(affiliation)
    return affiliation


def request(viewer: Viewer, organisation: Organisation) -> Affiliation:
    """Ask for oneself, as somebody signed in."""
    ensure(may_ask_affiliation(viewer, organisation))

    account = account_of(viewer.account_id)
    assert account is not None
    return ask(account, organisation)


def confirm_by_domain(account: Account) -> None:
    """The address is this person's: where its domain is the organisation's own, that is
    proof enough. Where it is not, those who decide hear of the person now."""
    if account.email_confirmed_at is None:
        return
    audit.take_turn()
    for affiliation in waiting_of(account.id):
        _confirm_or_tell(affiliation)


def confirm(viewer: Viewer, affiliation: Affiliation) -> None:
    ensure(may_confirm_people(viewer, affiliation.organisation))

    _settle_once(affiliation)
    _confirm(viewer, affiliation)


def decline(viewer: Viewer, affiliation: Affiliation, reason: str) -> None:
    """Say that a person does not write for the organisation; they read why."""
    ensure(may_confirm_people(viewer, affiliation.organisation))

    _settle_once(affiliation)
    _decline(viewer, affiliation, reason)
    told = _about(affiliation) | {"reason": reason, "proposed": False}
    notify([affiliation.account], Topic.AFFILIATION_DECLINED, **told)


def end(viewer: Viewer, affiliation: Affiliation) -> None:
    """A person stops writing for an organisation, or takes the question back; what they
    wrote stays with it."""
    ensure(may_end_affiliation(viewer, affiliation))

    _look_again(affiliation)
    if affiliation.ended_at or affiliation.declined_at:
        raise ChangedMeanwhile
    affiliation.ended_at = now()
    _trace(viewer, Verb.AFFILIATION_ENDED, affiliation)
    open_after(viewer, affiliation)


def change_role(viewer: Viewer, affiliation: Affiliation, role: Role) -> None:
    ensure(may_change_role(viewer, affiliation, role))

    _look_again(affiliation)
    if not affiliation.is_current:
        raise ChangedMeanwhile
    before = affiliation.role
    affiliation.role = role
    roles = {"before": before.value, "after": role.value}
    _trace(viewer, Verb.AFFILIATION_CHANGED, affiliation, **roles)


def confirm_proposer(viewer: Viewer, organisation: Organisation) -> None:
    """Whoever proposed an organisation and waits for it comes in with it."""
    for affiliation in waiting_people(organisation):
        if affiliation.account_id == organisation.proposed_by_id:
            _confirm(viewer, affiliation)


def decline_all(viewer: Viewer, organisation: Organisation) -> None:
    """Nobody can wait for an organisation that is not taken in."""
    for affiliation in waiting_people(organisation):
        _decline(viewer, affiliation, "")


def _confirm_or_tell(affiliation: Affiliation) -> None:
    account = affiliation.account
    if is_own_domain(account.email, affiliation.organisation):
        _confirm(ANYONE, affiliation, by="domain")
        return
    deciders = deciders_for(affiliation.organisation)
    if not was_told(deciders, affiliation):
        notify(deciders, Topic.AFFILIATION_ASKED, **_about(affiliation))


def _confirm(viewer: Viewer, affiliation: Affiliation, **how: str) -> None:
    affiliation.confirmed_at = now()
    affiliation.confirmed_by_id = viewer.account_id or None
    _trace(viewer, Verb.AFFILIATION_CONFIRMED, affiliation, **how)
    notify([affiliation.account], Topic.AFFILIATION_CONFIRMED, **_about(affiliation))


def _decline(viewer: Viewer, affiliation: Affiliation, reason: str) -> None:
    affiliation.declined_at = now()
    affiliation.declined_by_id = viewer.account_id or None
    _trace(viewer, Verb.AFFILIATION_DECLINED, affiliation, reason)


def _look_again(affiliation: Affiliation) -> None:
    """One act at a time, on the row as the one before has left it."""
    audit.take_turn()
    db.session.refresh(affiliation)


def _settle_once(affiliation: Affiliation) -> None:
    """Of two who decide, the second hears who was first."""
    _look_again(affiliation)
    if affiliation.is_waiting:
        return
    by = affiliation.confirmed_by_id or affiliation.declined_by_id
    first = account_of(by) if by else None
    if affiliation.ended_at or first is None:
        raise ChangedMeanwhile
    raise AlreadyDecided(first.name)


def _trace(
    viewer: Viewer, verb: Verb, affiliation: Affiliation, reason: str = "", **data: Any
) -> None:
    about: dict[str, Any] = {
        "account": affiliation.account_id or affiliation.account.id,
        "organisation": affiliation.organisation.name,
    }
    audit.record(viewer, verb, affiliation, reason=reason, **about, **data)


def _about(affiliation: Affiliation) -> dict[str, Any]:
    """What a mail about it says."""
    return {
        "affiliation_id": affiliation.id,
        "name": affiliation.account.name,
        "organisation": affiliation.organisation.name,
        "slug": affiliation.organisation.slug,
        "organisation_id": affiliation.organisation.id,
        "proposed": affiliation.organisation.is_proposed,
    }
