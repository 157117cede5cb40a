"""Who asks and who is invited in the named world, and how the groups stand then."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy import select

from tests.notes import notes, secret_in
from tests.world import World
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.audit import AuditEntry
from uclg_share.database import db
from uclg_share.groups.invitations import Guest, invite
from uclg_share.groups.joining import ask
from uclg_share.groups.models import Invitation, JoinRequest, Membership, WorkingGroup
from uclg_share.groups.people import membership_of
from uclg_share.notifications.models import Topic

CHEN = "chen@people.example.org"


def asked(world: World, name: str = "chen", message: str = "") -> JoinRequest:
    """Somebody waits to join Water."""
    request = ask(world.viewer(name), world.water, message)
    db.session.commit()
    return request


def invited(
    world: World,
    email: str = CHEN,
    host: Account | None = None,
    group: WorkingGroup | None = None,
) -> Invitation:
    """A mail is on its way to Chen, who is invited to Budgets by Fatou."""
    invitation = invite(
        viewer_for(host or world.fatou),
        group or world.budgets,
        Guest(email, "es"),
        current_app.config["SECRET_KEY"],
    )
    db.session.commit()
    return invitation


def link_of_newest() -> str:
    """The address in the newest mail of an invitation, from the language on."""
    note = notes(Topic.INVITED)[-1]
    return f"/en/groups/{note.data['slug']}/invitation/{secret_in(note)}"


def membership(account: Account, group: WorkingGroup) -> Membership:
    found = membership_of(account.id, group)
    assert found is not None
    return found


def is_in(account: Account, group: WorkingGroup) -> bool:
    return membership_of(account.id, group) is not None


def counted(group: WorkingGroup) -> tuple[int, int]:
    """(members, coordinators) as the group keeps them."""
    return group.member_count, group.coordinator_count


def told(topic: Topic) -> list[int | None]:
    return sorted((note.account_id for note in notes(topic)), key=str)


def last_entry() -> tuple[Any, ...]:
    """(verb, actor, group, audience) of the newest line of the log."""
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    entry = db.session.scalars(newest).one()
    return entry.verb, entry.actor_id, entry.group_id, entry.audience
