"""What a digest shows when it leaves: only what its reader may read at that moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask import current_app
from markupsafe import Markup
from sqlalchemy import bindparam, select

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.groups.models import Membership, WorkingGroup
from uclg_share.i18n import current_language, local
from uclg_share.notifications.holding import still_waits
from uclg_share.notifications.models import News, Notification
from uclg_share.notifications.readers import reader_of
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, readable_posts
from uclg_share.posts.models import Placement, Post, Reach
from uclg_share.urls import absolute, link

CARD = (
    Post.id,
    Post.kind,
    Post.slug,
    Post.title,
    Post.summary,
    Post.language,
    Post.place,
    Post.country,
    Organisation.name.label("organisation"),
)
# What comes to people without a group.
BEYOND = {News.FOLLOWED, News.SEARCHES}
Shown = tuple[tuple[Any, ...], tuple[tuple[int, str], ...], int, bool]


@dataclass(frozen=True)
class Contents:
    """`groups` names, by post, those of the reader's groups it is new in."""

    cards: tuple[Any, ...] = ()
    groups: tuple[tuple[int, str], ...] = ()
    more: int = 0
    # Some of it came by what the reader follows.
    beyond_groups: bool = False
    notes: list[Notification] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.cards or self.notes)

    @property
    def shown(self) -> Shown:
        """What may be the same for many; the notes are of one person."""
        return self.cards, self.groups, self.more, self.beyond_groups

    def list_as(self, medium: str) -> str:
        """The cards as part of a text or HTML mail, in the language spoken now."""
        return _list(medium, *self.shown, current_language(), absolute(""))


# A pure function of what it is given: many members get the same list.
@lru_cache(maxsize=256)
def _list(
    medium: str,
    cards: tuple[Any, ...],
    groups: tuple[tuple[int, str], ...],
    more: int,
    beyond_groups: bool,
    *_spoken: str,
) -> str:
    names: dict[int, list[str]] = {}
    for post_id, name in groups:
        names.setdefault(post_id, []).append(name)
    part = current_app.jinja_env.get_template(f"emails/digest/_list.{medium}")
    text = part.render(
        cards=cards, names=names, more=more, beyond_groups=beyond_groups, link=link
    )
    return Markup(text) if medium == "html" else text  # noqa: S704  a template made it


def contents_of(note: Notification, account: Account, language: str) -> Contents:
    """What of a digest its reader may read now, in their language."""
    ids, wanted = note.data.get("posts", []), note.data.get("notes", [])
    reader = reader_of(account, _roles(account))
    cards = _cards(reader, ids)
    shown = [card.id for card in cards]
    return Contents(
        cards=cards,
        groups=_groups(reader, shown, language),
        notes=_notes(viewer_for(account), wanted) if wanted else [],
        more=note.data.get("more", 0),
        beyond_groups=not BEYOND.isdisjoint(note.data.get("news", ())),
    )


def _roles(account: Account) -> list[tuple[int, str]]:
    rows = db.session.execute(ROLES, {"who": account.id})
    return [(group_id, role) for group_id, role in rows]


def _cards(reader: Viewer, ids: list[int]) -> tuple[Any, ...]:
    """In the order given; what is hidden or archived is shown to nobody here."""
    if not ids:
        return ()
    facts = reader.is_admin, reader.member_of, reader.coordinates
    by_id = {row.id: row for row in db.session.execute(_found(*facts), {"posts": ids})}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


# The question of all who are in the same groups is the same: building it takes as long
# as asking it.
@lru_cache(maxsize=256)
def _found(
    is_admin: bool, member_of: frozenset[int], coordinates: frozenset[int]
) -> Any:
    reader = Viewer(is_admin=is_admin, member_of=member_of, coordinates=coordinates)
    return (
        select(*CARD)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .where(
            Post.id.in_(bindparam("posts", expanding=True)),
            Post.reach != Reach.HIDDEN,
            Post.archived_at.is_(None),
            readable_posts(reader),
        )
    )


def _groups(
    reader: Viewer, ids: list[int], language: str
) -> tuple[tuple[int, str], ...]:
    if not ids:
        return ()
    wanted = {"posts": ids, "groups": list(reader.member_of)}
    rows = db.session.execute(NAMES, wanted)
    return tuple((post_id, local(names, language)) for post_id, names in rows)


def _notes(viewer: Viewer, ids: list[int]) -> list[Notification]:
    rows = select(Notification).where(Notification.id.in_(ids))
    notes = db.session.scalars(rows.order_by(Notification.id))
    return [note for note in notes if still_waits(viewer, note)]


ROLES = select(Membership.group_id, Membership.role).where(
    Membership.account_id == bindparam("who"), Membership.ended_at.is_(None)
)
NAMES = (
    select(Placement.post_id, WorkingGroup.names)
    .join(WorkingGroup, WorkingGroup.id == Placement.group_id)
    .where(
        Placement.post_id.in_(bindparam("posts", expanding=True)),
        Placement.group_id.in_(bindparam("groups", expanding=True)),
        Placement.reach != Reach.HIDDEN,
    )
    .order_by(WorkingGroup.position, WorkingGroup.id)
)
