"""Questions made up from the OpenAPI document: every answer is one that it describes.

Schemathesis reads the document as a stranger would and asks what it allows and what it
does not; the seed is fixed, so a run says the same as the last.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup

from tests.web.one_of_everything import one_of_everything
from tests.world import World
from uclg_share import limits
from uclg_share.api import routes
from uclg_share.api.routes import described

DOCUMENT = "/api/v1/openapi.json"
RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
# It does not unpack what it is sent.
PLAIN = {"Accept-Encoding": "identity"}
# Where nothing is asked for, nothing can be asked for wrongly.
ASKING = ["/posts", "/posts/{id}", "/organisations"]
# What is there alone, by its name in a list: no invented name is one of them.
THERE = {"/posts": "id", "/groups": "slug", "/organisations": "slug"}
ALONE = {f"{path}/{{{key}}}" for path, key in THERE.items()}
AT_MOST = {"/posts": 60, "/organisations": 40}


@pytest.fixture
def schema(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """As the site itself serves it, of a site with one of everything; nobody asks too
    often."""
    monkeypatch.setattr(limits, "spend_here", lambda *_asked: None)
    one_of_everything(app, world)
    return schemathesis.openapi.from_wsgi(DOCUMENT, app)


def codes_of(schema: Any, path: str, mode: GenerationMode, **known: Any) -> set[int]:
    """Of all answers; each answer is compared with the document."""
    codes: set[int] = set()
    asking = schema[path]["GET"].as_strategy(generation_mode=mode, **known)

    @settings(
        max_examples=AT_MOST.get(path, 15),
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    )
    @given(case=asking)
    def ask(case: Case[Any]) -> None:
        answer = case.call(headers=PLAIN)
        codes.add(answer.status_code)
        case.validate_response(answer)

    ask()
    return codes


@pytest.mark.once
def test_what_may_be_asked_is_answered_as_described(schema: Any) -> None:
    codes = {path: codes_of(schema, path, RIGHT) for path in described()["paths"]}

    assert set().union(*codes.values()) <= {200, 404}
    assert {path for path in codes if 200 not in codes[path]} <= ALONE


@pytest.mark.once
def test_what_may_not_be_asked_is_refused_as_described(schema: Any) -> None:
    codes = {path: codes_of(schema, path, WRONG) for path in ASKING}

    assert [path for path in codes if not codes[path] & {400, 404}] == []


@pytest.mark.once
def test_what_is_there_is_as_described(schema: Any) -> None:
    site = schema.app.test_client()

    for path, key in THERE.items():
        listed = site.get(f"/api/v1{path}").get_json()["items"]
        for known in ({key: one[key]} for one in listed):
            alone = f"{path}/{{{key}}}"
            assert codes_of(schema, alone, RIGHT, path_parameters=known) == {200}
        assert len(listed) > 1


@pytest.mark.once
def test_an_answer_that_is_not_described_is_seen(
    schema: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"items": [{"slug": 1}], "next": None}
    monkeypatch.setattr(routes, "_page", lambda *_rows: routes._answer(said))

    with pytest.raises(FailureGroup):
        codes_of(schema, "/themes", RIGHT)
