"""Texts that come as a batch, and the file they came in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import delete

from uclg_share import audit
from uclg_share.attachments import actions as attachments
from uclg_share.attachments import storing
from uclg_share.attachments.intake import Taken
from uclg_share.attachments.models import Attachment
from uclg_share.audit import Verb
from uclg_share.database import Moment, db, now
from uclg_share.exchange.models import Parcel
from uclg_share.permissions import Viewer, ensure, may_use_account, may_write
from uclg_share.posts import actions as posts
from uclg_share.posts.drafts import Draft, Enclosure
from uclg_share.posts.models import Kind, Post


@dataclass(frozen=True)
class Text:
    """A text that was found in order, with its files as they may be kept."""

    kind: Kind
    draft: Draft
    files: tuple[tuple[Taken, Enclosure], ...] = ()


def take_in(viewer: Viewer, texts: Iterable[Text]) -> list[Post]:
    """Every text becomes a draft, in this order.

    Raises `Refused` when there is no room for a file, and `storage.Unavailable`: then
    the caller rolls back, so that none of them is there.
    """
    ensure(may_write(viewer))

    kept: list[Attachment] = []
    try:
        taken = [_take_in(viewer, text, kept) for text in texts]
        ids = [post.id for post in taken]
        audit.record(viewer, Verb.TEXTS_IMPORTED, _person(viewer), posts=ids)
    except Exception:
        for attachment in kept:  # the rows go with the transaction, the bytes by this
            storing.forget(attachment.key, attachment.form)
        raise
    return taken


def keep(viewer: Viewer, name: str, content: bytes) -> Parcel:
    """Keep a file that was checked; the one before goes."""
    ensure(may_write(viewer))

    let_go(viewer)
    parcel = Parcel(
        account_id=viewer.account_id,
        ticket=secrets.token_urlsafe(24),
        name=name[:200],
        content=content,
        at=now(),
    )
    db.session.add(parcel)
    db.session.flush()
    return parcel


def let_go(viewer: Viewer) -> None:
    """The file has served, or another one takes its place."""
    ensure(may_write(viewer))

    mine = delete(Parcel).where(Parcel.account_id == viewer.account_id)
    db.session.execute(mine)


def note_taken_out(viewer: Viewer, number: int) -> None:
    """One's own texts leave the site with one."""
    ensure(may_use_account(viewer, viewer.account_id))

    audit.record(viewer, Verb.TEXTS_EXPORTED, _person(viewer), number=number)


def note_data_taken_out(viewer: Viewer) -> None:
    """Everything kept of a person leaves the site with them."""
    ensure(may_use_account(viewer, viewer.account_id))

    audit.record(viewer, Verb.DATA_EXPORTED, _person(viewer))


def sweep(before: Moment) -> None:
    """Files that were checked and never taken in; the worker does it now and then."""
    db.session.execute(delete(Parcel).where(Parcel.at < before))


def _take_in(viewer: Viewer, text: Text, kept: list[Attachment]) -> Post:
    post = posts.start(viewer, text.kind, text.draft)
    shown = []
    for taken, about in text.files:
        kept.append(attachments.add(viewer, post, taken))
        shown.append(replace(about, attachment_id=kept[-1].id))
    if shown:
        posts.save(viewer, post, replace(text.draft, files=tuple(shown)), 1)
    return post


def _person(viewer: Viewer) -> str:
    return f"account:{viewer.account_id}"
