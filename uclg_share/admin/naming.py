"""What the entries of the log are about, in words and with a link if there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from uclg_share.accounts.models import Account
from uclg_share.audit import AuditEntry
from uclg_share.database import db
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.i18n import local
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.posts.models import Post

KINDS = {
    "account": _l("Account"),
    "affiliation": _l("Affiliation"),
    "committee": _l("Committee"),
    "content": _l("Content"),
    "invitation": _l("Invitation"),
    "join_request": _l("Request to join"),
    "membership": _l("Membership"),
    "notification": _l("Mail"),
    "organisation": _l("Organisation"),
    "post": _l("Post"),
    "sign_in": _l("Sign-in"),
    "working_group": _l("Working group"),
}


@dataclass(frozen=True)
class Subject:
    kind: Any
    name: str = ""
    endpoint: str | None = None
    values: dict[str, Any] = field(default_factory=dict)


def entries(verb: str | None, actor_id: int | None) -> Any:
    """The log, or what one person did, or one kind of act."""
    found = select(AuditEntry)
    if verb:
        found = found.where(AuditEntry.verb == verb)
    return found.where(AuditEntry.actor_id == actor_id) if actor_id else found


def actors_of(found: Iterable[AuditEntry]) -> dict[int, Account]:
    ids = {entry.actor_id for entry in found if entry.actor_id}
    rows = db.session.scalars(select(Account).where(Account.id.in_(ids)))
    return {account.id: account for account in rows}


def subjects_of(found: Iterable[AuditEntry]) -> dict[str, Subject]:
    """The subject of each entry, by what the entry calls it; one statement per kind."""
    wanted: dict[str, set[int]] = {}
    named: dict[str, Subject] = {}
    for entry in found:
        kind, _, number = entry.subject.partition(":")
        named[entry.subject] = Subject(KINDS.get(kind, kind), number)
        if number.isdigit():
            wanted.setdefault(kind, set()).add(int(number))
    for kind, ids in wanted.items():
        if kind in FINDERS:
            for number_, subject in FINDERS[kind](ids):
                named[f"{kind}:{number_}"] = subject
    return named


Found = Iterable[tuple[int, Subject]]


def _accounts(ids: set[int]) -> Found:
    for one in db.session.scalars(select(Account).where(Account.id.in_(ids))):
        values = {"account_id": one.id}
        yield one.id, Subject(KINDS["account"], one.name, "admin.person", values)


def _organisations(ids: set[int]) -> Found:
    rows = select(Organisation).where(Organisation.id.in_(ids))
    for one in db.session.scalars(rows):
        values = {"organisation_id": one.id}
        kind = KINDS["organisation"]
        yield one.id, Subject(kind, one.name, "admin.organisation", values)


def _affiliations(ids: set[int]) -> Found:
    rows = (
        select(Affiliation)
        .where(Affiliation.id.in_(ids))
        .options(joinedload(Affiliation.account), joinedload(Affiliation.organisation))
    )
    for one in db.session.scalars(rows):
        name = f"{one.account.name}, {one.organisation.name}"
        values = {"account_id": one.account_id}
        yield one.id, Subject(KINDS["affiliation"], name, "admin.person", values)


def _groups(ids: set[int]) -> Found:
    rows = select(WorkingGroup).where(WorkingGroup.id.in_(ids))
    for one in db.session.scalars(rows):
        values = {"group_id": one.id}
        name = local(one.names)
        yield one.id, Subject(KINDS["working_group"], name, "admin.group", values)


def _committees(ids: set[int]) -> Found:
    rows = select(Committee).where(Committee.id.in_(ids))
    for one in db.session.scalars(rows):
        values = {"committee_id": one.id}
        name = local(one.names)
        yield one.id, Subject(KINDS["committee"], name, "admin.committee", values)


def _posts(ids: set[int]) -> Found:
    """An unpublished text has no page that an administrator could open."""
    for one in db.session.scalars(select(Post).where(Post.id.in_(ids))):
        if one.published_at and one.deleted_at is None:
            values = {"post_id": one.id, "slug": one.slug}
            title = one.title or ""
            yield one.id, Subject(KINDS["post"], title, "posts.show", values)


FINDERS: dict[str, Callable[[set[int]], Found]] = {
    "account": _accounts,
    "affiliation": _affiliations,
    "committee": _committees,
    "organisation": _organisations,
    "post": _posts,
    "working_group": _groups,
}
