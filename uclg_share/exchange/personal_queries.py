"""The rows that are a person's, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, or_, select

from uclg_share.accounts.models import Account
from uclg_share.attachments.models import Attachment
from uclg_share.audit import AuditEntry, AuditOrigin
from uclg_share.database import Model, db
from uclg_share.exchange.personal import KEPT, Kept
from uclg_share.exchange.queries import names_of
from uclg_share.groups.models import WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Post, Revision

SLUGS: dict[str, type[Organisation | WorkingGroup]] = {
    "working_group.id": WorkingGroup,
    "organisation.id": Organisation,
}
Row = dict[str, Any]


def kept_of(account: Account) -> dict[str, list[Row]]:
    """Every row by the name of its table; the texts and files have a place of their
    own."""
    found = {kept.table.__tablename__: list(_rows(kept, account)) for kept in KEPT}
    del found[Revision.__tablename__]  # with their texts
    found["network_address"] = list(_addresses(account))
    return found


def posts_written_in(account: Account) -> list[int]:
    """The texts one owns, thrown away or not, and those one changed."""
    mine = select(Post.id).where(_owned(account))
    changed = select(Revision.post_id).where(Revision.editor_id == account.id)
    return sorted({*db.session.scalars(mine), *db.session.scalars(changed)})


def text_of(account: Account, post_id: int) -> Row:
    """All versions of a text one owns; of another one's those that one wrote."""
    versions = select(Revision).where(Revision.post_id == post_id)
    owned = select(Post.id).where(Post.id == post_id, _owned(account))
    if db.session.scalar(owned) is None:
        versions = versions.where(Revision.editor_id == account.id)
    rows = list(db.session.scalars(versions.order_by(Revision.number)))
    names = names_of([from_plain(row.content) for row in rows])
    return {
        "post": post_id,
        "organisations": names.organisations,
        "groups": names.groups,
        "committees": names.committees,
        "versions": [
            {
                "number": row.number,
                "at": row.created_at.isoformat(),
                "by_you": row.editor_id == account.id,
                "text": row.content,
            }
            for row in rows
        ],
    }


def files_of(viewer: Viewer) -> list[Attachment]:
    """What one uploaded and is still stored; loose from the session."""
    rows = select(Attachment).where(
        Attachment.added_by_id == viewer.account_id, Attachment.taken_down_at.is_(None)
    )
    found = list(db.session.scalars(rows.order_by(Attachment.id)))
    for row in found:
        db.session.expunge(row)
    return found


def _owned(account: Account) -> ColumnElement[bool]:
    mine = (Post.author_id == account.id) & Post.keeper_id.is_(None)
    return or_(mine, Post.keeper_id == account.id)


def _rows(kept: Kept, account: Account) -> Iterator[Row]:
    table = Model.metadata.tables[kept.table.__tablename__]
    mine = [table.c[name] == account.id for name in kept.by]
    if kept.address:
        mine.append(table.c[kept.address] == account.email_key)
    if kept.part_of:
        mine.append(_is_part(table.c[kept.part_of], account))
    rows = select(table).where(or_(*mine)).order_by(*table.primary_key.columns)
    slugs = _slugs(table)
    for row in db.session.execute(rows).mappings():
        given = dict(_given(kept, row, slugs))
        if kept.by and "id" not in kept.by:
            roles = [n.removesuffix("_id") for n in kept.by if row[n] == account.id]
            given["you_are"] = roles
        yield given


def _is_part(column: Column[Any], account: Account) -> ColumnElement[bool]:
    """Of a row that is this person's."""
    (key,) = column.foreign_keys
    whole = key.column.table
    (kept,) = (one for one in KEPT if one.table.__tablename__ == whole.name)
    mine = (whole.c[name] == account.id for name in kept.by)
    return column.in_(select(key.column).where(or_(*mine)))


def _given(
    kept: Kept, row: Any, slugs: dict[str, dict[int, str]]
) -> Iterator[tuple[str, Any]]:
    for name in kept.given:
        value = row[name]
        if name in slugs:
            yield name.removesuffix("_id"), slugs[name].get(value)
        elif isinstance(value, datetime):
            yield name, value.isoformat()
        else:
            yield name, value.value if isinstance(value, Enum) else value


def _slugs(table: Table) -> dict[str, dict[int, str]]:
    """For each column that names a group or an organisation: what they are called."""
    found = {}
    for column in table.columns:
        for key in column.foreign_keys:
            if key.target_fullname in SLUGS:
                model = SLUGS[key.target_fullname]
                pairs = db.session.execute(select(model.id, model.slug))
                found[column.name] = {row_id: slug for row_id, slug in pairs}
    return found


def _addresses(account: Account) -> Iterator[Row]:
    """From where one did what the log says, as long as that is kept."""
    rows = (
        select(AuditOrigin.entry_id, AuditOrigin.address)
        .join(AuditEntry, AuditEntry.id == AuditOrigin.entry_id)
        .where(AuditEntry.actor_id == account.id)
        .order_by(AuditOrigin.entry_id)
    )
    for entry_id, address in db.session.execute(rows):
        yield {"audit_entry": entry_id, "address": address}
