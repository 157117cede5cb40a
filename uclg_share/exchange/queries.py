"""One's own texts with everything their files need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from uclg_share.attachments.models import Attachment
from uclg_share.database import db, now
from uclg_share.exchange.models import Parcel
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.markdown_form import Names
from uclg_share.posts.models import Kind, Post
from uclg_share.posts.queries import own_newest, slugs_of

KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Own:
    post_id: int
    family_id: int | None
    kind: Kind
    draft: Draft


def own_texts(viewer: Viewer) -> list[Own]:
    """The newest text of everything one wrote, the oldest work first."""
    return [
        Own(r.post_id, r.post.family_id, r.post.kind, from_plain(r.content))
        for r in own_newest(viewer)
    ]


def own_text(post: Post, draft: Draft) -> Own:
    return Own(post.id, post.family_id, post.kind, draft)


def stored_files(drafts: Iterable[Draft]) -> dict[int, Attachment]:
    """What these texts show and nobody took down; loose from the session, so that they
    can be read when the transaction is over."""
    wanted = {one.attachment_id for draft in drafts for one in draft.files}
    rows = select(Attachment).where(
        Attachment.id.in_(wanted), Attachment.taken_down_at.is_(None)
    )
    found = {row.id: row for row in db.session.scalars(rows)}
    for row in found.values():
        db.session.expunge(row)
    return found


def names_of(drafts: Iterable[Draft]) -> Names:
    """The slugs of all that these texts name, in three questions."""
    organisations: set[int] = set()
    groups: set[int] = set()
    committees: set[int] = set()
    for draft in drafts:
        organisations |= {draft.organisation_id or 0, *draft.co_organisation_ids}
        groups |= set(draft.group_ids)
        committees |= set(draft.committee_ids)
    return Names(
        slugs_of(Organisation, organisations),
        slugs_of(WorkingGroup, groups),
        slugs_of(Committee, committees),
    )


def find_parcel(viewer: Viewer, ticket: str, *, hold: bool = False) -> Parcel | None:
    """The file this person had checked within the hour; `hold` lets one act at it."""
    since = now() - KEPT
    found = select(Parcel).where(
        Parcel.account_id == viewer.account_id,
        Parcel.ticket == ticket,
        Parcel.at > since,
    )
    if hold:
        found = found.with_for_update()
    return db.session.scalar(found)
