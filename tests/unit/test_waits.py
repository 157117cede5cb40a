"""How long the texts of a group wait, in working days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.drafts import case_study, published, waiting
from tests.world import World
from uclg_share.database import db, now
from uclg_share.figures.waits import waits, waits_of
from uclg_share.reviews.queries import last_accepted

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_half_and_nine_in_ten() -> None:
    days = [0, 0, 1, 1, 1, 2, 3, 4, 7, 14]

    found = waits([(MONDAY, MONDAY + timedelta(days=day)) for day in days])

    assert found is not None
    # A week is five working days, a fortnight ten.
    assert (found.number, found.median, found.ninetieth) == (10, 1, 5)
    assert found.steps == [(0, 1, 5), (2, 3, 2), (4, 5, 2), (6, 10, 1), (11, None, 0)]
    assert not found.is_cut


def test_one_text_is_all_there_is() -> None:
    found = waits([(MONDAY, MONDAY + timedelta(days=2))])

    assert found is not None
    assert (found.median, found.ninetieth) == (2, 2)


def test_where_nothing_was_decided_nothing_is_said(world: World) -> None:
    waiting(world)

    assert waits([]) is None
    assert waits_of(world.water) is None


def test_only_the_decisions_of_the_group_and_the_year_count(world: World) -> None:
    old, new = published(world), published(world, case_study(world, "Newer"))
    long_ago = last_accepted(old)
    assert long_ago is not None
    long_ago.submitted_at = now() - timedelta(days=400)
    inside = {"group_ids": (world.budgets.id,), "organisation_id": world.coast.id}
    published(world, case_study(world, "B", **inside), world.fatou, world.budgets)
    db.session.commit()

    found = waits_of(world.water)

    assert found is not None
    assert (found.number, found.median) == (1, 0)
    assert new.published_at is not None
