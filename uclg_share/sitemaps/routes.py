"""The addresses of everything public, for search engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.current import current_viewer
from uclg_share.groups.models import CommitteeStatus
from uclg_share.groups.queries import all_committees, readable_shelf
from uclg_share.i18n import LANGUAGES, current_language
from uclg_share.permissions import ANYONE
from uclg_share.posts.themes import themes
from uclg_share.sitemaps import queries
from uclg_share.taking.answers import answer_to
from uclg_share.urls import absolute

bp = Blueprint("sitemaps", __name__)
XML = "application/xml; charset=utf-8"
PAGES = (
    "pages.home",
    "groups.index",
    "committees.index",
    "organisations.index",
    "feeds.themes",
    "pages.feeds",
    "pages.about",
    "pages.help",
    "pages.writing_guide",
    "pages.moderation_rules",
    "pages.licences",
    "pages.privacy",
    "pages.accessibility",
    "pages.api",
)


@dataclass(frozen=True)
class Entry:
    """An address, and by language those that say the same."""

    address: str
    others: dict[str, str] = field(default_factory=dict)
    changed: datetime | None = None


@bp.get("/sitemap.xml")
@for_anyone
def index() -> ResponseReturnValue:
    xml = render_template(
        "sitemaps/index.xml", languages=LANGUAGES, parts=queries.parts()
    )
    return answer_to(current_viewer(), xml, XML)


@bp.get("/sitemap-<any(en, fr, es, ar):lang>-<id:part>.xml")
@for_anyone
def of_language(part: int) -> ResponseReturnValue:
    """Posts and organisations by their numbers; what is few stands in the first."""
    if part > 1 and part > queries.parts():
        abort(404)
    language = current_language()
    entries = [
        *(_pages() if part == 1 else ()),
        *(_post(row, language) for row in queries.posts_in(part, language)),
        *(
            _everywhere("organisations.show", slug=slug)
            for slug in queries.organisations_in(part)
        ),
    ]
    return answer_to(
        current_viewer(), render_template("sitemaps/of.xml", entries=entries), XML
    )


def _pages() -> Iterator[Entry]:
    for endpoint in PAGES:
        yield _everywhere(endpoint)
    for group in readable_shelf(ANYONE):
        yield _everywhere("feeds.of_group", slug=group.slug, medium="html")
    for committee in all_committees():
        if committee.status is not CommitteeStatus.MERGED:
            yield _everywhere("feeds.of_committee", slug=committee.slug, medium="html")
    for theme in themes():
        yield _everywhere("feeds.of_theme", slug=theme.slug, medium="html")


def _everywhere(endpoint: str, **values: Any) -> Entry:
    """A page that speaks every language."""
    others = {
        code: absolute(url_for(endpoint, **values, lang=code)) for code in LANGUAGES
    }
    return Entry(others[current_language()], others)


def _post(row: Any, language: str) -> Entry:
    texts = [text.split(" ", 2) for text in (row.family or "").split(",") if text]
    others = {code: _text(int(id_), slug, code) for code, id_, slug in texts}
    address = _text(row.id, row.slug, language)
    return Entry(address, others if len(others) > 1 else {}, row.updated_at)


def _text(post_id: int, slug: str, language: str) -> str:
    return absolute(url_for("posts.show", post_id=post_id, slug=slug, lang=language))
