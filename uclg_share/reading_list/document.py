"""The texts of a reading list as one document to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.feeds.gathering import in_families
from uclg_share.permissions import Viewer, readable_posts
from uclg_share.posts.models import Post
from uclg_share.posts.queries import WITH_PAGE
from uclg_share.posts.reading import Reading, published
from uclg_share.reading_list.queries import families_saved

# So many texts in one document; a longer list has parts.
AT_MOST = 50


@dataclass(frozen=True)
class Text:
    """`row` is its line in a feed, which knows whose it is."""

    row: Any
    post: Post
    reading: Reading


@dataclass(frozen=True)
class Document:
    texts: list[Text]
    part: int
    parts: int
    # Kept, but no longer to be read.
    missing: int


def document_of(viewer: Viewer, part: int, languages: tuple[str, ...]) -> Document:
    """One part of the list, each text in the best of these languages: the statements
    grow with the texts that have files, and with nothing else."""
    families = families_saved(viewer)
    parts = max(1, -(-len(families) // AT_MOST))
    part = min(max(1, part), parts)
    wanted = families[(part - 1) * AT_MOST : part * AT_MOST]
    rows = in_families(viewer, wanted, languages)
    posts = _posts(viewer, [row.id for row in rows.values()])
    texts = [
        Text(row, post, published(viewer, post))
        for family in wanted
        if (row := rows.get(family)) and (post := posts.get(row.id))
    ]
    return Document(texts, part, parts, missing=len(wanted) - len(texts))


def _posts(viewer: Viewer, ids: list[int]) -> dict[int, Post]:
    whole = select(Post).where(Post.id.in_(ids), readable_posts(viewer))
    found = db.session.scalars(whole.options(*WITH_PAGE)) if ids else ()
    return {post.id: post for post in found}
