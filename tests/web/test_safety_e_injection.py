"""SAFETY.md E: text is text (R41), lines are lines (R48), forms are forms (R53)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.drafts import case_study, published
from tests.web.account_pages import account_of, joining, sign_in_by_form
from tests.web.every_address import addresses
from tests.web.sites import another_site, token_for
from tests.world import PASSWORD, World, sign_in
from uclg_share.audit import AuditEntry
from uclg_share.database import db

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "{{ 1234 * 56789 }}{% for x in y %}",
    "${1234*56789} #{1234*56789} %(name)s {0} %s",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
]
TAGS = ("<script>alert", "<img src=x", "<svg/onload", "</textarea><script")
DEEP = "[" * 50_000 + "]" * 50_000
BODIES = [
    "{",
    "",
    "null",
    "[1, 2]",
    '"text"',
    "7",
    DEEP,
    '{"a":' * 5000 + "1" + "}" * 5000,
    '{"email": NaN, "password": Infinity}',
    '{"email": "a@b.org", "email": "c@d.org"}',
    '{"email": "\\ud800", "password": "x"}',
    '{"email": ' + "7" * 5000 + "}",
    '{"email": {"$ne": null}, "password": ["x"]}',
]


def assert_is_text(page: str) -> None:
    assert not [tag for tag in TAGS if tag in page.lower()]
    assert "70077626" not in page
    assert " onfocus=alert(1) x='" not in page.replace("&#39;", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_is_shown_as_text(client: FlaskClient, world: World, text: str) -> None:
    for one in (world.amina, world.gabriel):
        one.name, one.job_title, one.about = text, text, text
    world.hills.name, world.hills.description = text, text
    world.water.names = dict.fromkeys(world.water.names, text)
    post = published(world, case_study(world, text))
    db.session.commit()

    for who in (world.amina, world.dina):
        sign_in(client, who)
        for path in (
            f"/en/people/{world.amina.id}",
            "/en/settings",
            "/en/organisations/hills",
            f"/en/admin/people/{world.amina.id}",
            "/en/admin/people",
            f"/en/posts/{post.id}/{post.slug}",
            "/en/groups/water.atom",
            f"/en/organisations?q={text}",
        ):
            answer = client.get(path)
            assert answer.status_code in {200, 403}, path
            assert_is_text(answer.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_wrongly_is_shown_as_text(
    client: FlaskClient, text: str
) -> None:
    form = joining(**dict.fromkeys(["name", "email", "organisation", "match"], text))
    for path in ("/en/sign-up", "/en/sign-in", "/en/reset-password"):
        answer = client.post(path, data=form)
        assert answer.status_code == 422
        assert_is_text(answer.text)


@pytest.mark.parametrize(
    "text", ["a\r\nSet-Cookie: x=1", "a\nLocation: /", "a\x00b", "\ud800"]
)
def test_no_text_splits_a_header(client: FlaskClient, world: World, text: str) -> None:
    sent = text.encode("utf-8", "surrogatepass").decode("latin-1")
    for path in ("/en/organisations?q=", "/en/sign-in?next=", "/en/nowhere?x=", "/en/"):
        answer = client.get(path + sent)
        assert answer.status_code < 500
        assert "x=1" not in str(answer.headers)
    assert sign_in_by_form(client, sent).status_code == 422


@pytest.fixture
def strict(app: Flask, world: World) -> Iterator[Flask]:
    with another_site(app, csrf=True) as site:
        yield site


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_no_json_breaks_a_form(strict: Flask, world: World, body: str) -> None:
    client = strict.test_client()
    sign_in(client, world.dina)
    headers = {"X-CSRFToken": token_for(client, "/en/settings")}

    for kind in ("application/json", "application/problem+json", "text/plain"):
        headers["Content-Type"] = kind
        for path in ("/en/sign-in", "/en/settings", "/en/write/case-study"):
            answer = client.post(path, data=body, headers=headers)
            assert answer.status_code == 400, (path, kind)


def test_no_form_takes_json(strict: Flask, world: World) -> None:
    client = strict.test_client()
    sign_in(client, world.dina)
    headers = {"X-CSRFToken": token_for(client, "/en/settings")}
    before = db.session.scalar(select(func.count()).select_from(AuditEntry))

    for _, path in addresses(strict, "POST"):
        answer = client.post(path, json={"name": "X"}, headers=headers)
        assert answer.status_code == 400, path

    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before


def test_json_that_fits_a_form_is_none_either(client: FlaskClient) -> None:
    right = json.dumps({"email": "amina@people.example.org", "password": PASSWORD})

    answer = client.post("/en/sign-in", data=right, content_type="application/json")

    assert answer.status_code == 400
    assert client.get("/en/settings").status_code == 303


def test_a_file_where_a_text_belongs_is_refused(client: FlaskClient) -> None:
    form = {"email": "amina@people.example.org"}
    file = {"password": (BytesIO(PASSWORD.encode()), "password.txt")}

    answer = client.post(
        "/en/sign-in", data=form | file, content_type="multipart/form-data"
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        "%",
        "email=%ff%fe",
        "email=\x00&password=%00",
        "&&&=",
        "=x",
        "email[]=1&email[a]=2",
        "\xff\xfe",
    ],
)
def test_a_broken_form_is_a_mistake_and_no_fault(
    client: FlaskClient, body: str
) -> None:
    kind = "application/x-www-form-urlencoded"
    for path in ("/en/sign-in", "/en/sign-up", "/en/reset-password"):
        answer = client.post(path, data=body.encode("latin-1"), content_type=kind)
        assert answer.status_code == 422


def test_of_a_field_sent_twice_the_first_counts(
    client: FlaskClient, world: World
) -> None:
    form = {"email": [world.amina.email, world.dina.email], "password": [PASSWORD, "x"]}

    assert client.post("/en/sign-in", data=form).status_code == 303
    assert account_of(world.amina.email).name in client.get("/en/settings").text


@pytest.mark.parametrize(
    "text",
    ["' OR 1=1 --", '" OR ""="', "admin'/*", "%", "_", "\\", "1;SELECT pg_sleep(9)"],
)
def test_no_text_becomes_a_statement(client: FlaskClient, text: str) -> None:
    assert sign_in_by_form(client, text, text).status_code == 422
    assert client.get("/en/organisations", query_string={"q": text}).status_code == 200
    for path in ("people", "organisations", "groups", "reset-password"):
        assert client.get(f"/en/{path}/{text}").status_code == 404
