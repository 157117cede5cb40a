"""What an entry is about, as far as its reader may know.

The names are those of today, never those an entry kept: what was hidden or deleted
since is not named by the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from uclg_share.audit import AuditEntry
from uclg_share.database import db
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.i18n import current_language, local
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import (
    Viewer,
    readable_groups,
    readable_organisations,
    readable_posts,
)
from uclg_share.posts.models import Post, Reach
from uclg_share.words import word

Place = tuple[str, int]


@dataclass(frozen=True)
class Subject:
    """`name` is empty for what is not shown now; `language` is that of the name."""

    kind: Any
    name: str = ""
    language: str = ""
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)


COMMENT = _l("Comment below a text")
NAMELESS = {
    "post": _l("A text"),
    "organisation": _l("Organisation"),
    "committee": _l("Committee"),
    "working_group": _l("Working group"),
}


def place_of(entry: AuditEntry) -> Place | None:
    """The row an entry leads to: a comment or a report leads to its text."""
    kind, _, number = entry.subject.partition(":")
    if isinstance(entry.data.get("post"), int):
        return "post", entry.data["post"]
    known = kind in NAMELESS and number.isdigit()
    return (kind, int(number)) if known else None


def subjects_of(viewer: Viewer, entries: Iterable[AuditEntry]) -> dict[Place, Subject]:
    """One statement for each kind of thing that occurs."""
    wanted: dict[str, set[int]] = {}
    for place in filter(None, map(place_of, entries)):
        wanted.setdefault(place[0], set()).add(place[1])
    named: dict[Place, Subject] = {}
    for kind, ids in wanted.items():
        named |= {(kind, one): Subject(NAMELESS[kind]) for one in ids}
        named |= {(kind, one): said for one, said in FINDERS[kind](viewer, ids)}
    return named


def groups_of(viewer: Viewer, entries: Iterable[AuditEntry]) -> dict[int, WorkingGroup]:
    """The groups in which these acts were done."""
    ids = {entry.group_id for entry in entries if entry.group_id}
    if not ids:
        return {}
    rows = select(WorkingGroup).where(WorkingGroup.id.in_(ids), readable_groups(viewer))
    return {group.id: group for group in db.session.scalars(rows)}


Found = Iterable[tuple[int, Subject]]


def _posts(viewer: Viewer, ids: set[int]) -> Found:
    rows = select(
        Post.id, Post.kind, Post.slug, Post.title, Post.language, Post.reach,
        readable_posts(viewer).label("is_open"),
    ).where(Post.id.in_(ids))  # fmt: skip
    for row in db.session.execute(rows):
        kind = word(row.kind)
        values = {"post_id": row.id, "slug": row.slug}
        if not row.is_open or row.reach is Reach.HIDDEN:
            yield row.id, Subject(kind)
        else:
            title = row.title or ""
            yield row.id, Subject(kind, title, row.language, "posts.show", values)


def _organisations(viewer: Viewer, ids: set[int]) -> Found:
    rows = select(Organisation.id, Organisation.name, Organisation.slug).where(
        Organisation.id.in_(ids), readable_organisations(viewer)
    )
    for row in db.session.execute(rows):
        values = {"slug": row.slug}
        kind = NAMELESS["organisation"]
        yield row.id, Subject(kind, row.name, "", "organisations.show", values)


def _committees(_viewer: Viewer, ids: set[int]) -> Found:
    rows = select(Committee.id, Committee.slug, Committee.names)
    for row in db.session.execute(rows.where(Committee.id.in_(ids))):
        yield row.id, _of_us("committee", row, "feeds.of_committee")


def _groups(viewer: Viewer, ids: set[int]) -> Found:
    rows = select(WorkingGroup.id, WorkingGroup.slug, WorkingGroup.names)
    open_ = WorkingGroup.id.in_(ids), readable_groups(viewer)
    for row in db.session.execute(rows.where(*open_)):
        yield row.id, _of_us("working_group", row, "feeds.of_group")


def _of_us(kind: str, row: Any, endpoint: str) -> Subject:
    values = {"slug": row.slug, "medium": "html"}
    name = local(row.names)
    return Subject(NAMELESS[kind], name, current_language(), endpoint, values)


FINDERS: dict[str, Callable[[Viewer, set[int]], Found]] = {
    "post": _posts,
    "organisation": _organisations,
    "committee": _committees,
    "working_group": _groups,
}
