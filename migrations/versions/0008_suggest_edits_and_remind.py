"""Suggest edits and remind

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


# Long because: one step of the schema, as its tables stand.
def upgrade() -> None:
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_suggestion_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_suggestion_review_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint(
            "review_id", "by_id", name=op.f("uq_suggestion_review_id_by_id")
        ),
    )
    with op.batch_alter_table("suggestion") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_suggestion_by_id"), ["by_id"], unique=False
        )

    op.create_table(
        "suggested_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("fate", sa.String(length=32), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["settled_by_id"],
            ["account.id"],
            name=op.f("fk_suggested_text_settled_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_suggested_text_suggestion_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggested_text")),
        sa.UniqueConstraint(
            "suggestion_id", "part", name=op.f("uq_suggested_text_suggestion_id_part")
        ),
    )
    op.create_table(
        "reminder",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_reminder_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_reminder")),
    )
    op.create_table(
        "escalation",
        sa.Column("thing", sa.String(length=32), nullable=False),
        sa.Column("thing_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("escalated_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("thing", "thing_id", name=op.f("pk_escalation")),
    )


def downgrade() -> None:
    op.drop_table("escalation")
    op.drop_table("reminder")
    op.drop_table("suggested_text")
    with op.batch_alter_table("suggestion") as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_by_id"))

    op.drop_table("suggestion")
