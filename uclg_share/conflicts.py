"""What happens when somebody else was quicker."""

from __future__ import annotations

from typing import Any

from uclg_share.database import db


class Overtaken(Exception):
    """The thing changed before this act reached it: 409.

    `who` is the name of the person who was first, where it may be told.
    """

    def __init__(self, who: str = "") -> None:
        super().__init__(who)
        self.who = who


class AlreadyDecided(Overtaken):
    """Another coordinator decided first."""


class AlreadyClaimed(Overtaken):
    """Another coordinator has begun to read it."""


class ChangedMeanwhile(Overtaken):
    """The text was saved elsewhere since this form was opened."""


class PutAway(Overtaken):
    """The text was archived: it is brought back before a newer one is published."""


def hold(thing: Any, version: int) -> None:
    """Lock a row for this act, unless it changed since its form was opened."""
    db.session.refresh(thing, with_for_update={"of": type(thing)})
    if thing.version != version:
        raise ChangedMeanwhile
