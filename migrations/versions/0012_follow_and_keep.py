"""Let people follow things and keep posts to read

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


# Long because: one step of the schema, as its tables stand.
def upgrade() -> None:
    op.create_table(
        "follow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("theme_slug", sa.String(length=60), nullable=True),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_follow_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["post.id"], name=op.f("fk_follow_family_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_follow_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_follow_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["theme_slug"], ["theme.slug"], name=op.f("fk_follow_theme_slug")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow")),
        sa.UniqueConstraint(
            "account_id", "family_id", name=op.f("uq_follow_account_id_family_id")
        ),
        sa.UniqueConstraint(
            "account_id", "group_id", name=op.f("uq_follow_account_id_group_id")
        ),
        sa.UniqueConstraint(
            "account_id",
            "organisation_id",
            name=op.f("uq_follow_account_id_organisation_id"),
        ),
        sa.UniqueConstraint(
            "account_id", "theme_slug", name=op.f("uq_follow_account_id_theme_slug")
        ),
    )
    with op.batch_alter_table("follow") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_follow_family_id"), ["family_id"], unique=False
        )

    op.create_table(
        "saved_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_post_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["post.id"], name=op.f("fk_saved_post_family_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_post")),
        sa.UniqueConstraint(
            "account_id", "family_id", name=op.f("uq_saved_post_account_id_family_id")
        ),
    )
    with op.batch_alter_table("saved_post") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_saved_post_family_id"), ["family_id"], unique=False
        )
        batch_op.create_index(
            "ix_saved_post_newest", ["account_id", "at", "id"], unique=False
        )

    with op.batch_alter_table("notification") as batch_op:
        batch_op.create_index(
            "ix_notification_held",
            ["account_id"],
            unique=False,
            sqlite_where=sa.text("held IS NOT NULL"),
            postgresql_where=sa.text("held IS NOT NULL"),
        )

    with op.batch_alter_table("post_theme") as batch_op:
        batch_op.add_column(sa.Column("published_at", sa.DateTime(), nullable=True))
        batch_op.create_index(
            "ix_post_theme_feed",
            ["theme_slug", "published_at", "post_id"],
            unique=False,
        )
    op.execute(
        "UPDATE post_theme SET published_at ="
        " (SELECT published_at FROM post WHERE post.id = post_theme.post_id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("post_theme") as batch_op:
        batch_op.drop_index("ix_post_theme_feed")
        batch_op.drop_column("published_at")

    with op.batch_alter_table("notification") as batch_op:
        batch_op.drop_index(
            "ix_notification_held",
            sqlite_where=sa.text("held IS NOT NULL"),
            postgresql_where=sa.text("held IS NOT NULL"),
        )

    with op.batch_alter_table("saved_post") as batch_op:
        batch_op.drop_index("ix_saved_post_newest")
        batch_op.drop_index(batch_op.f("ix_saved_post_family_id"))

    op.drop_table("saved_post")
    with op.batch_alter_table("follow") as batch_op:
        batch_op.drop_index(batch_op.f("ix_follow_family_id"))

    op.drop_table("follow")
