"""Each list is one range of one index, whatever is asked: this says of which.

What else is asked is looked up for each row of the range; `queries.py` looks at so many
of them and no more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, literal_column, select, tuple_

from uclg_share.organisations.models import Organisation
from uclg_share.permissions import ANYONE, readable_organisations
from uclg_share.posts.models import Placement, Post, Reach, post_theme

# In the words of the indexes of `Post`: a database compares them as they are written.
PUBLIC = (
    Post.reach == literal_column(f"'{Reach.PUBLIC.value}'"),
    Post.published_at.is_not(None),
    Post.deleted_at.is_(None),
    Post.archived_at.is_(None),
)


@dataclass
class Range:
    """Numbers in order, with the moment where they are in the order of time."""

    ids: Select[Any]
    beside: list[ColumnElement[bool]] = field(default_factory=list)
    is_upward: bool = False
    by_time: bool = False

    def order(self, rows: Any) -> tuple[Any, ...]:
        if self.by_time:
            return rows.c.moment, rows.c.id
        return (rows.c.id if self.is_upward else rows.c.id.desc(),)


def texts_by(given: dict[str, Any], cursor: int | None) -> Range:
    """The first of these that is asked makes the range, the others stand beside it."""
    since = given.get("since")
    if since is not None:
        found = _by_time(since, cursor)
    else:
        by = next((name for name in BEGUN if name in given), "")
        ids, number = BEGUN[by](given[by]) if by else (select(Post.id), Post.id)
        found = _by_number(ids, number, cursor)
        given = {name: value for name, value in given.items() if name != by}
    found.beside = [BESIDE[name](given[name]) for name in BESIDE if name in given]
    return found


def organisations_by(given: dict[str, Any], after: int | None) -> Range:
    ids = select(Organisation.id).where(readable_organisations(ANYONE))
    ids = ids.order_by(Organisation.id)
    if after:
        ids = ids.where(Organisation.id > after)
    if "country" in given:
        ids = ids.where(Organisation.country == given["country"])
    elif "type" in given:
        ids = ids.where(Organisation.type == given["type"])
    is_both = len(given) > 1
    beside = [Organisation.type == given["type"]] if is_both else []
    return Range(ids, beside, is_upward=True)


def _by_time(since: datetime, cursor: int | None) -> Range:
    """With a cursor, what comes after that text as it was changed at that moment."""
    ids: Any = select(Post.id, Post.updated_at.label("moment"))
    ids = ids.where(*PUBLIC)
    place = tuple_(Post.updated_at, Post.id)
    after = place > (since, cursor) if cursor else Post.updated_at >= since
    ids = ids.where(after).order_by(Post.updated_at, Post.id)
    return Range(ids, by_time=True)


def _by_number(ids: Select[Any], number: Any, cursor: int | None) -> Range:
    ids = ids.where(*PUBLIC)
    if cursor:
        ids = ids.where(number < cursor)
    return Range(ids.order_by(number.desc()))


def _in_group(group_id: int) -> tuple[Select[Any], Any]:
    ids = select(Placement.post_id.label("id")).join(Post, Post.id == Placement.post_id)
    shown = Placement.group_id == group_id, Placement.reach == Reach.PUBLIC
    return ids.where(*shown), Placement.post_id


def _of_theme(slug: str) -> tuple[Select[Any], Any]:
    number = post_theme.c.post_id
    ids = select(number.label("id")).join(Post, Post.id == number)
    return ids.where(post_theme.c.theme_slug == slug), number


def _having(condition: ColumnElement[bool]) -> tuple[Select[Any], Any]:
    return select(Post.id).where(condition), Post.id


def _signed(slug: str) -> ColumnElement[bool]:
    by = select(Organisation.id).where(Organisation.slug == slug)
    return Post.organisation_id == by.scalar_subquery()


# What narrows most stands first.
BEGUN: dict[str, Callable[[Any], tuple[Select[Any], Any]]] = {
    "organisation": lambda slug: _having(_signed(slug)),
    "country": lambda code: _having(Post.country == code),
    "theme": _of_theme,
    "group_id": _in_group,
    "kind": lambda kind: _having(Post.kind == kind),
    "language": lambda code: _having(Post.language == code),
}
BESIDE: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "organisation": _signed,
    "country": lambda code: Post.country == code,
    "theme": lambda slug: Post.id.in_(
        select(post_theme.c.post_id).where(post_theme.c.theme_slug == slug)
    ),
    "group_id": lambda id_: Post.id.in_(
        select(Placement.post_id).where(
            Placement.group_id == id_, Placement.reach == Reach.PUBLIC
        )
    ),
    "kind": lambda kind: Post.kind == kind,
    "language": lambda code: Post.language == code,
}
