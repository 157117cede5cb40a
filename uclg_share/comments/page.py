"""What stands below a post: its comments, who was helped, and a form to add one."""

from __future__ import annotations

from functools import cached_property

from flask import request

from uclg_share.comments.forms import CommentForm, open_form
from uclg_share.comments.models import Comment
from uclg_share.comments.praise import Praise, praise_of
from uclg_share.comments.queries import Place, Stretch, threads_of
from uclg_share.permissions import Viewer, may_comment, may_read_comments
from uclg_share.posts.models import Post
from uclg_share.urls import id_in

NOTHING = Stretch([])


class Below:
    """Each part is asked for when the page shows it, and not before: two statements at
    most, and none for a visitor where nobody has said anything."""

    def __init__(self, viewer: Viewer, post: Post) -> None:
        self._viewer, self._post = viewer, post

    @cached_property
    def is_open(self) -> bool:
        """The reader may see comments here, be there any or not."""
        return may_read_comments(self._viewer, self._post)

    @cached_property
    def stretch(self) -> Stretch:
        # What is hidden or one's own counts for nobody else.
        may_be_some = self._post.comment_count > 0 or self._viewer.is_signed_in
        if self.is_open and may_be_some:
            return threads_of(self._viewer, self._post, asked_place())
        return NOTHING

    @cached_property
    def praise(self) -> dict[int | None, Praise]:
        return praise_below(self._viewer, self._post, self.stretch)

    @cached_property
    def form(self) -> CommentForm | None:
        if not may_comment(self._viewer, self._post):
            return None
        return open_form(self._viewer)


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
