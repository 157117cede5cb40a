"""Pictures and files of a text while it is written: with a form alone, and one by one
as the script sends them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.drafts import drafted
from tests.files import stored_rows, upload
from tests.office import pdf
from tests.web.account_pages import title_of
from tests.web.at_once import at_once
from tests.web.file_forms import ONCE, edited, rows_of
from tests.web.text_forms import NEW, filled, only_post
from tests.world import World, sign_in
from uclg_share.attachments.refusals import REASONS, Fault
from uclg_share.database import db
from uclg_share.posts.models import Post, WorkingCopy
from uclg_share.posts.queries import latest_revision


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


@pytest.fixture
def post(world: World) -> Post:
    post = drafted(world)
    db.session.commit()
    return post


def test_a_file_is_added_and_nothing_typed_is_lost(
    amina: FlaskClient, world: World, post: Post
) -> None:
    form = edited(world, post, upload(), upload("by-law.pdf", pdf()))
    form |= {"title": "Typed just now", "started": "no date"}

    answer = amina.post(f"/en/posts/{post.id}/edit", data=form)

    assert answer.status_code == 303
    assert answer.location == f"/en/posts/{post.id}/edit#files-s"
    page = amina.get(answer.location).text
    assert "2 files are added." in page
    assert [row.name for row in stored_rows()] == ["hydrant.webp", "by-law.pdf"]
    assert rows_of(page) == [str(row.id) for row in stored_rows()]
    assert 'value="Typed just now"' in page
    assert 'value="no date"' in page
    assert latest_revision(post).number == 1


def test_a_text_that_nothing_has_kept_yet_is_kept_first(
    amina: FlaskClient, world: World
) -> None:
    form = filled(world, once=ONCE, do="add_files", new_files=[upload()])

    first = amina.post(NEW, data=form)
    form["new_files"] = [upload()]
    again = amina.post(NEW, data=form)

    post = only_post()
    assert first.location == f"/en/posts/{post.id}/edit#files-s"
    assert again.location == first.location
    assert len(stored_rows()) == 1


def test_the_same_file_sent_twice_in_one_moment_makes_one_row(
    app: Flask, world: World, post: Post
) -> None:
    browsers = [app.test_client() for _ in range(3)]
    for browser in browsers:
        sign_in(browser, world.amina)
    forms: list[dict[str, Any]] = [{"new_files": upload()} for _ in browsers]

    codes = at_once(browsers, f"/en/posts/{post.id}/files", *forms)

    assert codes == [201, 201, 201]
    assert len(stored_rows()) == 1


def test_the_page_says_which_file_is_refused_and_why(
    amina: FlaskClient, world: World, post: Post
) -> None:
    form = edited(world, post, upload(), upload("page.html", b"<script>"))
    form |= {"title": "Typed just now"}

    answer = amina.post(f"/en/posts/{post.id}/edit", data=form)

    page = answer.text
    assert answer.status_code == 422
    assert title_of(page).startswith("Error:")
    assert f"page.html: {REASONS[Fault.NOT_TAKEN]}" in page
    assert '<a href="#new_files">page.html' in page
    assert len(rows_of(page)) == 1
    assert 'value="Typed just now"' in page


def test_after_a_refusal_the_next_try_counts(
    amina: FlaskClient, world: World, post: Post
) -> None:
    address = f"/en/posts/{post.id}/edit"
    bad = edited(world, post, upload("a.png", b"no picture"))
    page = amina.post(address, data=bad).text
    [sequence] = re.findall(r'name="sequence" value="(\d+)"', page)

    answer = amina.post(address, data=edited(world, post, upload(), sequence=sequence))

    assert answer.status_code == 303
    assert len(stored_rows()) == 1


def test_the_button_alone_asks_for_a_file(
    amina: FlaskClient, world: World, post: Post
) -> None:
    form = edited(world, post, upload("", b""))

    answer = amina.post(f"/en/posts/{post.id}/edit", data=form)

    assert answer.status_code == 422
    assert "Choose a file first" in answer.text
    assert db.session.scalars(select(WorkingCopy)).all() == []


def test_files_that_were_chosen_and_then_saved_are_not_lost(
    amina: FlaskClient, world: World, post: Post
) -> None:
    form = edited(world, post, upload(), do="submit")

    answer = amina.post(f"/en/posts/{post.id}/edit", data=form)

    assert answer.status_code == 303
    assert len(rows_of(amina.get(answer.location).text)) == 1


def test_an_older_window_adds_nothing_and_shows_both(
    amina: FlaskClient, world: World, post: Post
) -> None:
    amina.post(
        f"/en/posts/{post.id}/keep",
        data={"title": "Newer", "base": "1", "sequence": "0"},
    )

    answer = amina.post(f"/en/posts/{post.id}/edit", data=edited(world, post, upload()))

    assert answer.status_code == 409
    assert stored_rows() == []
