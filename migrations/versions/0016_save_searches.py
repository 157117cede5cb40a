"""Let people save searches, and the index follow names

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


# Long because: one step of the schema, as its tables stand.
def upgrade() -> None:
    op.create_table(
        "index_form",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_form")),
    )
    op.create_table(
        "index_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phrases", sa.JSON(), nullable=False),
        sa.Column("after", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_task")),
    )
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("form", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_search_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["notification.id"],
            name=op.f("fk_saved_search_note_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
    )
    op.create_index("ix_saved_search_newest", "saved_search", ["account_id", "at"])
    op.create_index(op.f("ix_saved_search_form"), "saved_search", ["form"])
    op.create_index(op.f("ix_saved_search_note_id"), "saved_search", ["note_id"])
    op.create_table(
        "saved_search_word",
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["search_id"],
            ["saved_search.id"],
            name=op.f("fk_saved_search_word_search_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "search_id", name=op.f("pk_saved_search_word")),
    )
    op.create_index(
        op.f("ix_saved_search_word_search_id"), "saved_search_word", ["search_id"]
    )
    op.create_table(
        "saved_search_told",
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["search_id"],
            ["saved_search.id"],
            name=op.f("fk_saved_search_told_search_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["post.id"], name=op.f("fk_saved_search_told_family_id")
        ),
        sa.PrimaryKeyConstraint(
            "search_id", "family_id", name=op.f("pk_saved_search_told")
        ),
    )
    op.create_index(
        op.f("ix_saved_search_told_family_id"), "saved_search_told", ["family_id"]
    )
    op.create_table(
        "new_text",
        sa.Column("post_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_new_text_post_id")
        ),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_new_text")),
    )
    op.create_index(op.f("ix_new_text_due_at"), "new_text", ["due_at"])


def downgrade() -> None:
    for name in ("new_text", "saved_search_told", "saved_search_word", "saved_search"):
        op.drop_table(name)
    op.drop_table("index_task")
    op.drop_table("index_form")
