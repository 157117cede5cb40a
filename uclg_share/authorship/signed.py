"""Organisations that sign a text of others: who was asked, who said what."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import contains_eager

from uclg_share.authorship.models import CoSignature
from uclg_share.database import db
from uclg_share.organisations.models import Organisation
from uclg_share.organisations.people import has_representative
from uclg_share.permissions import Viewer, answered_organisations
from uclg_share.posts.models import Post, Revision
from uclg_share.reviews.models import Review

MOST_LISTED = 100


def signatures_of(post: Post) -> list[CoSignature]:
    """Which further organisations were asked, and what they said."""
    return list(
        db.session.scalars(
            select(CoSignature)
            .join(CoSignature.organisation)
            .where(CoSignature.post_id == post.id)
            .options(contains_eager(CoSignature.organisation))
            .order_by(Organisation.sort_name, Organisation.id)
        )
    )


def find_signature(
    viewer: Viewer, post_id: int, organisation_id: int
) -> CoSignature | None:
    """A question this viewer may answer for the organisation."""
    return db.session.scalar(
        _signatures(viewer).where(
            CoSignature.post_id == post_id,
            CoSignature.organisation_id == organisation_id,
        )
    )


def asked_to_sign(viewer: Viewer) -> list[CoSignature]:
    """What waits for an answer, oldest first. Administrators answer where nobody
    represents the organisation."""
    waiting = _signatures(viewer).where(
        CoSignature.confirmed_at.is_(None),
        CoSignature.declined_at.is_(None),
        _is_theirs(viewer),
    )
    oldest = waiting.order_by(CoSignature.asked_at, CoSignature.post_id)
    return list(db.session.scalars(oldest.limit(MOST_LISTED)))


def signed(viewer: Viewer) -> list[CoSignature]:
    """What the organisations one represents have signed, newest first."""
    confirmed = _signatures(viewer).where(
        CoSignature.confirmed_at.is_not(None),
        Organisation.id.in_(viewer.represents),
    )
    newest = confirmed.order_by(CoSignature.confirmed_at.desc(), CoSignature.post_id)
    return list(db.session.scalars(newest.limit(MOST_LISTED)))


def text_to_sign(signature: CoSignature) -> Revision | None:
    """The text as it was sent in last: all that who signs may read of it."""
    sent = (
        select(Revision)
        .join(Review, Review.revision_id == Revision.id)
        .where(Review.post_id == signature.post_id)
        .order_by(Review.id.desc())
        .limit(1)
    )
    return db.session.scalar(sent)


def confirmed_organisations(ids: set[int]) -> list[Organisation]:
    """Those of the directory among these ids."""
    return list(
        db.session.scalars(
            select(Organisation)
            .where(Organisation.id.in_(ids), Organisation.confirmed_at.is_not(None))
            .order_by(Organisation.sort_name, Organisation.id)
        )
    )


def slugs_of_directory() -> dict[str, int]:
    """What a text that comes as a file may name; whether they sign is asked later."""
    rows = select(Organisation.slug, Organisation.id).where(
        Organisation.confirmed_at.is_not(None)
    )
    return {slug: row_id for slug, row_id in db.session.execute(rows)}


def _signatures(viewer: Viewer) -> Select[CoSignature]:
    return (
        select(CoSignature)
        .join(CoSignature.organisation)
        .join(CoSignature.post)
        .where(answered_organisations(viewer), Post.deleted_at.is_(None))
        .options(
            contains_eager(CoSignature.organisation),
            contains_eager(CoSignature.post).joinedload(Post.organisation),
            contains_eager(CoSignature.post).joinedload(Post.author),
        )
    )


def _is_theirs(viewer: Viewer) -> ColumnElement[bool]:
    mine = Organisation.id.in_(viewer.represents)
    return or_(mine, ~has_representative()) if viewer.is_admin else mine
