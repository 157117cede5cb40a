"""Reporting a text to those who moderate, and settling what was reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.audit import Audience, Verb
from uclg_share.comments import moderating
from uclg_share.comments.models import Comment
from uclg_share.conflicts import AlreadyDecided
from uclg_share.database import db, now
from uclg_share.flags.complaint import Complaint
from uclg_share.flags.models import Flag, Settlement
from uclg_share.flags.queries import (
    administrators,
    number_open,
    open_flags_beside,
    own_open_flag,
)
from uclg_share.groups.people import deciders_for
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_flag,
    may_settle,
)
from uclg_share.posts import actions as posts
from uclg_share.posts.models import Post


def report(viewer: Viewer, thing: Post | Comment, complaint: Complaint) -> Flag:
    """Tell the coordinators what is wrong with a text; telling it twice is once."""
    ensure(may_flag(viewer, thing))

    audit.take_turn()
    if known := own_open_flag(viewer, thing):
        return known
    post, comment = (thing.post, thing) if isinstance(thing, Comment) else (thing, None)
    is_first = number_open(post, comment) == 0
    flag = Flag(
        post=post,
        comment=comment,
        by_id=viewer.account_id,
        concern=complaint.concern,
        note=complaint.note,
        quoted=comment.body if comment else f"{post.title}\n\n{post.summary}",
    )
    db.session.add(flag)
    _trace(viewer, Verb.FLAG_RAISED, flag, concern=complaint.concern.value)
    if is_first:  # whoever reports a thing after that finds it on the desk
        notify(_judges(flag), Topic.FLAG_RAISED, **_about(flag))
    return flag


def settle(
    viewer: Viewer, flag: Flag, settlement: Settlement, answer: str
) -> Sequence[Flag]:
    """Decide on a thing that was reported: every open report of it is settled by this.

    `answer` is the reason its author reads when it is hidden, and a word to those who
    reported it. Raises `AlreadyDecided` when somebody settled it first.
    """
    ensure(may_settle(viewer, flag))

    audit.take_turn()
    db.session.refresh(flag, with_for_update={"of": Flag})
    if flag.settled_at is not None:
        raise AlreadyDecided(flag.settled_by.name if flag.settled_by else "")
    if settlement is Settlement.HIDDEN:
        _hide(viewer, flag, answer)
    settled = open_flags_beside(flag)
    for each in settled:
        each.settled_at, each.settled_by_id = now(), viewer.account_id or None
        each.settlement, each.answer = settlement, answer
        notify([each.by], Topic.FLAG_SETTLED, **_about(each))
    _trace(viewer, Verb.FLAG_SETTLED, flag, answer, settlement=settlement.value)
    return settled


def _hide(viewer: Viewer, flag: Flag, reason: str) -> None:
    """Unless it is out of sight already."""
    if flag.comment is not None:
        if flag.comment.is_shown:
            moderating.hide(viewer, flag.comment, reason)
    elif flag.post.hidden_at is None:
        posts.hide(viewer, flag.post, reason)


def _judges(flag: Flag) -> list[Account]:
    """The coordinators of the group, without the author of what was reported; where
    that leaves nobody, the administrators."""
    group = flag.post.lead_group
    for deciders in (deciders_for(group) if group else [], administrators()):
        fit = [who for who in deciders if may_settle(viewer_for(who), flag)]
        if fit:
            return fit
    return []


def _trace(
    viewer: Viewer, verb: Verb, flag: Flag, reason: str = "", **data: Any
) -> None:
    """Everybody may know how a report was settled; that there is one, or the answer to
    those who made it, nobody but the judges."""
    is_settled = verb is Verb.FLAG_SETTLED
    audit.record(
        viewer,
        verb,
        flag,
        group_id=flag.post.lead_group_id,
        reason=reason,
        audience=Audience.PUBLIC if is_settled else Audience.ADMINISTRATORS,
        post=flag.post.id,
        comment=flag.comment.id if flag.comment else None,
        **data,
    )


def _about(flag: Flag) -> dict[str, Any]:
    """What a mail says of it; never who reported it."""
    return {
        "flag_id": flag.id,
        "post_id": flag.post_id,
        "group_id": flag.post.lead_group_id,
        "comment_id": flag.comment_id,
        "title": flag.post.title or "",
        "language": flag.post.language,
        "concern": flag.concern.value,
        "note": flag.note,
        "settlement": flag.settlement.value if flag.settlement else "",
        "answer": flag.answer,
    }
