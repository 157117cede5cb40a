"""What machines ask: is it alive, can it serve, whom to tell (R73, R80)."""

from __future__ import annotations

from flask.testing import FlaskClient

from uclg_share import database


def test_it_is_ready_when_everything_answers(client: FlaskClient) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["database"] is True
    assert answer.json["migrations"] is True


def test_whom_to_tell_of_a_weakness_is_where_programs_look(client: FlaskClient) -> None:
    answer = client.get("/.well-known/security.txt")

    said = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.mimetype == "text/plain"
    assert said["Contact"] == "mailto:share@127.0.0.1"
    assert said["Expires"] > database.now().isoformat()
    assert said["Canonical"] == "http://127.0.0.1:5000/.well-known/security.txt"
