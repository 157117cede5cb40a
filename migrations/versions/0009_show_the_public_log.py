"""Show the public log

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

IS_PUBLIC = sa.text("audience = 'public'")
# REPLACE removes a row without asking the trigger that guards against removing.
NO_REPLACE = """
CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry
WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END
"""


def is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def upgrade() -> None:
    # Not in a batch: that could build the table anew, without its triggers.
    op.create_index(
        "ix_audit_entry_public",
        "audit_entry",
        ["at", "id", "group_id", "verb"],
        sqlite_where=IS_PUBLIC,
        postgresql_where=IS_PUBLIC,
    )
    op.create_index(
        "ix_audit_entry_public_of_group",
        "audit_entry",
        ["group_id", "at", "id", "verb"],
        sqlite_where=IS_PUBLIC,
        postgresql_where=IS_PUBLIC,
    )
    if is_sqlite():
        op.execute(NO_REPLACE)


def downgrade() -> None:
    if is_sqlite():
        op.execute("DROP TRIGGER audit_entry_no_replace")
    op.drop_index("ix_audit_entry_public_of_group", "audit_entry")
    op.drop_index("ix_audit_entry_public", "audit_entry")
