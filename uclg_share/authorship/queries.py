from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from uclg_share.authorship.models import CoAuthor
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, edited_posts
from uclg_share.posts.models import Post

MOST_LISTED = 100


def people_of(post: Post) -> list[CoAuthor]:
    """Who writes along, and who was asked and has not answered, in the order asked."""
    return list(
        db.session.scalars(
            select(CoAuthor)
            .where(CoAuthor.post_id == post.id, CoAuthor.ended_at.is_(None))
            .options(joinedload(CoAuthor.account))
            .order_by(CoAuthor.id)
        )
    )


def find_co_author(co_author_id: int) -> CoAuthor | None:
    """One that is not over, whoever asks: what may be done is for the rules to say."""
    return db.session.scalar(
        select(CoAuthor)
        .where(CoAuthor.id == co_author_id, CoAuthor.ended_at.is_(None))
        .options(joinedload(CoAuthor.post), joinedload(CoAuthor.asked_by))
    )


def asked_to_write_along(viewer: Viewer) -> list[CoAuthor]:
    """What one is asked for, by the address of one's account."""
    if not viewer.email_key:
        return []
    return list(
        db.session.scalars(
            select(CoAuthor)
            .join(CoAuthor.post)
            .where(
                CoAuthor.email_key == viewer.email_key,
                CoAuthor.accepted_at.is_(None),
                CoAuthor.ended_at.is_(None),
                Post.deleted_at.is_(None),
            )
            .options(contains_eager(CoAuthor.post), joinedload(CoAuthor.asked_by))
            .order_by(CoAuthor.id)
            .limit(MOST_LISTED)
        )
    )


def texts_of_organisations(viewer: Viewer) -> Select[Post]:
    """What the organisations one edits for have sent in or published, by anybody."""
    return (
        select(Post)
        .where(edited_posts(viewer))
        .options(
            joinedload(Post.author),
            joinedload(Post.keeper),
            joinedload(Post.organisation),
        )
    )


def organisation_named(organisation_id: int | None) -> Organisation | None:
    """What a text names, whether or not the reader writes for it."""
    return db.session.get(Organisation, organisation_id) if organisation_id else None


def groups_named(ids: tuple[int, ...]) -> list[WorkingGroup]:
    """The groups a text is tagged to, also those its editor does not belong to."""
    return list(
        db.session.scalars(
            select(WorkingGroup)
            .where(WorkingGroup.id.in_(ids))
            .order_by(WorkingGroup.position)
        )
    )
