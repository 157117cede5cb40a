"""In which feeds a published text stands, and who reads it there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from uclg_share.counts.counting import recount_families
from uclg_share.database import db
from uclg_share.groups.counters import recount_posts_in
from uclg_share.groups.models import WorkingGroup
from uclg_share.notifications.announcing import announce
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import CommitteePlacement, Kind, Placement, Post, Reach
from uclg_share.related.relating import forget_of_group, relate_newest_of
from uclg_share.search.index import follow_reach, keep_found
from uclg_share.tags.queries import taking_groups


def place(post: Post, draft: Draft) -> None:
    before = {line.group_id: line for line in post.placements}
    group_ids = taking_groups(post, draft.group_ids, set(before))
    copies = _copies(post)
    post.placements = [
        Placement(
            group_id=id_,
            reach=_reach_in(post, id_),
            open_since=_open_since(post),
            **_pin_of(before.get(id_)),
            **copies,
        )
        for id_ in group_ids
    ]
    post.committee_placements = [
        CommitteePlacement(committee_id=id_, reach=_reach_in_lists(post), **copies)
        for id_ in draft.committee_ids
    ]
    recount_posts_in({*before, *group_ids})
    recount_families([post.family_id])
    announce(post, set(group_ids) - set(before))


def put_in(post: Post, group: WorkingGroup) -> None:
    """One more tag of a published text, unless it has it."""
    if all(line.group_id != group.id for line in post.placements):
        line = Placement(
            group_id=group.id,
            reach=_reach_in(post, group.id),
            open_since=_open_since(post),
            **_copies(post),
        )
        post.placements.append(line)


def set_reach(post: Post, reach: Reach) -> None:
    """Who may read a published post, on the post and on every line of every feed; what
    leaves a feed is not pinned there any more."""
    post.reach = reach
    for placement in post.placements:
        placement.reach = _reach_in(post, placement.group_id)
        if placement.reach is Reach.HIDDEN:
            placement.pinned_until, placement.pinned_by_id = None, None
    for line in post.committee_placements:
        line.reach = _reach_in_lists(post)
    keep_found(post)


def set_reach_of_group(group: WorkingGroup, reach: Reach) -> None:
    """The same for everything a group leads; what is hidden stays hidden."""
    db.session.flush()
    led = select(Post.id).where(
        Post.lead_group_id == group.id, Post.reach.in_([Reach.PUBLIC, Reach.GROUP])
    )
    current = led.where(Post.archived_at.is_(None))
    groups = update(Placement).where(Placement.post_id.in_(current))
    committees = update(CommitteePlacement).where(
        CommitteePlacement.post_id.in_(current)
    )
    db.session.execute(groups.values(reach=reach))
    if reach is Reach.GROUP:
        elsewhere = groups.where(Placement.group_id != group.id)
        db.session.execute(elsewhere.values(reach=Reach.HIDDEN))
        forget_of_group(led)
    db.session.execute(committees.values(reach=reach))
    follow_reach(current, reach)
    # Last: the others are found by what the posts say.
    tagged = select(Placement.group_id).where(Placement.post_id.in_(led)).distinct()
    touched = db.session.scalars(tagged).all()
    db.session.execute(update(Post).where(Post.id.in_(led)).values(reach=reach))
    recount_posts_in(touched)
    recount_families(db.session.scalars(led).all())
    if reach is Reach.PUBLIC:
        relate_newest_of(current)


def _reach_in(post: Post, group_id: int) -> Reach:
    """What only the lead group's members read is not shown to those of another."""
    is_elsewhere = group_id != post.lead_group_id
    if post.reach is Reach.GROUP and is_elsewhere:
        return Reach.HIDDEN
    return _reach_in_lists(post)


def _reach_in_lists(post: Post) -> Reach:
    """What is archived is read at its address alone."""
    if post.reach is None or post.archived_at is not None:
        return Reach.HIDDEN
    return post.reach


def _copies(post: Post) -> dict[str, Any]:
    return {
        "published_at": post.published_at,
        "kind": post.kind,
        "family_id": post.family_id,
        "language": post.language,
    }


def _open_since(post: Post) -> datetime | None:
    """Since when a question waits for an answer."""
    is_open = post.kind is Kind.QUESTION and post.answered_at is None
    return post.published_at if is_open else None


def _pin_of(line: Placement | None) -> dict[str, Any]:
    """A newer text stays where the one before was."""
    if line is None:
        return {}
    return {"pinned_until": line.pinned_until, "pinned_by_id": line.pinned_by_id}
