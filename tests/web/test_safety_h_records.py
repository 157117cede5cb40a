"""SAFETY.md H: what is recorded and logged, and what never is (R49, R62 to R64)."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from tests.notes import notes, secret_in
from tests.web.account_pages import (
    NEW_PASSWORD,
    joining,
    newest_secret,
    sign_in_by_form,
)
from tests.web.sites import another_site
from tests.world import PASSWORD, World, sign_in
from uclg_share.access import for_anyone
from uclg_share.audit import AuditEntry, AuditOrigin, Verb
from uclg_share.database import db
from uclg_share.logs import JsonLines
from uclg_share.notifications.models import Topic

FORGING = 'a\n{"level": "INFO", "event": "forged"}\r\x1b[31m\x85\u2028\u202e\x00'


@pytest.fixture
def site(app: Flask, world: World) -> Iterator[Flask]:
    """The site with everything it logs, and two pages that break."""

    def broken() -> str:
        raise RuntimeError(FORGING)

    def stuck() -> str:
        db.session.execute(text("SELECT * FROM nowhere WHERE x = :x"), {"x": PASSWORD})
        return ""

    with another_site(app, log_level="DEBUG") as other:
        other.add_url_rule("/en/broken", "broken", for_anyone(broken))
        other.add_url_rule("/en/stuck", "stuck", for_anyone(stuck))
        yield other
    app.logger.setLevel(app.config["SETTINGS"].log_level)


@pytest.fixture
def log(site: Flask) -> Iterator[io.StringIO]:
    """Everything the site writes to standard error."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    before, site.logger.handlers = site.logger.handlers, [handler]
    yield stream
    site.logger.handlers = before


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def entries() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_each_request_leaves_one_line(site: Flask, log: io.StringIO) -> None:
    answer = site.test_client().get("/en/people/70000?q=secret")

    [line] = lines(log)
    assert (line["event"], line["method"], line["status"]) == ("request", "GET", 404)
    assert line["view"] == "/<any(en, fr, es, ar):lang>/people/<id:account_id>"
    assert line["request"] == answer.headers["X-Request-Id"]
    assert line["address"] == "127.0.0.1"
    moment = datetime.fromisoformat(line["at"])
    assert moment.tzinfo is not None
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60


def test_a_fault_is_found_by_the_number_on_the_page(
    site: Flask, log: io.StringIO
) -> None:
    page = site.test_client().get("/en/broken").text

    [fault] = [line for line in lines(log) if line["event"] == "unhandled"]
    assert fault["request"] in page
    assert "RuntimeError" in fault["trace"]


def test_a_refusal_says_who_wanted_what(
    site: Flask, log: io.StringIO, world: World
) -> None:
    client = site.test_client()
    sign_in(client, world.chen)
    client.get("/en/admin")

    [line] = [line for line in lines(log) if line["event"] == "refused"]
    assert (line["level"], line["view"]) == ("WARNING", "admin.home")
    assert line["account"] == world.chen.id


def test_no_text_forges_a_line_or_moves_the_cursor(
    site: Flask, log: io.StringIO
) -> None:
    client = site.test_client()
    site.logger.warning(FORGING, extra={"reason": FORGING})
    client.get("/en/broken")
    client.get(
        "/en/nowhere%0a%7b%22event%22:%22forged%22%7d",
        headers={"User-Agent": "x\x1b[2J"},
    )
    sign_in_by_form(client, FORGING.replace("\n", " "))

    written = log.getvalue()
    assert written.isascii()
    assert {ord(sign) for sign in written if ord(sign) < 32} == {10}
    assert "forged" not in [line["event"] for line in lines(log)]
    assert all({"at", "level", "event"} <= set(line) for line in lines(log))


def test_no_secret_is_ever_logged(site: Flask, log: io.StringIO, world: World) -> None:
    client = site.test_client()
    client.post("/en/sign-up", data=joining())
    sign_in_by_form(client, world.amina.email, "a wrong password of mine")
    client.post("/en/reset-password", data={"email": world.amina.email})
    secret = newest_secret(Topic.RESET_PASSWORD)
    client.post(f"/en/reset-password/{secret}", data={"password": NEW_PASSWORD})
    sign_in_by_form(client, world.amina.email, NEW_PASSWORD)
    cookie = client.get_cookie("share")
    client.get("/en/stuck")

    assert cookie is not None
    secrets = [PASSWORD, NEW_PASSWORD, "a wrong password", secret, cookie.value]
    secrets += [secret_in(note) for note in notes(Topic.CONFIRM_EMAIL)]
    secrets += [world.amina.email, world.amina.password_hash]
    assert [one for one in secrets if one in log.getvalue()] == []
    assert len(lines(log)) > 5


def test_what_a_statement_carried_stays_out_of_the_trace(
    site: Flask, log: io.StringIO
) -> None:
    answer = site.test_client().get("/en/stuck")

    assert answer.status_code in {500, 503}
    assert "FROM nowhere" in log.getvalue()
    assert PASSWORD not in log.getvalue()


def test_coming_going_and_being_refused_are_on_record_with_their_address(
    client: FlaskClient, world: World
) -> None:
    sign_in_by_form(client, world.amina.email, "not mine at all")
    sign_in_by_form(client, "nobody@example.org", "not mine at all")
    sign_in_by_form(client, world.amina.email)
    client.post("/en/sign-out")

    seen = [(entry.verb, entry.subject.partition(":")[0]) for entry in entries()]
    assert seen == [
        (Verb.SIGN_IN_REFUSED, "account"),
        (Verb.SIGN_IN_REFUSED, "account"),
        (Verb.SIGN_IN_OPENED, "sign_in"),
        (Verb.SIGN_IN_ENDED, "sign_in"),
    ]
    assert [entry.subject for entry in entries()][:2] == [
        f"account:{world.amina.id}", "account:unknown"
    ]  # fmt: skip
    origins = db.session.scalars(select(AuditOrigin.address)).all()
    assert origins == ["127.0.0.1"] * 4


def test_the_record_keeps_no_secret_and_nothing_typed(
    client: FlaskClient, world: World
) -> None:
    sign_in_by_form(client, "my password is tea", "my password is tea")
    client.post("/en/reset-password", data={"email": world.amina.email})
    secret = newest_secret(Topic.RESET_PASSWORD)
    client.post(f"/en/reset-password/{secret}", data={"password": NEW_PASSWORD})

    kept = " ".join(
        f"{entry.subject} {entry.reason} {entry.data}" for entry in entries()
    )
    assert len(entries()) == 3
    assert not [one for one in ("tea", secret, NEW_PASSWORD) if one in kept]
