from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.notes import notes
from tests.tools import ROOT
from tests.world import World
from uclg_share import limits, mail
from uclg_share.cli.worker import run
from uclg_share.database import db, now
from uclg_share.limits import Hit
from uclg_share.notifications import outbox
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Notification, Topic
from uclg_share.once import Once


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The Message-IDs of what would have left."""
    ids: list[str] = []

    def send(message: EmailMessage) -> None:
        time.sleep(0.01)
        ids.append(str(message["Message-ID"]))

    monkeypatch.setattr(mail, "send", send)
    return ids


def leave(world: World, number: int = 1) -> None:
    for _ in range(number):
        notify([world.amina], Topic.PASSWORD_CHANGED)
    db.session.commit()


def later(monkeypatch: pytest.MonkeyPatch, step: timedelta) -> None:
    monkeypatch.setattr(outbox, "now", lambda: now() + step)


def test_what_died_after_sending_is_sent_again_as_the_same_mail(
    world: World, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(world)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "_mark_done", die)
        with pytest.raises(KeyboardInterrupt):
            outbox.deliver_next()
    assert not outbox.deliver_next()  # the lease holds
    later(monkeypatch, outbox.LEASE + timedelta(seconds=1))

    assert outbox.deliver_next()
    assert not outbox.deliver_next()
    assert len(sent) == 2
    assert len(set(sent)) == 1


def test_three_workers_send_each_mail_once(
    app: Flask, world: World, sent: list[str]
) -> None:
    leave(world, 12)

    def work() -> None:
        with app.app_context():
            while outbox.deliver_next():
                pass

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    waiting = select(func.count()).where(Notification.mailed_at.is_(None))
    assert len(sent) == len(set(sent)) == 12
    assert db.session.scalar(waiting) == 0


def test_the_database_is_free_while_a_mail_is_on_its_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(world)
    held: list[bool] = []
    monkeypatch.setattr(
        mail, "send", lambda _: held.append(db.session().in_transaction())
    )

    outbox.deliver_next()

    assert held == [False]


def test_once_sends_what_is_due_and_tidies_up(
    app: Flask, world: World, sent: list[str]
) -> None:
    leave(world, 2)
    db.session.add_all(
        [
            Hit(key="old", number=1, until=1),
            Hit(key="new", number=1, until=2_000_000_000),
            Once(key="old", at=now() - timedelta(days=8)),
            Once(key="new", at=now()),
        ]
    )
    db.session.commit()

    answer = app.test_cli_runner().invoke(args=["worker", "--once"])

    assert answer.exit_code == 0, answer.output
    assert len(sent) == 2
    assert db.session.scalars(select(Hit.key)).all() == ["new"]
    assert db.session.scalars(select(Once.key)).all() == ["new"]


def test_a_database_that_fails_for_a_moment_does_not_end_the_worker(
    world: World, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(world)
    ending = threading.Event()
    real, tries = limits.sweep, []

    def sweep() -> int:
        tries.append(1)
        if len(tries) == 1:
            db.session.execute(db.text("SELECT * FROM nowhere"))
        return real()

    def wait(_seconds: float) -> bool:
        if notes()[0].mailed_at:
            ending.set()
        return True

    monkeypatch.setattr(limits, "sweep", sweep)
    monkeypatch.setattr(ending, "wait", wait)
    run(ending)

    assert len(tries) == 2
    assert len(sent) == 1


def test_it_ends_when_asked_to(app: Flask, world: World, tmp_path: Path) -> None:
    settings = app.config["SETTINGS"]
    environ = os.environ | {
        "SHARE_ENV": "local",
        "INSTANCE": str(settings.instance),
        "DATABASE_URL": settings.database_url,
        "MAIL_URL": f"file://{tmp_path}",
    }
    leave(world)
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    process = subprocess.Popen(command, cwd=ROOT, env=environ)
    try:
        until = time.monotonic() + 30
        while not list(tmp_path.glob("*.eml")) and time.monotonic() < until:
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=10) == 0
    finally:
        process.kill()
    assert len(list(tmp_path.glob("*.eml"))) == 1
    db.session.rollback()
    assert notes()[0].mailed_at is not None
