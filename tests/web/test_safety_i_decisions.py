"""SAFETY.md I: of several who act at once one wins, the others hear it (R70, R71)."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import drafted, waiting
from tests.notes import notes, verbs
from tests.web.at_once import at_once
from tests.world import World, sign_in
from uclg_share.audit import Verb
from uclg_share.database import db
from uclg_share.groups.models import Membership, Role
from uclg_share.notifications.models import Topic
from uclg_share.posts.queries import latest_revision

ACCEPT = {"decision": "accept"}
RETURN = {"decision": "return", "reason": "incomplete", "note": "Say how many pipes."}


@pytest.fixture
def desk(app: Flask, world: World) -> list[FlaskClient]:
    """The browsers of six people who coordinate Water."""
    six = [world.bruno, world.elif_, world.chen, world.fatou, world.gabriel, world.dina]
    for person in six[2:]:
        db.session.add(
            Membership(account=person, group=world.water, role=Role.COORDINATOR)
        )
    browsers = [app.test_client() for _ in six]
    for browser, person in zip(browsers, six, strict=True):
        sign_in(browser, person)
    return browsers


def test_of_six_who_accept_at_once_one_does(
    desk: list[FlaskClient], world: World
) -> None:
    review = waiting(world)

    codes = at_once(desk, f"/en/desk/reviews/{review.id}", ACCEPT)

    assert sorted(codes) == [303] + [409] * 5
    assert verbs().count(Verb.POST_ACCEPTED) == 1
    assert len(notes(Topic.POST_ACCEPTED)) == 1


def test_of_accepting_and_sending_back_at_once_one_wins(
    desk: list[FlaskClient], world: World
) -> None:
    review = waiting(world)

    codes = at_once(desk, f"/en/desk/reviews/{review.id}", ACCEPT, RETURN)

    assert sorted(codes) == [303] + [409] * 5
    done = [Verb.POST_ACCEPTED, Verb.POST_RETURNED]
    assert sum(verbs().count(verb) for verb in done) == 1
    assert len(notes(Topic.POST_ACCEPTED, Topic.POST_RETURNED)) == 1


def test_who_comes_second_is_told_who_was_first(
    desk: list[FlaskClient], world: World
) -> None:
    path = f"/en/desk/reviews/{waiting(world).id}"
    desk[0].post(path, data=ACCEPT)

    answer = desk[1].post(path, data=RETURN)

    assert answer.status_code == 409
    assert "Bruno has already decided this" in answer.text


def test_of_two_windows_the_older_one_loses_nothing_and_overwrites_nothing(
    client: FlaskClient, world: World
) -> None:
    post = drafted(world)
    sign_in(client, world.amina)
    path = f"/en/posts/{post.id}/edit"
    form = {"do": "save", "language": "en", "base": "1"}

    client.post(path, data=form | {"title": "First window", "summary": "It rained."})
    answer = client.post(path, data=form | {"title": "Second window"})

    assert answer.status_code == 409
    assert "First window" in answer.text
    assert "It rained." in answer.text
    assert 'value="Second window"' in answer.text
    db.session.expire_all()
    assert latest_revision(post).content["title"] == "First window"
