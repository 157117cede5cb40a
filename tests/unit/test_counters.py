from __future__ import annotations

from tests.drafts import case_study, published
from tests.records import last_entry
from tests.world import World
from uclg_share.accounts.actions import restore, suspend
from uclg_share.database import db
from uclg_share.groups.counters import recount_people


def test_who_is_suspended_counts_no_more(world: World) -> None:
    recount_people(world.water)
    assert (world.water.member_count, world.water.coordinator_count) == (3, 2)

    suspend(world.viewer("dina"), world.elif_, "Asked for it.")

    assert (world.water.member_count, world.water.coordinator_count) == (2, 1)


def test_who_is_restored_counts_again(world: World) -> None:
    restore(world.viewer("dina"), world.hana)

    assert world.water.member_count == 4


def test_a_group_without_them_keeps_its_numbers(world: World) -> None:
    suspend(world.viewer("dina"), world.fatou, "")

    assert world.budgets.coordinator_count == 0
    assert (world.water.member_count, world.water.coordinator_count) == (3, 2)
    assert last_entry().subject == f"account:{world.fatou.id}"


def test_counting_overtakes_no_open_form(world: World) -> None:
    version = world.water.version

    published(world, case_study(world))
    db.session.refresh(world.water)

    assert world.water.post_count == 1
    assert world.water.version == version
