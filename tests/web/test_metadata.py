"""What pages say of themselves: JSON-LD, OpenGraph, their own address, the others."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.families import translated
from tests.files import picture, shown_to_all
from tests.questions import discussed, marked
from tests.talk import said
from tests.validator import html_problems
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.models import Kind, Post

HOST = "http://127.0.0.1:5000"
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><script>alert(1)</script> & <!-- \u2028 \"x\" 'y' مياه"


def page_of(post: Post, language: str = "en") -> str:
    return f"/{language}/posts/{post.id}/{post.slug}"


def data_in(client: FlaskClient, address: str) -> dict[str, Any]:
    [text] = DATA.findall(client.get(address).text)
    found: dict[str, Any] = json.loads(text)
    assert found.pop("@context") == "https://schema.org"
    return found


def meta_in(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="([\w:]+)" content="([^"]*)">', page))


def canonical_in(page: str) -> str:
    [found] = re.findall(r'<link rel="canonical" href="([^"]+)">', page)
    return str(found)


def test_a_case_study_says_what_it_is(client: FlaskClient, world: World) -> None:
    post, file = shown_to_all(world, picture())

    found = data_in(client, page_of(post))

    assert found["@type"] == "Article"
    assert found["headline"] == post.title
    assert found["inLanguage"] == "en"
    assert found["author"][0]["@type"] == "Organization"
    assert found["author"][0]["name"] == world.hills.name
    assert found["author"][1] == {"@type": "Person", "name": "Amina"}
    assert found["contentLocation"]["address"]["addressCountry"] == "MZ"
    assert found["contentLocation"]["geo"]["latitude"] == -26.0
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {one["@type"] for one in found["about"]} == {"DefinedTerm"}
    assert found["image"] == [f"{HOST}/files/{file.id}/960.webp"]
    assert found["datePublished"] <= found["dateModified"]


def test_a_question_says_which_answer_was_accepted(
    client: FlaskClient, world: World
) -> None:
    question = discussed(world)
    open_one = data_in(client, page_of(question))["mainEntity"]
    answer = said(world, question, "chen", "Ask the **union** first.")
    marked(world, answer)

    found = data_in(client, page_of(question))

    assert found["@type"] == "QAPage"
    assert found["mainEntity"]["name"] == question.title
    assert "home and the figures" in found["mainEntity"]["text"]
    assert found["mainEntity"]["answerCount"] == 1
    assert "union" in found["mainEntity"]["acceptedAnswer"]["text"]
    assert "acceptedAnswer" not in open_one


def test_an_answer_that_was_hidden_is_not_told(
    client: FlaskClient, world: World
) -> None:
    question = discussed(world)
    answer = said(world, question, "chen", "Ask the union first.")
    marked(world, answer)
    answer.hidden_at = answer.written_at
    db.session.commit()

    assert "union" not in json.dumps(data_in(client, page_of(question)))


def test_a_debate_is_one(client: FlaskClient, world: World) -> None:
    debate = discussed(world, kind=Kind.DEBATE)

    assert data_in(client, page_of(debate))["@type"] == "DiscussionForumPosting"


def test_texts_of_a_family_know_each_other(client: FlaskClient, world: World) -> None:
    original = published(world)
    french = translated(world, original)

    of_original = data_in(client, page_of(original))
    of_french = data_in(client, page_of(french, "fr"))

    assert of_original["workTranslation"][0]["@id"] == of_french["@id"]
    assert of_french["translationOfWork"]["@id"] == of_original["@id"]


def test_the_address_of_a_text_is_where_its_language_leads(
    client: FlaskClient, world: World
) -> None:
    original = published(world)
    french = translated(world, original)

    def canonical(post: Post, language: str) -> str:
        return canonical_in(client.get(page_of(post, language)).text)

    assert canonical(original, "en") == f"{HOST}{page_of(original)}"
    assert canonical(original, "fr") == f"{HOST}{page_of(original)}"
    assert canonical(original, "ar") == f"{HOST}{page_of(original, 'ar')}"
    assert canonical(french, "fr") == f"{HOST}{page_of(french, 'fr')}"
    assert canonical(french, "en") == f"{HOST}{page_of(french, 'fr')}"


def test_nothing_in_a_text_ends_the_data(client: FlaskClient, world: World) -> None:
    post = published(world, case_study(world, HOSTILE, summary=HOSTILE))

    page = client.get(page_of(post)).text

    assert "<script>alert" not in page
    found = data_in(client, page_of(post))
    assert found["headline"] == post.title
    assert "</script>" in found["headline"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "groups/water"])
def test_home_and_groups_say_what_they_are(
    client: FlaskClient, world: World, page: str, language: str
) -> None:
    address = f"/{language}/{page}"

    text = client.get(address).text

    assert canonical_in(text) == f"{HOST}{address}"
    assert meta_in(text)["og:url"] == f"{HOST}{address}"
    assert data_in(client, address)["inLanguage"] == language
    assert text.count('rel="alternate" hreflang=') == len(LANGUAGES)


def test_a_shared_link_has_title_words_and_picture(
    client: FlaskClient, world: World
) -> None:
    post, file = shown_to_all(world, picture())

    found = meta_in(client.get(page_of(post)).text)

    assert found["og:type"] == "article"
    assert found["og:title"] == post.title
    assert found["og:description"] == post.summary
    assert found["og:image"] == f"{HOST}/files/{file.id}/960.webp"


def test_what_members_alone_read_says_nothing_to_machines(
    client: FlaskClient, world: World
) -> None:
    inside: dict[str, Any] = {"organisation_id": world.coast.id}
    draft = case_study(world, group_ids=(world.budgets.id,), **inside)
    post = published(world, draft, world.fatou, world.budgets)
    sign_in(client, world.fatou)

    page = client.get(page_of(post)).text

    assert str(post.title) in page
    assert "ld+json" not in page
    assert "og:title" not in page


def test_the_second_page_of_a_group_does_not_pass_for_the_first(
    client: FlaskClient, world: World
) -> None:
    page = client.get("/en/groups/water?kind=experience").text

    assert 'rel="canonical"' not in page


def test_the_pages_stay_valid(client: FlaskClient, world: World) -> None:
    post, _ = shown_to_all(world, picture())
    addresses = ["/en/", "/ar/groups/water", page_of(post), page_of(discussed(world))]

    assert html_problems({at: client.get(at).text for at in addresses}) == []
