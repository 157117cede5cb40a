"""Pin, take tags off and archive

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

PINNED = sa.text("pinned_until IS NOT NULL")
STANDING = sa.text("undone_at IS NULL")


def upgrade() -> None:
    _take_tags_off()
    with op.batch_alter_table("placement") as batch_op:
        batch_op.add_column(sa.Column("pinned_until", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("pinned_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_placement_pinned_by_id"), "account", ["pinned_by_id"], ["id"]
        )
        batch_op.create_index(
            "ix_placement_pinned",
            ["group_id", "pinned_until"],
            unique=False,
            sqlite_where=PINNED,
            postgresql_where=PINNED,
        )
    for table in ("post", "working_group"):
        _archive(table)
    with op.batch_alter_table("post") as batch_op:
        batch_op.add_column(sa.Column("archived_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("successor_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_post_archived_by_id"), "account", ["archived_by_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_post_successor_id"), "post", ["successor_id"], ["id"]
        )


# Long because: one table, as it stands.
def _take_tags_off() -> None:
    people = dict.fromkeys(("by_id", "undone_by_id"), "account")
    keys = {"group_id": "working_group", "post_id": "post", **people}
    op.create_table(
        "tag_removal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [name], [f"{table}.id"], name=op.f(f"fk_tag_removal_{name}")
            )
            for name, table in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag_removal")),
    )
    with op.batch_alter_table("tag_removal") as batch_op:
        for name in ("group_id", "post_id"):
            batch_op.create_index(
                batch_op.f(f"ix_tag_removal_{name}"), [name], unique=False
            )
        batch_op.create_index(
            "uq_tag_removal_standing",
            ["post_id", "group_id"],
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        )


def _archive(table: str) -> None:
    with op.batch_alter_table(table) as batch_op:
        batch_op.add_column(sa.Column("archived_at", sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("archived_reason", sa.Text(), nullable=False, server_default="")
        )
    # It was for the rows there are; the program says what new ones hold.
    with op.batch_alter_table(table) as batch_op:
        batch_op.alter_column(
            "archived_reason",
            server_default=None,
            existing_type=sa.Text(),
            existing_nullable=False,
        )


def downgrade() -> None:
    with op.batch_alter_table("post") as batch_op:
        for name in ("successor_id", "archived_by_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_post_{name}"), type_="foreignkey")
            batch_op.drop_column(name)
    for table in ("working_group", "post"):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("archived_reason")
            batch_op.drop_column("archived_at")
    with op.batch_alter_table("placement") as batch_op:
        batch_op.drop_index(
            "ix_placement_pinned", sqlite_where=PINNED, postgresql_where=PINNED
        )
        key = batch_op.f("fk_placement_pinned_by_id")
        batch_op.drop_constraint(key, type_="foreignkey")
        batch_op.drop_column("pinned_by_id")
        batch_op.drop_column("pinned_until")
    op.drop_table("tag_removal")
