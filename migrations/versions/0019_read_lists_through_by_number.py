"""Read lists through by number

Revision ID: 0019
Revises: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0017"

IS_PUBLIC = sa.text(
    "reach = 'public' AND published_at IS NOT NULL"
    " AND deleted_at IS NULL AND archived_at IS NULL"
)
OF_POSTS = {
    "ix_post_public": ["id"],
    "ix_post_public_changed": ["updated_at", "id"],
    "ix_post_public_country": ["country", "id"],
    "ix_post_public_kind": ["kind", "id"],
    "ix_post_public_language": ["language", "id"],
    "ix_post_public_organisation": ["organisation_id", "id"],
}
OF_ORGANISATIONS = {
    "ix_organisation_country_number": ["country", "id"],
    "ix_organisation_type_number": ["type", "id"],
}


def upgrade() -> None:
    for name, columns in OF_POSTS.items():
        op.create_index(
            name, "post", columns, sqlite_where=IS_PUBLIC, postgresql_where=IS_PUBLIC
        )
    for name, columns in OF_ORGANISATIONS.items():
        op.create_index(name, "organisation", columns)


def downgrade() -> None:
    for name in OF_ORGANISATIONS:
        op.drop_index(name, "organisation")
    for name in OF_POSTS:
        op.drop_index(name, "post")
