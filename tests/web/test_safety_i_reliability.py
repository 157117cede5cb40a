"""SAFETY.md I: pressed twice is done once (R69); locked or gone is said (R73, R79)."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from tests.drafts import published
from tests.web.account_pages import is_signed_in, joining, sign_in_by_form
from tests.web.at_once import at_once
from tests.web.sites import another_site
from tests.world import World, sign_in
from uclg_share import engines
from uclg_share.accounts.models import Account
from uclg_share.database import db, is_sqlite
from uclg_share.organisations.models import Affiliation
from uclg_share.posts.models import Post

KEY = "a-key-of-one-form-only"
DRAFT = {"do": "save", "title": "Leaks at night", "language": "en", "once": KEY}
GONE = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.fixture
def hasty(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The site, waiting a fifth of a second for a lock."""
    monkeypatch.setattr(engines, "PATIENCE_MS", 200)
    with another_site(app) as site:
        yield site


@contextmanager
def locked() -> Iterator[None]:
    """Somebody else writes, and takes long."""
    db.session.commit()
    with db.engine.begin() as connection:
        if not is_sqlite():  # there the transaction has begun with the lock
            connection.execute(text("LOCK TABLE hit, once IN ACCESS EXCLUSIVE MODE"))
        yield


def number_of(model: type[Account | Post | Affiliation]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_same_text_sent_six_times_is_one_text(app: Flask, world: World) -> None:
    browsers = [app.test_client() for _ in range(6)]
    for browser in browsers:
        sign_in(browser, world.amina)

    codes = at_once(browsers, "/en/write/case-study", DRAFT)
    again = browsers[0].post("/en/write/case-study", data=DRAFT)

    assert codes == [303] * 6
    assert number_of(Post) == 1
    [post] = db.session.scalars(select(Post))
    assert again.location == f"/en/posts/{post.id}/edit"
    other = browsers[0].post("/en/write/case-study", data=DRAFT | {"once": ""})
    assert (other.status_code, number_of(Post)) == (303, 2)


def test_the_key_of_a_form_is_ones_own(app: Flask, world: World) -> None:
    for person in (world.amina, world.gabriel):
        browser = app.test_client()
        sign_in(browser, person)
        browser.post("/en/write/case-study", data=DRAFT)

    authors = set(db.session.scalars(select(Post.author_id)))
    assert authors == {world.amina.id, world.gabriel.id}


def test_one_person_joining_five_times_at_once_is_one_person(
    app: Flask, world: World
) -> None:
    before = number_of(Account), number_of(Affiliation)

    codes = at_once([app.test_client() for _ in range(5)], "/en/sign-up", joining())

    assert codes == [200] * 5
    assert number_of(Account) == before[0] + 1
    assert number_of(Affiliation) == before[1] + 1


def test_reading_goes_on_while_somebody_writes(hasty: Flask, world: World) -> None:
    published(world)
    reader = hasty.test_client()
    sign_in(reader, world.amina)

    with locked():
        pages = ["/en/", "/en/groups/water", "/en/groups/water.atom", "/en/settings"]
        codes = [reader.get(path).status_code for path in pages]

    assert codes == [200] * 4


def test_a_lock_that_lasts_is_said_and_the_text_comes_back(
    hasty: Flask, world: World
) -> None:
    writer = hasty.test_client()
    sign_in(writer, world.amina)
    form = DRAFT | {"summary": "We listened to the pipes at night."}

    with locked():
        answer = writer.post("/en/write/case-study", data=form)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "We listened to the pipes at night." in answer.text
    assert "locked" not in answer.text
    assert writer.post("/en/write/case-study", data=form).status_code == 303
    assert number_of(Post) == 1


def test_the_wait_ends_before_five_seconds(app: Flask) -> None:
    waits = app.config["SQLALCHEMY_ENGINE_OPTIONS"]

    assert engines.PATIENCE_MS <= 4500
    assert waits["pool_timeout"] <= 4


@pytest.mark.parametrize("url", [GONE, "sqlite:////nowhere/at/all.db"])
def test_a_database_that_is_gone_is_said_at_once_and_never_in_detail(
    app: Flask, url: str
) -> None:
    with another_site(app, database_url=url) as site:
        client = site.test_client()
        started = time.monotonic()
        for path in ("/en/organisations", "/fr/groups/water", "/en/people/1"):
            answer = client.get(path)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
            for word in ("Traceback", "127.0.0.1", "psycopg", "sqlite", "SELECT"):
                assert word not in answer.text
        answers = [sign_in_by_form(client, "a@b.org"), client.get("/readyz")]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert time.monotonic() - started < 5


def test_what_needs_no_database_works_without_one(app: Flask, world: World) -> None:
    with another_site(app, database_url=GONE) as site:
        client = site.test_client()
        codes = {
            path: client.get(path).status_code
            for path in ("/healthz", "/en/about", "/en/sign-in", "/en/nowhere", "/")
        }

    assert codes.pop("/") == 302
    assert codes.pop("/en/nowhere") == 404
    assert set(codes.values()) == {200}


def test_somebody_signed_in_is_not_taken_for_a_stranger_meanwhile(
    app: Flask, client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)
    cookie = client.get_cookie("share")
    assert cookie is not None
    with another_site(app, database_url=GONE) as site:
        browser = site.test_client()
        browser.set_cookie("share", cookie.value)
        for path in ("/en/settings", "/en/about", "/en/nowhere"):
            answer = browser.get(path)
            assert answer.status_code == 503, path
            assert "Set-Cookie" not in answer.headers

    assert is_signed_in(client)
