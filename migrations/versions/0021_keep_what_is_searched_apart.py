"""Keep what is searched apart from what is shown of it

A search looks at hundreds of entries: with the words of the whole text in each, every
entry was a page of the database.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

SHOWN = ("title", "place", "summary", "tags")
HEAD = " || ' | ' || ".join(SHOWN)
KEPT = (
    "INSERT INTO search_text (number, words)"
    f" SELECT number, {HEAD} || ' | ' || body || ' | ' || marks FROM search_entry"
)
ALONE = (
    "UPDATE search_entry SET is_alone = false WHERE family_id IN"
    " (SELECT family_id FROM search_entry GROUP BY family_id HAVING count(*) > 1)"
)
BODY = (
    "UPDATE search_entry SET body = (SELECT substr(words, length(head) + 4,"
    " length(words) - length(head) - length(marks) - 6)"
    " FROM search_text WHERE search_text.number = search_entry.number)"
)
FORGET = (
    "INSERT INTO search_words (search_words, rowid, {names})"
    " VALUES ('delete', old.number, {old});"
)
KEEP = "INSERT INTO search_words (rowid, {names}) VALUES (new.number, {new});"
GIN = "CREATE INDEX ix_{table}_{words} ON {table} USING gin ({words})"
BEFORE = ("title", "summary", "place", "tags", "body", "marks")


# Long because: one step of the schema, from one table to two.
def upgrade() -> None:
    op.create_table(
        "search_text",
        sa.Column("number", _number(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["search_entry.number"], name=op.f("fk_search_text_number")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_search_text")),
    )
    if not _is_sqlite():
        # As it is, and not packed: each look at a row would unpack it.
        op.execute(f"ALTER TABLE search_text ADD COLUMN {_lexemes('lexemes', 'words')}")
        op.execute("ALTER TABLE search_text ALTER COLUMN lexemes SET STORAGE EXTERNAL")
    op.execute(KEPT)
    _take_index_away("search_entry")
    with op.batch_alter_table("search_entry") as batch_op:
        batch_op.add_column(_text("head"))
        batch_op.add_column(
            sa.Column(
                "is_alone", sa.Boolean(), server_default=sa.true(), nullable=False
            )
        )
    op.execute(f"UPDATE search_entry SET head = {HEAD}")
    op.execute(ALONE)
    with op.batch_alter_table("search_entry") as batch_op:
        batch_op.alter_column("head", server_default=None)
        batch_op.alter_column("is_alone", server_default=None)
        for name in (*SHOWN, "body"):
            batch_op.drop_column(name)
    if _is_sqlite():
        _index("search_text", ("words",))
    else:
        op.execute(GIN.format(table="search_text", words="lexemes"))


def downgrade() -> None:
    _take_index_away("search_text")
    with op.batch_alter_table("search_entry") as batch_op:
        for name in (*SHOWN, "body"):
            batch_op.add_column(_text(name))
    op.execute(BODY)
    at = "instr" if _is_sqlite() else "strpos"
    for name in SHOWN[:-1]:
        end = f"{at}(head, ' | ')"
        op.execute(
            f"UPDATE search_entry SET {name} = substr(head, 1, {end} - 1),"
            f" head = substr(head, {end} + 3)"
        )
    op.execute(f"UPDATE search_entry SET {SHOWN[-1]} = head")
    with op.batch_alter_table("search_entry") as batch_op:
        for name in (*SHOWN, "body"):
            batch_op.alter_column(name, server_default=None)
        batch_op.drop_column("is_alone")
        batch_op.drop_column("head")
    op.drop_table("search_text")
    if _is_sqlite():
        _index("search_entry", BEFORE)
    else:
        op.execute(f"ALTER TABLE search_entry ADD COLUMN {_lexemes('words', *BEFORE)}")
        op.execute(GIN.format(table="search_entry", words="words"))


def _lexemes(name: str, *columns: str) -> str:
    told = " || ' ' || ".join(columns)
    return f"{name} tsvector GENERATED ALWAYS AS (to_tsvector('simple', {told})) STORED"


def _index(table: str, columns: tuple[str, ...]) -> None:
    """A table of FTS5, fed by triggers."""
    names = ", ".join(columns)
    op.execute(
        f"CREATE VIRTUAL TABLE search_words USING fts5({names}, content='{table}',"
        " content_rowid='number', tokenize='unicode61 remove_diacritics 0')"
    )
    op.execute("INSERT INTO search_words (search_words) VALUES ('rebuild')")
    new = ", ".join(f"new.{name}" for name in columns)
    old = ", ".join(f"old.{name}" for name in columns)
    keep = KEEP.format(names=names, new=new)
    forget = FORGET.format(names=names, old=old)
    for name, words in {
        "added": f"AFTER INSERT ON {table} BEGIN {keep} END",
        "removed": f"AFTER DELETE ON {table} BEGIN {forget} END",
        "changed": (
            f"AFTER UPDATE OF number, {names} ON {table} BEGIN {forget} {keep} END"
        ),
    }.items():
        op.execute(f"CREATE TRIGGER {table}_{name} {words}")


def _take_index_away(table: str) -> None:
    if _is_sqlite():
        for name in ("added", "removed", "changed"):
            op.execute(f"DROP TRIGGER {table}_{name}")
        op.execute("DROP TABLE search_words")
        return
    words = "lexemes" if table == "search_text" else "words"
    op.execute(f"ALTER TABLE {table} DROP COLUMN {words}")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
