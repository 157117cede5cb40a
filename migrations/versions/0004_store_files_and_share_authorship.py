"""Store files, share authorship, guide and translate

Revision ID: 0004
Revises: 0003
"""

# Long because: one step of the schema, as its tables stand.
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


# Long because: one step of the schema, as its tables stand.
def upgrade() -> None:
    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("leaver_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("declined_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_succession_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["leaver_id"], ["account.id"], name=op.f("fk_succession_leaver_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_succession_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["account.id"], name=op.f("fk_succession_successor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
    )
    with op.batch_alter_table("succession") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_succession_organisation_id"),
            ["organisation_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_succession_successor_id"), ["successor_id"], unique=False
        )
        batch_op.create_index(
            "uq_succession_waiting",
            ["organisation_id", "leaver_id"],
            unique=True,
            sqlite_where=sa.text("accepted_at IS NULL AND declined_at IS NULL"),
            postgresql_where=sa.text("accepted_at IS NULL AND declined_at IS NULL"),
        )

    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("named_at", sa.DateTime(), nullable=True),
        sa.Column("taken_down_at", sa.DateTime(), nullable=True),
        sa.Column("taken_down_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_down_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["account.id"], name=op.f("fk_attachment_added_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_attachment_post_id")
        ),
        sa.ForeignKeyConstraint(
            ["taken_down_by_id"],
            ["account.id"],
            name=op.f("fk_attachment_taken_down_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("key", name=op.f("uq_attachment_key")),
    )
    with op.batch_alter_table("attachment") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attachment_added_by_id"), ["added_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_attachment_post_id"), ["post_id"], unique=False
        )

    op.create_table(
        "co_author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("email_key", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_co_author_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_co_author_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_co_author_post_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_co_author")),
    )
    with op.batch_alter_table("co_author") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_co_author_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_co_author_email_key"), ["email_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_co_author_post_id"), ["post_id"], unique=False
        )
        batch_op.create_index(
            "uq_co_author_current",
            ["post_id", "email_key"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "co_signature",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("declined_at", sa.DateTime(), nullable=True),
        sa.Column("declined_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["account.id"], name=op.f("fk_co_signature_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["account.id"],
            name=op.f("fk_co_signature_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["declined_by_id"],
            ["account.id"],
            name=op.f("fk_co_signature_declined_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_co_signature_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_co_signature_post_id")
        ),
        sa.PrimaryKeyConstraint(
            "post_id", "organisation_id", name=op.f("pk_co_signature")
        ),
    )
    with op.batch_alter_table("co_signature") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_co_signature_organisation_id"),
            ["organisation_id"],
            unique=False,
        )

    op.create_table(
        "parcel",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_parcel_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_parcel")),
    )
    with op.batch_alter_table("parcel") as batch_op:
        batch_op.create_index(batch_op.f("ix_parcel_at"), ["at"], unique=False)

    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(
            sa.Column("reads", sa.JSON(), nullable=False, server_default="[]")
        )

    with op.batch_alter_table("post") as batch_op:
        batch_op.add_column(sa.Column("keeper_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("completeness", sa.String(length=32), nullable=True)
        )
        batch_op.add_column(sa.Column("verified_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("verified_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("made_by", sa.String(length=32), nullable=True))
        batch_op.add_column(
            sa.Column("stale_parts", sa.JSON(), nullable=False, server_default="[]")
        )
        batch_op.create_index(
            batch_op.f("ix_post_keeper_id"), ["keeper_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_post_keeper_id"), "account", ["keeper_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_post_verified_by_id"), "account", ["verified_by_id"], ["id"]
        )

    with op.batch_alter_table("post") as batch_op:
        batch_op.create_index(
            "ix_post_newest_of", ["country", "published_at", "id"], unique=False
        )

    with op.batch_alter_table("post_theme") as batch_op:
        batch_op.create_index(
            "ix_post_theme_newest", ["theme_slug", "post_id"], unique=False
        )

    with op.batch_alter_table("review") as batch_op:
        batch_op.add_column(sa.Column("verified_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("verified_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_review_verified_by_id"),
            "account",
            ["verified_by_id"],
            ["id"],
        )

    with op.batch_alter_table("working_group") as batch_op:
        batch_op.add_column(
            sa.Column(
                "takes_outlines",
                sa.Boolean(),
                nullable=False,
                server_default=sa.false(),
            )
        )

    # What was accepted so far had all its parts.
    op.execute(
        "UPDATE post SET completeness = 'complete' WHERE published_at IS NOT NULL"
    )
    _without_defaults()


def _without_defaults() -> None:
    """They were for the rows there are; the program says what new ones hold."""
    for table, column, kind in (
        ("account", "reads", sa.JSON()),
        ("post", "stale_parts", sa.JSON()),
        ("working_group", "takes_outlines", sa.Boolean()),
    ):
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(
                column, server_default=None, existing_type=kind, existing_nullable=False
            )


# Long because: the same, backwards.
def downgrade() -> None:
    with op.batch_alter_table("working_group") as batch_op:
        batch_op.drop_column("takes_outlines")

    with op.batch_alter_table("review") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_review_verified_by_id"), type_="foreignkey"
        )
        batch_op.drop_column("verified_by_id")
        batch_op.drop_column("verified_at")

    with op.batch_alter_table("post_theme") as batch_op:
        batch_op.drop_index("ix_post_theme_newest")

    with op.batch_alter_table("post") as batch_op:
        batch_op.drop_index("ix_post_newest_of")

    with op.batch_alter_table("post") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_post_verified_by_id"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_post_keeper_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_post_keeper_id"))
        batch_op.drop_column("stale_parts")
        batch_op.drop_column("made_by")
        batch_op.drop_column("verified_by_id")
        batch_op.drop_column("verified_at")
        batch_op.drop_column("completeness")
        batch_op.drop_column("keeper_id")

    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("reads")

    with op.batch_alter_table("co_signature") as batch_op:
        batch_op.drop_index(batch_op.f("ix_co_signature_organisation_id"))

    with op.batch_alter_table("parcel") as batch_op:
        batch_op.drop_index(batch_op.f("ix_parcel_at"))

    op.drop_table("parcel")
    op.drop_table("co_signature")
    with op.batch_alter_table("co_author") as batch_op:
        batch_op.drop_index(
            "uq_co_author_current",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_co_author_post_id"))
        batch_op.drop_index(batch_op.f("ix_co_author_email_key"))
        batch_op.drop_index(batch_op.f("ix_co_author_account_id"))

    op.drop_table("co_author")
    with op.batch_alter_table("attachment") as batch_op:
        batch_op.drop_index(batch_op.f("ix_attachment_post_id"))
        batch_op.drop_index(batch_op.f("ix_attachment_added_by_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("succession") as batch_op:
        batch_op.drop_index(
            "uq_succession_waiting",
            sqlite_where=sa.text("accepted_at IS NULL AND declined_at IS NULL"),
            postgresql_where=sa.text("accepted_at IS NULL AND declined_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_succession_successor_id"))
        batch_op.drop_index(batch_op.f("ix_succession_organisation_id"))

    op.drop_table("succession")
