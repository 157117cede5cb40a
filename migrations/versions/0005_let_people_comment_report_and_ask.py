"""Let people comment, report and ask

Revision ID: 0005
Revises: 0004
"""

# Long because: one step of the schema, as its tables stand.
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


# Long because: one step of the schema, as its tables stand.
def upgrade() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("hidden_at", sa.DateTime(), nullable=True),
        sa.Column("hidden_by_id", sa.Integer(), nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_comment_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["hidden_by_id"], ["account.id"], name=op.f("fk_comment_hidden_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_comment_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["comment.id"], name=op.f("fk_comment_parent_id")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_comment_post_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_comment_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_comment_parent_id"), ["parent_id"], unique=False
        )
        batch_op.create_index(
            "ix_comment_threads", ["post_id", "parent_id", "id"], unique=False
        )

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_message_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_message_post_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["message.id"], name=op.f("fk_message_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["sender_id"], ["account.id"], name=op.f("fk_message_sender_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    with op.batch_alter_table("message") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_message_post_id"), ["post_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_message_question_id"), ["question_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_message_sender_id"), ["sender_id"], unique=False
        )

    op.create_table(
        "comment_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_wording_comment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_wording")),
    )
    with op.batch_alter_table("comment_wording") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_comment_wording_comment_id"), ["comment_id"], unique=False
        )

    op.create_table(
        "flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("concern", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settlement", sa.String(length=32), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["account.id"], name=op.f("fk_flag_by_id")),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_flag_comment_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_flag_post_id")),
        sa.ForeignKeyConstraint(
            ["settled_by_id"], ["account.id"], name=op.f("fk_flag_settled_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    with op.batch_alter_table("flag") as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_flag_post_id"), ["post_id"], unique=False)
        batch_op.create_index(
            "ix_flag_queue", ["settled_at", "raised_at"], unique=False
        )
        batch_op.create_index(
            "uq_flag_open_comment",
            ["comment_id", "by_id"],
            unique=True,
            sqlite_where=sa.text("settled_at IS NULL AND comment_id IS NOT NULL"),
            postgresql_where=sa.text("settled_at IS NULL AND comment_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_flag_open_post",
            ["post_id", "by_id"],
            unique=True,
            sqlite_where=sa.text("settled_at IS NULL AND comment_id IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL AND comment_id IS NULL"),
        )

    op.create_table(
        "helpful",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_helpful_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_helpful_comment_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_helpful_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_helpful_post_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpful")),
    )
    with op.batch_alter_table("helpful") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_helpful_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            "ix_helpful_page", ["post_id", "comment_id"], unique=False
        )
        batch_op.create_index(
            "uq_helpful_comment",
            ["comment_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("comment_id IS NOT NULL"),
            postgresql_where=sa.text("comment_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_helpful_post",
            ["post_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("comment_id IS NULL"),
            postgresql_where=sa.text("comment_id IS NULL"),
        )

    with op.batch_alter_table("post") as batch_op:
        batch_op.add_column(
            sa.Column(
                "talk", sa.String(length=32), nullable=False, server_default="open"
            )
        )
        batch_op.add_column(sa.Column("talk_closed_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("talk_closed_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("talk_reason", sa.Text(), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("comment_count", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(
            sa.Column("helpful_count", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_post_talk_closed_by_id"),
            "account",
            ["talk_closed_by_id"],
            ["id"],
        )

    with op.batch_alter_table("working_group") as batch_op:
        batch_op.add_column(
            sa.Column(
                "takes_comments", sa.Boolean(), nullable=False, server_default=sa.true()
            )
        )

    _without_defaults()


def _without_defaults() -> None:
    """They were for the rows there are; the program says what new ones hold."""
    kinds = {
        "talk": sa.String(length=32),
        "talk_reason": sa.Text(),
        "comment_count": sa.Integer(),
        "helpful_count": sa.Integer(),
    }
    with op.batch_alter_table("post") as batch_op:
        for name, kind in kinds.items():
            batch_op.alter_column(
                name, server_default=None, existing_type=kind, existing_nullable=False
            )
    with op.batch_alter_table("working_group") as batch_op:
        batch_op.alter_column(
            "takes_comments",
            server_default=None,
            existing_type=sa.Boolean(),
            existing_nullable=False,
        )


# Long because: the same, backwards.
def downgrade() -> None:
    with op.batch_alter_table("working_group") as batch_op:
        batch_op.drop_column("takes_comments")

    with op.batch_alter_table("post") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_post_talk_closed_by_id"), type_="foreignkey"
        )
        batch_op.drop_column("helpful_count")
        batch_op.drop_column("comment_count")
        batch_op.drop_column("talk_reason")
        batch_op.drop_column("talk_closed_by_id")
        batch_op.drop_column("talk_closed_at")
        batch_op.drop_column("talk")

    with op.batch_alter_table("helpful") as batch_op:
        batch_op.drop_index(
            "uq_helpful_post",
            sqlite_where=sa.text("comment_id IS NULL"),
            postgresql_where=sa.text("comment_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_helpful_comment",
            sqlite_where=sa.text("comment_id IS NOT NULL"),
            postgresql_where=sa.text("comment_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_helpful_page")
        batch_op.drop_index(batch_op.f("ix_helpful_organisation_id"))

    op.drop_table("helpful")
    with op.batch_alter_table("flag") as batch_op:
        batch_op.drop_index(
            "uq_flag_open_post",
            sqlite_where=sa.text("settled_at IS NULL AND comment_id IS NULL"),
            postgresql_where=sa.text("settled_at IS NULL AND comment_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_flag_open_comment",
            sqlite_where=sa.text("settled_at IS NULL AND comment_id IS NOT NULL"),
            postgresql_where=sa.text("settled_at IS NULL AND comment_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_flag_queue")
        batch_op.drop_index(batch_op.f("ix_flag_post_id"))
        batch_op.drop_index(batch_op.f("ix_flag_by_id"))

    op.drop_table("flag")
    with op.batch_alter_table("comment_wording") as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_wording_comment_id"))

    op.drop_table("comment_wording")
    with op.batch_alter_table("message") as batch_op:
        batch_op.drop_index(batch_op.f("ix_message_sender_id"))
        batch_op.drop_index(batch_op.f("ix_message_question_id"))
        batch_op.drop_index(batch_op.f("ix_message_post_id"))

    op.drop_table("message")
    with op.batch_alter_table("comment") as batch_op:
        batch_op.drop_index("ix_comment_threads")
        batch_op.drop_index(batch_op.f("ix_comment_parent_id"))
        batch_op.drop_index(batch_op.f("ix_comment_author_id"))

    op.drop_table("comment")
