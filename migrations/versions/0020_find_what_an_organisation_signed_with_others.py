"""Find what an organisation signed with others

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

from alembic import op

revision = "0020"
down_revision = "0019"

NAME = "ix_post_organisation_signed"


def upgrade() -> None:
    op.create_index(NAME, "post_organisation", ["organisation_id", "post_id"])


def downgrade() -> None:
    op.drop_index(NAME, "post_organisation")
