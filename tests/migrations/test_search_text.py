"""The index of search comes through the step that parts its words from the rest."""

from __future__ import annotations

from typing import Any

import flask_migrate
from flask import Flask
from sqlalchemy import text

from tests.migrations.test_migrations import FIRST_ROWS, empty_site, rows_of
from uclg_share.database import db, is_sqlite

__all__ = ["empty_site"]
# A text and its translation, and one that stands for itself.
ENTRIES = """
    INSERT INTO search_entry (number, post_id, family_id, language, reach, group_id,
    verified_at, marks, title, summary, place, tags, body) VALUES
    (101, 7, 7, 'en', 'public', NULL, NULL, 'iscountrymz ispost', 'a walk',
     'seen on foot', 'beira', 'water', 'the tide gauge of the port'),
    (102, 8, 7, 'fr', 'public', NULL, NULL, 'ispost', 'marche', '', '', '', ''),
    (103, 9, 9, 'en', 'group', NULL, NULL, 'ispost', 'عين', 'ماء', '', 'x', 'نهر')
"""
OTHERS = (
    "INSERT INTO post (id, kind, stage, language, is_compiled, working_title,"
    " created_at, changed_at, version, countries, hidden_reason) VALUES ({},"
    " 'experience', 'draft', 'en', false, 'B', '2026-01-02', '2026-01-03', 1, '[]', '')"
)


def found(words: str, table: str, column: str) -> list[int]:
    asked = f"SELECT rowid FROM search_words WHERE search_words MATCH '{words}'"
    if not is_sqlite():
        query = f"to_tsquery('simple', '{words}')"
        asked = f"SELECT number FROM {table} WHERE {column} @@ {query}"
    return [row[0] for row in db.session.execute(text(f"{asked} ORDER BY 1"))]


def test_the_index_finds_as_much_after_the_step_and_back_again(
    empty_site: Flask,
) -> None:
    flask_migrate.upgrade(revision="0001")
    for words in (*FIRST_ROWS, OTHERS.format(8), OTHERS.format(9)):
        db.session.execute(text(words))
    db.session.commit()
    flask_migrate.upgrade(revision="0020")
    db.session.execute(text(ENTRIES))
    db.session.commit()
    before = entries()

    flask_migrate.upgrade()
    assert found("gauge", "search_text", "lexemes") == [101]
    assert found("ispost", "search_text", "lexemes") == [101, 102, 103]
    heads = [row["head"] for row in entries()]
    assert heads[0] == "a walk | beira | seen on foot | water"
    assert [bool(row["is_alone"]) for row in entries()] == [False, False, True]

    flask_migrate.downgrade(revision="0020")
    assert found("نهر", "search_entry", "words") == [103]
    assert found("walk", "search_entry", "words") == [101]
    assert entries() == before


def entries() -> list[dict[str, Any]]:
    """Without the lexemes, in which the order of the columns does not matter."""
    rows = sorted(rows_of("search_entry"), key=lambda row: int(row["number"]))
    return [{name: row[name] for name in row if name != "words"} for row in rows]
