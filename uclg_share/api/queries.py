"""Public rows, by number: what a program reads through from one end to the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from uclg_share.api.ranges import Range, organisations_by, texts_by
from uclg_share.authorship.bylines import NAMES
from uclg_share.database import db
from uclg_share.feeds.queries import COLUMNS
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.posts.models import Kind, Post, post_theme

# Where several things are asked at once, so many rows are looked at for one answer.
WINDOW = 1000
THEMES = (
    select(func.aggregate_strings(post_theme.c.theme_slug, ","))
    .where(post_theme.c.post_id == Post.id)
    .correlate(Post)
    .scalar_subquery()
    .label("theme_slugs")
)


@dataclass(frozen=True)
class Wish:
    """What narrows the list of posts; each may be absent."""

    group_id: int | None = None
    theme: str | None = None
    kind: Kind | None = None
    country: str | None = None
    language: str | None = None
    organisation: str | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Found:
    """A page, which may be short and yet have more behind it; `last` is where the next
    one begins, none at the end: a number, and a moment where the order is of time."""

    rows: list[Any]
    last: tuple[int, datetime | None] | None = None


def posts(wish: Wish, cursor: int | None, most: int) -> Found:
    """Every public text, the highest number first; since a moment, in the order of
    their changes: so that what changes meanwhile comes at the end and is not missed."""
    asked = vars(wish)
    given = {name: value for name, value in asked.items() if value is not None}
    found = texts_by(given, cursor)
    ids = _window(found, Post, most).subquery("picked")
    lines = (
        select(*COLUMNS, *NAMES, THEMES)
        .select_from(ids)
        .join(Post, Post.id == ids.c.id)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .order_by(*found.order(ids))
    )
    rows = list(db.session.execute(lines))
    return _page(found, rows, most)


def organisations(
    country: str | None, kind: OrganisationType | None, after: int | None, most: int
) -> Found:
    """Those that are confirmed, the lowest number first."""
    asked = {"country": country, "type": kind}
    given = {name: value for name, value in asked.items() if value is not None}
    found = organisations_by(given, after)
    ids = _window(found, Organisation, most).subquery("picked")
    lines = select(Organisation).join(ids, ids.c.id == Organisation.id)
    rows = list(db.session.scalars(lines.order_by(*found.order(ids))))
    return _page(found, rows, most)


def _window(found: Range, table: Any, most: int) -> Select[Any]:
    """One too many tells whether there is more."""
    if not found.beside:
        return found.ids.limit(most + 1)
    near = found.ids.limit(WINDOW).subquery("near")
    ids = select(*near.c).join(table, table.id == near.c.id).where(*found.beside)
    return ids.order_by(*found.order(near)).limit(most + 1)


def _page(found: Range, rows: list[Any], most: int) -> Found:
    if len(rows) > most:
        end = rows[most - 1]
        return Found(rows[:most], (end.id, end.updated_at if found.by_time else None))
    if found.beside:
        near = db.session.execute(found.ids.limit(WINDOW)).all()
        if len(near) == WINDOW:
            return Found(
                rows, (near[-1].id, near[-1].moment if found.by_time else None)
            )
    return Found(rows)
