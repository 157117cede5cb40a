"""Keeps which families are related, as part of the act that shows one or hides it.

Both ways: the older ones learn of the new one, and what they name stays bounded.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from uclg_share.database import db, is_sqlite
from uclg_share.posts.models import Post
from uclg_share.related.candidates import subjects
from uclg_share.related.models import RelatedFamily
from uclg_share.related.nearness import (
    Nearness,
    Subject,
    is_near,
    nearness,
    rarity,
    worth_of,
)
from uclg_share.search.models import SearchEntry
from uclg_share.search.words import mark

# So many of each family are kept, so that those it shows are enough when some go.
KEPT = 10
# So many of the nearest are told of it.
TOLD = 24
AT_ONCE = 50
Line = dict[str, Any]
Lines = dict[int, dict[int, Line]]


def keep_related(family_id: int | None) -> None:
    """Relate a family anew to those near it, and them to it; where no list shows it
    any more, to nothing. After `keep_found`: what search knows is compared."""
    db.session.flush()
    original = db.session.get(Post, family_id) if family_id else None
    if original is None:
        return
    known = subjects(original)
    mine = known.pop(original.id, None)
    if mine is None:
        _write(original.id, [], [])
        return
    lines, back = [], []
    for other, near in _pairs(original, mine, known):
        if mine.may_name(other):
            lines.append(_line(mine.family_id, other.family_id, near, worth_of(other)))
        if other.may_name(mine):
            back.append(_line(other.family_id, mine.family_id, near, worth_of(mine)))
    _write(original.id, _nearest(lines, KEPT), _nearest(back, TOLD))


def forget_of_group(led: Any) -> None:
    """What only members read from now on is named nowhere else."""
    line = delete(RelatedFamily).where(RelatedFamily.related_id.in_(led))
    db.session.execute(line, execution_options={"synchronize_session": False})


def relate_newest_of(led: Any) -> None:
    """Some of what a group has opened to everybody; the others follow as they change,
    or with `flask relate`."""
    ids = led.where(Post.id == Post.family_id).order_by(Post.published_at.desc())
    for family_id in db.session.scalars(ids.limit(AT_ONCE)).all():
        keep_related(family_id)


def is_empty() -> bool:
    return db.session.scalar(select(RelatedFamily.score).limit(1)) is None


def relate_some(before: int | None) -> int | None:
    """Relate so many families, the newest first, below the number that the call before
    gave; whoever calls commits. None when there is none left."""
    ids = select(SearchEntry.family_id).where(
        SearchEntry.family_id == SearchEntry.post_id
    )
    if before is not None:
        ids = ids.where(SearchEntry.family_id < before)
    newest = ids.order_by(SearchEntry.family_id.desc()).limit(AT_ONCE)
    found = db.session.scalars(newest).all()
    for family_id in found:
        keep_related(family_id)
    db.session.expire_all()
    return found[-1] if found else None


def _pairs(
    original: Post, mine: Subject, known: dict[int, Subject]
) -> list[tuple[Subject, Nearness]]:
    themes = {mark("theme", theme.slug): theme.slug for theme in original.themes}
    rare = rarity([mine, *known.values()])
    return [(one, nearness(mine, one, rare, themes)) for one in known.values()]


def _line(family_id: int, related_id: int, found: Nearness, more: float) -> Line:
    total = Nearness(found.score + more, found.reasons)
    return {
        "family_id": family_id,
        "related_id": related_id,
        "score": round(total.score * 100) if is_near(total) else 0,
        "reasons": list(found.reasons),
    }


def _nearest(lines: list[Line], most: int) -> list[Line]:
    near = [line for line in lines if line["score"]]
    return sorted(near, key=_order)[:most]


def _order(line: Line) -> tuple[int, int]:
    """The nearest first, of equals the newer."""
    return -line["score"], -line["related_id"]


def _write(family_id: int, lines: list[Line], to_it: list[Line]) -> None:
    of_others = _held(family_id, [line["family_id"] for line in to_it])
    for line in to_it:
        of_others[line["family_id"]][family_id] = line
    kept, gone = [*lines], []
    for own in of_others.values():
        in_order = sorted(own.values(), key=_order)
        kept += [line for line in in_order[:KEPT] if line["related_id"] == family_id]
        gone += [line for line in in_order[KEPT:] if line["related_id"] != family_id]
    table = RelatedFamily
    ends = or_(table.family_id == family_id, table.related_id == family_id)
    _delete(ends)
    for line in gone:
        is_it = table.related_id == line["related_id"]
        _delete(table.family_id == line["family_id"], is_it)
    _insert(sorted(kept, key=lambda line: (line["family_id"], line["related_id"])))


def _held(family_id: int, others: list[int]) -> Lines:
    """The lines of the others without those to this one; all that this act will touch
    is locked, always in the same order, so that two acts never wait for each other."""
    table = RelatedFamily
    touched = or_(
        table.family_id == family_id,
        table.related_id == family_id,
        table.family_id.in_(others),
    )
    columns = (table.family_id, table.related_id, table.score, table.reasons)
    rows = db.session.execute(
        select(*columns)
        .where(touched)
        .order_by(table.family_id, table.related_id)
        .with_for_update()
    )
    found: Lines = defaultdict(dict)
    for row in rows:
        if family_id not in (row.family_id, row.related_id):
            found[row.family_id][row.related_id] = dict(row._mapping)
    return found


def _delete(*which: Any) -> None:
    old = delete(RelatedFamily).where(*which)
    db.session.execute(old, execution_options={"synchronize_session": False})


def _insert(lines: list[Line]) -> None:
    """Somebody may have related the same two a moment ago."""
    if not lines:
        return
    upsert = sqlite.insert if is_sqlite() else postgresql.insert
    rows = upsert(RelatedFamily).values(lines)
    newer = {name: rows.excluded[name] for name in ("score", "reasons")}
    keys = ["family_id", "related_id"]
    db.session.execute(
        rows.on_conflict_do_update(index_elements=keys, set_=newer),
        execution_options={"synchronize_session": False},
    )
