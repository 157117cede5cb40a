"""The mark is read for every request; one reading serves all who asked before it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import text

from tests.drafts import published
from tests.world import World
from uclg_share.database import db, is_sqlite
from uclg_share.page_cache.stamps import Stamps


@pytest.fixture
def stamps(app: Flask, world: World) -> Iterator[Stamps]:
    published(world)
    db.session.commit()
    stamps = Stamps(db.engine)
    yield stamps
    stamps.close()


def test_nobody_gets_a_reading_that_began_before_they_asked(stamps: Stamps) -> None:
    begun: list[float] = []

    def read() -> int:
        begun.append(time.monotonic())
        time.sleep(0.02)
        return len(begun) - 1

    def ask(_number: int) -> tuple[float, int | None]:
        asked = time.monotonic()
        return asked, stamps.now()

    stamps._answer = read  # type: ignore[method-assign]
    with ThreadPoolExecutor(16) as readers:
        answers = list(readers.map(ask, range(200)))

    assert all(found is not None and begun[found] >= asked for asked, found in answers)
    assert len(begun) < len(answers)  # and they do share


def test_a_reading_that_ends_in_an_error_is_nobodys_answer(stamps: Stamps) -> None:
    good = stamps.now()
    answer, waiting = stamps._answer, threading.Event()

    def fail() -> int:
        waiting.wait(20)
        raise KeyboardInterrupt

    def ask() -> None:
        with pytest.raises(KeyboardInterrupt):
            stamps.now()

    stamps._answer = fail  # type: ignore[method-assign]
    failing = threading.Thread(target=ask)
    failing.start()
    while not stamps._turn.locked():
        time.sleep(0.01)
    waiting.set()
    failing.join(20)

    stamps._answer = answer  # type: ignore[method-assign]
    assert stamps.now() == good is not None


def test_a_connection_that_the_server_ended_is_opened_anew_at_once(
    stamps: Stamps,
) -> None:
    good = stamps.now()
    before = stamps._connection
    if is_sqlite():
        before.close()
    else:
        end = text("SELECT pg_terminate_backend(:pid)")
        db.session.execute(end, {"pid": before.info.backend_pid})

    assert stamps.now() == good is not None
    assert stamps._connection is not before


def test_what_was_opened_before_a_fork_is_left_to_the_parent(stamps: Stamps) -> None:
    good = stamps.now()
    parents = stamps._connection
    stamps._owner = -1

    assert stamps.now() == good is not None
    assert stamps._connection is not parents
    parents.close()
