"""Writing a translation beside its original: kept, saved, sent in, up to date."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.families import begun, newest
from tests.web.text_forms import ONCE
from tests.web.translation_forms import edit, form_of
from tests.world import World, sign_in
from uclg_share.posts.models import MadeBy, Post, Stage
from uclg_share.reviews.queries import waiting_review


@pytest.fixture
def original(world: World) -> Post:
    return published(world)


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def test_the_words_of_the_original_stand_beside_each_field(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original, "ar")

    page = bruno.get(edit(post)).text

    assert "Translate into العربية" in page
    for words in (
        original.working_title,
        "We listened to the pipes",
        "<strong>water</strong>",
    ):
        assert words in page
    for name in ("title", "summary", "context", "results", "place", "partner_0"):
        field = page.partition(f'id="{name}"')
        tag = field[0].rpartition("<")[2] + field[1] + field[2].partition(">")[0]
        assert 'lang="ar"' in tag, name
        assert 'dir="rtl"' in tag, name
    assert page.count('<div class="prose small" lang="en" dir="ltr">') == 5
    for name in ("lead_group", "themes", "started", "licence", "country", "language"):
        assert f'name="{name}"' not in page, name


def test_a_translation_is_kept_saved_and_sent_in(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original)

    answer = bruno.post(edit(post), data=form_of(post, do="submit"))

    text = newest(post)
    assert answer.location == f"/en/my-work/{post.id}"
    assert post.stage is Stage.WAITING
    assert text.title == "Leak detection in Maputo (fr)"
    assert text.sections["results"].endswith("31 percent. (fr)")
    assert (text.partners[0].name, text.partners[0].role) == (
        "Water utility (fr)", "lead"
    )  # fmt: skip
    assert (text.themes, text.country) == (("training", "digital"), "MZ")
    assert text.language == "fr"


def test_facts_that_are_sent_along_are_not_taken(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original)
    sent: dict[str, Any] = {
        "country": "EC",
        "language": "es",
        "lead_group": world.markets.id,
    }

    bruno.post(edit(post), data={**form_of(post, do="save"), **sent})

    text = newest(post)
    assert (text.country, text.language) == ("MZ", "fr")
    assert text.group_ids == (world.water.id,)


def test_what_is_not_translated_is_asked_beside_its_field(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original)

    answer = bruno.post(edit(post), data=form_of(post, do="submit", results="  "))

    assert answer.status_code == 422
    assert '<a href="#results">Translate this part</a>' in answer.text
    assert post.stage is Stage.DRAFT
    assert newest(post).title == "Leak detection in Maputo (fr)"


def test_what_was_incomplete_is_sent_with_the_next_press(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original)
    form = form_of(post, do="submit", once=ONCE)
    page = bruno.post(edit(post), data={**form, "results": ""}).text
    again = re.search(r'name="once" value="([^"]+)"', page)
    assert again is not None

    answer = bruno.post(edit(post), data={**form, "base": 2, "once": again[1]})

    assert answer.location == f"/en/my-work/{post.id}"
    assert newest(post).sections["results"]


def test_two_windows_do_not_overwrite_each_other(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original)
    bruno.post(edit(post), data=form_of(post, do="save"))

    answer = bruno.post(edit(post), data=form_of(post, do="save", title="Autre"))

    assert answer.status_code == 409
    assert "saved elsewhere in the meantime" in answer.text
    assert 'value="Autre"' in answer.text
    assert newest(post).title == "Leak detection in Maputo (fr)"


def test_what_is_typed_is_kept_and_opens_again(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original)

    kept = bruno.post(f"/en/posts/{post.id}/keep", data=form_of(post, title="Fuites"))

    assert kept.status_code == 200
    page = bruno.get(edit(post)).text
    assert "We kept what you typed" in page
    assert 'value="Fuites"' in page


def test_a_preview_speaks_the_language_of_the_translation(
    bruno: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original, "ar")

    page = bruno.post(edit(post), data=form_of(post, "ar", do="preview")).text

    assert 'lang="ar" dir="rtl">Leak detection in Maputo (ar)</h1>' in page
    assert "Training" in page


@pytest.mark.parametrize("way", list(MadeBy))
def test_a_translator_says_how_it_was_made(
    bruno: FlaskClient, world: World, original: Post, way: MadeBy
) -> None:
    post = begun(world, original)

    bruno.post(edit(post), data=form_of(post, do="save", made_by=way.value))

    origin = newest(post).origin
    assert origin is not None
    assert origin.made_by == way.value


def test_the_desk_shows_the_original_beside_the_translation(
    client: FlaskClient, world: World, original: Post
) -> None:
    post = begun(world, original)
    sign_in(client, world.bruno)
    client.post(edit(post), data=form_of(post, do="submit", made_by="machine"))
    sign_in(client, world.elif_)
    review = waiting_review(post)
    assert review is not None

    page = client.get(f"/en/desk/reviews/{review.id}").text

    assert "Beside the original" in page
    assert "By a machine, checked by a person." in page
    assert '<div class="rep prose small" lang="en" dir="ltr">' in page
    assert '<div class="prose small" lang="fr" dir="ltr">' in page
