"""What the reader sees when something is refused, missing or broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty

from tests.web.account_pages import joining, title_of
from tests.web.sites import another_site
from tests.world import World, sign_in
from uclg_share.access import for_anyone
from uclg_share.conflicts import AlreadyDecided
from uclg_share.error_words import WORDS
from uclg_share.i18n import LANGUAGES
from uclg_share.limits import Limit, TooMany
from uclg_share.permissions import NotAllowed

TEXT = "We listened to the pipes at night and found forty leaks in a month."
FAULTS: dict[str, Exception] = {
    "403": NotAllowed(),
    "409": AlreadyDecided("Bruno"),
    "429": TooMany(45),
    "500": RuntimeError("SELECT secret FROM /srv/share/wsgi.py"),
    "503": OperationalError("SELECT 1", {}, Exception("database is locked")),
    "pool": PoolEmpty("QueuePool limit of size 5"),
}


def fail(fault: str) -> str:
    if fault == "413":
        return str(request.form)
    if fault not in FAULTS:
        abort(int(fault))
    raise FAULTS[fault]


@pytest.fixture
def client(app: Flask, world: World) -> Iterator[FlaskClient]:
    with another_site(app) as site:
        rule = "/<lang>/fail/<fault>"
        site.add_url_rule(rule, "fail", for_anyone(fail), methods=["GET", "POST"])
        yield site.test_client()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 422, 429, 500, 503])
def test_a_page_says_what_happened_and_what_to_do(
    client: FlaskClient, code: int, language: str
) -> None:
    answer = client.get(f"/{language}/fail/{code}")

    page = answer.text
    assert answer.status_code == code
    assert f'<html lang="{language}" dir="{LANGUAGES[language][1]}">' in page
    heading, advice = WORDS[code]
    with client.application.test_request_context(), force_locale(language):
        assert f"<h1>{heading}</h1>" in page
        assert title_of(page) == f"{heading} – UCLG Share"
        if code not in {409, 429}:  # these know more than the usual words
            assert str(advice) in page
    assert answer.headers["X-Request-Id"] in page
    assert 'href="/' in page


@pytest.mark.parametrize("path", ["/nowhere", "/de/", "/fr/nowhere", "/ar/groups/x"])
def test_an_address_that_is_none_speaks_the_readers_language(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path, headers={"Accept-Language": "ar-EG, fr;q=0.5"})

    language = path[1:3] if path[3:4] == "/" and path[1:3] in LANGUAGES else "ar"
    assert answer.status_code == 404
    assert f'<html lang="{language}" dir="{LANGUAGES[language][1]}">' in answer.text


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 422, 429, 500, 503])
def test_a_program_gets_json(client: FlaskClient, code: int) -> None:
    json = {"Accept": "application/json"}
    answer = client.get(f"/en/fail/{code}", headers=json)

    assert (answer.status_code, answer.mimetype) == (code, "application/json")
    assert answer.json is not None
    assert answer.json["status"] == code
    assert answer.json["title"] == str(WORDS[code][0])
    assert answer.json["reference"] == answer.headers["X-Request-Id"]


def test_a_browser_that_takes_anything_gets_a_page(client: FlaskClient) -> None:
    for accept in ("*/*", "text/html,application/json;q=0.9", "image/png", ""):
        answer = client.get("/en/fail/404", headers={"Accept": accept})
        assert answer.mimetype == "text/html"


@pytest.mark.parametrize(
    "fault", ["400", "403", "409", "422", "429", "500", "503", "pool"]
)
def test_what_was_typed_comes_back(client: FlaskClient, fault: str) -> None:
    form = {"title": "Leaks at night", "body": TEXT, "password": "a long walk home"}
    form |= {"csrf_token": "x " * 30, "choice": "case_study"}

    page = client.post(f"/en/fail/{fault}", data=form).text

    kept = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", page)
    assert kept == ["Leaks at night", TEXT]
    assert "a long walk home" not in page


def test_a_form_that_is_too_big_comes_back_as_far_as_it_fits(
    client: FlaskClient,
) -> None:
    limit = client.application.config["MAX_CONTENT_LENGTH"]
    form = {"title": "Leaks at night", "summary": TEXT, "body": "word " * (limit // 4)}

    answer = client.post("/en/fail/413", data=form)

    kept = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", answer.text)
    assert answer.status_code == 413
    assert kept[:2] == ["Leaks at night", TEXT]
    assert kept[2].startswith("word word")
    assert len(answer.text) < limit + 20_000


def test_a_flood_of_fields_and_a_large_file_are_refused(client: FlaskClient) -> None:
    flood = "&".join(f"f{at}=some words" for at in range(400_000))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/en/fail/413", data=flood, headers=kind)
    parts = client.post(
        "/en/fail/413",
        data={f"f{at}": "x" for at in range(1001)},
        content_type="multipart/form-data",
    )

    assert (answer.status_code, parts.status_code) == (413, 413)
    assert "<textarea" not in answer.text


def test_what_was_typed_is_shown_as_text(client: FlaskClient) -> None:
    hostile = "</textarea><script>alert(1)</script> and some more words here"

    page = client.post("/en/fail/500", data={"body": hostile}).text

    assert "<script>" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


@pytest.mark.parametrize("fault, seconds", [("429", "45"), ("503", "5"), ("pool", "5")])
def test_it_says_when_to_come_back(
    client: FlaskClient, fault: str, seconds: str
) -> None:
    answer = client.get(f"/en/fail/{fault}")

    assert answer.headers["Retry-After"] == seconds
    if fault == "429":
        assert "Try again in 45 seconds" in answer.text


def test_who_was_first_is_named(client: FlaskClient) -> None:
    assert "Bruno has already decided this" in client.get("/en/fail/409").text


def test_nothing_of_the_inside_is_told(client: FlaskClient) -> None:
    for fault in FAULTS:
        page = client.get(f"/en/fail/{fault}").text
        for word in ("Traceback", "SELECT", "wsgi.py", "Error:", "locked", "sqlite"):
            assert word not in page, (fault, word)


def test_a_broken_page_needs_no_other_file(client: FlaskClient, world: World) -> None:
    sign_in(client, world.amina)

    page = client.get("/en/fail/500").text

    assert '<link rel="stylesheet"' not in page
    assert "<script" not in page
    assert "Amina" not in page


def test_too_many_sign_ups_keep_what_was_typed(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = Limit("sign-up-address", 0, 3600)
    monkeypatch.setattr("uclg_share.limits.SIGN_UP_ADDRESS", none)

    answer = client.post("/en/sign-up", data=joining())

    assert answer.status_code == 429
    assert "Joana Alves" in answer.text
