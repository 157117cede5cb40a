"""Files one by one as the script sends them, and how much is too much."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import badfiles
from tests.drafts import drafted, waiting
from tests.files import encoded, stored_rows, upload
from tests.web.file_forms import edited
from tests.world import World, sign_in
from uclg_share import limits, uploads
from uclg_share.attachments.refusals import REASONS, Fault
from uclg_share.database import db
from uclg_share.limits import Limit
from uclg_share.posts.models import Post
from uclg_share.storage import Store, Unavailable, store

GROUPS = {
    "what-they-are-not": badfiles.NOT_WHAT_THEY_SAY,
    "damaged": badfiles.DAMAGED,
    "live": badfiles.LIVE,
    "bombs": badfiles.BOMBS,
    "dirty": badfiles.DIRTY,
    "documents": badfiles.GOOD_DOCUMENTS,
}


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


@pytest.fixture
def post(world: World) -> Post:
    post = drafted(world)
    db.session.commit()
    return post


def sent_one(client: FlaskClient, post: Post, at: int = 0, *sent: Any) -> TestResponse:
    form = {"new_files": [*(sent or (upload(),))], "at": str(at)}
    return client.post(f"/en/posts/{post.id}/files", **encoded(form))


def test_the_script_gets_the_row_of_its_file(amina: FlaskClient, post: Post) -> None:
    first = sent_one(amina, post, at=3)
    again = sent_one(amina, post, at=4)

    [row] = stored_rows()
    assert (first.status_code, again.status_code) == (201, 201)
    assert f'name="files-3-attachment_id" type="hidden" value="{row.id}"' in first.text
    assert 'name="files-4-alt"' in again.text
    assert f"/files/{row.id}/480.webp" in first.text


def test_the_script_gets_the_reason_in_words(amina: FlaskClient, post: Post) -> None:
    answer = sent_one(amina, post, 0, upload("a.png", b"GIF89a"))

    assert (answer.status_code, answer.mimetype) == (422, "text/plain")
    assert answer.text == f"a.png: {REASONS[Fault.DIFFERS]}"


def test_a_text_shows_twenty_files_at_most(amina: FlaskClient, post: Post) -> None:
    answer = sent_one(amina, post, at=20)

    assert (answer.status_code, stored_rows()) == (422, [])
    assert "at most 20 files" in answer.text


@pytest.mark.parametrize("name", ["chen", "bruno", "dina", "gabriel"])
def test_nobody_else_adds(
    client: FlaskClient, world: World, post: Post, name: str
) -> None:
    sign_in(client, getattr(world, name))

    assert sent_one(client, post).status_code == 404
    assert stored_rows() == []


def test_what_waits_takes_no_file(amina: FlaskClient, world: World) -> None:
    post = waiting(world).post

    assert sent_one(amina, post).status_code == 403


def test_a_visitor_sends_nothing_large(client: FlaskClient, post: Post) -> None:
    large = upload("large.txt", b"a" * 3_000_000)

    assert sent_one(client, post, 0, large).status_code == 413
    assert sent_one(client, post).status_code == 403


def test_more_than_all_at_once_is_refused_and_the_text_comes_back(
    amina: FlaskClient, world: World, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 300_000)
    form = edited(world, post, upload("large.txt", b"a" * 400_000))

    answer = amina.post(f"/en/posts/{post.id}/edit", **encoded(form))

    assert answer.status_code == 413
    assert "A file may have 10 MB" in answer.text
    assert str(form["summary"]) in answer.text
    assert "aaaaaaaa" not in answer.text
    assert stored_rows() == []


def test_a_length_that_is_announced_is_enough_to_refuse(
    amina: FlaskClient, post: Post
) -> None:
    class Unread(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or -1)
            return b""

    asked: list[int] = []
    answer = amina.post(
        f"/en/posts/{post.id}/files",
        input_stream=Unread(),
        environ_overrides={"CONTENT_LENGTH": "100000000"},
        content_type="multipart/form-data; boundary=x",
    )

    assert answer.status_code == 413
    assert all(0 < size <= 2 * 1024 * 1024 for size in asked)


def test_a_page_that_takes_no_file_still_refuses_one(amina: FlaskClient) -> None:
    answer = amina.post("/en/settings", data={"x": upload()})
    empty = amina.post("/en/settings", data={"x": upload("", b"")})

    assert answer.status_code == 400
    assert empty.status_code != 400


def test_so_many_files_in_an_hour_are_enough(
    amina: FlaskClient, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UPLOAD_ACCOUNT", Limit("upload-account", 1, 3600))

    assert sent_one(amina, post).status_code == 201
    assert sent_one(amina, post).status_code == 429


def test_a_store_that_is_away_loses_no_word(
    amina: FlaskClient, world: World, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(*_args: Any) -> None:
        raise Unavailable("full")

    monkeypatch.setattr(store(), "put", put)
    form = edited(world, post, upload(), title="Typed just now")

    answer = amina.post(f"/en/posts/{post.id}/edit", data=form)

    assert answer.status_code == 503
    assert 'value="Typed just now"' in amina.get(f"/en/posts/{post.id}/edit").text


@pytest.mark.parametrize("group", GROUPS)
def test_every_file_is_refused_with_a_reason_or_stored_clean(
    amina: FlaskClient,
    post: Post,
    site_stores: Store,
    group: str,
) -> None:
    wrong = {}
    for case in GROUPS[group]:
        answer = sent_one(amina, post, 0, upload(case.name, case.make()))
        told = str(REASONS[case.fault]) if case.fault else "attachment_id"
        code = 422 if case.fault else 201
        if answer.status_code != code or told not in answer.text:
            wrong[case.case] = (answer.status_code, answer.text[-200:])

    assert wrong == {}
    there = {key.partition("/")[0] for key, _ in site_stores.keys()}  # noqa: SIM118
    assert there == {row.key for row in stored_rows()}
