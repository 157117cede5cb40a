from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload, undefer

from uclg_share.database import db
from uclg_share.groups.models import Committee, Lifecycle, WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import (
    Viewer,
    edited_posts,
    own_posts,
    readable_groups,
    readable_posts,
)
from uclg_share.posts.models import (
    CommitteePlacement,
    Kind,
    Placement,
    Post,
    Revision,
    Sdg,
    Stage,
)

# What the page of a post shows beside its own columns.
WITH_PAGE = (
    undefer(Post.body),
    joinedload(Post.author),
    joinedload(Post.keeper),
    joinedload(Post.organisation),
    joinedload(Post.live_revision),
    joinedload(Post.lead_group).joinedload(WorkingGroup.committee),
    selectinload(Post.placements).joinedload(Placement.group),
    selectinload(Post.committee_placements).joinedload(CommitteePlacement.committee),
    selectinload(Post.themes),
    selectinload(Post.sdgs),
    selectinload(Post.co_organisations),
)


def find_post(viewer: Viewer, post_id: int) -> Post | None:
    """A published post this viewer may read, with all that its page shows."""
    one = select(Post).where(Post.id == post_id, readable_posts(viewer))
    return db.session.scalar(one.options(*WITH_PAGE))


def family_of(viewer: Viewer, post: Post) -> list[Post]:
    """The same practice in every language it can be read in, the original first."""
    family = (
        select(Post)
        .where(Post.family_id == post.family_id, readable_posts(viewer))
        .options(joinedload(Post.author), joinedload(Post.keeper))
        .order_by(Post.id != post.family_id, Post.language)
    )
    return list(db.session.scalars(family))


def published_relatives(viewer: Viewer, post: Post) -> list[Post]:
    """What readers of a post may follow: the case study an experience became, or the
    experience a case study grew out of."""
    return _relatives(post, readable_posts(viewer) & Post.hidden_at.is_(None))


def own_relatives(viewer: Viewer, post: Post) -> list[Post]:
    """The same among one's own texts, published or not."""
    return _relatives(post, own_posts(viewer))


def _relatives(post: Post, known: ColumnElement[bool]) -> list[Post]:
    if post.kind is Kind.EXPERIENCE:
        kin = Post.developed_from_id == post.id
    elif post.developed_from_id:
        kin = Post.id == post.developed_from_id
    else:
        return []
    return list(db.session.scalars(select(Post).where(kin, known).order_by(Post.id)))


def find_own(viewer: Viewer, post_id: int) -> Post | None:
    """A text one writes, published or not, or one of an organisation one edits for."""
    return db.session.scalar(
        select(Post)
        .where(Post.id == post_id, or_(own_posts(viewer), edited_posts(viewer)))
        .options(joinedload(Post.lead_group), joinedload(Post.organisation))
    )


def my_work(viewer: Viewer, stage: Stage | None = None) -> Select[Post]:
    """Everything one wrote, or what stands at one stage."""
    parents = (joinedload(Post.lead_group), joinedload(Post.original))
    mine = select(Post).where(own_posts(viewer)).options(*parents)
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


def signed_by(post: Post) -> int | None:
    """The organisation its newest text names, which a live post may not have yet."""
    found: int | None = latest_revision(post).content.get("organisation_id")
    return found


def own_newest(viewer: Viewer) -> list[Revision]:
    """The newest text of everything one wrote, the oldest work first."""
    later = aliased(Revision)
    newest = select(func.max(later.number)).where(later.post_id == Post.id)
    texts = (
        select(Revision)
        .join(Revision.post)
        .where(own_posts(viewer), Revision.number == newest.scalar_subquery())
        .options(contains_eager(Revision.post))
        .order_by(Post.id)
    )
    return list(db.session.scalars(texts))


def slugs_of(
    table: type[Organisation | WorkingGroup | Committee], ids: Iterable[int]
) -> dict[int, str]:
    """What stands for these rows in an address or a file."""
    rows = select(table.id, table.slug).where(table.id.in_(set(ids)))
    return {row_id: slug for row_id, slug in db.session.execute(rows)}


def find_revision(post: Post, revision_id: int) -> Revision | None:
    return db.session.scalar(
        select(Revision).where(Revision.id == revision_id, Revision.post_id == post.id)
    )


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
