"""Organisations that sign a text of others: asked when it is sent in, named once they
have said yes, gone when they say so.

A post is always locked before its signatures: of an answer and an acceptance in the
same moment, the second finds what the first has left.
"""

from __future__ import annotations

from typing import Any

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import account_of
from uclg_share.audit import Audience, Verb
from uclg_share.authorship.models import CoSignature
from uclg_share.authorship.signed import confirmed_organisations, signatures_of
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.counts.counting import recount_families
from uclg_share.database import db, now
from uclg_share.families.following import carry_signers
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.organisations.models import Organisation
from uclg_share.organisations.people import deciders_for
from uclg_share.permissions import (
    ANYONE,
    Viewer,
    ensure,
    may_sign_for,
    may_write_for,
)
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Post, Revision


def ask_signatures(viewer: Viewer, post: Post, revision: Revision) -> None:
    """Ask the further organisations a text names, in the act that sends it in.

    Those one writes for, and those it is published with, need not be asked. Who said no
    is asked again with each text sent in that still names them.
    """
    draft = from_plain(revision.content)
    named = set(draft.co_organisation_ids) - {draft.organisation_id or 0}
    known = {one.organisation_id: one for one in signatures_of(post)}
    for organisation_id, signature in known.items():
        if organisation_id not in named and signature.confirmed_at is None:
            db.session.delete(signature)
    shown = {one.id for one in post.co_organisations}
    for organisation in confirmed_organisations(named):
        signature = known.get(organisation.id) or _new(post, organisation)
        if signature.confirmed_at is not None:
            continue
        if may_write_for(viewer, organisation):
            _confirm(viewer, signature)
        elif organisation.id in shown:
            _confirm(ANYONE, signature)
        elif signature.asked_by_id is None or signature.declined_at is not None:
            _ask(viewer, signature, revision)


def sign(viewer: Viewer, signature: CoSignature) -> None:
    """Have the organisation named on the text; at once, if it is published."""
    ensure(may_sign_for(viewer, signature))

    _hold_waiting(signature)
    _confirm(viewer, signature)
    _trace(viewer, Verb.SIGNATURE_GIVEN, signature)
    _show(signature)
    _tell(signature, "given")


def refuse(viewer: Viewer, signature: CoSignature) -> None:
    ensure(may_sign_for(viewer, signature))

    _hold_waiting(signature)
    _decline(viewer, signature)
    _trace(viewer, Verb.SIGNATURE_DECLINED, signature)
    _tell(signature, "declined")


def withdraw(viewer: Viewer, signature: CoSignature) -> None:
    """The organisation signs it no more; its name goes from the page at once."""
    ensure(may_sign_for(viewer, signature))

    _look_again(signature)
    if signature.confirmed_at is None:
        raise ChangedMeanwhile(_name(signature.declined_by_id))
    signature.confirmed_at, signature.confirmed_by_id = None, None
    _decline(viewer, signature)
    others = [o for o in _shown(signature) if o.id != signature.organisation_id]
    signature.post.co_organisations = others
    carry_signers(signature.post)
    recount_families([signature.post.family_id])
    _trace(viewer, Verb.SIGNATURE_WITHDRAWN, signature)
    _tell(signature, "withdrawn")


def _new(post: Post, organisation: Organisation) -> CoSignature:
    signature = CoSignature(post=post, organisation=organisation)
    db.session.add(signature)
    return signature


def _ask(viewer: Viewer, signature: CoSignature, revision: Revision) -> None:
    sender = account_of(viewer.account_id)
    signature.asked_by_id, signature.asked_at = viewer.account_id or None, now()
    signature.declined_at, signature.declined_by_id = None, None
    db.session.flush()  # a mail and an entry name it by its ids
    _trace(viewer, Verb.SIGNATURE_ASKED, signature)
    notify(
        deciders_for(signature.organisation),
        Topic.SIGNATURE_ASKED,
        name=sender.name if sender else "",
        **_about(signature, revision.content["title"]),
    )


def _confirm(viewer: Viewer, signature: CoSignature) -> None:
    signature.confirmed_at = now()
    signature.confirmed_by_id = viewer.account_id or None
    signature.declined_at, signature.declined_by_id = None, None


def _decline(viewer: Viewer, signature: CoSignature) -> None:
    signature.declined_at = now()
    signature.declined_by_id = viewer.account_id or None


def _show(signature: CoSignature) -> None:
    """On the page that readers see, if the text they read names it."""
    live = signature.post.live_revision
    named = from_plain(live.content).co_organisation_ids if live else ()
    shown = _shown(signature)
    if signature.organisation_id in named and signature.organisation not in shown:
        signature.post.co_organisations = [*shown, signature.organisation]
        carry_signers(signature.post)
        recount_families([signature.post.family_id])


def _shown(signature: CoSignature) -> list[Organisation]:
    return list(signature.post.co_organisations)


def _look_again(signature: CoSignature) -> None:
    db.session.refresh(signature.post, with_for_update={"of": Post})
    db.session.refresh(signature)


def _hold_waiting(signature: CoSignature) -> None:
    """Of two who answer, the second hears who was first."""
    _look_again(signature)
    if signature.confirmed_at is None and signature.declined_at is None:
        return
    raise AlreadyDecided(_name(signature.confirmed_by_id or signature.declined_by_id))


def _name(account_id: int | None) -> str:
    who = account_of(account_id) if account_id else None
    return who.name if who else ""


def _tell(signature: CoSignature, answer: str) -> None:
    """Whoever answers for the text, and whoever asked."""
    asker = account_of(signature.asked_by_id) if signature.asked_by_id else None
    heard: list[Account | None] = [signature.post.answering, asker]
    title = signature.post.title or signature.post.working_title
    about = _about(signature, title)
    people = dict.fromkeys(who for who in heard if who)
    notify(people, Topic.SIGNATURE_ANSWERED, answer=answer, **about)


def _about(signature: CoSignature, title: str) -> dict[str, Any]:
    return {
        "post_id": signature.post_id,
        "organisation_id": signature.organisation_id,
        "organisation": signature.organisation.name,
        "title": title,
        "language": signature.post.language,
    }


def _trace(viewer: Viewer, verb: Verb, signature: CoSignature) -> None:
    group_id = signature.post.lead_group_id
    audit.record(
        viewer,
        verb,
        signature.post,
        group_id=group_id,
        audience=Audience.COORDINATORS,
        organisation=signature.organisation.name,
        organisation_id=signature.organisation_id,
    )
