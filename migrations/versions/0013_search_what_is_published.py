"""Search what is published

The index is empty until `flask reindex` has written it.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

COLUMNS = ("title", "summary", "place", "tags", "body", "marks")
NAMES = ", ".join(COLUMNS)
NEW = ", ".join(f"new.{name}" for name in COLUMNS)
OLD = ", ".join(f"old.{name}" for name in COLUMNS)
# The table of FTS5 keeps no text of its own: triggers tell it of every change.
FORGET = (
    f"INSERT INTO search_words (search_words, rowid, {NAMES})"
    f" VALUES ('delete', old.number, {OLD});"
)
KEEP = f"INSERT INTO search_words (rowid, {NAMES}) VALUES (new.number, {NEW});"
TRIGGERS = {
    "search_entry_added": f"AFTER INSERT ON search_entry BEGIN {KEEP} END",
    "search_entry_removed": f"AFTER DELETE ON search_entry BEGIN {FORGET} END",
    "search_entry_changed": (
        f"AFTER UPDATE OF number, {NAMES} ON search_entry BEGIN {FORGET} {KEEP} END"
    ),
}
LEXEMES = " || ' ' || ".join(COLUMNS)


# Long because: one step of the schema, as its table stands.
def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("reach", sa.String(length=32), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("verified_at", sa.DateTime(), nullable=True),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_search_entry_post_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("post_id", name=op.f("uq_search_entry_post_id")),
    )
    op.create_index(op.f("ix_search_entry_family_id"), "search_entry", ["family_id"])
    op.create_table(
        "search_word",
        sa.Column(
            "word",
            sa.String(length=40).with_variant(
                sa.String(length=40, collation="C"), "postgresql"
            ),
            nullable=False,
        ),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("shown", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_search_word_post_id")
        ),
        sa.PrimaryKeyConstraint("word", "post_id", name=op.f("pk_search_word")),
    )
    op.create_index(op.f("ix_search_word_post_id"), "search_word", ["post_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE VIRTUAL TABLE search_words USING fts5({NAMES},"
            " content='search_entry', content_rowid='number',"
            " tokenize='unicode61 remove_diacritics 0')"
        )
        for name, words in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {words}")
        return
    op.execute(
        "ALTER TABLE search_entry ADD COLUMN words tsvector GENERATED ALWAYS AS"
        f" (to_tsvector('simple', {LEXEMES})) STORED"
    )
    op.execute("CREATE INDEX ix_search_entry_words ON search_entry USING gin (words)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
    op.drop_table("search_word")
    op.drop_table("search_entry")
