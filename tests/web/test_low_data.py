"""Low-data mode: pictures come when asked for, and kept pages are kept apart for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.files import ALT, picture, shown_to_all, src
from tests.web.kept_pages import keeping_site, kept
from tests.web.sites import HTTPS, another_site
from tests.world import World, sign_in
from uclg_share.attachments import storing
from uclg_share.attachments.models import Attachment
from uclg_share.posts.models import Post

SAVE_DATA = {"Save-Data": "on"}
LIGHT = {"Cookie": "low-data=on"}
FULL = {"Cookie": "low-data=off"}
SWITCH = "/en/low-data"


@pytest.fixture
def shown(world: World) -> tuple[Post, Attachment]:
    return shown_to_all(world, picture(), picture("second.png", 1700))


@pytest.fixture
def path(shown: tuple[Post, Attachment]) -> str:
    return f"/en/posts/{shown[0].id}/{shown[0].slug}"


@pytest.fixture
def site(app: Flask, path: str) -> Iterator[Flask]:
    with keeping_site(app) as site:
        yield site


@pytest.mark.parametrize("headers", [SAVE_DATA, LIGHT])
def test_no_picture_comes_until_it_is_asked_for(
    app: Flask, path: str, shown: tuple[Post, Attachment], headers: dict[str, str]
) -> None:
    page = app.test_client(use_cookies=False).get(path, headers=headers).text

    body = page.partition("<body>")[2]
    assert "<figure" in body
    assert "/files/" not in body.replace('href="/files/', "")
    assert f'href="{src(shown[1], 960)}"' in page
    assert ALT in page
    assert "The first night." in page
    assert "data-light" in page


def test_each_link_says_how_much_it_brings_and_one_brings_all(
    client: FlaskClient, path: str, shown: tuple[Post, Attachment]
) -> None:
    one = len(storing.bytes_of(shown[1], "960.webp"))

    page = client.get(path, headers=SAVE_DATA).text
    assert f"Show picture, {max(1, round(one / 1000))} kB" in page
    assert 'href="?pictures=1" data-pictures>Show all pictures of this page, ' in page
    everything = client.get(f"{path}?pictures=1", headers=SAVE_DATA).text

    assert everything.count("<img") == page.count("<img") + 2
    assert "srcset" not in everything
    assert "1600.webp" not in everything.partition("<body>")[2]
    assert "Show picture" not in everything


def test_one_picture_needs_no_link_to_all(client: FlaskClient, world: World) -> None:
    post, _ = shown_to_all(world)

    page = client.get(f"/en/posts/{post.id}/{post.slug}", headers=SAVE_DATA).text

    assert "Show picture, " in page
    assert "Show all pictures" not in page


@pytest.mark.parametrize("name", ["", "amina"])
def test_the_switch_is_in_the_foot_and_leads_back(
    client: FlaskClient, world: World, path: str, name: str
) -> None:
    if name:
        sign_in(client, getattr(world, name))
    page = client.get(f"{path}?x=1&y=2").text
    assert f'action="{SWITCH}"' in page
    assert f'value="{path}?x=1&amp;y=2"' in page
    assert "srcset=" in page

    answer = client.post(SWITCH, data={"wish": "on", "next": path})
    light = client.get(path).text
    client.post(SWITCH, data={"wish": "off", "next": path})

    assert (answer.status_code, answer.location) == (303, path)
    assert "Low-data mode is on" in light
    assert "srcset=" not in light
    assert "srcset=" in client.get(path, headers=SAVE_DATA).text


def test_the_switch_takes_nothing_else_and_leads_nowhere_else(
    client: FlaskClient, world: World
) -> None:
    wish = {"wish": "on", "next": "https://evil.example/"}

    assert client.post(SWITCH, data=wish).location == "/en/"
    assert client.post(SWITCH, data={"wish": "maybe"}).status_code == 400
    assert client.get(SWITCH).status_code == 405


def test_the_cookie_says_one_word_and_scripts_do_not_see_it(
    app: Flask, world: World
) -> None:
    with another_site(app, base_url=HTTPS, environment="production") as site:
        answer = site.test_client().post(
            SWITCH, data={"wish": "on"}, base_url=HTTPS, headers={"Origin": HTTPS}
        )

    [cookie] = answer.headers.getlist("Set-Cookie")
    name, *flags = [part.strip() for part in cookie.split(";")]
    assert name == "low-data=on"
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(flags)
    assert answer.headers["Cache-Control"] == "private, no-store"


ASKED = {"": {}, "header": SAVE_DATA, "cookie": LIGHT, "both": {**SAVE_DATA, **FULL}}
WANTS_LITTLE = {"": False, "header": True, "cookie": True, "both": False}


@pytest.mark.parametrize("first", ASKED)
def test_a_kept_page_is_never_given_to_who_wants_the_other(
    site: Flask, path: str, first: str
) -> None:
    for asked in (first, *ASKED, *reversed(ASKED)):
        visitor = site.test_client(use_cookies=False)

        page = visitor.get(path, headers=ASKED[asked])

        assert ("srcset=" not in page.text) is WANTS_LITTLE[asked]
        assert "ETag" in page.headers
        assert {"save-data", "cookie"} <= page.vary.as_set()
    assert len(site.wsgi_app.plain._pages) == 2  # type: ignore[attr-defined]


def test_what_one_wish_was_told_is_nothing_new_to_that_wish_alone(
    site: Flask, path: str
) -> None:
    visitor = site.test_client(use_cookies=False)
    etag = {"If-None-Match": visitor.get(path, headers=LIGHT).headers["ETag"]}

    assert visitor.get(path, headers={**etag, **LIGHT}).status_code == 304
    assert visitor.get(path, headers=etag).status_code == 200


@pytest.mark.parametrize(
    "cookie",
    ["low-data=on; share=x", "low-data=", "low-data=on; low-data=off", "low-data=ON"],
)
def test_any_other_cookie_leads_past(site: Flask, path: str, cookie: str) -> None:
    visitor = site.test_client(use_cookies=False)

    answer = visitor.get(path, headers={"Cookie": cookie})

    assert "ETag" not in answer.headers
    assert kept(site) == {}


def test_what_has_no_pictures_does_not_depend_on_the_wish(
    client: FlaskClient, world: World
) -> None:
    feed = client.get("/en/groups/water.atom")

    assert "save-data" not in feed.vary.as_set()
