"""What everybody may read, a range of numbers at a time: nothing is counted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import aliased

from uclg_share.database import db
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import ANYONE, readable_organisations
from uclg_share.posts.models import Post, Reach

# So many numbers stand in one file, whatever of them is left.
SPAN = 5000
Sibling = aliased(Post)

# The texts of the family as "en 7 leaks-in-maputo", one after another.
FAMILY = (
    select(
        func.aggregate_strings(
            Sibling.language.concat(" ")
            .concat(cast(Sibling.id, String))
            .concat(" ")
            .concat(Sibling.slug),
            ",",
        )
    )
    .where(
        Sibling.family_id == Post.family_id,
        Sibling.reach == Reach.PUBLIC,
        Sibling.deleted_at.is_(None),
        Sibling.archived_at.is_(None),
    )
    .scalar_subquery()
    .label("family")
)


def parts() -> int:
    """How many files there are for each language; at least one."""
    last = [db.session.scalar(select(func.max(of.id))) for of in (Post, Organisation)]
    return max(1, -(-max(number or 0 for number in last) // SPAN))


def posts_in(part: int, language: str) -> list[Any]:
    rows = select(Post.id, Post.slug, Post.updated_at, FAMILY).where(
        *_range(Post.id, part),
        Post.language == language,
        Post.reach == Reach.PUBLIC,
        Post.published_at.is_not(None),
        Post.deleted_at.is_(None),
        Post.archived_at.is_(None),
    )
    return list(db.session.execute(rows.order_by(Post.id)))


def organisations_in(part: int) -> list[str]:
    """Their slugs."""
    rows = select(Organisation.slug).where(
        *_range(Organisation.id, part), readable_organisations(ANYONE)
    )
    return list(db.session.scalars(rows.order_by(Organisation.id)))


def _range(number: Any, part: int) -> tuple[Any, Any]:
    return number > (part - 1) * SPAN, number <= part * SPAN
