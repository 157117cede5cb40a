"""`flask worker`: does what acts have left behind, mails above all, and tidies up."""

from __future__ import annotations

import signal
import threading
import time
from datetime import timedelta
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from uclg_share import limits, mail_server, once, origins, retention
from uclg_share.attachments.upkeep import remove_orphans
from uclg_share.database import db, now
from uclg_share.exchange import actions as exchange
from uclg_share.exchange.queries import KEPT
from uclg_share.notifications import digests, outbox
from uclg_share.reminders.reminding import tell_of_waiting
from uclg_share.saved_searches.reading import refresh_some
from uclg_share.saved_searches.telling import tell_next
from uclg_share.search.renaming import catch_up, check_form

LOOK_EVERY = 2.0
# Digests are due by the day: nobody waits for the second.
PREPARE_EVERY = 30.0
# What waits is counted in days.
REMIND_EVERY = 600.0
SWEEP_EVERY = 3600.0
# A form may lie open over a weekend before it is sent a second time.
FORMS_KEPT = timedelta(days=7)


@click.command()
@click.option("--once", "only_once", is_flag=True, help="Send what is due, then end.")
@with_appcontext
def worker(only_once: bool) -> None:
    """Send mails until asked to end; any number may run."""
    if only_once:
        enrol()
        tell_of_waiting()
        check_form()
        with mail_server.line():
            while outbox.deliver_next() or prepare_next():
                pass
        sweep()
        return
    ending = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ending.set()

    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, end)
    with mail_server.line():
        run(ending)


def run(ending: threading.Event) -> None:
    """A mail on its way is finished before the end."""
    swept, looked, reminded = -SWEEP_EVERY, -PREPARE_EVERY, -REMIND_EVERY
    preparing = False
    while not ending.is_set():
        moment = time.monotonic()
        try:
            if moment - swept >= SWEEP_EVERY:
                sweep()
                swept = moment
            if moment - reminded >= REMIND_EVERY:
                tell_of_waiting()
                reminded = moment
            if moment - looked >= PREPARE_EVERY:
                enrol()
                looked, preparing = moment, True
            idle = not outbox.deliver_next()
            if idle and preparing:  # one digest at a time: what is urgent goes first
                preparing = prepare_next()
                idle = not preparing
        except SQLAlchemyError as error:
            # Locked or gone for a moment: what is due is still there afterwards.
            current_app.logger.error("worker", exc_info=error)
            db.session.rollback()
            idle = True
        db.session.remove()
        if idle:
            ending.wait(LOOK_EVERY)


def prepare_next() -> bool:
    """Do one thing that need not be done at once; False when there is none."""
    return tell_next() or digests.prepare_next() or catch_up() or refresh_some()


def enrol() -> None:
    """Whoever came since the last time gets a first slot."""
    while digests.enrol():
        pass


def sweep() -> None:
    """Forget everything whose time is over."""
    limits.sweep()
    origins.sweep()
    once.sweep(now() - FORMS_KEPT)
    exchange.sweep(now() - KEPT)
    db.session.commit()
    check_form()
    retention.purge()
    remove_orphans()
