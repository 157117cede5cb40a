"""Lay the tables of the main job

Revision ID: 0001
Revises:
"""

# Long because: the first migration lays every table.
from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# A row of the audit is never changed and never removed, whoever asks.
SQLITE_TRIGGERS = [
    f"""
    CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END
    """
    for verb in ("UPDATE", "DELETE")
]
POSTGRES_TRIGGERS = [
    """
    CREATE FUNCTION audit_entry_is_permanent() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit entries are never changed'; END $$
    """,
    """
    CREATE TRIGGER audit_entry_permanent
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_permanent()
    """,
]


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


# Long because: it is one statement for each table.
def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("email_key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("job_title", sa.String(length=200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("email_confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("suspended_at", sa.DateTime(), nullable=True),
        sa.Column("suspended_by_id", sa.Integer(), nullable=True),
        sa.Column("suspended_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["suspended_by_id"], ["account.id"], name=op.f("fk_account_suspended_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email_key", name=op.f("uq_account_email_key")),
    )
    op.create_table(
        "committee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("descriptions", sa.JSON(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("note_source", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["committee.id"],
            name=op.f("fk_committee_merged_into_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
        sa.UniqueConstraint("slug", name=op.f("uq_committee_slug")),
    )
    op.create_table(
        "hit",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_hit")),
    )
    with op.batch_alter_table("hit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hit_until"), ["until"], unique=False)

    op.create_table(
        "once",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_once")),
    )
    with op.batch_alter_table("once", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_once_at"), ["at"], unique=False)

    op.create_table(
        "sdg",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sdg")),
    )
    op.create_table(
        "section",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_section")),
    )
    op.create_table(
        "theme",
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_theme")),
    )
    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("leased_until", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("mailed_at", sa.DateTime(), nullable=True),
        sa.Column("given_up_at", sa.DateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notification_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notification_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            "ix_notification_due", ["mailed_at", "due_at"], unique=False
        )

    op.create_table(
        "one_time_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_one_time_key_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_key")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_one_time_key_secret_hash")),
    )
    with op.batch_alter_table("one_time_key", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_one_time_key_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("acronym", sa.String(length=30), nullable=False),
        sa.Column("local_name", sa.String(length=200), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("sort_name", sa.String(length=200), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("public_email", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("declined_at", sa.DateTime(), nullable=True),
        sa.Column("declined_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["account.id"],
            name=op.f("fk_organisation_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["declined_by_id"],
            ["account.id"],
            name=op.f("fk_organisation_declined_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["account.id"],
            name=op.f("fk_organisation_proposed_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_country"), ["country"], unique=False
        )
        batch_op.create_index(
            "ix_organisation_order", ["sort_name", "id"], unique=False
        )

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("proved_at", sa.DateTime(), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_token_hash")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "working_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("short_descriptions", sa.JSON(), nullable=False),
        sa.Column("descriptions", sa.JSON(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("accent", sa.String(length=8), nullable=False),
        sa.Column("visibility", sa.String(length=32), nullable=False),
        sa.Column("joining", sa.String(length=32), nullable=False),
        sa.Column("guidelines", sa.JSON(), nullable=False),
        sa.Column("lifecycle", sa.String(length=32), nullable=False),
        sa.Column("post_count", sa.Integer(), nullable=False),
        sa.Column("case_study_count", sa.Integer(), nullable=False),
        sa.Column("country_count", sa.Integer(), nullable=False),
        sa.Column("member_count", sa.Integer(), nullable=False),
        sa.Column("coordinator_count", sa.Integer(), nullable=False),
        sa.Column("last_published_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_working_group_committee_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_working_group")),
        sa.UniqueConstraint("slug", name=op.f("uq_working_group_slug")),
    )
    op.create_table(
        "affiliation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("declined_at", sa.DateTime(), nullable=True),
        sa.Column("declined_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_affiliation_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["account.id"],
            name=op.f("fk_affiliation_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["declined_by_id"],
            ["account.id"],
            name=op.f("fk_affiliation_declined_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_affiliation_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_affiliation")),
    )
    with op.batch_alter_table("affiliation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_affiliation_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_affiliation_organisation_id"),
            ["organisation_id"],
            unique=False,
        )
        batch_op.create_index(
            "uq_affiliation_current",
            ["account_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("declined_at IS NULL AND ended_at IS NULL"),
            postgresql_where=sa.text("declined_at IS NULL AND ended_at IS NULL"),
        )

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("audience", sa.String(length=32), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["account.id"], name=op.f("fk_audit_entry_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_audit_entry_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_entry_actor_id"), ["actor_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_audit_entry_group_id"), ["group_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_audit_entry_verb"), ["verb"], unique=False)
        batch_op.create_index("ix_audit_entry_order", ["at", "id"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("email_key", sa.String(length=200), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["accepted_by_id"],
            ["account.id"],
            name=op.f("fk_invitation_accepted_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_invitation_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["account.id"], name=op.f("fk_invitation_invited_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_invitation_secret_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_invitation_email_key"), ["email_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_invitation_group_id"), ["group_id"], unique=False
        )

    op.create_table(
        "join_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_join_request_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["account.id"],
            name=op.f("fk_join_request_answered_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_join_request_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
    )
    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_join_request_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_join_request_group_id"), ["group_id"], unique=False
        )
        batch_op.create_index(
            "uq_join_request_waiting",
            ["group_id", "account_id"],
            unique=True,
            sqlite_where=sa.text("answer = 'waiting'"),
            postgresql_where=sa.text("answer = 'waiting'"),
        )

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_membership_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_membership_group_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_membership_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_membership_group_id"), ["group_id"], unique=False
        )
        batch_op.create_index(
            "uq_membership_current",
            ["group_id", "account_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "organisation_domain",
        sa.Column("domain", sa.String(length=200), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_domain_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("domain", name=op.f("pk_organisation_domain")),
    )
    with op.batch_alter_table("organisation_domain", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_domain_organisation_id"),
            ["organisation_id"],
            unique=False,
        )

    op.create_table(
        "organisation_parent",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_parent_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_parent_parent_id"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "parent_id", name=op.f("pk_organisation_parent")
        ),
    )
    op.create_table(
        "organisation_section",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("section_code", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_section_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["section_code"],
            ["section.code"],
            name=op.f("fk_organisation_section_section_code"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id", "section_code", name=op.f("pk_organisation_section")
        ),
    )
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("lead_group_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=True),
        sa.Column("seed_slug", sa.String(length=200), nullable=True),
        sa.Column("is_compiled", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("working_title", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("live_revision_id", sa.Integer(), nullable=True),
        sa.Column("reach", sa.String(length=32), nullable=True),
        sa.Column("slug", sa.String(length=200), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("plain_text", sa.Text(), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("started", sa.String(length=7), nullable=True),
        sa.Column("ended", sa.String(length=7), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=True),
        sa.Column("evidence", sa.String(length=32), nullable=True),
        sa.Column("licence", sa.String(length=32), nullable=True),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.Column("hidden_at", sa.DateTime(), nullable=True),
        sa.Column("hidden_by_id", sa.Integer(), nullable=True),
        sa.Column("hidden_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["account.id"], name=op.f("fk_post_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["family_id"], ["post.id"], name=op.f("fk_post_family_id")
        ),
        sa.ForeignKeyConstraint(
            ["hidden_by_id"], ["account.id"], name=op.f("fk_post_hidden_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["lead_group_id"], ["working_group.id"], name=op.f("fk_post_lead_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["live_revision_id"],
            ["revision.id"],
            name=op.f("fk_post_live_revision_id"),
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_post_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("seed_slug", name=op.f("uq_post_seed_slug")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_author_id"), ["author_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_post_country"), ["country"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_post_family_id"), ["family_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_post_lead_group_id"), ["lead_group_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_post_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "audit_origin",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_origin_entry_id")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_audit_origin")),
    )
    op.create_table(
        "committee_placement",
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("reach", sa.String(length=32), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_committee_placement_committee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_committee_placement_post_id")
        ),
        sa.PrimaryKeyConstraint(
            "committee_id", "post_id", name=op.f("pk_committee_placement")
        ),
    )
    with op.batch_alter_table("committee_placement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_committee_placement_family",
            ["committee_id", "family_id", "language"],
            unique=False,
        )
        batch_op.create_index(
            "ix_committee_placement_feed",
            ["committee_id", "reach", "published_at", "post_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_committee_placement_post_id"), ["post_id"], unique=False
        )

    op.create_table(
        "placement",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("reach", sa.String(length=32), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_placement_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_placement_post_id")
        ),
        sa.PrimaryKeyConstraint("group_id", "post_id", name=op.f("pk_placement")),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index(
            "ix_placement_family", ["group_id", "family_id", "language"], unique=False
        )
        batch_op.create_index(
            "ix_placement_feed",
            ["group_id", "reach", "published_at", "post_id"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_placement_post_id"), ["post_id"], unique=False
        )

    op.create_table(
        "post_organisation",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_post_organisation_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_post_organisation_post_id")
        ),
        sa.PrimaryKeyConstraint(
            "post_id", "organisation_id", name=op.f("pk_post_organisation")
        ),
    )
    op.create_table(
        "post_sdg",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("sdg_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_post_sdg_post_id")
        ),
        sa.ForeignKeyConstraint(
            ["sdg_number"], ["sdg.number"], name=op.f("fk_post_sdg_sdg_number")
        ),
        sa.PrimaryKeyConstraint("post_id", "sdg_number", name=op.f("pk_post_sdg")),
    )
    with op.batch_alter_table("post_sdg", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_sdg_sdg_number"), ["sdg_number"], unique=False
        )

    op.create_table(
        "post_theme",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("theme_slug", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_post_theme_post_id")
        ),
        sa.ForeignKeyConstraint(
            ["theme_slug"], ["theme.slug"], name=op.f("fk_post_theme_theme_slug")
        ),
        sa.PrimaryKeyConstraint("post_id", "theme_slug", name=op.f("pk_post_theme")),
    )
    with op.batch_alter_table("post_theme", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_theme_theme_slug"), ["theme_slug"], unique=False
        )

    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("editor_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["editor_id"], ["account.id"], name=op.f("fk_revision_editor_id")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_revision_post_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint(
            "post_id", "number", name=op.f("uq_revision_post_id_number")
        ),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_revision_post_id"), ["post_id"], unique=False
        )

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["account.id"], name=op.f("fk_review_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["working_group.id"], name=op.f("fk_review_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name=op.f("fk_review_post_id")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_review_revision_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by_id"], ["account.id"], name=op.f("fk_review_submitted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_review_post_id"), ["post_id"], unique=False
        )
        batch_op.create_index(
            "ix_review_queue", ["group_id", "outcome", "submitted_at"], unique=False
        )
        batch_op.create_index(
            "uq_review_waiting",
            ["post_id"],
            unique=True,
            sqlite_where=sa.text("outcome = 'waiting'"),
            postgresql_where=sa.text("outcome = 'waiting'"),
        )

    if not is_sqlite():
        # SQLite has it from the start; elsewhere `revision` had to exist first.
        op.create_foreign_key(
            "fk_post_live_revision_id", "post", "revision", ["live_revision_id"], ["id"]
        )
    for statement in SQLITE_TRIGGERS if is_sqlite() else POSTGRES_TRIGGERS:
        op.execute(statement)


# Long because: it undoes each of them, last first.
def downgrade() -> None:
    if not is_sqlite():
        op.drop_constraint("fk_post_live_revision_id", "post", type_="foreignkey")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_review_waiting",
            sqlite_where=sa.text("outcome = 'waiting'"),
            postgresql_where=sa.text("outcome = 'waiting'"),
        )
        batch_op.drop_index("ix_review_queue")
        batch_op.drop_index(batch_op.f("ix_review_post_id"))

    op.drop_table("review")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_revision_post_id"))

    op.drop_table("revision")
    with op.batch_alter_table("post_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_theme_theme_slug"))

    op.drop_table("post_theme")
    with op.batch_alter_table("post_sdg", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_sdg_sdg_number"))

    op.drop_table("post_sdg")
    op.drop_table("post_organisation")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_post_id"))
        batch_op.drop_index("ix_placement_feed")
        batch_op.drop_index("ix_placement_family")

    op.drop_table("placement")
    with op.batch_alter_table("committee_placement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_placement_post_id"))
        batch_op.drop_index("ix_committee_placement_feed")
        batch_op.drop_index("ix_committee_placement_family")

    op.drop_table("committee_placement")
    op.drop_table("audit_origin")
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_post_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_post_lead_group_id"))
        batch_op.drop_index(batch_op.f("ix_post_family_id"))
        batch_op.drop_index(batch_op.f("ix_post_country"))
        batch_op.drop_index(batch_op.f("ix_post_author_id"))

    op.drop_table("post")
    op.drop_table("organisation_section")
    op.drop_table("organisation_parent")
    with op.batch_alter_table("organisation_domain", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_domain_organisation_id"))

    op.drop_table("organisation_domain")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_membership_current",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_membership_group_id"))
        batch_op.drop_index(batch_op.f("ix_membership_account_id"))

    op.drop_table("membership")
    with op.batch_alter_table("join_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_join_request_waiting",
            sqlite_where=sa.text("answer = 'waiting'"),
            postgresql_where=sa.text("answer = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_join_request_group_id"))
        batch_op.drop_index(batch_op.f("ix_join_request_account_id"))

    op.drop_table("join_request")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_group_id"))
        batch_op.drop_index(batch_op.f("ix_invitation_email_key"))

    op.drop_table("invitation")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_order")
        batch_op.drop_index(batch_op.f("ix_audit_entry_verb"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_group_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor_id"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("affiliation", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_affiliation_current",
            sqlite_where=sa.text("declined_at IS NULL AND ended_at IS NULL"),
            postgresql_where=sa.text("declined_at IS NULL AND ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_affiliation_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_affiliation_account_id"))

    op.drop_table("affiliation")
    op.drop_table("working_group")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id"))

    op.drop_table("sign_in")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index("ix_organisation_order")
        batch_op.drop_index(batch_op.f("ix_organisation_country"))

    op.drop_table("organisation")
    with op.batch_alter_table("one_time_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_time_key_account_id"))

    op.drop_table("one_time_key")
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_index("ix_notification_due")
        batch_op.drop_index(batch_op.f("ix_notification_account_id"))

    op.drop_table("notification")
    op.drop_table("theme")
    op.drop_table("section")
    op.drop_table("sdg")
    with op.batch_alter_table("once", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_once_at"))

    op.drop_table("once")
    with op.batch_alter_table("hit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hit_until"))

    op.drop_table("hit")
    op.drop_table("committee")
    op.drop_table("account")

    if not is_sqlite():
        op.execute("DROP FUNCTION audit_entry_is_permanent()")
