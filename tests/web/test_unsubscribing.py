"""One click ends mail, without signing in (RFC 8058); a look ends nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, current_app
from flask.testing import FlaskClient

from tests.bulletin import prefer
from tests.mailing import way_out
from tests.web.sites import another_site, token_for
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.notifications.links import token_for as token_of
from uclg_share.notifications.models import Frequency, Mailing, News
from uclg_share.notifications.preferences import choices_of, mailing_of

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def strict(app: Flask, world: World) -> Iterator[Flask]:
    """The site as it is served: every other form carries a token."""
    with another_site(app, csrf=True) as site:
        yield site


def posts(world: World) -> Frequency:
    db.session.expire_all()
    return choices_of(world.amina.id).of(News.POSTS)


def test_a_mail_program_presses_the_button_without_cookie_and_token(
    strict: Flask, world: World
) -> None:
    token = way_out(world.amina, News.POSTS)

    answer = strict.test_client().post(f"/fr/unsubscribe/{token}", data=ONE_CLICK)

    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert posts(world) is Frequency.NONE
    assert choices_of(world.amina.id).of(News.DESK) is Frequency.EACH


def test_the_button_may_come_as_the_other_kind_of_form(
    strict: Flask, world: World
) -> None:
    token = way_out(world.amina, News.POSTS)

    strict.test_client().post(
        f"/en/unsubscribe/{token}", data=ONE_CLICK, content_type="multipart/form-data"
    )

    assert posts(world) is Frequency.NONE


def test_looking_at_the_page_ends_nothing(client: FlaskClient, world: World) -> None:
    token = way_out(world.amina, News.POSTS)

    answer = client.get(f"/en/unsubscribe/{token}")

    assert "Stop these mails?" in answer.text
    assert "New posts in my groups" in answer.text
    assert "amina" not in answer.text.lower()
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert posts(world) is Frequency.WEEKLY


def test_twice_is_once_and_its_owner_undoes_it(
    client: FlaskClient, world: World
) -> None:
    prefer(world.amina, Frequency.DAILY)
    prefer(world.amina, Frequency.EACH, group=world.water)
    token = way_out(world.amina, News.POSTS)
    sign_in(client, world.amina)
    for _ in range(2):
        page = client.post(f"/en/unsubscribe/{token}", data=ONE_CLICK).text
    assert f'action="/en/unsubscribe/{token}/undo"' in page
    assert choices_of(world.amina.id).of(News.POSTS, world.water.id) is Frequency.NONE

    client.post(f"/en/unsubscribe/{token}/undo")

    assert posts(world) is Frequency.DAILY
    assert choices_of(world.amina.id).of(News.POSTS, world.water.id) is Frequency.EACH


def test_all_of_it_ends_with_the_other_button(
    client: FlaskClient, world: World
) -> None:
    token = way_out(world.amina, News.POSTS)

    client.post(f"/en/unsubscribe/{token}", data={"do": "all"})
    assert db.session.get_one(Mailing, world.amina.id).stopped_at is not None
    sign_in(client, world.amina)
    client.post(f"/en/unsubscribe/{token}/undo")

    db.session.expire_all()
    assert db.session.get_one(Mailing, world.amina.id).stopped_at is None


def test_who_was_sent_the_mail_on_turns_nothing_on_again(
    client: FlaskClient, world: World
) -> None:
    token = way_out(world.amina, News.POSTS)
    client.post(f"/en/unsubscribe/{token}", data=ONE_CLICK)
    assert client.post(f"/en/unsubscribe/{token}/undo").status_code in {303, 403}
    sign_in(client, world.bruno)

    assert client.post(f"/en/unsubscribe/{token}/undo").status_code == 404
    assert posts(world) is Frequency.NONE


def test_turning_it_on_again_asks_for_a_token_of_the_site(
    strict: Flask, world: World
) -> None:
    client = strict.test_client()
    token = way_out(world.amina, News.POSTS)
    sign_in(client, world.amina)
    client.post(f"/en/unsubscribe/{token}", data=ONE_CLICK)

    assert client.post(f"/en/unsubscribe/{token}/undo").status_code == 400
    good = {"csrf_token": token_for(client, "/en/settings")}
    assert client.post(f"/en/unsubscribe/{token}/undo", data=good).status_code == 303


def test_no_other_token_ends_anything(client: FlaskClient, world: World) -> None:
    good = way_out(world.amina, News.POSTS)
    alias, _, seal = good.partition(".")
    other = way_out(world.bruno, News.POSTS).partition(".")[2]
    bad = ["x", ".", alias, f"{alias}.", f"{alias}.{other}", f"{alias}.{seal[:-1]}",
           f"x{good}", f"{good}x", good.upper(), "é.é", "a" * 5000]  # fmt: skip

    for token in bad:
        for method in ("GET", "POST"):
            path = f"/en/unsubscribe/{token}"
            assert client.open(path, method=method).status_code == 404, token

    assert posts(world) is Frequency.WEEKLY


def test_a_token_tells_nothing_and_is_its_own_for_each_kind(world: World) -> None:
    tokens = {way_out(world.amina, *kinds) for kinds in (
        [News.POSTS], [News.DESK], [News.POSTS, News.DESK])}  # fmt: skip

    assert len(tokens) == 3
    for token in tokens:
        assert "posts" not in token
        assert world.amina.email.partition("@")[0] not in token


def test_a_token_outlives_a_change_of_the_key(app: Flask, world: World) -> None:
    old = "an old key of at least thirty-two characters"
    mailing = mailing_of(world.amina.id)
    token = token_of(mailing, [News.POSTS], old)
    db.session.commit()
    with another_site(app, old_secret_keys=(old,)) as site:
        site.test_client().post(f"/en/unsubscribe/{token}", data=ONE_CLICK)
    assert current_app.config["SECRET_KEY"] != old

    assert posts(world) is Frequency.NONE
