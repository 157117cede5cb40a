"""Send digests and show an inbox

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


# Long because: one step of the schema, as its tables stand.
def upgrade() -> None:
    op.create_table(
        "mailing",
        sa.Column("account_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("alias", sa.String(length=32), nullable=False),
        sa.Column("daily_at", sa.DateTime(), nullable=True),
        sa.Column("weekly_at", sa.DateTime(), nullable=True),
        sa.Column("each_from", sa.Integer(), nullable=True),
        sa.Column("bounces", sa.Integer(), nullable=False),
        sa.Column("bounced_at", sa.DateTime(), nullable=True),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(), nullable=True),
        sa.Column("feed_nonce", sa.String(length=64), nullable=False),
        sa.Column("feed_hash", sa.String(length=64), nullable=True),
        sa.Column("feed_made_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_mailing_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_mailing")),
        sa.UniqueConstraint("alias", name=op.f("uq_mailing_alias")),
        sa.UniqueConstraint("feed_hash", name=op.f("uq_mailing_feed_hash")),
    )
    with op.batch_alter_table("mailing") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_mailing_daily_at"), ["daily_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_mailing_each_from"), ["each_from"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_mailing_weekly_at"), ["weekly_at"], unique=False
        )

    op.create_table(
        "preference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("news", sa.String(length=32), nullable=False),
        sa.Column("frequency", sa.String(length=32), nullable=False),
        sa.Column("former", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_preference_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_preference_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
        sa.UniqueConstraint(
            "account_id",
            "news",
            "group_id",
            name=op.f("uq_preference_account_id_news_group_id"),
        ),
    )
    with op.batch_alter_table("preference") as batch_op:
        batch_op.create_index(
            "uq_preference_everywhere",
            ["account_id", "news"],
            unique=True,
            sqlite_where=sa.text("group_id IS NULL"),
            postgresql_where=sa.text("group_id IS NULL"),
        )

    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("announced_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"], ["post.id"], name=op.f("fk_announcement_family_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_announcement_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_announcement_post_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
        sa.UniqueConstraint(
            "group_id", "family_id", name=op.f("uq_announcement_group_id_family_id")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("announcement") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_announcement_announced_at"), ["announced_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_announcement_family_id"), ["family_id"], unique=False
        )
        batch_op.create_index("ix_announcement_order", ["group_id", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_announcement_post_id"), ["post_id"], unique=False
        )

    op.create_table(
        "digest_mark",
        sa.Column("membership_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_digest_mark_membership_id"),
        ),
        sa.PrimaryKeyConstraint("membership_id", name=op.f("pk_digest_mark")),
    )
    with op.batch_alter_table("notification") as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("held", sa.String(length=32), nullable=True))
        batch_op.create_index(
            "ix_notification_inbox", ["account_id", "created_at", "id"], unique=False
        )
        batch_op.create_index(
            "ix_notification_unread",
            ["account_id"],
            unique=False,
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        )
        batch_op.create_unique_constraint(batch_op.f("uq_notification_key"), ["key"])

    _begin_from_here()


def _begin_from_here() -> None:
    """What was published so far is known to everybody, and what was mailed is read."""
    op.execute(
        "INSERT INTO announcement (group_id, family_id, post_id, announced_at)"
        " SELECT group_id, family_id, MIN(post_id), MIN(published_at) FROM placement"
        " GROUP BY group_id, family_id ORDER BY MIN(published_at), MIN(post_id)"
    )
    op.execute(
        "INSERT INTO digest_mark (membership_id, first, last)"
        " SELECT id, (SELECT COALESCE(MAX(id), 0) FROM announcement),"
        " (SELECT COALESCE(MAX(id), 0) FROM announcement)"
        " FROM membership WHERE ended_at IS NULL"
    )
    op.execute(
        "UPDATE notification SET read_at = mailed_at WHERE mailed_at IS NOT NULL"
    )


# Long because: the same, backwards.
def downgrade() -> None:
    with op.batch_alter_table("notification") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_notification_key"), type_="unique")
        batch_op.drop_index(
            "ix_notification_unread",
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        )
        batch_op.drop_index("ix_notification_inbox")
        batch_op.drop_column("held")
        batch_op.drop_column("key")

    op.drop_table("digest_mark")
    with op.batch_alter_table("announcement") as batch_op:
        batch_op.drop_index(batch_op.f("ix_announcement_post_id"))
        batch_op.drop_index("ix_announcement_order")
        batch_op.drop_index(batch_op.f("ix_announcement_family_id"))
        batch_op.drop_index(batch_op.f("ix_announcement_announced_at"))

    op.drop_table("announcement")
    with op.batch_alter_table("preference") as batch_op:
        batch_op.drop_index(
            "uq_preference_everywhere",
            sqlite_where=sa.text("group_id IS NULL"),
            postgresql_where=sa.text("group_id IS NULL"),
        )

    op.drop_table("preference")
    with op.batch_alter_table("mailing") as batch_op:
        batch_op.drop_index(batch_op.f("ix_mailing_weekly_at"))
        batch_op.drop_index(batch_op.f("ix_mailing_each_from"))
        batch_op.drop_index(batch_op.f("ix_mailing_daily_at"))

    op.drop_table("mailing")
