from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.drafts import drafted
from tests.web.text_forms import filled
from tests.world import World, sign_in
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


def kept(client: FlaskClient, post: Post, sequence: int = 0, **typed: str) -> Any:
    form = {"title": "Typed", "base": "1", "sequence": str(sequence), **typed}
    return client.post(f"/en/posts/{post.id}/keep", data=form)


def test_what_was_typed_is_there_again(amina: FlaskClient, post: Post) -> None:
    said = kept(amina, post, started="nonsense 2024").get_json()
    page = amina.get(f"/en/posts/{post.id}/edit").text

    assert said["sequence"] == 1
    assert "We kept what you typed" in page
    assert 'value="nonsense 2024"' in page
    assert 'name="sequence" value="1"' in page
    assert latest_revision(post).number == 1


def test_a_first_keeping_makes_one_draft(amina: FlaskClient, world: World) -> None:
    form = {"title": "First words", "once": "k" * 20, "base": "0"}

    first = amina.post("/en/write/case-study/keep", data=form)
    again = amina.post("/en/write/case-study/keep", data=form)

    [made] = db.session.scalars(select(Post))
    assert made.working_title == "First words"
    assert first.get_json()["address"] == f"/en/posts/{made.id}/edit"
    assert again.status_code == 409


def test_an_older_window_is_told(amina: FlaskClient, post: Post) -> None:
    kept(amina, post, 0, title="Newer")

    answer = kept(amina, post, 0, title="Older")

    assert (answer.status_code, answer.get_json()) == (409, {"newer": True})
    assert 'value="Newer"' in amina.get(f"/en/posts/{post.id}/edit").text


def test_saving_from_an_older_window_shows_both(
    amina: FlaskClient, world: World, post: Post
) -> None:
    kept(amina, post, 0, title="Typed in the newer window")
    old = filled(world, title="Saved in the older window") | {"sequence": "0"}

    answer = amina.post(f"/en/posts/{post.id}/edit", data=old | {"base": "1"})

    assert answer.status_code == 409
    assert "Typed in the newer window" in answer.text
    assert 'value="Saved in the older window"' in answer.text
    assert 'name="sequence" value="1"' in answer.text
    assert latest_revision(post).number == 1
    chosen = old | {"base": "1", "sequence": "1"}
    assert amina.post(f"/en/posts/{post.id}/edit", data=chosen).status_code == 303
    assert latest_revision(post).content["title"] == "Saved in the older window"


def test_a_saved_text_needs_no_copy(
    amina: FlaskClient, world: World, post: Post
) -> None:
    kept(amina, post)
    form = filled(world, title="Saved") | {"base": "1", "sequence": "1"}

    amina.post(f"/en/posts/{post.id}/edit", data=form)

    assert db.session.scalar(select(func.count()).select_from(WorkingCopy)) == 0
    assert "We kept what" not in amina.get(f"/en/posts/{post.id}/edit").text


def test_what_was_kept_is_thrown_away(amina: FlaskClient, post: Post) -> None:
    kept(amina, post, title="Not this")

    answer = amina.post(f"/en/posts/{post.id}/keep/forget")

    assert answer.location == f"/en/posts/{post.id}/edit"
    assert "Not this" not in amina.get(f"/en/posts/{post.id}/edit").text


@pytest.mark.parametrize("name", ["chen", "bruno", "dina"])
def test_the_copy_of_another_is_not_there(
    client: FlaskClient, world: World, post: Post, name: str
) -> None:
    sign_in(client, getattr(world, name))

    assert kept(client, post).status_code == 404
    assert client.post(f"/en/posts/{post.id}/keep/forget").status_code == 404


def test_who_is_signed_out_keeps_nothing(client: FlaskClient, post: Post) -> None:
    assert kept(client, post).status_code == 403
    assert client.get("/en/keep-token").status_code == 303


def test_a_flood_is_not_kept(amina: FlaskClient, post: Post) -> None:
    assert kept(amina, post, context="x" * 200_001).status_code == 413
    assert db.session.scalar(select(func.count()).select_from(WorkingCopy)) == 0


@pytest.mark.parametrize("sequence", ["x", "-1", "9" * 40, ""])
def test_an_odd_number_is_an_older_window(
    amina: FlaskClient, post: Post, sequence: str
) -> None:
    kept(amina, post)
    form = {"title": "Odd", "base": "1", "sequence": sequence}

    answer = amina.post(f"/en/posts/{post.id}/keep", data=form)

    assert answer.status_code == 409
