"""Keeps the numbers: what an act has changed is taken off and added again, once.

Nothing is counted anew, so an act costs the same in a site of ten posts and of a
million. What a family counts as is kept beside it: calling this once too often
changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from uclg_share.counts.models import CountedFamily, PublicNumber
from uclg_share.counts.standing import Cell, Standing, standings
from uclg_share.database import db, is_sqlite

AT_ONCE = 300


def recount_families(family_ids: Iterable[int | None]) -> None:
    """Bring the numbers to what the tables say of these families now, as part of the
    act that changed them."""
    db.session.flush()  # the rows of this act count too
    wanted = sorted({id_ for id_ in family_ids if id_ is not None})
    changes: Counter[Cell] = Counter()
    for start in range(0, len(wanted), AT_ONCE):
        _exchange(wanted[start : start + AT_ONCE], changes)
    _apply(changes)


def _exchange(ids: list[int], changes: Counter[Cell]) -> None:
    kept = select(CountedFamily.family_id, CountedFamily.facts).where(
        CountedFamily.family_id.in_(ids)
    )
    rows = db.session.execute(kept.order_by(CountedFamily.family_id).with_for_update())
    before = {row.family_id: Standing(**row.facts) for row in rows}
    after = standings(ids)
    changed = [id_ for id_ in ids if _plain(before.get(id_)) != _plain(after.get(id_))]
    for id_ in changed:
        changes.subtract(before[id_].cells() if id_ in before else ())
        changes.update(after[id_].cells() if id_ in after else ())
    _keep(changed, after)


def _plain(standing: Standing | None) -> Any:
    """As it comes back from the table: lists for tuples."""
    return standing and {
        name: list(value) if isinstance(value, tuple | list) else value
        for name, value in standing.plain().items()
    }


def _keep(ids: list[int], after: dict[int, Standing]) -> None:
    old = delete(CountedFamily).where(CountedFamily.family_id.in_(ids))
    db.session.execute(old, execution_options={"synchronize_session": False})
    rows = [{"family_id": i, "facts": after[i].plain()} for i in ids if i in after]
    if rows:
        db.session.execute(insert(CountedFamily), rows)


def _apply(changes: Counter[Cell]) -> None:
    """Always in the same order: two acts never wait for each other."""
    upsert = sqlite.insert if is_sqlite() else postgresql.insert
    for (scope, facet, value), by in sorted(changes.items()):
        if by:
            row = upsert(PublicNumber).values(
                scope=scope, facet=facet, value=value, number=by
            )
            grown = PublicNumber.number + row.excluded.number
            db.session.execute(
                row.on_conflict_do_update(
                    index_elements=["scope", "facet", "value"], set_={"number": grown}
                )
            )
