"""What the door in front of the application does with bodies."""

from __future__ import annotations

import io
import threading
from typing import Any

from flask import Flask, request

from uclg_share.patience import SEATS, make_patient


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
