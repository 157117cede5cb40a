"""Several workers at once, one reminder for each person and one word on each thing."""

from __future__ import annotations

import threading
from datetime import timedelta

from flask import Flask

from tests.notes import notes
from tests.waits import sent_in
from tests.world import World
from uclg_share.database import now
from uclg_share.notifications.models import Topic
from uclg_share.reminders.reminding import tell_of_waiting


def test_three_workers_tell_each_thing_once(app: Flask, world: World) -> None:
    for number in range(3):
        sent_in(world, f"Item {number}", now() - timedelta(days=30))

    def work() -> None:
        with app.app_context():
            tell_of_waiting()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    reminded = [note.account_id for note in notes(Topic.DESK_WAITS)]
    assert sorted(map(str, reminded)) == sorted(
        [str(world.bruno.id), str(world.elif_.id)]
    )
    (mail,) = notes(Topic.DESK_FORGOTTEN)
    assert (mail.account_id, mail.data["number"]) == (world.dina.id, 3)
