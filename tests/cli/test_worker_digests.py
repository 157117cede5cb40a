"""Several workers at once, and one digest for each person."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests.bulletin import Carrier, new_in
from tests.notes import notes
from tests.world import World
from uclg_share.database import db, now
from uclg_share.groups.models import Membership
from uclg_share.notifications import digests, outbox
from uclg_share.notifications.models import Announcement, Mailing, Topic


def test_three_workers_write_one_digest_for_each_person(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = Carrier(monkeypatch)
    all_are_due(world)

    def work() -> None:
        with app.app_context():
            while outbox.deliver_next() or digests.prepare_next():
                pass

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    told = [note.account_id for note in notes(Topic.DIGEST)]
    assert len(told) == 3
    assert set(told) == {world.amina.id, world.bruno.id, world.elif_.id}
    assert len(post.taken) == 3


def all_are_due(world: World) -> None:
    """Something is new since they joined, and their Monday has come."""
    new_in("A well", world.water)
    for model, column, days in (
        (Announcement, "announced_at", 1),
        (Membership, "joined_at", 2),
    ):
        then = {column: now() - timedelta(days=days)}
        db.session.execute(update(model).values(then))
    digests.enrol()
    db.session.execute(update(Mailing).values(weekly_at=now()))
    db.session.commit()
