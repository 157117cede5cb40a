"""Everything that waits for a coordinator, in one list; its number is the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.drafts import case_study, published, waiting
from tests.groups import asked
from tests.sql import queries_during
from tests.talk import reported, said
from tests.waiting import everything, items, sorts, tagged
from tests.world import World
from uclg_share.database import db
from uclg_share.desk import items as ages
from uclg_share.desk.items import Sort, is_late
from uclg_share.desk.queries import tally, waiting_number
from uclg_share.desk.queries import waiting as waiting_items
from uclg_share.organisations.affiliations import ask

MINE = ["affiliation", "flag", "request", "review", "tag"]


@pytest.mark.parametrize(
    "name, found",
    [
        ("bruno", MINE),
        ("elif", ["flag", "request", "review"]),
        ("fatou", []),
        ("chen", []),
        # The Hills and the Coast have representatives, who answer.
        ("dina", ["flag", "request", "review"]),
    ],
)
def test_each_desk_shows_what_its_viewer_may_answer(
    world: World, name: str, found: list[str]
) -> None:
    everything(world)

    viewer = world.viewer(name)
    assert sorts(world, name) == found
    assert waiting_number(viewer) == len(found)
    assert sum(line.number for line in tally(viewer)) == len(found)


def test_what_has_waited_longest_comes_first(world: World) -> None:
    everything(world)
    found = items(world, "bruno")

    assert [item.since for item in found] == sorted(item.since for item in found)
    assert [item.number for item in found if item.sort is Sort.FLAG] == [2]


def test_a_desk_is_narrowed_to_a_group_or_a_sort(world: World) -> None:
    everything(world)
    bruno = world.viewer("bruno")

    of_markets = waiting_items(bruno, group_id=world.markets.id)
    requests = waiting_items(bruno, sort=Sort.REQUEST)

    assert [item.sort for item in of_markets] == [Sort.TAG]
    assert [item.thing.account.name for item in requests] == ["Chen"]
    assert len(waiting_items(bruno, limit=2)) == 2


def test_a_desk_asks_as_much_however_much_waits(world: World) -> None:
    everything(world)
    bruno = world.viewer("bruno")

    def read() -> None:
        db.session.expire_all()
        for item in waiting_items(bruno):
            str((item.group and item.group.names, item.aim))

    few = queries_during(read)
    for at in range(5):
        waiting(world, case_study(world, f"Text {at}"))
        tagged(world, f"Tag {at}")
    asked(world, "gabriel")
    reported(world, published(world, case_study(world, "Another")))
    ask(world.amina, world.coast)
    db.session.commit()
    many = queries_during(read)

    assert many == few == 6


def test_an_administrator_answers_for_organisations_without_representative(
    world: World,
) -> None:
    world.hills.confirmed_at = world.coast.confirmed_at
    ask(world.chen, world.hills)
    assert sorts(world, "dina") == []

    world.gabriel.suspended_at = world.hills.confirmed_at
    db.session.commit()

    assert sorts(world, "dina") == ["affiliation"]


def test_a_report_of_ones_own_text_is_on_the_desks_of_others(world: World) -> None:
    post = published(world)
    reported(world, said(world, post, "bruno"))

    assert (sorts(world, "bruno"), sorts(world, "elif")) == ([], ["flag"])
    assert waiting_number(world.viewer("bruno")) == 0


# --- Age ---


@pytest.mark.parametrize(
    "since, days, late",
    [
        ("2026-11-26", 1, False),
        ("2026-11-25", 1, False),
        ("2026-11-24", 1, True),
        ("2026-11-23", 3, False),
        ("2026-11-20", 3, True),  # Friday: four working days until Thursday
        ("2026-11-20", 4, False),
        ("2026-11-22", 3, True),
        ("2020-01-01", 60, True),
    ],
)
def test_late_is_counted_in_working_days(
    monkeypatch: pytest.MonkeyPatch, since: str, days: int, late: bool
) -> None:
    thursday = datetime(2026, 11, 26, 12, tzinfo=UTC)
    monkeypatch.setattr(ages, "now", lambda: thursday)

    assert is_late(datetime.fromisoformat(f"{since}T09:00+00:00"), days) is late


def test_each_group_has_an_aim_of_its_own(world: World) -> None:
    waiting(world).submitted_at -= timedelta(days=9)
    world.water.review_days = 3
    assert items(world, "bruno")[0].is_late

    world.water.review_days = 10

    assert not items(world, "bruno")[0].is_late
