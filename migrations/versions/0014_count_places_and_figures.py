"""Count places and figures

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

AT_ONCE = 500
PRACTICES = ("case_study", "experience")
POSTS = """
    SELECT id, kind, country, language, published_at, organisation_id, reach
    FROM post WHERE family_id = id AND published_at IS NOT NULL
    AND reach <> 'hidden' AND archived_at IS NULL ORDER BY id
"""
GROUPS = "SELECT post_id, group_id FROM placement WHERE reach <> 'hidden'"
COMMITTEES = (
    "SELECT post_id, committee_id FROM committee_placement WHERE reach = 'public'"
)
NUMBERS = sa.table(
    "public_number",
    sa.column("scope", sa.String),
    sa.column("facet", sa.String),
    sa.column("value", sa.String),
    sa.column("number", sa.Integer),
)
FAMILIES = sa.table(
    "counted_family", sa.column("family_id", sa.Integer), sa.column("facts", sa.JSON)
)


def upgrade() -> None:
    op.create_table(
        "public_number",
        sa.Column("scope", sa.String(length=80), nullable=False),
        sa.Column("facet", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "scope", "facet", "value", name=op.f("pk_public_number")
        ),
    )
    op.create_table(
        "counted_family",
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"], ["post.id"], name=op.f("fk_counted_family_family_id")
        ),
        sa.PrimaryKeyConstraint("family_id", name=op.f("pk_counted_family")),
    )
    _count()


def downgrade() -> None:
    op.drop_table("counted_family")
    op.drop_table("public_number")


def _count() -> None:
    """What is published already, as the acts would have counted it."""
    numbers: Counter[tuple[str, str, str]] = Counter()
    families = [{"family_id": id_, "facts": facts} for id_, facts in _standings()]
    for family in families:
        numbers.update(_cells(family["facts"]))
    for start in range(0, len(families), AT_ONCE):
        op.bulk_insert(FAMILIES, families[start : start + AT_ONCE])
    names = ("scope", "facet", "value")
    rows = [
        dict(zip(names, cell, strict=True), number=n) for cell, n in numbers.items()
    ]
    for start in range(0, len(rows), AT_ONCE):
        op.bulk_insert(NUMBERS, rows[start : start + AT_ONCE])


def _standings() -> Iterator[tuple[int, dict[str, Any]]]:
    groups, committees = _pairs(GROUPS), _pairs(COMMITTEES)
    themes = _pairs("SELECT post_id, theme_slug FROM post_theme")
    goals = _pairs("SELECT post_id, sdg_number FROM post_sdg")
    signed = _pairs("SELECT post_id, organisation_id FROM post_organisation")
    for row in op.get_bind().execute(sa.text(POSTS)).all():
        scopes = [f"group:{key}" for key in groups[row.id]]
        if row.reach == "public":
            by = {row.organisation_id, *signed[row.id]} - {None}
            scopes.append("site")
            scopes += [f"committee:{key}" for key in committees[row.id]]
            scopes += [f"theme:{slug}" for slug in themes[row.id]]
            scopes += [f"organisation:{key}" for key in by]
        if scopes:
            yield row.id, _facts(row, scopes, themes[row.id], goals[row.id])


def _facts(
    row: Any, scopes: list[str], themes: list[Any], goals: list[Any]
) -> dict[str, Any]:
    return {
        "scopes": sorted(scopes),
        "kind": row.kind,
        "country": row.country or "",
        # Text on one engine, a moment on the other.
        "month": str(row.published_at)[:7],
        "language": row.language,
        "themes": sorted(themes),
        "sdgs": sorted(map(str, goals)),
    }


def _cells(facts: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for scope in facts["scopes"]:
        yield scope, "kind", facts["kind"]
        if facts["kind"] not in PRACTICES:
            continue
        if facts["country"]:
            yield scope, "country", facts["country"]
        if scope.startswith(("committee:", "theme:")):
            continue
        yield scope, "month", facts["month"]
        yield scope, "language", facts["language"]
        yield from ((scope, "theme", slug) for slug in facts["themes"])
        yield from ((scope, "sdg", goal) for goal in facts["sdgs"])


def _pairs(query: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for post_id, other in op.get_bind().execute(sa.text(query)):
        found[post_id].append(other)
    return found
