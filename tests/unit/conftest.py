"""The clock and the mail of tests about digests."""

from __future__ import annotations

import pytest

from tests.bulletin import Carrier, Clock, prefer, settle_members, work
from tests.world import World
from uclg_share.notifications.models import Frequency


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Wednesday noon; Amina alone gets digests of a group, others want none."""
    clock = Clock(monkeypatch)
    settle_members(world)
    for who in (world.bruno, world.elif_, world.fatou):
        prefer(who, Frequency.NONE)
    work()
    return clock


@pytest.fixture
def post(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Carrier:
    return Carrier(monkeypatch)
