"""One page of a query by key, never by number: no OFFSET, no COUNT."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from flask import current_app, request
from sqlalchemy import (
    Integer,
    Select,
    literal,
    select,
    tuple_,
    union_all,
)

from uclg_share.cursors import Cursor, read_cursor, read_name_cursor, write_cursor
from uclg_share.database import db
from uclg_share.prepared import Prepared, given

T = TypeVar("T")
PLAIN = "!$&'()*+,/:;=@"  # what a path of an address may hold as it is


@dataclass(frozen=True)
class Page(Generic[T]):
    items: list[T]
    newer_url: str | None = None
    older_url: str | None = None
    size: int = field(default=20)
    # What stands before the first page and is no part of the order.
    head: list[T] = field(default_factory=list)


class Turn(StrEnum):
    """Which way a page lies from the cursor."""

    FIRST = "first"
    OLDER = "older"
    NEWER = "newer"


def page_of(
    query: Select[Any],
    keys: tuple[Any, Any],
    key_of: Callable[[Any], tuple[datetime, int]],
    size: int | None = None,
) -> Page[Any]:
    """A page of rows, newest first, after the cursor of this request.

    `keys` are the columns (moment, id) the query is read by; `key_of` gives their
    values for a row. One row too many tells whether there is more. A cursor survives
    the deletion of its row; one that is not ours means the first page.
    """
    cursor = read_cursor(request.args.get("cursor"))
    return _page(_from(query, keys, cursor), key_of, cursor, size)


def prepared_page(
    statement: Callable[[Turn], Prepared],
    key_of: Callable[[Any], tuple[datetime, int]],
    **values: Any,
) -> Page[Any]:
    """The same of statements built before: by `turned`, or `with_head` for the first
    page; `values` are their other parameters."""
    cursor = read_cursor(request.args.get("cursor"))
    size: int = current_app.config["FEED_PAGE_SIZE"]
    turn = Turn.FIRST
    if cursor is not None:
        turn = Turn.NEWER if cursor.newer else Turn.OLDER
        values |= {"cursor_at": cursor.at, "cursor_id": cursor.id}
    found = statement(turn).all(row_limit=size + 1, **values)
    head = [row for row in found if getattr(row, "is_head", False)]
    rows = found[len(head) :]
    more, rows = len(rows) > size, rows[:size]
    if turn is Turn.NEWER:
        rows.reverse()
    return Page(rows, *_links(rows, key_of, cursor, more), size, head)


def turned(query: Select[Any], keys: tuple[Any, Any], turn: Turn) -> Select[Any]:
    """A query as it is read from a cursor, which comes as parameters, and so far."""
    at, row_id = keys
    placed = query.limit(given("row_limit", Integer))
    if turn is Turn.FIRST:
        return placed.order_by(at.desc(), row_id.desc())
    here = (given("cursor_at", at.type), given("cursor_id", Integer))
    if turn is Turn.NEWER:
        placed = placed.where(tuple_(at, row_id) > tuple_(*here))
        return placed.order_by(at.asc(), row_id.asc())
    placed = placed.where(tuple_(at, row_id) < tuple_(*here))
    return placed.order_by(at.desc(), row_id.desc())


def merged(ranges: Sequence[Select[Any]], turn: Turn) -> Select[Any]:
    """Several ranges, each `turned`, read as one in the same order."""
    if len(ranges) == 1:
        return ranges[0]
    every = union_all(*(select(each.subquery()) for each in ranges)).subquery()
    keys = (every.c.published_at, every.c.id)
    order = [key.asc() if turn is Turn.NEWER else key.desc() for key in keys]
    return select(every).order_by(*order).limit(given("row_limit", Integer))


def with_head(head: Select[Any], first: Select[Any]) -> Select[Any]:
    """A first page with what stands before it and is no part of its order."""
    before, rest = head.subquery(), first.subquery()
    both = union_all(
        select(before, literal(1).label("is_head")),
        select(rest, literal(0).label("is_head")),
    ).subquery()
    order = (both.c.is_head.desc(), both.c.published_at.desc(), both.c.id.desc())
    return select(both).order_by(*order)


def page_by_name(
    query: Select[Any],
    keys: tuple[Any, Any],
    key_of: Callable[[Any], tuple[str, int]],
    size: int | None = None,
) -> Page[Any]:
    """As `page_of`, from A to Z by (name, id): `newer_url` leads back towards A."""
    cursor = read_name_cursor(request.args.get("cursor"))
    return _page(_from_name(query, keys, cursor), key_of, cursor, size)


def _page(
    query: Select[Any],
    key_of: Callable[[Any], tuple[Any, int]],
    cursor: Cursor | None,
    size: int | None = None,
) -> Page[Any]:
    size = size or int(current_app.config["FEED_PAGE_SIZE"])
    result = db.session.execute(query.limit(size + 1))
    one_thing = len(query.column_descriptions) == 1
    rows = list(result.scalars().all() if one_thing else result.all())
    more, rows = len(rows) > size, rows[:size]
    if cursor and cursor.newer:
        rows.reverse()
    return Page(rows, *_links(rows, key_of, cursor, more), size)


def _from(query: Select[Any], keys: tuple[Any, Any], cursor: Cursor | None) -> Any:
    if cursor is None:
        return query.order_by(keys[0].desc(), keys[1].desc())
    way = turned(query, keys, Turn.NEWER if cursor.newer else Turn.OLDER)
    return way.params(cursor_at=cursor.at, cursor_id=cursor.id)


def _from_name(query: Select[Any], keys: tuple[Any, Any], cursor: Cursor | None) -> Any:
    name, row_id = keys
    if cursor is None:
        return query.order_by(name, row_id)
    if cursor.newer:
        before = tuple_(name, row_id) < tuple_(cursor.at, cursor.id)
        return query.where(before).order_by(name.desc(), row_id.desc())
    after = tuple_(name, row_id) > tuple_(cursor.at, cursor.id)
    return query.where(after).order_by(name, row_id)


def _links(
    rows: Sequence[Any],
    key_of: Callable[[Any], tuple[Any, int]],
    cursor: Cursor | None,
    more: bool,
) -> tuple[str | None, str | None]:
    if not rows:
        return None, None
    has_newer = cursor is not None and (more if cursor.newer else True)
    has_older = more if cursor is None or not cursor.newer else True
    newer = _address(Cursor(*key_of(rows[0]), newer=True)) if has_newer else None
    older = _address(Cursor(*key_of(rows[-1]))) if has_older else None
    return newer, older


def _address(cursor: Cursor) -> str:
    """This page with another cursor, as `url_for` would write it."""
    asked = request.args.to_dict(flat=False)
    # A name that begins like this would tell Flask how to build an address.
    asked = {name: value for name, value in asked.items() if not name.startswith("_")}
    query = urlencode(asked | {"cursor": [write_cursor(cursor)]}, doseq=True)
    return f"{quote(request.path, safe=PLAIN)}?{query}"
