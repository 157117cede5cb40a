"""What can be done with several things at once, and with which of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from uclg_share.conflicts import Overtaken
from uclg_share.database import db
from uclg_share.desk import tagging
from uclg_share.desk.items import Item, Sort
from uclg_share.desk.loading import load
from uclg_share.groups import coordinating
from uclg_share.groups.models import Answer
from uclg_share.organisations import affiliations
from uclg_share.permissions import NotAllowed, Viewer, may_admit, may_judge
from uclg_share.reviews import actions as reviews
from uclg_share.reviews.claiming import is_read_by_other
from uclg_share.reviews.models import Outcome, Why


class Act(StrEnum):
    ACCEPT = "accept"
    RETURN = "return"
    DECLINE = "decline"


@dataclass(frozen=True)
class Given:
    """The reason, given once for all of them."""

    reason: Why | None = None
    note: str = ""


@dataclass(frozen=True)
class Refused:
    item: Item
    words: Any


def sorted_out(
    viewer: Viewer, items: list[Item], act: Act
) -> tuple[list[Item], list[Refused]]:
    """Those the act will be done to, and the others with the reason why not."""
    able, refused = [], []
    for item in items:
        if words := why_not(viewer, item, act):
            refused.append(Refused(item, words))
        else:
            able.append(item)
    return able, refused


def why_not(viewer: Viewer, item: Item, act: Act) -> Any:
    """In words for this viewer; empty when the act can be done."""
    if (item.sort, act) not in DEEDS:
        return _not_together(item)
    if is_settled(item):
        return _("Somebody has decided this already.")
    if item.sort is Sort.REVIEW:
        return _review(viewer, item.thing)
    is_closed = item.sort is Sort.REQUEST and not may_admit(viewer, item.thing.group)
    if is_closed and act is Act.ACCEPT:
        return _("The group takes nobody in now.")
    return ""


def is_settled(item: Item) -> bool:
    """Decided, withdrawn or kept: it waits no more."""
    thing = item.thing
    return {
        Sort.REVIEW: lambda: thing.outcome is not Outcome.WAITING,
        Sort.REQUEST: lambda: thing.answer is not Answer.WAITING,
        Sort.AFFILIATION: lambda: not thing.is_waiting,
        Sort.FLAG: lambda: thing.settled_at is not None,
        Sort.TAG: lambda: thing.announcement.seen_at is not None,
    }[item.sort]()


def carry_out(viewer: Viewer, sort: Sort, item_id: int, act: Act, given: Given) -> Any:
    """Do it to one of them; why it could not be done, or nothing.

    The row is found anew: the ones before it have ended their transactions.
    """
    item = load(viewer, {sort: [item_id]}).get(f"{sort.value}-{item_id}")
    if item is None:
        return _("It is not on your desk any more.")
    try:
        if item.sort is Sort.REVIEW and is_read_by_other(viewer, item.thing):
            return _review(viewer, item.thing)
        DEEDS[item.sort, act](viewer, item.thing, given)
        db.session.flush()
    except Overtaken as late:
        db.session.rollback()
        if late.who:
            return _("%(name)s has already decided this.", name=late.who)
        return _("It changed in the meantime.")
    except (NotAllowed, KeyError):
        db.session.rollback()
        return _("You may not decide on this.")
    return ""


def _review(viewer: Viewer, review: Any) -> Any:
    if not may_judge(viewer, review):
        return _("You wrote this. Another coordinator of the group decides.")
    if is_read_by_other(viewer, review):
        name = review.claimed_by.name if review.claimed_by else ""
        return _("%(name)s is reading this. Open it to decide all the same.", name=name)
    return ""


def _not_together(item: Item) -> Any:
    if item.sort is Sort.FLAG:
        return _("Reports are settled one by one.")
    if item.sort is Sort.TAG:
        return _("A tag is removed on the page of the post.")
    return _("Only texts are sent back.")


def _accept(viewer: Viewer, review: Any, _given: Given) -> None:
    reviews.accept(viewer, review)


def _send_back(viewer: Viewer, review: Any, given: Given) -> None:
    assert given.reason is not None  # the form asked for it
    reviews.send_back(viewer, review, given.reason, given.note)


def _decline(viewer: Viewer, review: Any, given: Given) -> None:
    assert given.reason is not None
    reviews.decline(viewer, review, given.reason, given.note)


Deed = Callable[[Viewer, Any, Given], object]
DEEDS: dict[tuple[Sort, Act], Deed] = {
    (Sort.REVIEW, Act.ACCEPT): _accept,
    (Sort.REVIEW, Act.RETURN): _send_back,
    (Sort.REVIEW, Act.DECLINE): _decline,
    (Sort.REQUEST, Act.ACCEPT): lambda who, one, _given: coordinating.admit(who, one),
    (Sort.REQUEST, Act.DECLINE): lambda who, one, given: coordinating.decline(
        who, one, given.note
    ),
    (Sort.AFFILIATION, Act.ACCEPT): lambda who, one, _given: affiliations.confirm(
        who, one
    ),
    (Sort.AFFILIATION, Act.DECLINE): lambda who, one, given: affiliations.decline(
        who, one, given.note
    ),
    (Sort.TAG, Act.ACCEPT): lambda who, one, _given: tagging.keep(who, one),
}
