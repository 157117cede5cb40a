from __future__ import annotations

from datetime import timedelta

import pytest
from flask import current_app

from tests.groups import CHEN, counted, invited, is_in, last_entry
from tests.notes import notes, secret_in, verbs
from tests.records import last_entry as last_row
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.groups.invitations import (
    Guest,
    OtherAddress,
    accept,
    find_by_secret,
    invite,
    open_invitations,
    take_back,
)
from uclg_share.groups.models import Invitation, Lifecycle
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed


def newest_secret() -> str:
    return secret_in(notes(Topic.INVITED)[-1])


def test_an_invitation_leaves_by_mail_in_its_language(world: World) -> None:
    invitation = invited(world)

    note = notes(Topic.INVITED)[0]
    assert (note.address, note.account_id, note.locale) == (CHEN, None, "es")
    mail = compose(note)
    assert mail["To"] == CHEN
    link = f"/es/groups/budgets/invitation/{newest_secret()}"
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        assert link in body.get_content()
    assert invitation.expires_at - now() > timedelta(days=13)
    group, audience = world.budgets.id, Audience.COORDINATORS
    assert last_entry() == (Verb.INVITATION_SENT, world.fatou.id, group, audience)


def test_neither_the_outbox_nor_the_log_holds_the_secret(world: World) -> None:
    invitation = invited(world)

    secret = newest_secret()

    assert secret not in str(notes(Topic.INVITED)[0].data)
    assert invitation.secret_hash != secret != invitation.nonce
    assert CHEN not in f"{last_row().data}{last_row().subject}"


@pytest.mark.parametrize("name", ["amina", "chen", "bruno"])
def test_nobody_else_invites(world: World, name: str) -> None:
    key = current_app.config["SECRET_KEY"]

    with pytest.raises(NotAllowed):
        invite(world.viewer(name), world.budgets, Guest(CHEN, "en"), key)

    assert notes() == []


def test_nobody_is_invited_to_a_group_that_is_not_active(world: World) -> None:
    world.budgets.lifecycle = Lifecycle.DRAFT

    with pytest.raises(NotAllowed):
        invited(world)


def test_the_link_is_found_by_its_secret_and_its_group(world: World) -> None:
    invitation = invited(world)

    assert find_by_secret("budgets", newest_secret()) is invitation
    assert find_by_secret("water", newest_secret()) is None
    assert find_by_secret("budgets", "invented") is None
    assert find_by_secret("bud\x00gets", "\udce9") is None


def test_who_accepts_is_a_member(world: World) -> None:
    invitation = invited(world)

    accept(world.viewer("chen"), invitation)

    assert world.viewer("chen").member_of == {world.budgets.id}
    assert counted(world.budgets) == (2, 1)
    assert invitation.accepted_by_id == world.chen.id
    assert verbs() == [Verb.INVITATION_SENT, Verb.MEMBERSHIP_ADDED]
    assert last_row().data["invitation"] == invitation.id


def test_a_link_is_good_once(world: World) -> None:
    invitation = invited(world)
    accept(world.viewer("chen"), invitation)

    assert find_by_secret("budgets", newest_secret()) is None
    with pytest.raises(ChangedMeanwhile):
        accept(world.viewer("chen"), invitation)


def test_a_link_is_dead_after_two_weeks(world: World) -> None:
    invitation = invited(world)
    invitation.expires_at = now() - timedelta(seconds=1)
    db.session.commit()

    assert find_by_secret("budgets", newest_secret()) is None
    assert open_invitations(world.budgets) == []
    with pytest.raises(ChangedMeanwhile):
        accept(world.viewer("chen"), invitation)


def test_a_forwarded_link_admits_nobody_else(world: World) -> None:
    invitation = invited(world)

    with pytest.raises(OtherAddress):
        accept(world.viewer("gabriel"), invitation)

    assert not is_in(world.gabriel, world.budgets)
    assert invitation.accepted_at is None


def test_another_spelling_of_the_address_is_the_same_address(world: World) -> None:
    invitation = invited(world, "CHEN@People.Example.org")

    accept(world.viewer("chen"), invitation)

    assert is_in(world.chen, world.budgets)


def test_a_visitor_accepts_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        accept(ANYONE, invited(world))


def test_nobody_enters_a_group_that_was_archived_meanwhile(world: World) -> None:
    invitation = invited(world)
    world.budgets.lifecycle = Lifecycle.ARCHIVED

    with pytest.raises(NotAllowed):
        accept(world.viewer("chen"), invitation)


def test_a_member_uses_the_link_up_and_stays_what_they_were(world: World) -> None:
    invitation = invited(world, world.fatou.email)

    accept(world.viewer("fatou"), invitation)

    assert invitation.accepted_at
    assert world.viewer("fatou").coordinates == {world.budgets.id}
    assert verbs() == [Verb.INVITATION_SENT]


def test_what_was_taken_back_leads_nowhere(world: World) -> None:
    invitation = invited(world)

    take_back(world.viewer("dina"), invitation)

    assert find_by_secret("budgets", newest_secret()) is None
    assert last_entry()[0] is Verb.INVITATION_WITHDRAWN
    with pytest.raises(ChangedMeanwhile):
        accept(world.viewer("chen"), invitation)
    with pytest.raises(ChangedMeanwhile):
        take_back(world.viewer("fatou"), invitation)


@pytest.mark.parametrize("name", ["amina", "chen", "bruno"])
def test_nobody_else_takes_an_invitation_back(world: World, name: str) -> None:
    invitation = invited(world)

    with pytest.raises(NotAllowed):
        take_back(world.viewer(name), invitation)


def test_a_new_invitation_replaces_the_one_before(world: World) -> None:
    other = invited(world, "somebody@else.example.org")
    elsewhere = invited(world, host=world.bruno, group=world.water)
    first = invited(world)

    second = invited(world)

    assert first.withdrawn_at
    assert open_invitations(world.budgets) == [second, other]
    assert elsewhere.is_good(now())
    assert db.session.get(Invitation, first.id) is first
