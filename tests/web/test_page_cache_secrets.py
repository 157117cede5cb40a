"""Nothing of one reader enters what is kept for all (SAFETY.md R27)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask, Response, flash, get_flashed_messages, session

from tests.drafts import published
from tests.web.kept_pages import keeping_site, kept
from tests.web.one_of_everything import browser_of, one_of_everything, sample
from tests.web.sites import token_for
from tests.world import PASSWORD, World, sign_in
from uclg_share.access import for_anyone, for_signed_in
from uclg_share.security import csp_nonce
from uclg_share.templating import csrf_field

# Headers, forms and caches are the same on either database.
pytestmark = pytest.mark.once

FEED = "/en/groups/water"
TRACES = (b"csrf_token", b"nonce-", b'role="status"')


@pytest.fixture
def site(app: Flask, world: World) -> Iterator[Flask]:
    published(world)
    with keeping_site(app, csrf=True) as site:
        yield site


def test_no_page_of_anybody_signed_in_is_kept(
    app: Flask, site: Flask, world: World
) -> None:
    known = one_of_everything(app, world)
    rules = [r for r in app.url_map.iter_rules() if "GET" in (r.methods or set())]
    for role in ("author", "administrator"):
        browser = browser_of(site, world, role)
        for rule in rules:
            browser.get(sample(app, rule, known))

    assert kept(site) == {}


def test_what_is_kept_of_a_visit_holds_no_trace_of_the_visitor(
    app: Flask, site: Flask, world: World
) -> None:
    known = one_of_everything(app, world)
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            answer = site.test_client().get(sample(app, rule, known))
            if "Set-Cookie" in answer.headers or answer.status_code != 200:
                assert "ETag" not in answer.headers, rule

    pages = kept(site)
    assert len(pages) > 20
    for path, page in pages.items():
        assert not any(trace in page.plain for trace in TRACES), path
        assert "Set-Cookie" not in dict(page.headers), path
        assert "nonce" not in dict(page.headers)["Content-Security-Policy"], path
        assert dict(page.headers)["Cache-Control"] == "no-cache", path
        assert not {"<secret>", "<token>"} & set(page.view.split("/")), path


def test_somebody_signed_in_neither_leaves_nor_finds_a_kept_page(
    site: Flask, world: World
) -> None:
    visitor, amina = site.test_client(), site.test_client()
    sign_in(amina, world.amina)

    own = amina.get(FEED)
    assert kept(site) == {}
    visitor.get(FEED)
    again = amina.get(FEED)

    assert world.amina.name in own.text
    assert world.amina.name in again.text
    assert again.headers["Cache-Control"] == "private, no-store"
    assert world.amina.name not in visitor.get("/en/groups").text


def test_a_message_is_seen_by_whom_it_is_for(site: Flask, world: World) -> None:
    visitor, amina = site.test_client(), site.test_client()
    form = {
        "csrf_token": token_for(amina),
        "email": world.amina.email,
        "password": PASSWORD,
    }
    welcomed = amina.post("/en/sign-in", data=form, follow_redirects=True)
    amina.post("/en/sign-out", data={"csrf_token": token_for(amina, FEED)})
    told = amina.get("/en/")

    seen = visitor.get("/en/")
    assert welcomed.status_code == 200
    assert told.text != seen.text or "flash" not in told.text
    assert not any(trace in seen.data for trace in TRACES)


def with_cookie() -> Any:
    answer = Response("x" * 2000, content_type="text/html")
    answer.set_cookie("light", "on")
    return answer


def with_message() -> str:
    flash("You are out.")
    return " ".join(map(str, get_flashed_messages()))


def with_session() -> str:
    session["x"] = 1
    return "Kept for you."


def in_pieces() -> Any:
    return Response(iter(["one", "two"]), content_type="text/html")


def by_another_header() -> Any:
    answer = Response("For some.", content_type="text/html")
    answer.vary.add("Accept-Language")
    return answer


def told_not_to() -> Any:
    return "Private.", {"Cache-Control": "private, no-store"}


def for_one(secret: str) -> str:
    return secret


def as_file() -> Any:
    return Response(b"%PDF", content_type="application/pdf")


@pytest.mark.parametrize(
    "view",
    [
        with_cookie,
        with_message,
        with_session,
        in_pieces,
        by_another_header,
        told_not_to,
        as_file,
        lambda: str(csrf_field()),
        lambda: f'<style nonce="{csp_nonce()}"></style>',
        lambda: ("Sorry.", 404),
        lambda: ("Wait.", 202),
    ],
)
def test_an_answer_for_one_reader_is_not_kept(
    app: Flask, world: World, view: Callable[[], Any]
) -> None:
    published(world)
    with keeping_site(app, csrf=True) as site:
        rule = "/<any(en, fr):lang>/try"
        site.add_url_rule(rule, "try", for_anyone(view))
        site.add_url_rule(f"{rule}/open", "open", for_anyone(lambda: "For all."))
        site.add_url_rule(f"{rule}/in", "in", for_signed_in(lambda: "Inside."))
        site.add_url_rule(f"{rule}/<secret>", "secret", for_anyone(for_one))
        site.add_url_rule("/try", "nowhere", for_anyone(lambda: "No language."))
        for end in ("", "/open", "/in", "/abc"):
            for _ in range(2):
                site.test_client().get(f"/en/try{end}")
        site.test_client().get("/try")

        assert set(kept(site)) == {"/en/try/open"}


@pytest.mark.parametrize(
    "headers", [{"Authorization": "Basic eA=="}, {"Range": "bytes=0-10"}, {}]
)
def test_who_may_be_somebody_is_led_past(site: Flask, headers: dict[str, str]) -> None:
    special = site.test_client()
    if not headers:
        special.set_cookie("anything", "at-all")

    special.get(FEED, headers=headers)
    assert kept(site) == {}

    site.test_client().get(FEED)
    assert "ETag" not in special.get(FEED, headers=headers).headers


def test_a_form_is_never_answered_from_what_is_kept(site: Flask) -> None:
    visitor = site.test_client()
    page = visitor.get("/en/groups")

    answer = visitor.post("/en/groups")

    assert page.status_code == 200
    assert answer.status_code in {400, 405}
