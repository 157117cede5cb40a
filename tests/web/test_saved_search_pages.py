"""Saving the search one looks at, and what can be done with it afterwards."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.drafts import case_study, published
from tests.notes import notes
from tests.world import World, sign_in
from uclg_share.database import db, now
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic
from uclg_share.saved_searches import actions, telling
from uclg_share.saved_searches.models import SavedSearch

SEARCH = "/en/search?q=market+fees&country=PE"
SAVE = "/en/saved-searches/save?q=market+fees&country=PE"


def searches() -> list[SavedSearch]:
    db.session.expire_all()
    return list(db.session.scalars(select(SavedSearch)))


def test_a_visitor_is_asked_to_sign_in_and_comes_back_to_the_search(
    client: FlaskClient, world: World
) -> None:
    published(world, case_study(world, "Market fees", country="PE"))

    page = html.unescape(client.get(SEARCH).text)

    link = re.search(r'href="([^"]+)">Sign in to be told of new results', page)
    assert link
    assert unquote(link[1]).endswith(f"next={SAVE}")
    assert "Save this search" not in page
    assert client.get(SAVE).status_code == 303
    assert client.post(SAVE, data={"name": "Fees"}).status_code == 403
    assert searches() == []


def test_somebody_saves_the_search_they_look_at(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)
    assert "Save this search" in client.get(SEARCH).text

    form = client.get(SAVE).text
    assert 'value="market fees, Peru"' in form
    answer = client.post(SAVE, data={"name": "  Fees   in Peru "})

    assert answer.headers["Location"] == "/en/following#searches"
    [kept] = searches()
    assert (kept.name, kept.account_id) == ("Fees in Peru", world.chen.id)
    assert "You have saved this search" in client.get(SEARCH).text
    listed = html.unescape(client.get("/en/following").text)
    assert "/en/search?q=market+fees&country=PE&order=newest" in listed
    assert "/en/search.atom?q=market+fees&country=PE" in listed
    assert client.get(SAVE).status_code == 303


def test_a_search_needs_a_name_and_a_question(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)

    assert client.post(SAVE, data={"name": " \u200b "}).status_code == 422
    assert client.post(SAVE, data={"name": "x" * 121}).status_code == 422
    empty = client.post("/en/saved-searches/save", data={"name": "All"})

    assert empty.headers["Location"] == "/en/search"
    assert searches() == []


def test_it_can_be_renamed_removed_and_put_back(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)
    client.post(SAVE, data={"name": "Fees"})
    here = f"/en/saved-searches/{searches()[0].id}"

    assert client.post(f"{here}/rename", data={"name": "Dues"}).status_code == 303
    assert searches()[0].name == "Dues"
    gone = client.post(f"{here}/remove")
    assert gone.headers["Location"].startswith("/en/following?removed=")
    page = client.get(gone.headers["Location"]).text
    assert "The search is removed." in page
    assert ">Dues<" not in page
    assert client.get(f"{here}/rename").status_code == 404
    assert client.post(f"{here}/restore").status_code == 303

    assert ">Dues<" in client.get("/en/following").text
    assert client.get(here).headers["Location"].startswith("/en/search?q=market")


def test_another_persons_search_is_not_there(client: FlaskClient, world: World) -> None:
    sign_in(client, world.chen)
    client.post(SAVE, data={"name": "Fees"})
    here = f"/en/saved-searches/{searches()[0].id}"
    sign_in(client, world.amina)

    assert client.get(here).status_code == 404
    assert client.get(f"{here}/rename").status_code == 404
    for act in ("remove", "restore", "rename"):
        assert client.post(f"{here}/{act}", data={"name": "X"}).status_code == 404
    assert "Fees" not in client.get("/en/following").text


def test_who_has_saved_too_many_is_told(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 0)
    sign_in(client, world.chen)

    answer = client.post(SAVE, data={"name": "Fees"}, follow_redirects=True)

    assert "You have saved 0 searches" in answer.text
    assert searches() == []


def test_what_a_search_finds_stands_in_inbox_and_mail(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, world.chen)
    client.post(SAVE, data={"name": "Fees"})
    post = published(world, case_study(world, "Market fees", country="PE"))
    monkeypatch.setattr(telling, "now", lambda: now() + timedelta(hours=1))
    telling.tell_next()

    inbox = client.get("/en/inbox").text
    [note] = notes(Topic.SEARCH_FOUND)
    mail = compose(note)

    assert "1 new post for your search “Fees”" in inbox
    assert f"/en/saved-searches/{searches()[0].id}" in inbox
    assert mail["Subject"] == "1 new post for your search “Fees”"
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Market fees" in text
    assert f"/posts/{post.id}/" in text
    assert mail["List-Unsubscribe"]


def test_an_empty_result_helps(client: FlaskClient, world: World) -> None:
    page = client.get("/en/search?q=zeppelin&kind=debate").text

    assert "Take a filter away:" in page
    assert "Ask the members of a group" in page
    assert "Sign in to be told of new results" in page
