"""What the OpenAPI document says of the answers is what they are, both ways."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import (  # type: ignore[import-untyped]
    Draft202012Validator,
    FormatChecker,
)
from openapi_spec_validator import validate

from tests.drafts import case_study, published
from tests.families import translated
from tests.files import document, picture, shown_to_all
from tests.questions import discussed, marked
from tests.talk import said
from tests.world import World
from uclg_share.api.routes import described
from uclg_share.i18n import LANGUAGES
from uclg_share.organisations.models import OrganisationType
from uclg_share.posts.models import Kind

API = "/api/v1"
DOCUMENT = described()
SCHEMAS = DOCUMENT["components"]["schemas"]


@pytest.fixture
def everything(world: World) -> World:
    """Texts with and without each of the things a text may have."""
    original = published(world)
    translated(world, original)
    shown_to_all(world, picture(), document())
    bare: dict[str, Any] = {"latitude": None, "longitude": None}
    published(world, case_study(world, "Bare", partners=(), sources=(), **bare))
    question = discussed(world)
    marked(world, said(world, question, "chen", "Ask the union."))
    return world


def agrees(answer: Any, schema: dict[str, Any]) -> list[str]:
    whole = {**schema, "components": DOCUMENT["components"]}
    checker = Draft202012Validator(whole, format_checker=FormatChecker())
    return [f"{e.json_path}: {e.message}" for e in checker.iter_errors(answer)]


def schema_of(path: str, code: str = "200") -> dict[str, Any]:
    answer = DOCUMENT["paths"][path]["get"]["responses"][code]
    if "$ref" in answer:
        answer = DOCUMENT["components"]["responses"][answer["$ref"].split("/")[-1]]
    [kind] = answer["content"].values()
    found: dict[str, Any] = kind["schema"]
    return found


def test_the_document_is_valid(client: FlaskClient) -> None:
    found = client.get(f"{API}/openapi.json").get_json()

    validate(found)

    assert found["openapi"].startswith("3.1")
    assert found["servers"] == [{"url": f"http://127.0.0.1:5000{API}"}]


def test_every_address_is_described_and_no_other(app: Flask) -> None:
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.rule[:4] == "/api"]
    plain = {re.sub(r"<(?:id:post_)?(\w+)>", r"{\1}", rule) for rule in rules}

    described_ones = {f"{API}{path}" for path in DOCUMENT["paths"]}

    assert plain == described_ones | {f"{API}/openapi.json"}


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENT["paths"] if "{" not in path]
)
def test_a_list_is_as_it_is_described(
    client: FlaskClient, everything: World, path: str
) -> None:
    found = client.get(f"{API}{path}").get_json()

    assert found["items"]
    assert agrees(found, schema_of(path)) == []


def test_so_is_each_thing_alone(client: FlaskClient, everything: World) -> None:
    posts = client.get(f"{API}/posts").get_json()["items"]
    assert len(posts) == 5
    for one in posts:
        whole = client.get(f"{API}/posts/{one['id']}").get_json()
        assert agrees(whole, schema_of("/posts/{id}")) == []
        # A list names who translated, the text itself whose words they are.
        same = one.keys() - ({"authors"} if one["translation_of"] else set())
        assert {key: whole[key] for key in same} == {key: one[key] for key in same}

    for path in ("/groups", "/organisations"):
        for one in client.get(f"{API}{path}").get_json()["items"]:
            alone = client.get(f"{API}{path}/{one['slug']}").get_json()
            assert alone == one


@pytest.mark.parametrize("path", ["/posts/9999", "/groups/x", "/organisations/x"])
def test_so_is_a_refusal(client: FlaskClient, world: World, path: str) -> None:
    answer = client.get(f"{API}{path}")

    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"
    assert agrees(answer.get_json(), SCHEMAS["Problem"]) == []


def test_the_words_of_the_document_are_all_there_are() -> None:
    assert SCHEMAS["Kind"]["enum"] == [kind.value for kind in Kind]
    assert SCHEMAS["Language"]["enum"] == list(LANGUAGES)
    types = [one.value for one in OrganisationType]
    assert SCHEMAS["OrganisationType"]["enum"] == types


def test_an_answer_that_says_more_or_less_would_be_told_apart() -> None:
    good = {"slug": "a", "url": "http://x.org/", "names": {"en": "A"}}

    assert agrees(good, SCHEMAS["Theme"]) == []
    assert agrees({**good, "more": 1}, SCHEMAS["Theme"])
    assert agrees({"slug": "a"}, SCHEMAS["Theme"])
