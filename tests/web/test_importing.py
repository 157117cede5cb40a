"""Many texts come in at once, after a look at them: all or nothing, and none twice."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.archives import own_picture, text, zipped
from tests.pictures import jpeg
from tests.web.at_once import at_once
from tests.web.imports import (
    IMPORT,
    TABLE,
    check,
    confirmation,
    everything_of_texts,
    nine,
    take_in,
)
from tests.web.text_forms import kept, posts
from tests.world import World, sign_in
from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db
from uclg_share.exchange.models import Parcel
from uclg_share.posts.models import Stage


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def test_the_page_says_what_to_send_and_gives_what_to_begin_from(
    amina: FlaskClient,
) -> None:
    page = amina.get(IMPORT).text

    assert 'type="file"' in page
    assert 'href="/en/write/case-study/template.md"' in page
    assert 'href="/en/write/import/template.csv"' in page
    assert f'href="{IMPORT}"' in amina.get("/en/write").text


def test_looking_writes_no_text(amina: FlaskClient) -> None:
    before = everything_of_texts()

    page = check(amina, nine()).text

    assert "9 texts can be taken in" in page
    assert "Walk 7" in page
    assert everything_of_texts() == {**before, "parcel": 1}


def test_what_was_looked_at_is_taken_in(amina: FlaskClient, world: World) -> None:
    answer = take_in(amina, nine())

    assert (answer.status_code, answer.location) == (303, "/en/my-work?stage=draft")
    assert [post.working_title for post in posts()] == [
        f"Walk {n}" for n in range(1, 10)
    ]
    assert {(p.author_id, p.stage) for p in posts()} == {(world.amina.id, Stage.DRAFT)}
    files = [one for post in posts() for one in kept(post).files]
    assert len({one.attachment_id for one in files}) == 9
    assert "9 texts are drafts now" in amina.get(answer.location).text
    assert db.session.query(Parcel).count() == 0
    said = db.session.query(AuditEntry).filter_by(verb=Verb.TEXTS_IMPORTED).one()
    assert said.data == {"posts": [post.id for post in posts()]}


def test_a_picture_that_is_not_ours_is_made_anew(amina: FlaskClient) -> None:
    data = zipped({"a.md": text(file="files/a.JPG"), "files/a.JPG": jpeg()})

    take_in(amina, data)

    (post,) = posts()
    assert len(kept(post).files) == 1


def test_the_same_archive_twice_makes_no_double(amina: FlaskClient) -> None:
    take_in(amina, nine())
    before = everything_of_texts()

    page = check(amina, nine()).text

    assert "You have all of these texts already" in page
    assert "9 texts are among yours already" in page
    assert everything_of_texts() == before


def test_only_what_is_new_is_taken(amina: FlaskClient) -> None:
    take_in(amina, zipped({"1.md": text("One"), "2.md": text("Two")}))

    take_in(amina, zipped({"2.md": text("Two"), "3.md": text("Three")}))

    assert [post.working_title for post in posts()] == ["One", "Two", "Three"]


def test_another_picture_is_another_text(amina: FlaskClient) -> None:
    for width in (50, 60, 50):
        data = zipped({"a.md": text(file="a.webp"), "a.webp": own_picture(width)})
        if (
            "texts can be taken" in (page := check(amina, data).text)
            or "1 text can" in page
        ):
            amina.post(IMPORT, data=confirmation(page))

    assert len(posts()) == 2


def test_two_of_the_same_in_one_archive_are_two(amina: FlaskClient) -> None:
    twins = zipped({"1.md": text(), "2.md": text()})

    take_in(amina, twins)

    assert len(posts()) == 2
    assert "You have all of these texts already" in check(amina, twins).text


def test_two_windows_make_one_import(app: Flask, world: World) -> None:
    browsers = [app.test_client() for _ in range(4)]
    for browser in browsers:
        sign_in(browser, world.amina)
    form = confirmation(check(browsers[0], nine()).text)
    other = {**form, "once": "a-key-of-the-other-window"}

    codes = at_once(browsers, IMPORT, form, other)

    assert len(posts()) == 9
    assert set(codes) <= {303, 422}
    assert 303 in codes
    again = browsers[0].post(IMPORT, data=form)
    assert again.status_code in {303, 422}
    assert len(posts()) == 9


def test_one_file_is_kept_for_a_person(amina: FlaskClient) -> None:
    first = confirmation(check(amina, nine()).text)
    check(amina, TABLE, "t.csv")

    assert db.session.query(Parcel).count() == 1
    assert amina.post(IMPORT, data=first).status_code == 422


def test_a_table_is_taken_in(amina: FlaskClient) -> None:
    page = check(amina, TABLE, "table.csv").text
    assert "2 texts can be taken in" in page
    assert "Line 3" in page

    amina.post(IMPORT, data=confirmation(page))

    assert [post.working_title for post in posts()] == ["One", "Two"]
    assert "You have all of these" in check(amina, TABLE, "table.csv").text


def test_what_is_left_empty_is_said_before_and_not_after(
    amina: FlaskClient, world: World
) -> None:
    data = zipped(
        {
            "a.md": text().replace(
                b"title:", b"groups: [budgets]\ntranslation_of: b\ntitle:"
            )
        }
    )

    page = check(amina, data).text

    assert "<bdi>groups</bdi>" in page
    assert "here it is a text of its own" in page


def test_one_markdown_file_will_do(amina: FlaskClient) -> None:
    take_in(amina, text(), "walk.md")

    assert [post.working_title for post in posts()] == ["A walk"]
