"""What is kept of a person is given to them or withheld for a reason; nothing else."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Column, Table

from uclg_share.database import Model
from uclg_share.exchange.personal import KEPT, Kept

TABLES = Model.metadata.sorted_tables
BY_TABLE = {kept.table.__tablename__: kept for kept in KEPT}
SECRETS = re.compile(r"hash|nonce|secret|password|token|ticket|(^|_)key$")


def names_a_person(column: Column[object]) -> bool:
    return any(key.target_fullname == "account.id" for key in column.foreign_keys)


@pytest.mark.parametrize(
    "table", [t for t in TABLES if any(map(names_a_person, t.columns))], ids=str
)
def test_every_table_that_names_a_person_is_looked_at(table: Table) -> None:
    assert table.name in BY_TABLE, "give its rows to their person, or say why not"


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.table.__tablename__)
def test_every_column_is_given_or_withheld_for_a_reason(kept: Kept) -> None:
    table = Model.metadata.tables[kept.table.__tablename__]
    people = {column.name for column in table.columns if names_a_person(column)}

    assert set(kept.by) - {"id"} | set(kept.not_by) == people
    others = {column.name for column in table.columns} - people
    assert set(kept.given) | set(kept.withheld) == others
    assert not set(kept.given) & set(kept.withheld)
    assert all([*kept.withheld.values(), *kept.not_by.values()])


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.table.__tablename__)
def test_nothing_is_given_that_opens_something(kept: Kept) -> None:
    assert [name for name in kept.given if SECRETS.search(name)] == []
