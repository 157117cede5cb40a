"""The practices of a country or region, newest first, within the site or a part."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select

from uclg_share.counts.standing import PRACTICES
from uclg_share.feeds import gathering
from uclg_share.feeds.queries import of_committee, of_group
from uclg_share.permissions import Viewer
from uclg_share.places.scopes import Scope
from uclg_share.posts.models import Post


def practices_from(
    viewer: Viewer,
    countries: Collection[str],
    scope: Scope,
    languages: tuple[str, ...],
    whole: bool = False,
) -> Select[Any]:
    """`whole` adds the text, for Atom and JSON."""
    lines = _within(viewer, scope, languages, whole)
    # One value is one range of the index (country, published_at, id).
    one = next(iter(countries)) if len(countries) == 1 else None
    there = Post.country == one if one else Post.country.in_(countries)
    return lines.where(there, Post.kind.in_(PRACTICES))


def read_by(countries: Collection[str]) -> tuple[Any, Any]:
    """The columns such a list is paged by, those of an index: of one country its own;
    several are listed on a theme alone, and then it is that of the theme."""
    return (Post.published_at, Post.id) if len(countries) == 1 else gathering.OF_THEME


def _within(
    viewer: Viewer, scope: Scope, languages: tuple[str, ...], whole: bool
) -> Select[Any]:
    if scope.sort == "group":
        return of_group(viewer, scope.thing, languages, whole=whole)
    if scope.sort == "committee":
        return of_committee(scope.thing, languages, whole=whole)
    if scope.sort == "theme":
        return gathering.of_theme(scope.thing.slug, languages, whole)
    return gathering.of_everything(languages, whole)
