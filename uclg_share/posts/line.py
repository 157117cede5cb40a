"""The post of its own page: a row that looks like a post.

The rules ask it what they ask a post. What is wanted beyond that is asked of the whole
post, which is read when a part of the page is rendered anew, and not otherwise.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, cast

from flask import abort
from sqlalchemy import Integer, Select, String, exists, false, func, select
from sqlalchemy import cast as as_type

from uclg_share.comments.models import Comment
from uclg_share.following.models import Follow
from uclg_share.freshness import SITE, Stamp
from uclg_share.groups.models import Visibility, WorkingGroup
from uclg_share.permissions import Viewer, may_read_post
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post
from uclg_share.prepared import Line, Row, Shape, given, planned
from uclg_share.reading_list.models import SavedPost

OF_POST = (
    *(Post.id, Post.kind, Post.slug, Post.title, Post.language, Post.version),
    *(Post.author_id, Post.keeper_id, Post.organisation_id, Post.family_id),
    *(Post.lead_group_id, Post.stage, Post.reach, Post.published_at, Post.deleted_at),
    *(Post.hidden_at, Post.archived_at, Post.talk, Post.comment_count),
    *(Post.helpful_count, Post.answered_at, Post.link_count),
)
OF_LEAD = ("lifecycle", "visibility", "takes_comments", "coordinator_count")


class PostLine(Line):
    """Beside columns of the post it has `stamp`, the mark of the site when it was read;
    `closed`, the groups that not everybody may read; and of its reader `is_followed`,
    `is_saved`, `has_spoken`."""

    is_translation: Any = Post.is_translation
    is_live: Any = Post.is_live
    is_current: Any = Post.is_current

    def __init__(self, key: Row, shape: Shape, viewer: Viewer) -> None:
        super().__init__(key, shape)
        self._viewer = viewer

    @property  # type: ignore[misc]
    def __class__(self) -> type[Post]:  # type: ignore[override]
        """Rules ask what a thing is; to them, as for every proxy, it is a post."""
        return Post

    def __getattr__(self, name: str) -> Any:
        if name in self._shape.columns:
            return super().__getattr__(name)
        return getattr(self._whole, name)

    @cached_property
    def lead_group(self) -> LeadLine | None:
        return LeadLine(self) if self.lead_group_id else None

    @property
    def original(self) -> Any:
        return self._whole.original if self.is_translation else self

    @cached_property
    def _whole(self) -> Post:
        """Gone, should it have been hidden since the line was read."""
        return find_post(self._viewer, self.id) or abort(404)


class LeadLine:
    """The group that leads a post, as far as rules ask about it."""

    def __init__(self, line: PostLine) -> None:
        self._line = line

    @property
    def id(self) -> int:
        return cast("int", self._line.lead_group_id)

    def __getattr__(self, name: str) -> Any:
        if name in OF_LEAD:
            return getattr(self._line, f"lead_{name}")
        return getattr(self._line._whole.lead_group, name)


def find_shown(viewer: Viewer, post_id: int) -> PostLine | None:
    """A published post this viewer may read, for its page."""
    found = _line(viewer.is_signed_in).read_as(
        lambda row, shape: PostLine(row, shape, viewer),
        post_id=post_id,
        me=viewer.account_id,
    )
    return next(
        (one for one in found if may_read_post(viewer, cast("Post", one))), None
    )


@planned
def _line(is_signed_in: bool) -> Select[Any]:
    stamp = select(Stamp.number).where(Stamp.scope == SITE)
    closed = select(func.aggregate_strings(as_type(WorkingGroup.id, String), ","))
    columns: list[Any] = [*OF_POST]
    return (
        select(
            *columns,
            *(getattr(WorkingGroup, name).label(f"lead_{name}") for name in OF_LEAD),
            stamp.scalar_subquery().label("stamp"),
            closed.where(WorkingGroup.visibility != Visibility.PUBLIC)
            .scalar_subquery()
            .label("closed"),
            *(one if is_signed_in else false().label(one.name) for one in _own()),
        )
        .select_from(Post)
        .outerjoin(WorkingGroup, WorkingGroup.id == Post.lead_group_id)
        .where(Post.id == given("post_id", Integer))
    )


def _own() -> tuple[Any, ...]:
    me = given("me", Integer)
    followed = exists().where(
        Follow.account_id == me, Follow.family_id == Post.family_id
    )
    saved = exists().where(
        SavedPost.account_id == me,
        SavedPost.family_id == Post.family_id,
        SavedPost.removed_at.is_(None),
    )
    spoken = exists().where(Comment.post_id == Post.id, Comment.author_id == me)
    named = {"is_followed": followed, "is_saved": saved, "has_spoken": spoken}
    return tuple(one.label(name) for name, one in named.items())
