"""The kept numbers as they stand, and how the migration makes them."""

from __future__ import annotations

import importlib.util
from typing import Any

from sqlalchemy import delete, select

from tests.tools import ROOT
from uclg_share.counts.models import CountedFamily, PublicNumber
from uclg_share.database import db

Numbers = dict[tuple[str, str, str], int]


def everything() -> Numbers:
    db.session.flush()
    rows = db.session.execute(select(PublicNumber.__table__)).all()
    return {(row.scope, row.facet, row.value): row.number for row in rows if row.number}


def families() -> dict[int, Any]:
    rows = db.session.execute(select(CountedFamily.family_id, CountedFamily.facts))
    return {row.family_id: row.facts for row in rows}


def forget() -> None:
    for table in (PublicNumber, CountedFamily):
        db.session.execute(delete(table))


def migration() -> Any:
    path = ROOT / "migrations" / "versions" / "0014_count_places_and_figures.py"
    spec = importlib.util.spec_from_file_location("counting_migration", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
