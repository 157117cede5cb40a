"""As what a family of posts is counted: where it is shown, and what it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from sqlalchemy import select

from uclg_share.counts.models import Facet
from uclg_share.database import db
from uclg_share.posts.models import (
    CommitteePlacement,
    Kind,
    Placement,
    Post,
    Reach,
    post_organisation,
    post_sdg,
    post_theme,
)

Cell: TypeAlias = tuple[str, str, str]
SITE = "site"
# What was done somewhere; discussions are counted by their kind alone.
PRACTICES = (Kind.CASE_STUDY, Kind.EXPERIENCE)
# Of these the map alone is drawn.
PLACES_ALONE = ("committee", "theme")


@dataclass(frozen=True)
class Standing:
    scopes: tuple[str, ...]
    kind: str
    country: str
    month: str
    language: str
    themes: tuple[str, ...]
    sdgs: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    def cells(self) -> Iterator[Cell]:
        """Every number it is one of."""
        for scope in self.scopes:
            yield scope, Facet.KIND, self.kind
            if self.kind in PRACTICES:
                yield from ((scope, *what) for what in self._about(scope))

    def _about(self, scope: str) -> Iterator[tuple[str, str]]:
        if self.country:
            yield Facet.COUNTRY, self.country
        if scope.startswith(PLACES_ALONE):
            return
        yield Facet.MONTH, self.month
        yield Facet.LANGUAGE, self.language
        for theme in self.themes:
            yield Facet.THEME, theme
        for goal in self.sdgs:
            yield Facet.SDG, goal


def scope_of(sort: str, key: int | str) -> str:
    return f"{sort}:{key}"


def standings(ids: Sequence[int]) -> dict[int, Standing]:
    """Of these families, those that any list shows, as the tables have them now.

    A family is where its original is: hidden or archived, it is nowhere.
    """
    groups = _groups(ids)
    posts = [row for row in db.session.execute(_originals(ids)) if _is_listed(row)]
    public = [row.id for row in posts if row.reach == Reach.PUBLIC]
    themes, goals = _of(post_theme, ids), _of(post_sdg, ids)
    signed, committees = _of(post_organisation, public), _committees(public)
    found = {}
    for row in posts:
        scopes = [scope_of("group", key) for key in groups[row.id]]
        if row.reach == Reach.PUBLIC:
            by = {row.organisation_id, *signed[row.id]} - {None}
            scopes.append(SITE)
            scopes += [scope_of("committee", key) for key in committees[row.id]]
            scopes += [scope_of("theme", slug) for slug in themes[row.id]]
            scopes += [scope_of("organisation", key) for key in by]
        if scopes:
            found[row.id] = _standing(row, scopes, themes[row.id], goals[row.id])
    return found


_FACTS = (
    Post.id,
    Post.kind,
    Post.country,
    Post.language,
    Post.published_at,
    Post.organisation_id,
    Post.reach,
    Post.archived_at,
)


def _originals(ids: Sequence[int]) -> Any:
    return select(*_FACTS).where(
        Post.id.in_(ids), Post.family_id == Post.id, Post.published_at.is_not(None)
    )


def _is_listed(row: Any) -> bool:
    return row.reach != Reach.HIDDEN and row.archived_at is None


def _standing(
    row: Any, scopes: list[str], themes: list[Any], goals: list[Any]
) -> Standing:
    return Standing(
        scopes=tuple(sorted(scopes)),
        kind=row.kind.value,
        country=row.country or "",
        month=f"{row.published_at:%Y-%m}",
        language=row.language,
        themes=tuple(sorted(themes)),
        sdgs=tuple(sorted(map(str, goals))),
    )


def _groups(ids: Sequence[int]) -> dict[int, list[Any]]:
    lines = select(Placement.post_id, Placement.group_id)
    return _sorted(
        lines.where(Placement.post_id.in_(ids), Placement.reach != Reach.HIDDEN)
    )


def _committees(ids: Sequence[int]) -> dict[int, list[Any]]:
    lines = select(CommitteePlacement.post_id, CommitteePlacement.committee_id)
    return _sorted(
        lines.where(
            CommitteePlacement.post_id.in_(ids),
            CommitteePlacement.reach == Reach.PUBLIC,
        )
    )


def _of(table: Any, ids: Sequence[int]) -> dict[int, list[Any]]:
    """The second column of a table of pairs, by the first."""
    post_id, other = list(table.c)[:2]
    return _sorted(select(post_id, other).where(post_id.in_(ids)))


def _sorted(pairs: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for post_id, other in db.session.execute(pairs):
        found[post_id].append(other)
    return found
