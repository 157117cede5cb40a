"""The composer guides: why, examples, words, what is next, how far, who wrote alike."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted
from tests.outlines import outline
from tests.web.text_forms import NEW
from tests.world import World, sign_in
from uclg_share.posts.drafts import Draft


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


@pytest.fixture
def elif_(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.elif_)
    return client


def edited(
    client: FlaskClient, world: World, draft: Draft, language: str = "en"
) -> str:
    post = drafted(world, draft)
    return client.get(f"/{language}/posts/{post.id}/edit").text


@pytest.mark.parametrize(
    "language, words",
    [
        ("en", ["Losses fell from 46", "A number with its source is believed"]),
        ("fr", ["Les pertes sont passées de", "On croit un chiffre avec sa source"]),
        ("es", ["Las pérdidas bajaron del", "Se cree una cifra con su fuente"]),
        ("ar", ["انخفض الفاقد من", "يُصدَّق الرقم مع مصدره"]),
    ],
)
def test_each_section_says_why_and_gives_an_example(
    amina: FlaskClient, language: str, words: list[str]
) -> None:
    page = amina.get(f"/{language}/write/case-study").text

    for said in words:
        assert said in page


def test_the_group_that_reviews_adds_its_own(amina: FlaskClient, world: World) -> None:
    hint = "Separate what the policy caused from what happened at the same time."
    assert hint not in edited(amina, world, case_study(world))
    world.water.slug = "local-economic-development"

    page = edited(amina, world, case_study(world))

    assert f"<b>Water:</b> {hint}" in page
    assert "Jobs appear in good years without any policy." in page


def test_words_are_counted_as_they_were_saved(amina: FlaskClient, world: World) -> None:
    page = edited(amina, world, case_study(world))

    assert "Words: 7. 80 to 350 read well.</span>" in page
    assert 'data-words-for="results"' in page


def test_the_next_question_leads_to_its_field(amina: FlaskClient, world: World) -> None:
    assert '<a href="#title">Give it a title' in amina.get(NEW).text

    page = edited(amina, world, outline(world))

    assert '<b>Next:</b> <a href="#results">What changed?</a>' in page


def test_how_far_it_has_come_is_said(amina: FlaskClient, world: World) -> None:
    started = amina.get(NEW).text
    half = edited(amina, world, outline(world))
    whole = edited(amina, world, case_study(world))

    assert "<b>Just begun</b> 2 of 14 answers" in started
    assert "What is missing for an outline" in started
    assert "<b>Outline</b> 9 of 14 answers" in half
    assert "What is missing to be complete" in half
    assert "<b>Complete</b> 14 of 14 answers" in whole
    assert "a coordinator who checked" in whole
    assert '<meter min="0" max="14" value="9"' in half


def test_facts_one_may_leave_out_stay_folded(amina: FlaskClient, world: World) -> None:
    page = edited(amina, world, case_study(world, latitude=None, longitude=None))

    folds = re.findall(r'<details class="fold"( open)?>\s*<summary>Map, size', page)
    assert folds == [""]
