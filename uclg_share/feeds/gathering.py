"""Posts gathered from all groups: on a theme, by organisations, of families."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, Select, String, select, union
from sqlalchemy.orm import aliased

from uclg_share.authorship.bylines import NAMES
from uclg_share.database import db
from uclg_share.families.best import best_of_each, in_best_language
from uclg_share.feeds.queries import COLUMNS
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, readable_posts
from uclg_share.posts.models import Post, Reach, post_organisation, post_theme
from uclg_share.prepared import given, prepared
from uclg_share.search.models import SearchEntry

# What the page of a theme is paged by: the columns of its index.
THEME = given("theme", String)
OF_THEME = (post_theme.c.published_at, post_theme.c.post_id)


def of_everything(languages: tuple[str, ...], whole: bool = False) -> Select[Any]:
    """What everybody may read; whoever asks narrows it to a range of an index."""
    return _posts(whole).where(
        Post.reach == Reach.PUBLIC,
        Post.archived_at.is_(None),
        Post.published_at.is_not(None),
        in_best_language(Post, languages),
    )


def of_theme(slug: str, languages: tuple[str, ...], whole: bool = False) -> Select[Any]:
    """What everybody may read on a theme; a translation has the themes of its
    original."""
    return of_any_theme(languages, whole, slug)


def of_any_theme(
    languages: tuple[str, ...], whole: bool = False, slug: Any = THEME
) -> Select[Any]:
    """The same before a theme is known, for the parameter `theme`."""
    return (
        _posts(whole)
        .join(post_theme, post_theme.c.post_id == Post.id)
        .where(
            post_theme.c.theme_slug == slug,
            post_theme.c.published_at.is_not(None),
            Post.reach == Reach.PUBLIC,
            Post.archived_at.is_(None),
            in_best_language(Post, languages),
        )
    )


def of_organisations(
    ids: Collection[int], languages: tuple[str, ...], whole: bool = False
) -> Select[Any]:
    """What everybody may read of these, signed by one alone or with others."""
    also, own = post_organisation.c, aliased(Post)
    # Two ranges of two indexes: of one condition with "or" a planner reads all posts.
    signed = union(
        select(own.id).where(own.organisation_id.in_(ids)),
        select(also.post_id).where(also.organisation_id.in_(ids)),
    )
    return _posts(whole).where(
        Post.id.in_(signed),
        Post.reach == Reach.PUBLIC,
        Post.archived_at.is_(None),
        Post.published_at.is_not(None),
        in_best_language(Post, languages),
    )


def latest(languages: tuple[str, ...], limit: int) -> list[Any]:
    """The newest public posts of the whole site, for the home page."""
    return list(_latest(languages).all(row_limit=limit))


@prepared
def _latest(languages: tuple[str, ...]) -> Select[Any]:
    # The numbers of the index of search rise with the moment of publication.
    return (
        select(*COLUMNS)
        .select_from(SearchEntry)
        .join(Post, Post.id == SearchEntry.post_id)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .where(
            SearchEntry.reach == Reach.PUBLIC,
            Post.reach == Reach.PUBLIC,
            Post.published_at.is_not(None),
            Post.archived_at.is_(None),
            in_best_language(Post, languages),
        )
        .order_by(SearchEntry.number.desc())
        .limit(given("row_limit", Integer))
    )


def in_families(
    viewer: Viewer, families: Collection[int], languages: tuple[str, ...]
) -> dict[int, Any]:
    """The line of each of these practices that this viewer may read now, in the best of
    these languages or the original; with the names of all who wrote it."""
    if not families:
        return {}
    rows = db.session.execute(
        select(*COLUMNS, *NAMES)
        .select_from(Post)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .where(
            Post.family_id.in_(families),
            Post.reach != Reach.HIDDEN,
            readable_posts(viewer),
        )
        .order_by(Post.id)
    ).all()
    return best_of_each(rows, languages)


def _posts(whole: bool) -> Select[Any]:
    extra = (Post.body, *NAMES) if whole else ()
    return (
        select(*COLUMNS, *extra)
        .select_from(Post)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
    )
