"""Reporting a text, and the desk where reports are settled."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.drafts import case_study, published, waiting
from tests.notes import notes
from tests.talk import only_comment, reported, said
from tests.web.account_pages import title_of
from tests.web.at_once import at_once
from tests.web.comment_pages import at, page_of
from tests.web.test_safety_g_abuse import lower
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.flags.models import Flag, Settlement
from uclg_share.i18n import LANGUAGES
from uclg_share.notifications.models import Topic

SENT = {"concern": "personal_data", "note": "The second sentence."}
HIDE = {"settlement": "hidden", "answer": "It names a child."}


@pytest.fixture
def gabriel(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.gabriel)
    return client


def flags() -> list[Flag]:
    db.session.expire_all()
    return list(db.session.scalars(select(Flag).order_by(Flag.id)))


def test_a_comment_is_reported_from_its_place(
    gabriel: FlaskClient, world: World
) -> None:
    comment = said(world, published(world))
    assert f'href="{at(comment, "report")}"' in gabriel.get(page_of(comment.post)).text

    answer = gabriel.post(at(comment, "report"), data=SENT)

    (flag,) = flags()
    assert (answer.status_code, answer.location) == (303, at(comment))
    assert (flag.comment_id, flag.by_id) == (comment.id, world.gabriel.id)
    assert "You have reported this already." in gabriel.get(at(comment, "report")).text


def test_a_post_is_reported_from_its_page(gabriel: FlaskClient, world: World) -> None:
    post = published(world)
    address = f"/en/posts/{post.id}/report"
    assert f'href="{address}"' in gabriel.get(page_of(post)).text

    answer = gabriel.post(address, data=SENT)

    assert (answer.location, flags()[0].comment_id) == (page_of(post), None)


@pytest.mark.parametrize(
    "sent", [{}, {"concern": "x"}, {"concern": "other"}, {**SENT, "note": "x" * 1001}]
)
def test_a_faulty_report_keeps_what_was_typed(
    gabriel: FlaskClient, world: World, sent: dict[str, str]
) -> None:
    answer = gabriel.post(f"/en/posts/{published(world).id}/report", data=sent)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    assert sent.get("note", "") in answer.text
    assert flags() == []


def test_a_report_sent_six_times_at_once_is_one(app: Flask, world: World) -> None:
    post = published(world)
    browsers = [app.test_client() for _ in range(6)]
    for browser in browsers:
        sign_in(browser, world.gabriel)

    codes = at_once(browsers, f"/en/posts/{post.id}/report", SENT)

    assert set(codes) <= {200, 303}
    assert len(flags()) == 1
    assert len(notes(Topic.FLAG_RAISED)) == 2


def test_nobody_reports_without_end(
    gabriel: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower(monkeypatch, "FLAG_ACCOUNT")
    post = published(world)
    comments = [said(world, post, "chen", f"Comment {n}") for n in range(4)]

    codes = [gabriel.post(at(one, "report"), data=SENT).status_code for one in comments]

    assert codes == [303] * 3 + [429]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_words(
    gabriel: FlaskClient, world: World, language: str
) -> None:
    page = gabriel.get(f"/{language}/posts/{published(world).id}/report").text

    assert page.count('name="concern"') == 6


def test_the_desk_settles_a_report_and_tells_everybody_concerned(
    client: FlaskClient, world: World
) -> None:
    flag = reported(world, said(world, published(world)))
    sign_in(client, world.bruno)
    address = f"/en/desk/flags/{flag.id}"
    assert f'href="{address}"' in client.get("/en/desk/flags").text
    assert "Gabriel" in client.get(address).text

    answer = client.post(address, data=HIDE)

    assert (answer.status_code, answer.location) == (303, "/en/desk/flags")
    assert only_comment().hidden_reason == HIDE["answer"]
    assert flags()[0].settlement is Settlement.HIDDEN
    assert [note.account_id for note in notes(Topic.COMMENT_HIDDEN)] == [world.chen.id]
    assert len(notes(Topic.FLAG_SETTLED)) == 1
    page = client.get(address).text
    assert "Bruno" in page
    assert 'name="settlement"' not in page


@pytest.mark.parametrize("sent", [{}, {"settlement": "x"}, {"settlement": "hidden"}])
def test_hiding_by_a_report_needs_a_reason(
    client: FlaskClient, world: World, sent: dict[str, str]
) -> None:
    flag = reported(world, said(world, published(world)))
    sign_in(client, world.bruno)

    answer = client.post(f"/en/desk/flags/{flag.id}", data=sent)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    assert only_comment().is_shown


def test_of_six_who_settle_at_once_one_does(app: Flask, world: World) -> None:
    flag = reported(world, said(world, published(world)))
    browsers = [app.test_client() for _ in range(6)]
    for at_desk, browser in enumerate(browsers):
        sign_in(browser, world.bruno if at_desk % 2 else world.elif_)

    codes = at_once(browsers, f"/en/desk/flags/{flag.id}", HIDE)

    assert sorted(codes) == [303] + [409] * 5
    assert len(notes(Topic.COMMENT_HIDDEN)) == 1


@pytest.mark.parametrize("name, code", [("", 303), ("chen", 403), ("fatou", 404)])
def test_reports_are_for_those_who_moderate_here(
    client: FlaskClient, world: World, name: str, code: int
) -> None:
    flag = reported(world, said(world, published(world)))
    if name:
        sign_in(client, getattr(world, name))

    assert client.get(f"/en/desk/flags/{flag.id}").status_code == code


def test_the_author_finds_nobodys_name(client: FlaskClient, world: World) -> None:
    """Bruno, a coordinator, wrote what Gabriel reported."""
    comment = said(world, published(world), "bruno")
    flag = reported(world, comment)
    sign_in(client, world.bruno)

    assert client.get(f"/en/desk/flags/{flag.id}").status_code == 404
    assert "Leak detection" not in client.get("/en/desk/flags").text
    for page in (page_of(comment.post), at(comment, "thread"), "/en/desk"):
        assert "Gabriel" not in client.get(page).text


def test_settling_goes_on_to_what_waits_next(client: FlaskClient, world: World) -> None:
    flag = reported(world, published(world))
    following = waiting(world, case_study(world, "Next"))
    sign_in(client, world.bruno)
    address = f"/en/desk/flags/{flag.id}"
    assert (
        f'href="/en/desk/reviews/{following.id}" data-next' in client.get(address).text
    )

    answer = client.post(address, data={"settlement": "kept", "next": "1"})

    assert answer.location == f"/en/desk/reviews/{following.id}"
