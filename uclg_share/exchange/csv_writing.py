"""Texts as a table: one row for each, one column for each fact and each section.

The bytes are those that spreadsheets take for UTF-8: a mark in front, commas, CRLF.
What the cells hold, and how they are kept from running, is said in `csv_cells`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from uclg_share.exchange.csv_cells import defused, joined
from uclg_share.posts.as_file.form import Names, Slugs
from uclg_share.posts.drafts import Draft
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Kind

MARK = "\ufeff"
FACTS = (
    "kind", "title", "summary", "language", "organisation", "co_organisations",
    "groups", "committees", "place", "country", "countries", "latitude", "longitude",
    "population_band", "started", "ended", "status", "evidence", "themes", "sdgs",
    "partners", "amount", "currency", "year", "note", "sources", "licence", "guide",
)  # fmt: skip
# Every section of every kind; those of another kind stay empty.
SECTIONS = tuple(dict.fromkeys(p.key for spec in SPECS.values() for p in spec.parts))
COLUMNS = FACTS + SECTIONS


def write(texts: Iterable[tuple[Kind, Draft]], names: Names) -> bytes:
    page = io.StringIO(newline="")
    lines = csv.writer(page)
    lines.writerow(COLUMNS)
    for kind, draft in texts:
        cells = _cells(kind, draft, names)
        lines.writerow([defused(cells[column]) for column in COLUMNS])
    return (MARK + page.getvalue()).encode()


# Long because: one line for each column.
def _cells(kind: Kind, draft: Draft, names: Names) -> dict[str, str]:
    cost = draft.resources
    return {
        "kind": kind.value.replace("_", "-"),
        "title": draft.title,
        "summary": draft.summary,
        "language": draft.language,
        "organisation": names.organisations.get(draft.organisation_id or 0, ""),
        "co_organisations": _listed(names.organisations, draft.co_organisation_ids),
        "groups": _listed(names.groups, draft.group_ids),
        "committees": _listed(names.committees, draft.committee_ids),
        "place": draft.place,
        "country": draft.country,
        "countries": ", ".join(draft.countries),
        "latitude": _number(draft.latitude),
        "longitude": _number(draft.longitude),
        "population_band": draft.population_band,
        "started": draft.started,
        "ended": draft.ended,
        "status": draft.status,
        "evidence": draft.evidence,
        "themes": ", ".join(draft.themes),
        "sdgs": ", ".join(map(str, draft.sdgs)),
        "partners": joined([(p.name, p.role) for p in draft.partners]),
        "amount": _number(cost.amount),
        "currency": cost.currency,
        "year": _number(cost.year),
        "note": cost.note,
        "sources": joined([(s.title, s.url) for s in draft.sources]),
        "licence": draft.licence,
        "guide": str(draft.guide),
        **{key: draft.sections.get(key, "") for key in SECTIONS},
    }


def _listed(slugs: Slugs, ids: tuple[int, ...]) -> str:
    return ", ".join(slugs[i] for i in ids if i in slugs)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
