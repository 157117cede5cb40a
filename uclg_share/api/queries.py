"""Public rows, by number: what a program reads through from one end to the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from uclg_share.authorship.bylines import NAMES
from uclg_share.database import db
from uclg_share.feeds.queries import COLUMNS
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.permissions import ANYONE, readable_organisations
from uclg_share.posts.models import Kind, Placement, Post, Reach, post_theme

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


def posts(wish: Wish, before: int | None, most: int) -> list[Any]:
    """Every public text, the highest number first, in one statement; of a group or a
    theme along an index of its own."""
    lines, number = _begun(wish)
    lines = lines.where(
        Post.reach == Reach.PUBLIC,
        Post.published_at.is_not(None),
        Post.deleted_at.is_(None),
        Post.archived_at.is_(None),
        *_narrowed(wish),
    )
    if before:
        lines = lines.where(number < before)
    return list(db.session.execute(lines.order_by(number.desc()).limit(most)))


def organisations(
    country: str | None, kind: OrganisationType | None, after: int | None, most: int
) -> list[Organisation]:
    """Those that are confirmed, the lowest number first."""
    rows = select(Organisation).where(readable_organisations(ANYONE))
    if country:
        rows = rows.where(Organisation.country == country)
    if kind:
        rows = rows.where(Organisation.type == kind)
    if after:
        rows = rows.where(Organisation.id > after)
    return list(db.session.scalars(rows.order_by(Organisation.id).limit(most)))


def _begun(wish: Wish) -> tuple[Select[Any], InstrumentedAttribute[int] | Any]:
    lines = select(*COLUMNS, *NAMES, THEMES).select_from(Post)
    lines = lines.outerjoin(Organisation, Organisation.id == Post.organisation_id)
    if wish.group_id is not None:
        lines = lines.join(Placement, Placement.post_id == Post.id).where(
            Placement.group_id == wish.group_id, Placement.reach == Reach.PUBLIC
        )
        return lines, Placement.post_id
    if wish.theme is not None:
        lines = lines.join(post_theme, post_theme.c.post_id == Post.id)
        return lines.where(post_theme.c.theme_slug == wish.theme), post_theme.c.post_id
    return lines, Post.id


def _narrowed(wish: Wish) -> list[Any]:
    """A theme beside a group is looked up for each line."""
    narrowed: list[Any] = []
    if wish.group_id is not None and wish.theme is not None:
        of_theme = select(post_theme.c.post_id).where(
            post_theme.c.theme_slug == wish.theme
        )
        narrowed.append(Post.id.in_(of_theme))
    for column, value in (
        (Post.kind, wish.kind),
        (Post.country, wish.country),
        (Post.language, wish.language),
        (Organisation.slug, wish.organisation),
    ):
        if value is not None:
            narrowed.append(column == value)
    if wish.since is not None:
        narrowed.append(Post.updated_at >= wish.since)
    return narrowed
