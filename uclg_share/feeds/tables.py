"""A feed as a table: one line for each post, for a spreadsheet or a study."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import url_for
from werkzeug.wrappers import Response

from uclg_share.authorship.bylines import authors_of
from uclg_share.exchange.answers import TABLE
from uclg_share.exchange.csv_cells import defused
from uclg_share.exchange.csv_writing import MARK
from uclg_share.feeds.shapes import permanent_id
from uclg_share.i18n import current_language
from uclg_share.paging import Page
from uclg_share.permissions import Viewer
from uclg_share.taking.answers import answer_to
from uclg_share.urls import absolute

# So many lines in one file; the address of the next is in its header `Link`.
MOST_ROWS = 1000
COLUMNS = (
    "id", "kind", "title", "summary", "language", "authors", "place", "country",
    "countries", "latitude", "longitude", "started", "ended", "published", "updated",
    "completeness", "verified", "answered", "licence", "address", "permanent",
)  # fmt: skip


def table_answer(viewer: Viewer, slug: str, page: Page[Any]) -> Response:
    name = f"{slug}-{current_language()}.csv"
    answer = answer_to(viewer, table_of(page.items), TABLE, name)
    if page.older_url:
        answer.headers["Link"] = f'<{absolute(page.older_url)}>; rel="next"'
    return answer


def table_of(rows: list[Any]) -> bytes:
    page = io.StringIO(newline="")
    lines = csv.writer(page)
    lines.writerow(COLUMNS)
    for row in rows:
        cells = _cells(row)
        lines.writerow([cells[column] for column in COLUMNS])
    return (MARK + page.getvalue()).encode()


# Long because: one line for each column.
def _cells(row: Any) -> dict[str, str]:
    words = {
        "title": row.title,
        "summary": row.summary or "",
        "authors": "; ".join(authors_of(row)),
        "place": row.place or "",
    }
    moments = {
        "published": row.published_at,
        "updated": row.updated_at,
        "verified": row.verified_at,
        "answered": row.answered_at,
    }
    return {
        # What people wrote must not run in a spreadsheet.
        **{key: defused(value) for key, value in words.items()},
        **{key: value.isoformat() if value else "" for key, value in moments.items()},
        "id": str(row.id),
        "kind": row.kind.value,
        "language": row.language,
        "country": row.country or "",
        "countries": ", ".join(row.countries or []),
        "latitude": "" if row.latitude is None else str(row.latitude),
        "longitude": "" if row.longitude is None else str(row.longitude),
        "started": row.started or "",
        "ended": row.ended or "",
        "completeness": row.completeness.value if row.completeness else "",
        "licence": row.licence.value if row.licence else "",
        "address": absolute(url_for("posts.show", post_id=row.id, slug=row.slug)),
        "permanent": permanent_id(row.id),
    }
