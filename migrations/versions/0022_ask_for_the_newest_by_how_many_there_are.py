"""Ask for the newest by how many there are

PostgreSQL finds the newest texts with a word in two ways: it reads texts from the newest
on until there are enough, or takes all that the index has for the word. Which is quicker
it tells wrongly: it does not know what it costs to look into the words of a text.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

from alembic import op

revision = "0022"
down_revision = "0021"

# To look into a text costs about four times what it costs to take one out of the index:
# with f of n texts found, most * n / f * 4 against f.
NEWEST = """
CREATE FUNCTION search_newest(wanted tsquery, before bigint, most integer)
RETURNS SETOF bigint LANGUAGE plpgsql ROWS 400 SET enable_seqscan = off AS $$
DECLARE
    plan json;
    expected float;
    total float;
BEGIN
    EXECUTE format(
        'EXPLAIN (FORMAT JSON) SELECT 1 FROM search_text WHERE lexemes @@ %L::tsquery',
        wanted::text
    ) INTO plan;
    expected := (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float;
    SELECT reltuples INTO total FROM pg_class WHERE oid = 'search_text'::regclass;
    IF expected > total / 2 OR expected * expected > 4.0 * most * total THEN
        RETURN QUERY EXECUTE
            'SELECT number FROM search_text WHERE lexemes @@ $1 AND number < $2'
            ' ORDER BY number DESC LIMIT $3'
        USING wanted, before, most;
    ELSE
        RETURN QUERY EXECUTE
            'WITH every AS MATERIALIZED'
            ' (SELECT number FROM search_text WHERE lexemes @@ $1)'
            ' SELECT number FROM every WHERE number < $2'
            ' ORDER BY number DESC LIMIT $3'
        USING wanted, before, most;
    END IF;
END $$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute(NEWEST)


def downgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION search_newest")
