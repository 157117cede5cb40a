"""Two coordinators decide on the same fifty reviews at once: a hundred decisions.

`make bench-races`, or `python -m bench.races --reviews 50 --database URL`. Each of them
works in a process of their own, with a thread for each review. Of the two decisions on
a review one holds, and the other is told who was first; nothing is lost, nothing counts
twice.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import flask_migrate
from flask import Flask
from sqlalchemy import func, select

from config import read_settings
from tests.drafts import case_study, waiting
from tests.world import build_world
from uclg_share import create_app
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.audit import AuditEntry
from uclg_share.chain import broken_link
from uclg_share.conflicts import AlreadyDecided
from uclg_share.database import db
from uclg_share.notifications.models import Notification, Topic
from uclg_share.reviews import actions
from uclg_share.reviews.models import Outcome, Reason, Review
from uclg_share.reviews.tracing import DECISIONS

TOLD = [Topic.POST_ACCEPTED, Topic.POST_RETURNED, Topic.POST_DECLINED]
NOTE = "Say how many pipes."


@dataclass(frozen=True)
class Answer:
    """What one decider heard: the name of who was first, or nothing when it holds."""

    review_id: int
    by: str
    first: str = ""
    broken: str = ""

    @property
    def holds(self) -> bool:
        return not self.first and not self.broken


def decide_all(app: Flask, email: str, review_ids: list[int]) -> list[Answer]:
    """One coordinator decides on all of them at once, a thread for each."""
    start, answers = threading.Barrier(len(review_ids)), []
    shuffled = random.sample(review_ids, len(review_ids))

    def press(review_id: int, turn: int) -> None:
        start.wait()
        with app.app_context():
            answers.append(_decide(email, review_id, turn))

    pairs = [(one, turn) for turn, one in enumerate(shuffled)]
    threads = [threading.Thread(target=press, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def faults_of(answers: list[Answer], number: int) -> list[str]:
    """What the answers and the database say against the promise; call it inside the
    application's context."""
    db.session.rollback()
    held = {one.review_id: one.by for one in answers if one.holds}
    wins = Counter(one.review_id for one in answers if one.holds)
    return [
        *(
            f"{one.by} on {one.review_id}: {one.broken}"
            for one in answers
            if one.broken
        ),
        *(f"{one} was decided {n} times" for one, n in wins.items() if n > 1),
        *([f"{len(held)} of {number} are decided"] if len(held) != number else []),
        *(
            f"{one.by} heard of {one.first} on {one.review_id}"
            for one in answers
            if one.first and one.first != held.get(one.review_id)
        ),
        *_faults_of_rows(held),
        *_faults_of_traces(number),
    ]


def _faults_of_rows(held: dict[int, str]) -> Iterator[str]:
    for review in db.session.scalars(select(Review)):
        decider = review.decided_by.name if review.decided_by else ""
        if review.outcome is Outcome.WAITING or decider != held.get(review.id):
            yield f"{review.id} is {review.outcome.value} by {decider!r}"


def _faults_of_traces(number: int) -> Iterator[str]:
    for what, said in (
        ("entries in the log", AuditEntry.verb.in_(DECISIONS)),
        ("notes to authors", Notification.topic.in_(TOLD)),
    ):
        counted = db.session.scalar(select(func.count()).where(said))
        if counted != number:
            yield f"{counted} {what} for {number} reviews"
    if broken := broken_link():
        yield f"the log is broken at {broken}"


def _decide(email: str, review_id: int, turn: int) -> Answer:
    me = db.session.scalars(select(Account).where(Account.email == email)).one()
    by = me.name
    try:
        viewer = viewer_for(me)
        review = db.session.get_one(Review, review_id)
        if turn % 3 == 0:
            actions.accept(viewer, review)
        elif turn % 3 == 1:
            actions.send_back(viewer, review, Reason.UNSOURCED, NOTE)
        else:
            actions.decline(viewer, review, Reason.OTHER, NOTE)
        db.session.commit()
    except AlreadyDecided as late:
        db.session.rollback()
        return Answer(review_id, by, first=late.who)
    except Exception as error:
        db.session.rollback()
        return Answer(review_id, by, broken=repr(error))
    return Answer(review_id, by)


def _one(settings: dict[str, str], email: str, ids: list[int], gate: Any) -> Any:
    app = create_app(read_settings(settings))
    gate.wait()
    return decide_all(app, email, ids)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.races")
    parser.add_argument("--reviews", type=int, default=50)
    parser.add_argument("--database", default="", help="an empty one; else SQLite")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="races") as folder:
        settings = {"SHARE_ENV": "local", "INSTANCE": folder, "LOG_LEVEL": "ERROR"}
        if said.database:
            settings["DATABASE_URL"] = said.database
        return run(settings, said.reviews)


def run(settings: dict[str, str], number: int) -> int:
    app = create_app(read_settings(settings))
    with app.app_context():
        flask_migrate.upgrade()
        world = build_world()
        names = [world.bruno.email, world.elif_.email]
        texts = [case_study(world, f"Well {at}") for at in range(number)]
        ids = [waiting(world, text).id for text in texts]
        db.session.commit()
        db.engine.dispose()
    begun = time.monotonic()
    context = get_context("spawn")
    with context.Manager() as manager, context.Pool(2) as pool:
        gate = manager.Barrier(2)
        jobs = [pool.apply_async(_one, (settings, name, ids, gate)) for name in names]
        answers = [answer for job in jobs for answer in job.get(300)]
    took = time.monotonic() - begun
    with app.app_context():
        faults = faults_of(answers, number)
        db.engine.dispose()
    told = sum(bool(answer.first) for answer in answers)
    print(
        f"{len(answers)} decisions on {number} reviews in {took:.1f} s, {told} too late"
    )
    for fault in faults:
        print(f"FAULT: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
