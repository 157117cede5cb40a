"""Notes that wait for a digest because their reader wants fewer mails."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import select, update

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.comments.models import Comment
from uclg_share.database import db, now
from uclg_share.flags.models import Flag
from uclg_share.groups.models import Answer, JoinRequest
from uclg_share.notifications.kinds import NEWS_OF
from uclg_share.notifications.models import Frequency, News, Notification, Topic
from uclg_share.notifications.preferences import Choices
from uclg_share.organisations.models import Affiliation
from uclg_share.permissions import (
    ANYONE,
    Viewer,
    may_coordinate,
    may_read_comments,
    may_read_post,
    may_review,
    may_see_affiliation,
    may_settle,
)
from uclg_share.posts.models import Post
from uclg_share.reminders.contents import contents_of
from uclg_share.reviews.models import Outcome, Review
from uclg_share.saved_searches.contents import posts_found

ABOUT_COMMENTS = {
    Topic.FOLLOWED_COMMENTED,
    *(topic for topic, news in NEWS_OF.items() if news is News.TALK),
}
SETTLED = "Not sent: it was settled before the digest."


def frequency_of(note: Notification, choices: Choices) -> Frequency:
    """How often the reader of a note wants to hear of such things."""
    news = NEWS_OF.get(note.topic)
    if news is None:
        return Frequency.EACH
    return choices.of(news, note.data.get("group_id"))


def held_by(account_ids: Collection[int]) -> dict[int, list[Notification]]:
    """The notes of each of these people that wait for a digest, oldest first."""
    found: dict[int, list[Notification]] = {one: [] for one in account_ids}
    waiting = select(Notification).where(
        Notification.account_id.in_(account_ids),
        Notification.held.is_not(None),
        Notification.mailed_at.is_(None),
    )
    for note in db.session.scalars(waiting.order_by(Notification.id)):
        found[note.account_id or 0].append(note)
    return found


def taken_along(
    held: Collection[Notification], account: Account, due: set[Frequency]
) -> list[Notification]:
    """The notes that a digest of these frequencies takes along; what was settled
    meanwhile is let go without a mail."""
    notes = [note for note in held if note.held in due]
    viewer = viewer_for(account) if notes else ANYONE
    open_ = [note for note in notes if still_waits(viewer, note)]
    let_go([note for note in notes if note not in open_], SETTLED)
    return open_


def still_waits(viewer: Viewer, note: Notification) -> bool:
    """Whether what a note asks for is still to be done, and by this person; of a
    comment, whether they may still read it."""
    if note.topic is Topic.POST_SUBMITTED:
        review = db.session.get(Review, note.data.get("review_id") or 0)
        is_open = review is not None and review.outcome is Outcome.WAITING
        return is_open and review is not None and may_review(viewer, review.group)
    if note.topic is Topic.JOIN_ASKED:
        request = db.session.get(JoinRequest, note.data.get("request_id") or 0)
        waits = request is not None and request.answer is Answer.WAITING
        return waits and request is not None and may_coordinate(viewer, request.group)
    if note.topic is Topic.AFFILIATION_ASKED:
        asked = db.session.get(Affiliation, note.data.get("affiliation_id") or 0)
        waits = asked is not None and asked.is_waiting
        return waits and asked is not None and may_see_affiliation(viewer, asked)
    if note.topic is Topic.FLAG_RAISED:
        flag = db.session.get(Flag, note.data.get("flag_id") or 0)
        waits = flag is not None and flag.settled_at is None
        return waits and flag is not None and may_settle(viewer, flag)
    return _is_still_there(viewer, note)


def _is_still_there(viewer: Viewer, note: Notification) -> bool:
    """Whether this person may still read the comment, version or posts it is about."""
    if note.topic is Topic.FOLLOWED_CHANGED:
        post = db.session.get(Post, note.data.get("post_id") or 0)
        # Of a text that changed again, the last note speaks.
        is_last = post and post.live_revision_id == note.data.get("revision_id")
        return bool(is_last) and post is not None and may_read_post(viewer, post)
    if note.topic is Topic.SEARCH_FOUND:
        return bool(posts_found(viewer, note.data))
    if note.topic in ABOUT_COMMENTS:
        said = db.session.get(Comment, note.data.get("comment_id") or 0)
        is_there = said is not None and said.is_shown
        return is_there and said is not None and may_read_comments(viewer, said.post)
    return note.topic is not Topic.DESK_WAITS or bool(contents_of(viewer, note.data))


def let_go(notes: Iterable[Notification], remark: str = "") -> None:
    """They are in a mail, or need none."""
    for note in notes:
        note.mailed_at, note.held, note.error = now(), None, remark


def release(account_id: int) -> None:
    """Ask anew how often they are wanted: the reader has chosen otherwise."""
    held = Notification.account_id == account_id, Notification.held.is_not(None)
    db.session.execute(update(Notification).where(*held).values(held=None))
