"""Relate what is published

The table is empty until `flask relate` has filled it, or an act relates a text.

Revision ID: 0017
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0015"


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


def downgrade() -> None:
    op.drop_index(op.f("ix_related_family_related_id"), table_name="related_family")
    op.drop_table("related_family")
