"""Stamp what changes, so that pages can be kept

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    stamp = op.create_table(
        "stamp",
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_stamp")),
    )
    op.bulk_insert(stamp, [{"scope": "site", "number": secrets.randbits(62)}])


def downgrade() -> None:
    op.drop_table("stamp")
