"""Let a post grow out of another

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("post") as batch_op:
        batch_op.add_column(sa.Column("developed_from_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_post_developed_from_id"),
            "post",
            ["developed_from_id"],
            ["id"],
        )
        batch_op.create_index(
            batch_op.f("ix_post_developed_from_id"), ["developed_from_id"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("post") as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_developed_from_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_post_developed_from_id"), type_="foreignkey"
        )
        batch_op.drop_column("developed_from_id")
