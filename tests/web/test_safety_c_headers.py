"""SAFETY.md C: the headers of every kind of answer (R22 to R24, R28)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.drafts import published
from tests.web.sites import HTTPS, another_site
from tests.world import World
from uclg_share.access import for_anyone
from uclg_share.database import db

# Headers, forms and caches are the same on either database.
pytestmark = pytest.mark.once

PATHS = {
    "a page": "/en/about",
    "a page of a list": "/ar/organisations",
    "a form": "/en/sign-in",
    "a feed": "/en/groups/water.atom",
    "a JSON feed": "/en/groups/water.json",
    "suggestions": "/en/organisations/suggest?q=hill",
    "the front door": "/",
    "a page behind the sign-in": "/en/settings",
    "no page": "/en/nowhere",
    "no link": "/en/reset-password/unknown",
    "no asset": "/assets/site.css",
    "a page that breaks": "/en/broken",
    "health": "/healthz",
    "readiness": "/readyz",
    "robots": "/robots.txt",
    "whom to tell": "/.well-known/security.txt",
}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
DIRECTIVES = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
ADDRESS = re.compile(
    r"""(?:src|action|poster|srcset)\s*=\s*["']?\s*((?:https?:)?//[^"']+)"""
)
LINK = re.compile(r"<link\b[^>]*>")


@pytest.fixture
def browser(app: Flask, world: World) -> Iterator[FlaskClient]:
    """A visitor of the site as it is served over TLS."""

    published(world)
    with another_site(app, base_url=HTTPS, csrf=True) as site:
        site.add_url_rule("/en/broken", "broken", for_anyone(broken))
        yield site.test_client()


def broken() -> str:
    raise RuntimeError("a fault nobody foresaw")


def read(browser: FlaskClient, path: str, **more: str) -> TestResponse:
    return browser.get(path, base_url=HTTPS, headers=more)


def refusals(browser: FlaskClient) -> list[TestResponse]:
    """What is not asked for with a plain visit."""
    sign_in = "/en/sign-in"
    json = {"Content-Type": "application/json"}
    return [
        browser.post(sign_in, base_url=HTTPS, data={}),  # 400: no token
        browser.post(sign_in, base_url=HTTPS, data="{", headers=json),
        browser.put(sign_in, base_url=HTTPS),  # 405
        browser.options(sign_in, base_url=HTTPS),
        browser.get(sign_in, base_url="https://evil.example"),  # 400: unknown host
        browser.post(sign_in, base_url=HTTPS, data={"x": "y" * 3_000_000}),  # 413
        browser.get(
            "/en/nowhere", base_url=HTTPS, headers={"Accept": json["Content-Type"]}
        ),
    ]


def policy_of(answer: TestResponse) -> dict[str, list[str]]:
    words = [
        part.split() for part in answer.headers["Content-Security-Policy"].split(";")
    ]
    return {name: values for name, *values in words}


def assert_guarded(answer: TestResponse) -> None:
    where = f"{answer.request.method} {answer.request.path}"
    for name, value in FIXED.items():
        assert answer.headers.getlist(name) == [value], f"{where}: {name}"
    hsts = answer.headers["Strict-Transport-Security"]
    assert int(re.findall(r"max-age=(\d+)", hsts)[0]) >= 31_536_000
    assert "includeSubDomains" in hsts
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["X-Request-Id"]
    policy = policy_of(answer)
    assert {name: policy[name] for name in DIRECTIVES} == DIRECTIVES
    everything = answer.headers["Content-Security-Policy"]
    assert "unsafe-" not in everything
    assert "*" not in everything
    assert "http" not in everything
    assert not [name for name, _ in answer.headers if name.startswith("Access-Con")]
    assert "Server" not in answer.headers or "Python" not in answer.headers["Server"]


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_every_answer_carries_its_headers(browser: FlaskClient, path: str) -> None:
    assert_guarded(read(browser, path))
    assert_guarded(browser.head(path, base_url=HTTPS))


def test_style_script_and_pictures_do_too(browser: FlaskClient) -> None:
    for address in browser.application.extensions["assets"]:
        assert_guarded(read(browser, f"/assets/{address}"))


def test_every_refusal_does_too(browser: FlaskClient) -> None:
    answers = refusals(browser)

    assert [answer.status_code for answer in answers] == [
        400, 400, 405, 200, 400, 413, 404
    ]  # fmt: skip
    for answer in answers:
        assert_guarded(answer)


def test_a_database_that_is_gone_changes_no_header(app: Flask) -> None:
    gone = "sqlite:////nowhere/at/all.db"
    with another_site(app, base_url=HTTPS, database_url=gone) as site:
        answer = site.test_client().get("/en/organisations", base_url=HTTPS)

    assert answer.status_code == 503
    assert_guarded(answer)


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_every_answer_says_what_it_is(browser: FlaskClient, path: str) -> None:
    answers = [read(browser, path), *refusals(browser)]

    for answer in answers:
        if answer.get_data():
            kind = answer.headers["Content-Type"]
            assert kind == "application/json" or "charset=utf-8" in kind, kind


def test_a_nonce_is_used_once_and_is_on_the_page(browser: FlaskClient) -> None:
    seen = set()
    for _ in range(3):
        answer = read(browser, "/en/broken")
        [nonce] = re.findall(
            r"'nonce-([\w-]{20,})'", str(policy_of(answer)["style-src"])
        )
        assert f'nonce="{nonce}"' in answer.text
        seen.add(nonce)

    assert len(seen) == 3


def test_nobody_else_is_asked_for_anything(browser: FlaskClient) -> None:
    for path in PATHS.values():
        page = read(browser, path).text
        assert ADDRESS.findall(page) == [], path
        for link in LINK.findall(page):
            own = 'href="/' in link or 'href="data:' in link or HTTPS in link
            assert own, link


def test_no_other_site_may_read_answers_with_script(browser: FlaskClient) -> None:
    answer = read(browser, "/en/groups/water.json", Origin="https://evil.example")

    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers
    db.session.rollback()
