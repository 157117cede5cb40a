"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) of a page of posts."""

from __future__ import annotations

from typing import Any

from flask import url_for

from uclg_share.authorship.bylines import authors_of
from uclg_share.i18n import current_language
from uclg_share.paging import Page
from uclg_share.posts.kinds import SPECS, heading
from uclg_share.urls import absolute


def json_feed(title: str, home: str, address: str, page: Page[Any]) -> dict[str, Any]:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": absolute(home),
        "feed_url": absolute(address),
        "language": current_language(),
        "items": [item(row) for row in page.items],
    }
    if page.older_url:
        feed["next_url"] = absolute(page.older_url)
    return feed


def item(row: Any) -> dict[str, Any]:
    address = absolute(url_for("posts.show", post_id=row.id, slug=row.slug))
    return {
        "id": permanent_id(row.id),
        "url": address,
        "title": row.title,
        "summary": row.summary,
        "content_html": content_of(row),
        "language": row.language,
        "date_published": row.published_at.isoformat(),
        "date_modified": row.updated_at.isoformat(),
        "authors": [{"name": name} for name in authors_of(row)],
        "tags": [row.kind.value.replace("_", "-")],
        # An extension, as JSON Feed wants it: its name begins with a line below.
        "_uclg_share": {
            "completeness": row.completeness and row.completeness.value,
            "verified": row.verified_at and row.verified_at.isoformat(),
            "answered": row.answered_at and row.answered_at.isoformat(),
        },
    }


def permanent_id(post_id: int) -> str:
    """The address without language or slug: it never changes."""
    return absolute(url_for("posts.show", post_id=post_id, slug=None, lang="en"))


def content_of(row: Any) -> str:
    """The whole text as HTML, with its headings."""
    return "\n".join(
        f"<h2>{heading(row.kind, part.key, row.language)}</h2>\n{row.body[part.key]}"
        for part in SPECS[row.kind].parts
        if row.body.get(part.key)
    )
