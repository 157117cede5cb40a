"""Which part of a desk somebody looks at, and what comes next in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import abort, request, url_for

from uclg_share.desk.items import Item, Sort
from uclg_share.desk.queries import waiting
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import find_group
from uclg_share.permissions import Viewer, may_judge, may_review
from uclg_share.reviews.claiming import is_read_by_other


@dataclass(frozen=True)
class Choice:
    group: WorkingGroup | None = None
    sort: Sort | None = None

    def items(self, viewer: Viewer) -> list[Item]:
        return waiting(viewer, self.group.id if self.group else None, self.sort)

    @property
    def args(self) -> dict[str, Any]:
        """What an address needs to lead to the same part."""
        args: dict[str, Any] = {"group": self.group.slug} if self.group else {}
        return args | ({"sort": self.sort.value} if self.sort else {})


def choice_of(viewer: Viewer) -> Choice:
    """As the address says; a group of others is not there."""
    group, sort = None, request.args.get("sort")
    if slug := request.args.get("group"):
        group = find_group(viewer, slug)
        if group is None or not may_review(viewer, group):
            abort(404)
    if sort and sort not in set(Sort):
        abort(404)
    return Choice(group, Sort(sort) if sort else None)


def address_of(item: Item, choice: Choice | None = None) -> str:
    """The page of an item, with what can be done to it."""
    args = choice.args if choice else {}
    thing = item.thing
    if item.sort is Sort.REVIEW:
        return url_for("reviews.review", review_id=item.id, **args)
    if item.sort is Sort.REQUEST:
        return url_for("groups.request", request_id=item.id, **args)
    if item.sort is Sort.FLAG:
        return url_for("flags.settle", flag_id=item.id, **args)
    if item.sort is Sort.AFFILIATION:
        slug, place = thing.organisation.slug, f"asks-{item.id}"
        return url_for("organisations.people", slug=slug, _anchor=place)
    return url_for("posts.show", post_id=thing.post.id, slug=thing.post.slug)


def address_after(viewer: Viewer, item: Item) -> str:
    """What is to be done after this item, in the part of the desk it was opened from;
    the desk when nothing is left."""
    choice = choice_of(viewer)
    following = next_after(viewer, item, choice.items(viewer))
    if following is None:
        return url_for("reviews.desk", **choice.args)
    return address_of(following, choice)


def next_after(viewer: Viewer, item: Item, items: Iterable[Item]) -> Item | None:
    """The next that has waited shorter, or else the oldest; what this viewer cannot
    decide on and what somebody else reads is left out, and so is what has no page of
    its own on the desk."""
    able = [one for one in items if one.key != item.key and _is_free(viewer, one)]
    later = [one for one in able if _place(one) > _place(item)]
    return next(iter(later or able), None)


def _place(item: Item) -> tuple[object, str, int]:
    return item.since, item.sort.value, item.id


def _is_free(viewer: Viewer, item: Item) -> bool:
    if item.sort in {Sort.TAG, Sort.AFFILIATION}:
        return False
    if item.sort is not Sort.REVIEW:
        return True
    free = not is_read_by_other(viewer, item.thing)
    return free and may_judge(viewer, item.thing)
