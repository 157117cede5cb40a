"""Ask and debate

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

OPEN = sa.text("open_since IS NOT NULL")
STANDING = sa.text("ended_at IS NULL")


# Long because: one step of the schema, as its tables stand.
def upgrade() -> None:
    with op.batch_alter_table("working_group") as batch_op:
        for name in ("talk_count", "open_question_count"):
            batch_op.add_column(
                sa.Column(name, sa.Integer(), nullable=False, server_default="0")
            )
    with op.batch_alter_table("post") as batch_op:
        batch_op.add_column(
            sa.Column("answers_question_id", sa.Integer(), nullable=True)
        )
        batch_op.add_column(sa.Column("answered_at", sa.DateTime(), nullable=True))
        batch_op.add_column(
            sa.Column("link_count", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_post_answers_question_id"),
            "post",
            ["answers_question_id"],
            ["id"],
        )
        batch_op.create_index(
            batch_op.f("ix_post_answers_question_id"),
            ["answers_question_id"],
            unique=False,
        )
    with op.batch_alter_table("placement") as batch_op:
        batch_op.add_column(sa.Column("open_since", sa.DateTime(), nullable=True))
        batch_op.create_index(
            "ix_placement_open",
            ["group_id", "reach", "open_since", "post_id"],
            unique=False,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        )
    _without_defaults()

    op.create_table(
        "accepted_answer",
        sa.Column("question_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_accepted_answer_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_accepted_answer_comment_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["post.id"], name=op.f("fk_accepted_answer_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_accepted_answer")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_accepted_answer_comment_id")),
    )
    with op.batch_alter_table("accepted_answer") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_accepted_answer_by_id"), ["by_id"], unique=False
        )

    op.create_table(
        "post_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["post.id"], name=op.f("fk_post_answer_answer_id")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["account.id"], name=op.f("fk_post_answer_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["account.id"], name=op.f("fk_post_answer_ended_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["post.id"], name=op.f("fk_post_answer_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_answer")),
    )
    with op.batch_alter_table("post_answer") as batch_op:
        for name in ("answer_id", "by_id", "question_id"):
            batch_op.create_index(
                batch_op.f(f"ix_post_answer_{name}"), [name], unique=False
            )
        batch_op.create_index(
            "uq_post_answer_standing",
            ["question_id", "answer_id"],
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        )


def _without_defaults() -> None:
    """The defaults were for the rows there are."""
    columns = {
        "post": ("link_count",),
        "working_group": ("talk_count", "open_question_count"),
    }
    for table, names in columns.items():
        with op.batch_alter_table(table) as batch_op:
            for name in names:
                batch_op.alter_column(
                    name,
                    server_default=None,
                    existing_type=sa.Integer(),
                    existing_nullable=False,
                )


def downgrade() -> None:
    with op.batch_alter_table("post_answer") as batch_op:
        batch_op.drop_index(
            "uq_post_answer_standing",
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        )
        for name in ("question_id", "by_id", "answer_id"):
            batch_op.drop_index(batch_op.f(f"ix_post_answer_{name}"))
    op.drop_table("post_answer")
    with op.batch_alter_table("accepted_answer") as batch_op:
        batch_op.drop_index(batch_op.f("ix_accepted_answer_by_id"))
    op.drop_table("accepted_answer")
    with op.batch_alter_table("placement") as batch_op:
        batch_op.drop_index(
            "ix_placement_open", sqlite_where=OPEN, postgresql_where=OPEN
        )
        batch_op.drop_column("open_since")
    with op.batch_alter_table("post") as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_answers_question_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_post_answers_question_id"), type_="foreignkey"
        )
        batch_op.drop_column("link_count")
        batch_op.drop_column("answered_at")
        batch_op.drop_column("answers_question_id")
    with op.batch_alter_table("working_group") as batch_op:
        batch_op.drop_column("open_question_count")
        batch_op.drop_column("talk_count")
