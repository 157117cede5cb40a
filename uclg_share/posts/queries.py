from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from uclg_share.database import db
from uclg_share.groups.models import Lifecycle, WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, own_posts, readable_groups, readable_posts
from uclg_share.posts.models import (
    CommitteePlacement,
    Placement,
    Post,
    Revision,
    Sdg,
    Stage,
    Theme,
)


def find_post(viewer: Viewer, post_id: int) -> Post | None:
    """A published post this viewer may read, with all that its page shows."""
    return db.session.scalar(
        select(Post)
        .where(Post.id == post_id, readable_posts(viewer))
        .options(
            undefer(Post.body),
            joinedload(Post.author),
            joinedload(Post.organisation),
            joinedload(Post.live_revision),
            joinedload(Post.lead_group).joinedload(WorkingGroup.committee),
            selectinload(Post.placements).joinedload(Placement.group),
            selectinload(Post.committee_placements).joinedload(
                CommitteePlacement.committee
            ),
            selectinload(Post.themes),
            selectinload(Post.sdgs),
            selectinload(Post.co_organisations),
        )
    )


def family_of(viewer: Viewer, post: Post) -> list[Post]:
    """The same practice in every language it can be read in, the original first."""
    family = (
        select(Post)
        .where(Post.family_id == post.family_id, readable_posts(viewer))
        .order_by(Post.id != post.family_id, Post.language)
    )
    return list(db.session.scalars(family))


def find_own(viewer: Viewer, post_id: int) -> Post | None:
    """A text of one's own, published or not."""
    return db.session.scalar(
        select(Post)
        .where(Post.id == post_id, own_posts(viewer))
        .options(joinedload(Post.lead_group), joinedload(Post.organisation))
    )


def my_work(viewer: Viewer, stage: Stage | None = None) -> Select[Post]:
    """Everything one wrote, or what stands at one stage."""
    mine = select(Post).where(own_posts(viewer)).options(joinedload(Post.lead_group))
    return mine.where(Post.stage == stage) if stage else mine


def latest_revision(post: Post) -> Revision:
    """The author's newest text; every post has one."""
    latest = (
        select(Revision)
        .where(Revision.post_id == post.id)
        .options(joinedload(Revision.editor))
        .order_by(Revision.number.desc())
        .limit(1)
    )
    return db.session.scalars(latest).one()


def find_revision(post: Post, revision_id: int) -> Revision | None:
    return db.session.scalar(
        select(Revision).where(Revision.id == revision_id, Revision.post_id == post.id)
    )


def themes() -> list[Theme]:
    return list(db.session.scalars(select(Theme).order_by(Theme.position)))


def goals() -> list[Sdg]:
    return list(db.session.scalars(select(Sdg).order_by(Sdg.number)))


def taggable_groups(viewer: Viewer) -> list[WorkingGroup]:
    """The active groups to tag a text to; those it may lead are in `member_of`."""
    return list(
        db.session.scalars(
            select(WorkingGroup)
            .where(readable_groups(viewer), WorkingGroup.lifecycle == Lifecycle.ACTIVE)
            .options(joinedload(WorkingGroup.committee))
            .order_by(WorkingGroup.position)
        )
    )


def organisations_of(viewer: Viewer) -> list[Organisation]:
    """Those one may sign for."""
    return list(
        db.session.scalars(
            select(Organisation)
            .where(Organisation.id.in_(viewer.writes_for))
            .order_by(Organisation.name)
        )
    )
