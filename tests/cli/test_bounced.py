"""What the mail server of the site says through `flask bounced`."""

from __future__ import annotations

from flask import Flask

from tests.commands import run
from tests.world import World
from uclg_share.database import db
from uclg_share.notifications.models import Mailing


def test_the_third_mail_that_came_back_pauses(app: Flask, world: World) -> None:
    said = [run(app, "bounced", "Amina@People.example.org") for _ in range(3)]

    assert said == [(0, "Counted.\n")] * 2 + [(0, "Mail to this person is paused.\n")]
    assert db.session.get_one(Mailing, world.amina.id).paused_at is not None


def test_an_address_of_nobody_is_said(app: Flask, world: World) -> None:
    code, said = run(app, "bounced", "nobody@example.org")

    assert code == 1
    assert "No account has this address." in said
