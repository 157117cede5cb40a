"""The directory of organisations, from A to Z: as a page and as a table."""

from __future__ import annotations

from collections.abc import Collection

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from uclg_share import countries
from uclg_share.access import for_anyone
from uclg_share.counts.tables import table
from uclg_share.feeds.tables import MOST_ROWS
from uclg_share.i18n import current_language, local
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.organisations.names import (
    BY_NAME,
    LONGEST_QUERY,
    countries_in_use,
    key_of,
    letters_in_use,
)
from uclg_share.organisations.queries import (
    Filters,
    all_sections,
    directory,
    find_organisation,
)
from uclg_share.organisations.routes import bp
from uclg_share.paging import Page, page_by_name
from uclg_share.permissions import ANYONE
from uclg_share.text import clean_line, fold
from uclg_share.urls import absolute
from uclg_share.words import word

COLUMNS = (
    *("name", "acronym", "local_name", "type", "country", "latitude", "longitude"),
    *("website", "address"),
)


@bp.get("/organisations")
@for_anyone
def index() -> ResponseReturnValue:
    sections = {one.code: local(one.names) for one in all_sections()}
    text, filters = _text(), _filters(sections)
    names = countries.choices(current_language())
    used = set(countries_in_use())
    return render_template(
        "organisations/index.html",
        page=page_by_name(directory(text, filters), BY_NAME, key_of),
        q=text,
        filters=filters,
        asked=_asked(text, filters),
        letters=letters_in_use(),
        countries={code: name for code, name in names.items() if code in used},
        sections=sections,
        types={value.value: word(value) for value in OrganisationType},
    )


@bp.get("/organisations.csv")
@for_anyone
def as_table() -> ResponseReturnValue:
    """What the page lists, many at once; the header `Link` leads to the next."""
    found = directory(_text(), _filters({one.code for one in all_sections()}))
    page: Page[Organisation] = page_by_name(found, BY_NAME, key_of, MOST_ROWS)
    answer = table("organisations", COLUMNS, map(_row, page.items))
    if page.older_url:
        answer.headers["Link"] = f'<{absolute(page.older_url)}>; rel="next"'
    return answer


def _text() -> str:
    return clean_line(request.args.get("q", "")[:LONGEST_QUERY])


def _filters(sections: Collection[str]) -> Filters:
    """What is not a country, section or kind we know narrows nothing."""
    country = request.args.get("country", "")
    section = request.args.get("section", "")
    parent = request.args.get("member-of", "")
    return Filters(
        country=country if country in countries.CODES else None,
        section=section if section in sections else None,
        type=request.args.get("type", type=OrganisationType),
        letter=fold(request.args.get("letter", "")[:4])[:1],
        parent=find_organisation(ANYONE, parent) if parent else None,
    )


def _asked(text: str, filters: Filters) -> dict[str, str]:
    """As an address has it, without the page of the list."""
    said = {
        "q": text,
        "country": filters.country,
        "section": filters.section,
        "type": filters.type and filters.type.value,
        "letter": filters.letter,
        "member-of": filters.parent and filters.parent.slug,
    }
    return {name: value for name, value in said.items() if value}


def _row(one: Organisation) -> tuple[str, ...]:
    place = ("" if at is None else str(at) for at in (one.latitude, one.longitude))
    return (
        *(one.name, one.acronym, one.local_name, one.type.value, one.country or ""),
        *place,
        one.website,
        absolute(url_for("organisations.show", slug=one.slug)),
    )
