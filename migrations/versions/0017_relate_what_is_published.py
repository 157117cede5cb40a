"""Relate what is published, and find organisations by the beginning of a word

The table of what is related is empty until `flask relate` has filled it, or an act
relates a text. Names of organisations are folded: their order is that of the letters'
numbers, so that a beginning is one range of the index, on both databases alike.

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

# The table of FTS5 keeps no text of its own: triggers tell it of every change.
FORGET = (
    "INSERT INTO organisation_words (organisation_words, rowid, search_text)"
    " VALUES ('delete', old.id, old.search_text);"
)
KEEP = (
    "INSERT INTO organisation_words (rowid, search_text)"
    " VALUES (new.id, new.search_text);"
)
TRIGGERS = {
    "organisation_added": f"AFTER INSERT ON organisation BEGIN {KEEP} END",
    "organisation_removed": f"AFTER DELETE ON organisation BEGIN {FORGET} END",
    "organisation_renamed": (
        f"AFTER UPDATE OF search_text ON organisation BEGIN {FORGET} {KEEP} END"
    ),
}
WALKED = ["sort_name", "id", "search_text", "confirmed_at"]
ORDERS = {
    "ix_organisation_by_country": ["country", "sort_name", "id"],
    "ix_organisation_by_type": ["type", "sort_name", "id"],
}


def upgrade() -> None:
    op.create_table(
        "related_family",
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("related_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"], ["post.id"], name=op.f("fk_related_family_family_id")
        ),
        sa.ForeignKeyConstraint(
            ["related_id"], ["post.id"], name=op.f("fk_related_family_related_id")
        ),
        sa.PrimaryKeyConstraint(
            "family_id", "related_id", name=op.f("pk_related_family")
        ),
    )
    op.create_index(
        op.f("ix_related_family_related_id"), "related_family", ["related_id"]
    )
    for name, columns in ORDERS.items():
        op.create_index(name, "organisation", columns)
    op.create_index(
        "ix_organisation_section_of",
        "organisation_section",
        ["section_code", "organisation_id"],
    )
    op.create_index("ix_organisation_parent_of", "organisation_parent", ["parent_id"])
    _index_names()


def _index_names() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE organisation_words USING fts5(search_text,"
            " content='organisation', content_rowid='id', prefix='2 3',"
            " tokenize='unicode61 remove_diacritics 0')"
        )
        for name, words in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {words}")
        op.execute(
            "INSERT INTO organisation_words (organisation_words) VALUES ('rebuild')"
        )
        # What many have is found by walking the names, in this index alone.
        op.create_index("ix_organisation_words", "organisation", WALKED)
        return
    op.execute('ALTER TABLE organisation ALTER sort_name TYPE varchar(200) COLLATE "C"')
    op.execute(
        "CREATE INDEX ix_organisation_words ON organisation"
        " USING gin (to_tsvector('simple', search_text))"
    )


def _forget_names() -> None:
    op.drop_index("ix_organisation_words", table_name="organisation")
    if op.get_bind().dialect.name == "sqlite":
        for name in TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE organisation_words")
        return
    op.execute(
        'ALTER TABLE organisation ALTER sort_name TYPE varchar(200) COLLATE "default"'
    )


def downgrade() -> None:
    _forget_names()
    op.drop_index("ix_organisation_parent_of", table_name="organisation_parent")
    op.drop_index("ix_organisation_section_of", table_name="organisation_section")
    for name in ORDERS:
        op.drop_index(name, table_name="organisation")
    op.drop_index(op.f("ix_related_family_related_id"), table_name="related_family")
    op.drop_table("related_family")
