"""What is done to the directory. Names and slugs are looked up one act at a time."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import account_of, viewer_for
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import AlreadyDecided, hold
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.organisations import affiliations
from uclg_share.organisations.entries import (
    new_organisation,
    refuse_taken_name,
    spoken,
    take_portrait,
    take_record,
)
from uclg_share.organisations.models import Organisation
from uclg_share.organisations.proposals import Portrait, Proposal, Record
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_administer,
    may_change_organisation,
)
from uclg_share.search.renaming import follow_name

# By these its texts are found.
NAMES = {"name", "acronym", "local_name"}


def propose(proposer: Account, proposal: Proposal) -> Organisation:
    """Note an organisation that is not in the directory; an administrator looks at it.

    Takes the person, not a viewer: signing up proposes before anybody is signed in.
    """
    audit.take_turn()
    organisation = new_organisation(proposal)
    organisation.proposed_by_id = proposer.id
    db.session.add(organisation)
    audit.record(
        viewer_for(proposer),
        Verb.ORGANISATION_PROPOSED,
        organisation,
        name=organisation.name,
    )
    return organisation


def confirm(viewer: Viewer, organisation: Organisation) -> None:
    """Take a proposed organisation in, and with it the people who wait for it."""
    ensure(may_administer(viewer))

    _settle_once(organisation)
    refuse_taken_name(organisation.name, organisation)
    organisation.confirmed_at = now()
    organisation.confirmed_by_id = viewer.account_id or None
    _trace_known(viewer, Verb.ORGANISATION_CONFIRMED, organisation)
    affiliations.confirm_proposer(viewer, organisation)


def decline(viewer: Viewer, organisation: Organisation, reason: str) -> None:
    """Leave a proposal out; whoever proposed it reads why."""
    ensure(may_administer(viewer))

    _settle_once(organisation)
    organisation.declined_at = now()
    organisation.declined_by_id = viewer.account_id or None
    audit.record(
        viewer,
        Verb.ORGANISATION_DECLINED,
        organisation,
        reason=reason,
        name=organisation.name,
    )
    affiliations.decline_all(viewer, organisation)
    if organisation.proposed_by:
        told = {"organisation": organisation.name, "reason": reason, "proposed": True}
        notify([organisation.proposed_by], Topic.AFFILIATION_DECLINED, **told)


def add(viewer: Viewer, record: Record) -> Organisation:
    """An organisation an administrator knows: confirmed at once."""
    ensure(may_administer(viewer))

    audit.take_turn()
    refuse_taken_name(record.name)
    organisation = new_organisation(record)
    organisation.confirmed_at = now()
    organisation.confirmed_by_id = viewer.account_id or None
    db.session.add(organisation)
    db.session.flush()  # the domains point at it
    take_record(organisation, record)
    _trace_known(viewer, Verb.ORGANISATION_ADDED, organisation)
    return organisation


def change(
    viewer: Viewer, organisation: Organisation, record: Record, version: int
) -> None:
    """Set everything; `version` is the one the form was opened with."""
    ensure(may_administer(viewer))

    audit.take_turn()
    hold(organisation, version)
    before = spoken(organisation)
    if organisation.confirmed_at:
        refuse_taken_name(record.name, organisation)
    take_record(organisation, record)
    _trace_change(viewer, organisation, before)


def describe(
    viewer: Viewer, organisation: Organisation, portrait: Portrait, version: int
) -> None:
    """Set what an organisation says of itself: its representatives do."""
    ensure(may_change_organisation(viewer, organisation))

    audit.take_turn()
    hold(organisation, version)
    before = spoken(organisation)
    take_portrait(organisation, portrait)
    _trace_change(viewer, organisation, before)


def _settle_once(organisation: Organisation) -> None:
    """Of two administrators, the second reads who was first."""
    audit.take_turn()
    db.session.refresh(organisation)
    if organisation.is_proposed:
        return
    by = organisation.confirmed_by_id or organisation.declined_by_id
    first = account_of(by) if by else None
    raise AlreadyDecided(first.name if first else "")


def _trace_known(viewer: Viewer, verb: Verb, organisation: Organisation) -> None:
    """From now on it stands in the public directory."""
    audit.record(
        viewer,
        verb,
        organisation,
        audience=Audience.PUBLIC,
        name=organisation.name,
    )


def _trace_change(
    viewer: Viewer, organisation: Organisation, before: dict[str, Any]
) -> None:
    flag_modified(organisation, "name")  # sections alone must raise the version too
    after = spoken(organisation)
    changes = {k: [was, after[k]] for k, was in before.items() if was != after[k]}
    if not NAMES.isdisjoint(changes):
        follow_name(organisation)
    audit.record(viewer, Verb.ORGANISATION_CHANGED, organisation, changes=changes)
