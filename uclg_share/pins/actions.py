"""Keeping a text at the head of a group's feed for a time."""

from __future__ import annotations

from datetime import datetime

from uclg_share import audit
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.memberships import hold_group
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import Viewer, ensure, may_pin, may_unpin
from uclg_share.pins.queries import MOST, pinnable, pinned_in
from uclg_share.posts.models import Post


class TooManyPinned(Exception):
    """As many as a feed bears are pinned already."""


def pin(viewer: Viewer, group: WorkingGroup, post: Post, until: datetime) -> None:
    """Show an original, and so its translations, before everything else until then;
    nothing has to run for it to end.

    Raises `TooManyPinned`.
    """
    ensure(may_pin(viewer, group, post))

    db.session.refresh(post, with_for_update={"of": Post})
    hold_group(group)
    line = pinnable(group, post)
    if line is None or line.is_pinned:
        raise ChangedMeanwhile
    if len(pinned_in(group)) >= MOST:
        raise TooManyPinned
    line.pinned_until, line.pinned_by_id = until, viewer.account_id or None
    _trace(viewer, Verb.POST_PINNED, group, post, until=until.isoformat())


def unpin(viewer: Viewer, group: WorkingGroup, post: Post) -> None:
    ensure(may_unpin(viewer, group))

    hold_group(group)
    line = pinnable(group, post)
    if line is None or not line.is_pinned:
        raise ChangedMeanwhile
    line.pinned_until, line.pinned_by_id = None, None
    _trace(viewer, Verb.POST_UNPINNED, group, post)


def _trace(
    viewer: Viewer, verb: Verb, group: WorkingGroup, post: Post, **data: str
) -> None:
    audit.record(
        viewer,
        verb,
        post,
        group_id=group.id,
        audience=Audience.PUBLIC,
        title=post.title,
        **data,
        **audit.whose(viewer, post),
    )
