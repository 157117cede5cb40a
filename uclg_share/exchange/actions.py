"""Texts that come as a batch, and the file they came in."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
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
from uclg_share.families.stale import UNKNOWN, parts_of
from uclg_share.families.starting import start_in_family
from uclg_share.permissions import Viewer, ensure, may_use_account, may_write
from uclg_share.posts import actions as posts
from uclg_share.posts.as_file.found import Rendering
from uclg_share.posts.drafts import Draft, Enclosure, Origin
from uclg_share.posts.models import Kind, MadeBy, Post
from uclg_share.posts.queries import find_own, latest_revision


@dataclass(frozen=True)
class Text:
    """A text that was found in order, with its files as they may be kept.

    The original of a translation is either one of the texts that come with it, by its
    place among them, or a post of one's own.
    """

    kind: Kind
    draft: Draft
    files: tuple[tuple[Taken, Enclosure], ...] = ()
    rendering: Rendering | None = None
    original: int | None = None
    original_id: int | None = None


def take_in(viewer: Viewer, texts: Sequence[Text]) -> list[Post]:
    """Every text becomes a draft, in this order.

    Raises `Refused` when there is no room for a file, and `storage.Unavailable`: then
    the caller rolls back, so that none of them is there.
    """
    ensure(may_write(viewer))

    kept: list[Attachment] = []
    try:
        made: dict[int, Post] = {}
        for at in _originals_first(texts):
            original = _original_of(viewer, texts[at], made)
            made[at] = _take_in(viewer, texts[at], original, kept)
        taken = [made[at] for at in range(len(texts))]
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


def _originals_first(texts: Sequence[Text]) -> Iterator[int]:
    """The places of all texts, in their order as far as that can be."""
    done = set()
    for at, text in enumerate(texts):
        for one in (text.original, at):
            if one is not None and one not in done:
                done.add(one)
                yield one


def _original_of(viewer: Viewer, text: Text, made: Mapping[int, Post]) -> Post | None:
    if text.original is not None:
        return made[text.original]
    own = find_own(viewer, text.original_id) if text.original_id else None
    return None if own is None or own.is_translation else own


def _take_in(
    viewer: Viewer, text: Text, original: Post | None, kept: list[Attachment]
) -> Post:
    draft = replace(text.draft, origin=_origin(text, original))
    if original is None:
        post = posts.start(viewer, text.kind, draft)
    else:
        post = start_in_family(viewer, original, draft)
    shown = []
    for taken, about in text.files:
        kept.append(attachments.add(viewer, post, taken))
        shown.append(replace(about, attachment_id=kept[-1].id))
    if shown:
        posts.save(viewer, post, replace(draft, files=tuple(shown)), 1)
    return post


def _origin(text: Text, original: Post | None) -> Origin | None:
    """It follows the text that its original has now, but for what it said otherwise.
    Where the original is not there, it still says how it was made."""
    if text.rendering is None:
        return None
    follows: dict[str, int] = {}
    if original is not None:
        number = latest_revision(original).number
        follows = dict.fromkeys(parts_of(text.kind), number)
    follows |= dict.fromkeys(text.rendering.behind, UNKNOWN)
    return Origin(text.rendering.made_by or MadeBy.PERSON.value, follows)


def _person(viewer: Viewer) -> str:
    return f"account:{viewer.account_id}"
