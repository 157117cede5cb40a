"""Let coordinators claim and settle

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
UNANSWERED = "confirmed_at IS NULL AND declined_at IS NULL AND ended_at IS NULL"
# A copy of the table has to be told what it is not asked: numbers are never given twice.
NUMBERED = {"sqlite_autoincrement": True}


# Long because: one step of the schema, as it stands.
def upgrade() -> None:
    op.create_table(
        "review_reason",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_review_reason_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_reason")),
    )
    with op.batch_alter_table("review_reason") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_reason_group_id"), ["group_id"], unique=False
        )
    with op.batch_alter_table("affiliation") as batch_op:
        batch_op.create_index(
            "ix_affiliation_waiting",
            ["organisation_id"],
            unique=False,
            sqlite_where=sa.text(UNANSWERED),
            postgresql_where=sa.text(UNANSWERED),
        )
    _columns()
    with op.batch_alter_table("working_group") as batch_op:
        batch_op.alter_column(
            "review_days",
            server_default=None,
            existing_type=sa.Integer(),
            existing_nullable=False,
        )


def _columns() -> None:
    with op.batch_alter_table("review") as batch_op:
        batch_op.add_column(sa.Column("claimed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("claimed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("own_reason_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_review_claimed_by_id"), "account", ["claimed_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_review_own_reason_id"),
            "review_reason",
            ["own_reason_id"],
            ["id"],
        )
    with op.batch_alter_table("announcement", table_kwargs=NUMBERED) as batch_op:
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("seen_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_announcement_seen_by_id"), "account", ["seen_by_id"], ["id"]
        )
        batch_op.create_index("ix_announcement_lately", ["group_id", "announced_at"])
    with op.batch_alter_table("working_group") as batch_op:
        batch_op.add_column(
            sa.Column("review_days", sa.Integer(), nullable=False, server_default="3")
        )


# Long because: the same, backwards.
def downgrade() -> None:
    with op.batch_alter_table("working_group") as batch_op:
        batch_op.drop_column("review_days")

    with op.batch_alter_table("announcement", table_kwargs=NUMBERED) as batch_op:
        batch_op.drop_index("ix_announcement_lately")
        batch_op.drop_constraint(
            batch_op.f("fk_announcement_seen_by_id"), type_="foreignkey"
        )
        batch_op.drop_column("seen_by_id")
        batch_op.drop_column("seen_at")

    with op.batch_alter_table("review") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_review_own_reason_id"), type_="foreignkey"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_review_claimed_by_id"), type_="foreignkey"
        )
        batch_op.drop_column("own_reason_id")
        batch_op.drop_column("claimed_at")
        batch_op.drop_column("claimed_by_id")

    with op.batch_alter_table("affiliation") as batch_op:
        batch_op.drop_index(
            "ix_affiliation_waiting",
            sqlite_where=sa.text(UNANSWERED),
            postgresql_where=sa.text(UNANSWERED),
        )

    with op.batch_alter_table("review_reason") as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_reason_group_id"))

    op.drop_table("review_reason")
