"""What others have published about the same: found while somebody types a title.

The work is bounded: at most 200 texts of the same country, of the same themes and of
the same group are read, each from one range of an index, and compared by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.families.best import best_of_each
from uclg_share.groups.models import WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, readable_groups, readable_posts
from uclg_share.posts.models import Placement, Post, Reach, post_theme
from uclg_share.text import fold

NEWEST = 200
SHOWN = 5
MOST_THEMES = 5
LONGEST_TITLE = 120
# Two words of four in common, or one of four in the same country and on the same theme.
THRESHOLD = 0.4
SAME_COUNTRY, SAME_THEME = 0.5, 0.25
# Words that join others, and those that stand in every second title of our field.
COMMON_WORDS = Path(__file__).parent / "common_words.txt"
TOO_COMMON = frozenset(fold(COMMON_WORDS.read_text(encoding="utf-8")).split())
ARTICLE = re.compile("^(?:[وبفك]?ال|لل)(?=..)")
COLUMNS = (
    *(Post.id, Post.family_id, Post.language, Post.slug, Post.title, Post.summary),
    *(Post.place, Post.country, Organisation.name.label("organisation")),
)


@dataclass(frozen=True)
class Wanted:
    """What is known of the text somebody writes; `post_id` is its own number."""

    title: str
    country: str = ""
    themes: tuple[str, ...] = ()
    group_id: int | None = None
    post_id: int | None = None


def similar_to(viewer: Viewer, wanted: Wanted, language: str) -> list[Any]:
    """The nearest first; of each family one text, in this language if there is one."""
    asked = stems(wanted.title[:LONGEST_TITLE])
    if len(asked) < 2:
        return []
    of_theme = _of_themes(tuple(dict.fromkeys(wanted.themes))[:MOST_THEMES])
    found = {*_of_country(wanted.country), *of_theme, *_of_group(viewer, wanted)}
    scores: dict[int, float] = {}
    for row in _readable(viewer, Post.id.in_(found), wanted.post_id):
        near = _nearness(asked, row, row.country == wanted.country, row.id in of_theme)
        scores[row.family_id] = max(near, scores.get(row.family_id, 0.0))
    best = sorted(scores, key=lambda family: (-scores[family], -family))
    chosen = [family for family in best if scores[family] >= THRESHOLD][:SHOWN]
    return _one_of_each(viewer, chosen, language)


def stems(text: str) -> set[str]:
    """The telling words of a text, cut so that forms of one word are the same."""
    words = [word for word in re.findall(r"\w+", fold(text)) if word not in TOO_COMMON]
    bare = [ARTICLE.sub("", word) for word in words]
    telling = [word for word in bare if len(word) > 2 and word not in TOO_COMMON]
    return {word.rstrip("s")[:6] for word in telling}


def _nearness(asked: set[str], row: Any, same_country: bool, same_theme: bool) -> float:
    """How much of the title is told by another post; its summary counts half."""
    title = stems(f"{row.title} {row.place or ''}")
    summary = stems(row.summary or "") - title
    shared = (len(asked & title) + len(asked & summary) / 2) / len(asked)
    return shared * (1 + SAME_COUNTRY * same_country + SAME_THEME * same_theme)


def _of_country(country: str) -> Iterable[int]:
    if not country:
        return ()
    newest = (
        select(Post.id)
        .where(Post.country == country, Post.published_at.is_not(None))
        .order_by(Post.published_at.desc(), Post.id.desc())
        .limit(NEWEST)
    )
    return db.session.scalars(newest)


def _of_themes(themes: tuple[str, ...]) -> set[int]:
    """A fair share for each theme, the newest by their numbers."""
    found: set[int] = set()
    for slug in themes:
        newest = (
            select(post_theme.c.post_id)
            .where(post_theme.c.theme_slug == slug)
            .order_by(post_theme.c.post_id.desc())
            .limit(NEWEST // len(themes))
        )
        found.update(db.session.scalars(newest))
    return found


def _of_group(viewer: Viewer, wanted: Wanted) -> Iterable[int]:
    if wanted.group_id is None:
        return ()
    group = db.session.scalar(
        select(WorkingGroup).where(
            WorkingGroup.id == wanted.group_id, readable_groups(viewer)
        )
    )
    if group is None:
        return ()
    reach = Reach.PUBLIC if group.is_public else Reach.GROUP
    newest = (
        select(Placement.post_id)
        .where(Placement.group_id == group.id, Placement.reach == reach)
        .order_by(Placement.published_at.desc(), Placement.post_id.desc())
        .limit(NEWEST)
    )
    return db.session.scalars(newest)


def _readable(viewer: Viewer, which: Any, post_id: int | None) -> list[Any]:
    """What of these the viewer may read and is not hidden, without one's own family."""
    rows = (
        select(*COLUMNS)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .where(
            which,
            readable_posts(viewer),
            Post.hidden_at.is_(None),
            Post.archived_at.is_(None),
        )
    )
    if post_id is not None:
        own = select(Post.family_id).where(Post.id == post_id).scalar_subquery()
        rows = rows.where(Post.family_id.is_distinct_from(own))
    return list(db.session.execute(rows).all())


def _one_of_each(viewer: Viewer, families: list[int], language: str) -> list[Any]:
    """In the language of the page, else the original, else whichever may be read."""
    if not families:
        return []
    rows = _readable(viewer, Post.family_id.in_(families), None)
    first = best_of_each(rows, (language,))
    return [first[family] for family in families if family in first]
