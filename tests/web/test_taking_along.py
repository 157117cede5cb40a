"""A post to take along: Markdown, JSON, references; only what its reader may see."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import TITLE, case_study, published
from tests.families import translated
from tests.files import accepted, document, illustrated, picture
from tests.questions import discussed
from tests.sql import queries_during
from tests.world import World, sign_in
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.actions import hide
from uclg_share.posts.as_file.reading import read
from uclg_share.posts.models import Kind

FILES = ["/text.md", ".json", "/cite.bib", "/cite.ris"]
TYPES = {
    "/text.md": "text/markdown",
    ".json": "application/json",
    "/cite.bib": "application/x-bibtex",
    "/cite.ris": "application/x-research-info-systems",
}
every_file = pytest.mark.parametrize("file", FILES)


@every_file
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_post_leaves_in_four_forms_and_four_languages(
    client: FlaskClient, world: World, file: str, language: str
) -> None:
    post = published(world)

    answer = client.get(f"/{language}/posts/{post.id}{file}")

    assert answer.status_code == 200
    assert answer.mimetype == TYPES[file]
    assert TITLE in answer.text
    assert world.hills.name in answer.text or file == "/text.md"
    assert f"posts/{post.id}" in answer.text
    if file != ".json":
        name = f'attachment; filename="{post.id}-leak-detection-in-maputo.'
        assert answer.headers["Content-Disposition"].startswith(name)


@every_file
def test_what_is_unchanged_is_not_sent_again(
    client: FlaskClient, world: World, file: str
) -> None:
    address = f"/en/posts/{published(world).id}{file}"
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "no-cache"


@every_file
def test_what_a_member_takes_is_kept_by_nobody(
    client: FlaskClient, world: World, file: str
) -> None:
    post = published(world)
    sign_in(client, world.amina)

    answer = client.get(f"/en/posts/{post.id}{file}")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers


@every_file
def test_nobody_takes_what_they_may_not_read(
    app: Flask, client: FlaskClient, world: World, file: str
) -> None:
    within: dict[str, Any] = {
        "group_ids": (world.budgets.id,),
        "organisation_id": world.coast.id,
    }
    inside = published(world, case_study(world, **within), world.fatou, world.budgets)
    gone = published(world, case_study(world, "Taken down"))
    hide(world.viewer("bruno"), gone, "Names a private person.")
    fatou = app.test_client()
    sign_in(fatou, world.fatou)

    assert client.get(f"/en/posts/{inside.id}{file}").status_code == 404
    assert client.get(f"/en/posts/{gone.id}{file}").status_code == 404
    assert fatou.get(f"/en/posts/{inside.id}{file}").status_code == 200


@pytest.mark.parametrize("file", ["/text.md", ".json"])
def test_a_group_of_members_stays_unnamed(
    client: FlaskClient, world: World, file: str
) -> None:
    both = (world.water.id, world.budgets.id)
    post = published(world, case_study(world, group_ids=both))

    said = client.get(f"/en/posts/{post.id}{file}").text

    assert world.water.slug in said
    assert world.budgets.slug not in said


def test_the_markdown_can_be_read_in_again(client: FlaskClient, world: World) -> None:
    post = published(world)
    assert post.live_revision is not None

    found = read(client.get(f"/en/posts/{post.id}/text.md").text)

    assert found.faults == []
    assert found.kind is Kind.CASE_STUDY
    assert found.words["title"] == TITLE
    sections = post.live_revision.content["sections"]
    assert {key: found.words[key] for key in sections} == sections


@pytest.mark.parametrize("file", ["/text.md", ".json"])
def test_files_go_along_by_address_and_consent_stays(
    client: FlaskClient, world: World, file: str
) -> None:
    said = {"people": True, "consent": "They signed a paper."}
    post, _ = illustrated(world, picture(), document(), said=said)
    accepted(world, post)

    text = client.get(f"/en/posts/{post.id}{file}").text

    assert ".webp" in text
    assert "by-law.pdf" in text
    assert "They signed a paper." not in text


def test_the_data_knows_the_family(client: FlaskClient, world: World) -> None:
    original = published(world)
    french = translated(world, original)

    said = client.get(f"/fr/posts/{french.id}.json").get_json()

    assert (said["title"], said["language"]) == (french.title, "fr")
    assert said["translation_of"] == original.id
    assert [one["language"] for one in said["texts"]] == ["en", "fr"]
    assert said["sections"][0]["key"] == "context"


def test_a_discussion_leaves_too(client: FlaskClient, world: World) -> None:
    post = discussed(world)

    for file in FILES:
        assert str(post.title) in client.get(f"/en/posts/{post.id}{file}").text


def test_the_page_leads_to_all_of_them(client: FlaskClient, world: World) -> None:
    post = published(world)

    page = client.get(f"/en/posts/{post.id}/{post.slug}").text

    assert all(f'href="/en/posts/{post.id}{file}"' in page for file in FILES)


@every_file
def test_taking_a_post_along_costs_what_its_page_costs_at_most(
    client: FlaskClient, world: World, file: str
) -> None:
    post = published(world)
    address = f"/en/posts/{post.id}{file}"

    assert queries_during(lambda: client.get(address)) <= 8
