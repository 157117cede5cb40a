"""Translating a post on the site: begin, write beside it, send in, bring up to date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.families import begun, translated, written
from tests.web.account_pages import title_of
from tests.web.text_forms import ONCE, posts
from tests.web.translation_forms import edit
from tests.world import World, sign_in
from uclg_share.database import db, now
from uclg_share.families.queries import KEPT_FOR
from uclg_share.posts.models import Post


@pytest.fixture
def original(world: World) -> Post:
    return published(world)


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def translate(post: Post) -> str:
    return f"/en/posts/{post.id}/translate"


def test_a_post_offers_its_translation_to_those_who_may(
    client: FlaskClient, world: World, original: Post
) -> None:
    address = f"/en/posts/{original.id}/{original.slug}"
    assert translate(original) not in client.get(address).text

    sign_in(client, world.bruno)
    assert translate(original) in client.get(address).text

    sign_in(client, world.chen)
    assert translate(original) not in client.get(address).text


def test_one_chooses_a_language_and_begins(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    page = bruno.get(translate(original)).text
    assert [f'value="{one}"' in page for one in ("en", "fr", "es", "ar")] == [
        False, True, True, True
    ]  # fmt: skip

    answer = bruno.post(translate(original), data={"language": "ar"})

    post = posts()[-1]
    assert (post.language, post.family_id) == ("ar", original.id)
    assert (answer.status_code, answer.location) == (303, edit(post))


def test_a_form_pressed_twice_begins_once(bruno: FlaskClient, original: Post) -> None:
    form = {"language": "ar", "once": ONCE}

    first, second = (bruno.post(translate(original), data=form) for _ in range(2))

    assert first.location == second.location
    assert len(posts()) == 2


@pytest.mark.parametrize("language", ["", "en", "de"])
def test_a_language_that_cannot_be_chosen_is_refused(
    bruno: FlaskClient, original: Post, language: str
) -> None:
    answer = bruno.post(translate(original), data={"language": language})

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    assert "Choose the language you translate into" in answer.text
    assert len(posts()) == 1


@pytest.mark.parametrize(
    "name, code", [("", 303), ("chen", 403), ("gabriel", 403), ("dina", 403)]
)
def test_others_begin_nothing(
    client: FlaskClient, world: World, original: Post, name: str, code: int
) -> None:
    if name:
        sign_in(client, getattr(world, name))

    assert client.get(translate(original)).status_code == code
    answer = client.post(translate(original), data={"language": "fr"})

    assert answer.status_code == (code if name else 403)
    assert len(posts()) == 1


def test_what_cannot_be_read_cannot_be_found(bruno: FlaskClient, world: World) -> None:
    in_budgets: dict[str, Any] = {
        "group_ids": (world.budgets.id,),
        "organisation_id": world.coast.id,
    }
    draft = case_study(world, **in_budgets)
    secret = published(world, draft, world.fatou, world.budgets)

    assert bruno.get(translate(secret)).status_code == 404


def test_a_translation_leads_to_its_original(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = translated(world, original)

    assert bruno.get(translate(post)).location == translate(original)


def test_the_page_tells_what_others_have_begun_and_not_what_they_wrote(
    client: FlaskClient, world: World, original: Post
) -> None:
    begun_by_bruno = written(world, original, title="Fuites secrètes")
    published_one = translated(world, original, "es", "bruno")
    sign_in(client, world.amina)

    page = client.get(translate(original)).text

    assert "somebody is translating it" in page
    assert "Fuites secrètes" not in page
    assert f"/posts/{begun_by_bruno.id}/" not in page
    assert f"/en/posts/{published_one.id}/" in page
    assert 'value="ar"' in page
    assert 'value="fr"' not in page


def test_who_comes_second_is_told_when_it_is_free(
    client: FlaskClient, world: World, original: Post
) -> None:
    first = begun(world, original)
    sign_in(client, world.amina)

    answer = client.post(translate(original), data={"language": "fr"})

    assert answer.status_code == 409
    assert "Somebody is translating it into this language" in answer.text
    first.changed_at = now() - KEPT_FOR - timedelta(hours=1)
    db.session.commit()
    assert client.post(translate(original), data={"language": "fr"}).status_code == 303


def test_a_second_text_in_a_language_is_refused(
    client: FlaskClient, world: World, original: Post
) -> None:
    first = translated(world, original)
    sign_in(client, world.amina)

    answer = client.post(translate(original), data={"language": "fr"})

    assert answer.status_code == 409
    assert "There is a text in this language already." in answer.text
    assert f"/en/posts/{first.id}/{first.slug}" in answer.text


def test_one_goes_on_with_what_one_began(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original)

    page = bruno.get(translate(original)).text

    assert f'<a href="{edit(post)}">go on with your translation</a>' in page
