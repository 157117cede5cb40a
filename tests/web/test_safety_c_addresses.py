"""SAFETY.md C: where the site leads (R25) and which name it answers to (R26)."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import published
from tests.notes import notes
from tests.web.account_pages import sign_in_by_form
from tests.web.sites import HTTPS, another_site
from tests.world import PASSWORD, World, sign_in
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic

# Headers, forms and caches are the same on either database.
pytestmark = pytest.mark.once

AMINA = "amina@people.example.org"
ELSEWHERE = [
    "https://evil.example",
    "HTTPS://evil.example/x",
    "http:evil.example",
    "https:///evil.example",
    "https:/evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "//\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "\x00//evil.example",
    "/\x0b/evil.example",
    "/en/\\..\\..\\evil.example",
    "//evil.example@localhost/",
    "//localhost@evil.example/",
    "https://localhost@evil.example",
    "https://localhost.evil.example",
    "https://evil.example#localhost",
    "https://evil.example?localhost",
    "//evil%2eexample",
    "//%65vil.example",
    "//evil\u3002example",
    "//\u0435vil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "mailto:a@b.org",
    "evil.example",
    ".evil.example",
    "@evil.example",
    ":@evil.example",
    "?next=https://evil.example",
    "/en/\r\nLocation: https://evil.example",
    "/en/\r\nSet-Cookie: a=b",
    "/" + "a" * 5000,
    "",
]
OURS = [
    "/",
    "/fr/",
    "/en/settings?x=1&y=%2F",
    "/ar/organisations/hills#top",
    "/en/\u00e9",
]


def leads_to(answer_location: str) -> str:
    """The host a browser would ask, which forgives more than urllib does."""
    seen = answer_location.replace("\\", "/")
    return urlsplit(urljoin("http://localhost/en/sign-in", seen)).netloc


@pytest.mark.parametrize("wish", ELSEWHERE)
def test_nobody_is_led_away_after_signing_in(client: FlaskClient, wish: str) -> None:
    form = {"email": AMINA, "password": PASSWORD, "next": wish}
    answer = client.post("/en/sign-in", data=form)

    assert (answer.status_code, answer.location) == (303, "/en/")
    assert "Set-Cookie: a=b" not in str(answer.headers)


@pytest.mark.parametrize("wish", ELSEWHERE)
def test_nor_after_giving_the_password_again(
    client: FlaskClient, world: World, wish: str
) -> None:
    sign_in(client, world.amina)
    form = {"password": PASSWORD, "next": wish}
    answer = client.post("/en/confirm-password", data=form)

    assert answer.location == "/en/settings"


@pytest.mark.parametrize("wish", OURS)
def test_a_good_address_still_works(client: FlaskClient, wish: str) -> None:
    form = {"email": AMINA, "password": PASSWORD, "next": wish}
    answer = client.post("/en/sign-in", data=form)

    assert answer.location is not None
    assert urlsplit(answer.location).path == urlsplit(wish).path.replace("é", "%C3%A9")
    assert leads_to(answer.location) == "localhost"


@pytest.mark.parametrize(
    "path", ["//evil.example/..", "/%5cevil.example", "//evil.example/en/"]
)
def test_no_address_of_ours_leads_away_by_itself(
    client: FlaskClient, path: str
) -> None:
    for address in (path, f"{path}/", f"/en/{path}", "/en/settings/" + path):
        answer = client.get(address, base_url="http://localhost")
        if answer.location:
            assert leads_to(answer.location) == "localhost", address


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "share.example.org.evil.example",
        "evil.example:443",
        "share.example.org@evil.example",
        "127.0.0.1",
        "localhost",
        "x y",
        "xn--hare-53d.example.org",
    ],
)
def test_an_unknown_name_is_refused(app: Flask, world: World, host: str) -> None:
    with another_site(app, environment="production", base_url=HTTPS) as site:
        headers = {"Host": host}
        for path in ("/", "/en/", "/en/nowhere", "/healthz"):
            answer = site.test_client().get(path, headers=headers)
            assert answer.status_code == 400, path
            assert "evil" not in answer.text


def test_our_own_name_is_answered_with_and_without_a_port(
    app: Flask, world: World
) -> None:
    with another_site(app, environment="production", base_url=HTTPS) as site:
        for host in ("share.example.org", "share.example.org:443"):
            answer = site.test_client().get("/healthz", headers={"Host": host})
            assert answer.status_code == 200, host


@pytest.mark.parametrize("proxies", [0, 1])
def test_no_header_gives_the_site_another_name(
    app: Flask, world: World, proxies: int
) -> None:
    forged = dict.fromkeys(
        ["X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL",
         "X-Forwarded-Server", "X-Forwarded-Prefix"], "evil.example"
    )  # fmt: skip
    forged["Forwarded"] = "host=evil.example"
    published(world)
    with another_site(app, base_url=HTTPS, trusted_proxies=proxies) as site:
        client = site.test_client()
        for path in ("/", "/en/", "/en/groups/water.atom", "/en/groups/water.json"):
            answer = client.get(path, base_url=HTTPS, headers=forged)
            assert "evil" not in answer.text + str(answer.headers), path
        form = {"email": AMINA}
        client.post("/en/reset-password", data=form, base_url=HTTPS, headers=forged)
        with site.app_context():
            [note] = notes(Topic.RESET_PASSWORD)
            assert f"{HTTPS}/en/reset-password/" in compose(note).as_string()


def test_links_for_other_programs_come_from_the_settings(
    app: Flask, world: World
) -> None:
    published(world)
    with another_site(app, base_url=HTTPS) as site:
        client = site.test_client()
        feed = client.get("/en/groups/water.json", base_url="https://localhost").json
        page = client.get("/en/about", base_url="https://localhost").text

    assert feed is not None
    assert feed["home_page_url"].startswith(f"{HTTPS}/en/")
    assert f'hreflang="fr" href="{HTTPS}/fr/about"' in page
    assert sign_in_by_form(app.test_client(), AMINA).location == "/en/"
