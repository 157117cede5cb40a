"""What is refused of an import: with a reason, and with nothing left behind."""

from __future__ import annotations

import html
import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.archives import BAD, zipped
from tests.web.imports import (
    IMPORT,
    TABLE,
    check,
    confirmation,
    everything_of_texts,
    nine,
)
from tests.web.text_forms import posts
from tests.world import World, sign_in
from uclg_share import audit, limits
from uclg_share.attachments import actions as attachments
from uclg_share.attachments.refusals import Fault, Refused
from uclg_share.audit import Verb
from uclg_share.cli.worker import sweep
from uclg_share.database import db, now
from uclg_share.exchange.models import Parcel


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


@pytest.mark.parametrize("bad", [1, 7, 9])
def test_one_fault_and_nothing_is_taken(amina: FlaskClient, bad: int) -> None:
    before = everything_of_texts()

    answer = check(amina, nine(bad))

    assert answer.status_code == 422
    assert f"<bdi>{bad}.md</bdi>: Line 3, <bdi><code>title</code>" in answer.text
    assert "Nothing was taken in" in answer.text
    assert 'name="ticket"' not in answer.text
    assert everything_of_texts() == before


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_archives_leave_nothing_behind(amina: FlaskClient, name: str) -> None:
    before = everything_of_texts()

    answer = check(amina, BAD[name]())

    assert answer.status_code == 422
    assert 'class="esum"' in answer.text
    assert everything_of_texts() == before


def test_a_fault_while_taking_in_leaves_nothing_behind(
    amina: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = confirmation(check(amina, nine()).text)
    before, add, calls = everything_of_texts(), attachments.add, iter(range(1, 10))

    def add_six(*args: Any) -> Any:
        if next(calls) == 7:
            raise Refused(Fault.NO_ROOM)
        return add(*args)

    monkeypatch.setattr(attachments, "add", add_six)
    answer = amina.post(IMPORT, data=form)

    assert answer.status_code == 422
    assert str(Refused(Fault.NO_ROOM).reason)[:20] in html.unescape(answer.text)
    assert everything_of_texts() == before


def test_a_fault_at_the_very_end_leaves_nothing_behind(
    amina: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = confirmation(check(amina, nine()).text)
    before, record = everything_of_texts(), audit.record

    def broken(viewer: Any, verb: Verb, *args: Any, **data: Any) -> Any:
        if verb is Verb.TEXTS_IMPORTED:
            raise RuntimeError
        return record(viewer, verb, *args, **data)

    monkeypatch.setattr(audit, "record", broken)
    answer = amina.post(IMPORT, data=form)

    assert answer.status_code == 500
    assert everything_of_texts() == before


def test_nobody_takes_in_what_somebody_else_sent(
    amina: FlaskClient, app: Flask, world: World
) -> None:
    form = confirmation(check(amina, nine()).text)
    other = app.test_client()
    sign_in(other, world.bruno)

    answer = other.post(IMPORT, data=form)

    assert answer.status_code == 422
    assert "is not kept any more" in answer.text
    assert posts() == []


def test_a_file_is_kept_for_an_hour_and_swept_away(amina: FlaskClient) -> None:
    form = confirmation(check(amina, nine()).text)
    db.session.query(Parcel).update({"at": now() - timedelta(minutes=61)})
    db.session.commit()

    assert amina.post(IMPORT, data=form).status_code == 422
    assert posts() == []
    sweep()
    assert db.session.query(Parcel).count() == 0


def test_a_fault_of_a_table_has_line_and_column(amina: FlaskClient) -> None:
    answer = check(amina, TABLE.replace(b",Two", b","), "table.csv")

    assert answer.status_code == 422
    assert "Line 3, <bdi><code>title</code></bdi>: Write a title" in answer.text
    assert posts() == []


@pytest.mark.parametrize(
    "name, data", [("x.docx", b"words"), ("", b"x"), ("a.md", b"\xff\xfe\x00\xd8")]
)
def test_what_is_neither_is_refused(amina: FlaskClient, name: str, data: bytes) -> None:
    assert check(amina, data, name).status_code == 422


def test_hostile_names_are_shown_as_text(amina: FlaskClient) -> None:
    name = "<script>alert(1)<script>.md"

    page = check(amina, zipped({name: b"no text"})).text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_report_speaks_the_language_of_the_page(amina: FlaskClient) -> None:
    form: dict[str, Any] = {"file": (io.BytesIO(nine(7)), "a.zip")}

    answer = amina.post(
        "/ar/write/import", data=form, content_type="multipart/form-data"
    )

    assert answer.status_code == 422
    assert '<html lang="ar" dir="rtl"' in answer.text


def test_an_archive_over_the_limit_is_refused(amina: FlaskClient) -> None:
    form = "multipart/form-data; boundary=x"

    answer = amina.post(IMPORT, data=bytes(26 * 1024 * 1024), content_type=form)

    assert answer.status_code == 413


def test_it_is_done_only_so_often(
    amina: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "IMPORT_ACCOUNT", limits.Limit("import-account", 1, 60))

    codes = [check(amina, TABLE, "t.csv").status_code for _ in range(2)]

    assert codes == [200, 429]


def test_a_visitor_signs_in_first(client: FlaskClient) -> None:
    assert client.get(IMPORT).status_code == 303
    assert check(client, TABLE, "t.csv").status_code == 403
    assert posts() == []
