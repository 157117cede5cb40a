"""What stands below a post: its comments, who was helped, and a form to add one."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import request

from uclg_share.comments.forms import CommentForm, open_form
from uclg_share.comments.models import Comment
from uclg_share.comments.praise import Praise, praise_of
from uclg_share.comments.queries import Place, Stretch, threads_of
from uclg_share.permissions import Viewer, may_comment, may_read_comments
from uclg_share.posts.models import Post
from uclg_share.urls import id_in

NOTHING = Stretch([])


@dataclass(frozen=True)
class Below:
    """`is_open`: the reader may see comments here, be there any or not."""

    is_open: bool
    stretch: Stretch = NOTHING
    praise: dict[int | None, Praise] = field(default_factory=dict)
    form: CommentForm | None = None


def below(viewer: Viewer, post: Post) -> Below:
    """Two statements at most; none for a visitor where nobody has said anything."""
    is_open = may_read_comments(viewer, post)
    # What is hidden or one's own counts for nobody else.
    may_be_some = post.comment_count > 0 or viewer.is_signed_in
    stretch = NOTHING
    if is_open and may_be_some:
        stretch = threads_of(viewer, post, asked_place())
    form = open_form(viewer) if may_comment(viewer, post) else None
    praise = praise_below(viewer, post, stretch)
    return Below(is_open, stretch, praise, form)


def praise_below(
    viewer: Viewer, post: Post, stretch: Stretch, *more: Comment
) -> dict[int | None, Praise]:
    ids = [one.id for one in more]
    for thread in stretch.items:
        ids += [thread.comment.id, *(answer.id for answer in thread.answers)]
    if not ids and not post.helpful_count:
        return {}
    return praise_of(viewer, post, ids)


def asked_place() -> Place:
    """Where this request wants to read on; nonsense is the beginning."""
    return Place(id_in(request.args.get("after")), id_in(request.args.get("before")))
