"""A translation whose original moves on, or is hidden, while it is written."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.families import begun, live, live_number, newest, revised, translated
from tests.web.translation_forms import edit, form_of
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post


@pytest.fixture
def original(world: World) -> Post:
    return published(world)


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def test_a_part_that_changed_is_marked_and_followed_by_a_tick(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = translated(world, original)
    parts = {**live(original).sections, "results": "Losses fell to 20 percent."}
    revised(world, original, sections=parts)
    base = len(post.revisions)

    page = bruno.get(edit(post)).text
    assert page.count("The original has changed here") == 1
    assert "<ins>" in page
    assert 'name="follows_results"' in page
    bruno.post(edit(post), data=form_of(post, do="submit", base=base))

    assert follows(post)["results"] == 1

    bruno.post(f"/en/my-work/{post.id}/withdraw")
    form = form_of(post, do="submit", base=base + 1, follows_results="y")
    bruno.post(edit(post), data=form)

    assert follows(post)["results"] == live_number(original)
    assert follows(post)["context"] == 1


def test_a_tick_beside_an_older_text_says_nothing_of_the_newest(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = translated(world, original)
    base = len(post.revisions)
    for words in ("Losses fell to 20 percent.", "Losses fell to 10 percent."):
        parts = {**live(original).sections, "results": words}
        revised(world, original, sections=parts)
    seen = live_number(original) - 1

    form = form_of(post, do="save", base=base, seen=seen, follows_results="y")
    bruno.post(edit(post), data=form)

    assert follows(post)["results"] == 1


def follows(post: Post) -> dict[str, int]:
    db.session.expire_all()
    origin = newest(post).origin
    assert origin is not None
    return origin.follows


def test_my_work_says_what_is_a_translation_and_what_is_older(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = translated(world, original)
    assert "bring it up to date" not in bruno.get("/en/my-work").text

    revised(world, original, summary="Sixty leaks.")

    page = bruno.get("/en/my-work").text
    assert 'Translation of <bdi lang="en">Leak detection in Maputo</bdi>' in page
    assert "The original has changed: bring it up to date" in page
    own = bruno.get(f"/en/my-work/{post.id}").text
    assert "The original has changed since." in own
    assert edit(post) in own


def test_while_the_original_is_hidden_its_words_are_not_shown(
    client: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original, who="amina")
    hide(world.viewer("elif"), original, "Names a private person.")
    db.session.commit()
    sign_in(client, world.amina)

    page = client.get(edit(post)).text
    answer = client.post(edit(post), data={"title": "Fuites", "base": 1, "do": "save"})

    assert "The original is not shown at present" in page
    assert "Half of the" not in page
    assert answer.status_code == 303
    assert (newest(post).title, newest(post).country) == ("Fuites", "MZ")
