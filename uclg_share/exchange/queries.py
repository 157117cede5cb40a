"""One's own texts with everything their files need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from uclg_share.attachments.models import Attachment
from uclg_share.database import db, now
from uclg_share.exchange.models import Parcel
from uclg_share.families.stale import FIRST, parts_of, stale_among
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer
from uclg_share.posts.as_file.form import Names
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.models import Kind, Post, Revision
from uclg_share.posts.queries import own_newest, slugs_of

KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Own:
    post_id: int
    family_id: int | None
    kind: Kind
    draft: Draft
    # Of a translation of one's own text: its parts that render an earlier one.
    behind: tuple[str, ...] = ()

    @property
    def original_id(self) -> int:
        """Of a translation; 0 of what stands for itself."""
        is_one = self.draft.origin is not None and self.family_id != self.post_id
        return (self.family_id or 0) if is_one else 0


def own_texts(viewer: Viewer) -> list[Own]:
    """The newest text of everything one wrote, the oldest work first."""
    texts = [
        Own(r.post_id, r.post.family_id, r.post.kind, from_plain(r.content))
        for r in own_newest(viewer)
    ]
    return list(_compared(texts))


def _compared(texts: list[Own]) -> Iterator[Own]:
    """Translations with what they are behind in, in one question for all. One of
    somebody else's text leaves without the organisations that sign the original: they
    are not its own, and nobody may choose them anew elsewhere."""
    newest = {own.post_id: own.draft for own in texts}
    versions = _versions(own for own in texts if own.original_id in newest)
    for own in texts:
        original = newest.get(own.original_id)
        if original is None:
            yield _unsigned(own) if own.original_id else own
            continue
        known = versions.get(own.original_id, {})
        parts = parts_of(own.kind)
        behind = stale_among(parts, own.draft.origin, original, known)
        yield replace(own, behind=tuple(behind))


def _unsigned(own: Own) -> Own:
    bare = replace(own.draft, organisation_id=None, co_organisation_ids=())
    return replace(own, draft=bare)


def _versions(translations: Iterable[Own]) -> dict[int, dict[int, Draft]]:
    """What these follow: by original, then by number."""
    originals, numbers = set(), {FIRST}
    for own in translations:
        if own.draft.origin:
            originals.add(own.original_id)
            numbers |= set(own.draft.origin.follows.values())
    rows = select(Revision).where(
        Revision.post_id.in_(originals), Revision.number.in_(numbers)
    )
    found: dict[int, dict[int, Draft]] = {}
    for row in db.session.scalars(rows):
        found.setdefault(row.post_id, {})[row.number] = from_plain(row.content)
    return found


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
