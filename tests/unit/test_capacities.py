"""As what somebody acted, written down with each public act."""

from __future__ import annotations

import pytest

from tests.drafts import published
from tests.groups import membership
from tests.records import last_entry
from tests.world import World
from uclg_share.audit import Audience, Verb, record
from uclg_share.capacities import Capacity
from uclg_share.database import db
from uclg_share.groups.coordinating import dismiss_coordinator
from uclg_share.groups.models import Membership, Role
from uclg_share.permissions import ANYONE, OPERATOR, Viewer
from uclg_share.posts.actions import hide


def acted_as(world: World, viewer: Viewer) -> str:
    post = published(world)
    entry = record(
        viewer,
        Verb.POST_HIDDEN,
        post,
        group_id=world.water.id,
        audience=Audience.PUBLIC,
    )
    return str(entry.data["capacity"])


@pytest.mark.parametrize(
    "name, capacity",
    [
        ("bruno", Capacity.COORDINATOR),
        ("dina", Capacity.ADMINISTRATOR),
        ("amina", Capacity.AUTHOR),
        ("chen", Capacity.MEMBER),
        ("fatou", Capacity.MEMBER),  # who coordinates another group
    ],
)
def test_it_is_the_right_they_used(world: World, name: str, capacity: str) -> None:
    assert acted_as(world, world.viewer(name)) == capacity


@pytest.mark.parametrize(
    "viewer, capacity", [(OPERATOR, Capacity.OPERATOR), (ANYONE, Capacity.PROGRAM)]
)
def test_nobody_signed_in_is_the_command_line_or_the_program(
    world: World, viewer: Viewer, capacity: str
) -> None:
    assert acted_as(world, viewer) == capacity


def test_an_administrator_who_coordinates_acts_as_coordinator(world: World) -> None:
    role = Role.COORDINATOR
    db.session.add(Membership(account=world.dina, group=world.water, role=role))
    db.session.flush()

    assert acted_as(world, world.viewer("dina")) == Capacity.COORDINATOR


def test_it_stays_when_the_role_is_gone(world: World) -> None:
    hide(world.viewer("bruno"), published(world), "Names a person.")
    entry = last_entry()

    dismiss_coordinator(world.viewer("dina"), membership(world.bruno, world.water))

    assert not world.viewer("bruno").coordinates
    assert entry.data["capacity"] == Capacity.COORDINATOR


def test_what_is_not_public_does_not_keep_it(world: World) -> None:
    entry = record(world.viewer("bruno"), Verb.POST_STARTED, "post:1")

    assert "capacity" not in entry.data
