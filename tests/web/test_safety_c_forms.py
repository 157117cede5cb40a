"""SAFETY.md C: only our own pages change anything (R20), and only by POST (R21)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.drafts import drafted, published, waiting
from tests.tools import ROOT
from tests.web.account_pages import is_signed_in
from tests.web.every_address import addresses
from tests.web.sites import HTTPS, another_site, token_for
from tests.world import PASSWORD, World, sign_in
from uclg_share.accounts.models import Account
from uclg_share.database import db

# Headers, forms and caches are the same on either database.
pytestmark = pytest.mark.once

OTHER_SITES: list[dict[str, str]] = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1.evil.example"},
    {"Origin": "http://["},
    {"Origin": "http://localhost:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
]
# Pressed by mail programs, which can read no token out of a page (RFC 8058); and a
# wish of the browser that is stored nowhere here, on pages that are the same for all.
TOKENLESS = {"notifications.unsubscribe", "light.switch"}


@pytest.fixture
def strict(app: Flask, world: World) -> Iterator[Flask]:
    """The site as it is served: every form carries a token."""
    with another_site(app, csrf=True) as site:
        yield site


def test_every_form_refuses_every_token_but_its_own(
    strict: Flask, world: World
) -> None:
    client, stranger = strict.test_client(), strict.test_client()
    sign_in(client, world.dina)
    sign_in(stranger, world.amina)
    foreign = token_for(stranger, "/en/settings")
    good = token_for(client, "/en/settings")
    forms: list[dict[str, str]] = [{}, {"csrf_token": ""}, {"csrf_token": "junk"}]
    forms += [{"csrf_token": foreign}, {"csrf_token": good[:-2]}]

    paths = {path for view, path in addresses(strict, "POST") if view not in TOKENLESS}
    refused = {path for path in paths for form in forms
               if client.post(path, data=form).status_code != 400}  # fmt: skip

    assert len(paths) > 30
    assert refused == set()
    assert is_signed_in(client)


def test_every_form_refuses_other_sites_whatever_token_they_have(
    strict: Flask, world: World
) -> None:
    client = strict.test_client()
    sign_in(client, world.dina)
    form = {"csrf_token": token_for(client, "/en/settings")}

    let_in = {
        path
        for _, path in addresses(strict, "POST")
        for headers in OTHER_SITES
        if client.post(path, data=form, headers=headers).status_code != 400
    }

    assert let_in == set()
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_form_is_taken(
    strict: Flask, world: World, headers: dict[str, str]
) -> None:
    client = strict.test_client()
    form = {"email": world.amina.email, "password": PASSWORD}
    form |= {"csrf_token": token_for(client)}

    assert client.post("/en/sign-in", data=form, headers=headers).status_code == 303


def test_over_tls_a_form_needs_no_referrer_and_a_plain_origin_is_foreign(
    app: Flask, world: World
) -> None:
    with another_site(app, csrf=True, base_url=HTTPS, environment="production") as site:
        client = site.test_client()
        page = client.get("/en/sign-in", base_url=HTTPS).text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token is not None
        form = {"email": world.amina.email, "password": PASSWORD}
        form |= {"csrf_token": token[1]}
        codes = [
            client.post(
                "/en/sign-in", data=form, base_url=HTTPS, headers={"Origin": origin}
            ).status_code
            for origin in ("http://share.example.org", HTTPS)
        ]

    assert codes == [400, 303]


def contents() -> dict[str, int]:
    """How much there is of everything, and when people were changed."""
    db.session.rollback()
    counts = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in db.metadata.sorted_tables
    }
    db.session.rollback()
    return counts


def test_opening_any_page_in_any_way_changes_nothing(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    own = drafted(world, author=world.dina)
    waiting(world, author=world.amina)
    sign_in(client, world.dina)
    before, admins = contents(), people()
    known = {"post_id": str(post.id), "account_id": str(world.amina.id)}

    for method in ("GET", "HEAD"):
        for ids in (known, {**known, "post_id": str(own.id), "slug": "water"}):
            for _, path in addresses(client.application, method, **ids):
                answer = client.open(path, method=method)
                assert answer.status_code < 500, (method, path)

    assert contents() == before
    assert people() == admins
    assert is_signed_in(client)


def people() -> list[tuple[object, ...]]:
    columns = Account.is_admin, Account.suspended_at, Account.email, Account.locale
    return [tuple(row) for row in db.session.execute(select(*columns))]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("name", ["X-HTTP-Method-Override", "X-HTTP-Method", "_method"])
def test_no_header_and_no_field_turns_a_visit_into_an_act(
    client: FlaskClient, world: World, method: str, name: str
) -> None:
    own = drafted(world, author=world.dina)
    sign_in(client, world.dina)
    before = contents()

    for path in (f"/en/my-work/{own.id}/delete", "/en/sign-out"):
        client.open(f"{path}?{name}=POST", method=method, headers={name: "POST"})

    assert contents() == before
    assert is_signed_in(client)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT"])
def test_other_methods_are_refused(client: FlaskClient, method: str) -> None:
    answer = client.open("/en/sign-in", method=method)

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {
        "GET", "HEAD", "OPTIONS", "POST"
    }  # fmt: skip


def test_no_view_takes_a_question_about_headers_for_an_act() -> None:
    """HEAD is not GET: a view asks whether it was POST."""
    for path in (ROOT / "uclg_share").rglob("*.py"):
        assert 'request.method == "GET"' not in path.read_text(), path
