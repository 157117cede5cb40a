"""When a person leaves: who answers for what they wrote, from page to page."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.affiliations import of
from tests.authorship import asked_to_follow, left
from tests.drafts import published, waiting
from tests.notes import notes
from tests.web.at_once import at_once
from tests.world import World, sign_in
from uclg_share.authorship.models import Succession
from uclg_share.database import db
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic
from uclg_share.organisations.affiliations import end
from uclg_share.posts.models import Post

PEOPLE = "/en/organisations/hills/people"


def at(succession: Succession, act: str) -> str:
    return f"/en/successions/{succession.id}/{act}"


def test_from_leaving_to_being_followed(
    app: Flask, client: FlaskClient, world: World
) -> None:
    post = published(world)
    sign_in(client, world.amina)
    leaving = of(world, "amina", world.hills).id
    client.post(f"/en/affiliations/{leaving}/end")
    page = client.get(f"/en/my-work/{post.id}").text
    assert "Revise it" not in page
    assert client.get(f"/en/posts/{post.id}/edit").status_code == 403

    sign_in(client, world.gabriel)
    assert "Who answers now for what Amina wrote?" in client.get(PEOPLE).text
    succession = db.session.query(Succession).one()
    form = {"successor": str(world.gabriel.id), "before": "0"}
    assert client.post(at(succession, "choose"), data=form).location == PEOPLE
    assert "Gabriel was asked on" in client.get(PEOPLE).text
    assert "Will you answer for what Amina wrote?" in client.get("/en/my-work").text

    client.post(at(succession, "accept"))

    assert "Revise it" in client.get(f"/en/my-work/{post.id}").text
    public = app.test_client().get(f"/en/posts/{post.id}/{post.slug}").text
    assert "Written by Amina." in public
    assert "Kept by Gabriel." in public
    assert "Who answers now" not in client.get(PEOPLE).text


@pytest.mark.parametrize("name", ["amina", "bruno", "chen"])
def test_others_find_no_question(client: FlaskClient, world: World, name: str) -> None:
    succession = asked_to_follow(world)
    sign_in(client, getattr(world, name))
    form = {"successor": str(world.gabriel.id), "before": str(world.gabriel.id)}

    assert client.post(at(succession, "choose"), data=form).status_code == 404
    assert client.post(at(succession, "accept")).status_code == 404
    assert client.post(at(succession, "decline")).status_code == 404


@pytest.mark.parametrize("name", ["amina", "bruno", "hana", "ines", ""])
def test_who_does_not_write_for_it_cannot_be_chosen(
    client: FlaskClient, world: World, name: str
) -> None:
    succession = left(world)
    sign_in(client, world.gabriel)
    successor = str(getattr(world, name).id) if name else "x"

    answer = client.post(at(succession, "choose"), data={"successor": successor})

    assert answer.status_code == 422
    assert notes(Topic.SUCCESSION_ASKED) == []


def test_of_two_who_choose_at_once_one_does(app: Flask, world: World) -> None:
    succession = left(world)
    browsers = [app.test_client() for _ in range(4)]
    for number, browser in enumerate(browsers):
        sign_in(browser, world.dina if number % 2 else world.gabriel)

    form = {"successor": str(world.gabriel.id), "before": "0"}
    codes = at_once(browsers, at(succession, "choose"), form)

    assert sorted(codes) == [303, 409, 409, 409]
    assert len(notes(Topic.SUCCESSION_ASKED)) == 1


def test_of_yes_and_no_at_once_one_counts(app: Flask, world: World) -> None:
    succession = asked_to_follow(world)
    browsers = [app.test_client() for _ in range(4)]
    for browser in browsers:
        sign_in(browser, world.gabriel)

    codes = at_once(browsers, at(succession, "accept"), {})

    assert sorted(codes) == [303, 409, 409, 409]
    db.session.expire_all()
    [post] = db.session.query(Post).all()
    assert post.keeper_id == world.gabriel.id


def test_who_declines_is_told_what_follows(client: FlaskClient, world: World) -> None:
    succession = asked_to_follow(world)
    sign_in(client, world.gabriel)

    assert client.post(at(succession, "decline")).status_code == 303
    assert client.post(at(succession, "accept")).status_code == 409
    assert "Ask this person" in client.get(PEOPLE).text


@pytest.mark.parametrize("locale", ["en", "fr", "es", "ar"])
def test_every_mail_can_be_written(world: World, locale: str) -> None:
    world.gabriel.locale = locale
    asked_to_follow(world)

    for note in notes(Topic.SUCCESSION_OPENED, Topic.SUCCESSION_ASKED):
        assert "Amina" in str(compose(note)["Subject"])


def test_the_desk_says_that_the_sender_has_left(
    client: FlaskClient, world: World
) -> None:
    review = waiting(world)
    sign_in(client, world.elif_)
    address, words = f"/en/desk/reviews/{review.id}", "no longer writes for"
    assert words not in client.get(address).text

    end(world.viewer("amina"), of(world, "amina", world.hills))

    assert words in client.get(address).text
    review.post.keeper_id = world.gabriel.id
    assert words not in client.get(address).text
