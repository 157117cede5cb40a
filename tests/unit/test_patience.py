"""What the door in front of the application does with bodies."""

from __future__ import annotations

import io
import threading
from typing import Any

import pytest
from flask import Flask, request

from uclg_share import patience
from uclg_share.patience import SEATS, make_patient
from uclg_share.uploads import MOST_AT_ONCE


def echo() -> Flask:
    app = Flask("echo")
    app.config["MAX_CONTENT_LENGTH"] = 100

    @app.post("/")
    def show() -> str:
        return str(len(request.get_data()))

    make_patient(app)
    return app


def sent_in_chunks(size: int) -> dict[str, Any]:
    return {
        "wsgi.input": io.BytesIO(b"x" * size),
        "HTTP_TRANSFER_ENCODING": "chunked",
        "wsgi.input_terminated": True,
    }


def test_a_body_arrives_whole() -> None:
    assert echo().test_client().post("/", data=b"x" * 100).text == "100"


def test_a_body_in_chunks_arrives_whole() -> None:
    answer = echo().test_client().post("/", environ_overrides=sent_in_chunks(100))

    assert answer.text == "100"


def test_a_body_too_large_is_refused_however_it_is_sent() -> None:
    client = echo().test_client()

    assert client.post("/", data=b"x" * 101).status_code == 413
    overrides = sent_in_chunks(101)
    assert client.post("/", environ_overrides=overrides).status_code == 413


FILES = {"CONTENT_TYPE": "multipart/form-data; boundary=edge"}


def test_files_arrive_whole_where_a_page_takes_them() -> None:
    app = echo()
    app.config["MAX_CONTENT_LENGTH"] = None
    client = app.test_client()

    for size in (3_000_000, MOST_AT_ONCE):
        sent = {"wsgi.input": io.BytesIO(b"x" * size), "CONTENT_LENGTH": str(size)}
        assert client.post("/", environ_overrides=FILES | sent).text == str(size)
        sent = sent_in_chunks(size)
        assert client.post("/", environ_overrides=FILES | sent).text == str(size)


def test_no_more_is_read_of_files_than_any_page_takes() -> None:
    app = echo()
    app.config["MAX_CONTENT_LENGTH"] = MOST_AT_ONCE
    line = io.BytesIO(b"x" * (MOST_AT_ONCE + 100_000))
    sent = {"wsgi.input": line, "HTTP_TRANSFER_ENCODING": "chunked"}

    answer = app.test_client().post("/", environ_overrides=FILES | sent)

    assert answer.status_code == 413
    assert line.tell() == MOST_AT_ONCE + 1


def test_only_so_many_forms_with_files_are_read_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "MOST_LARGE", 1)
    monkeypatch.setattr(patience, "LONGEST_WAIT", 0.01)
    app = echo()
    answers: list[int] = []

    class Long(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if not answers:
                answers.append(0)
                other = {"wsgi.input": io.BytesIO(b"x"), "CONTENT_LENGTH": "200"}
                found = app.test_client().post("/", environ_overrides=FILES | other)
                answers.append(found.status_code)
            return super().read(size)

    sent = {"wsgi.input": Long(b"x" * 200), "CONTENT_LENGTH": "200"}
    app.test_client().post("/", environ_overrides=FILES | sent)

    assert answers == [0, 503]


def test_slow_lines_take_no_seat() -> None:
    app, last_word = echo(), threading.Event()

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            last_word.wait(10)
            return super().read(size)

    def send_slowly() -> None:
        slow = {"wsgi.input": Slow(b"x"), "CONTENT_LENGTH": "1"}
        app.test_client().post("/", environ_overrides=slow)

    lines = [threading.Thread(target=send_slowly) for _ in range(2 * SEATS)]
    for line in lines:
        line.start()

    answer = app.test_client().post("/", data=b"quick")

    assert answer.text == "5"
    last_word.set()
    for line in lines:
        line.join()
