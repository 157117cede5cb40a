"""Search finds by the names that are true now, without anybody writing the index."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.directory import RECORD
from tests.searching import found, written
from tests.unit.test_administering import COMMITTEE, like
from tests.world import World, named
from uclg_share.admin.actions import add_committee, change_committee, change_group
from uclg_share.content.loading import _set
from uclg_share.content.tally import Tally
from uclg_share.database import db, now
from uclg_share.groups.models import CommitteeStatus
from uclg_share.organisations.actions import change
from uclg_share.posts.models import Theme
from uclg_share.search import index, renaming
from uclg_share.search.models import IndexTask


def rename_group(world: World, name: str) -> None:
    record = replace(like(world.water), names=named(name))
    change_group(world.viewer("dina"), world.water, record, world.water.version)
    db.session.commit()


def work(monkeypatch: pytest.MonkeyPatch, at_once: int = 50) -> int:
    """As the worker, an hour from now; in how many steps."""
    steps = 0
    with monkeypatch.context() as patch:
        patch.setattr(renaming, "now", lambda: now() + timedelta(hours=1))
        while renaming.catch_up(at_once):
            steps += 1
    return steps


def waiting() -> int:
    return db.session.scalar(select(func.count(IndexTask.id))) or 0


def test_a_renamed_group_is_found_by_its_new_name_at_once(world: World) -> None:
    post = written(world, "Leaks")

    rename_group(world, "Hydrology")

    assert found("hydrology") == [post.id]
    assert waiting() == 1


def test_the_worker_writes_what_the_act_has_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = [written(world, f"Leaks {number}").id for number in range(5)]
    monkeypatch.setattr(renaming, "AT_ONCE", 2)
    rename_group(world, "Hydrology")
    assert found("hydrology") == [posts[4], posts[3]]

    steps = work(monkeypatch, at_once=2)

    assert found("hydrology") == posts[::-1]
    assert (steps, waiting()) == (4, 0)


def test_a_step_that_was_stopped_is_done_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = [written(world, f"Leaks {number}").id for number in range(3)]
    monkeypatch.setattr(renaming, "AT_ONCE", 0)
    rename_group(world, "Hydrology")
    real = index.keep_found
    with monkeypatch.context() as patch:
        patch.setattr(renaming, "now", lambda: now() + timedelta(hours=1))
        assert renaming.catch_up(1)
        patch.setattr(index, "keep_found", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            renaming.catch_up(1)
        db.session.rollback()
        patch.setattr(index, "keep_found", real)
        while renaming.catch_up(1):
            pass

    assert found("hydrology") == posts[::-1]


def test_a_renamed_organisation_is_found_by_its_new_name(world: World) -> None:
    post = written(world, "Leaks")
    record = replace(RECORD, name="Metropolis of Quartzville")

    change(world.viewer("dina"), world.hills, record, world.hills.version)

    assert found("quartzville") == [post.id]


def test_a_renamed_theme_is_found_by_its_new_name(world: World) -> None:
    post = written(world, "Leaks", themes=("training",))
    names = {"training": {"names": named("Apprenticeship"), "position": 0}}

    _set(Theme, "themes", "slug", names, Tally())

    assert found("apprenticeship") == [post.id]


def test_a_new_alias_finds_what_was_written_before(world: World) -> None:
    post = written(world, "What the calm circle does", summary="Told in short.")
    other = written(world, "Peace and roads")

    added = replace(COMMITTEE, aliases=("Calm circle",))
    add_committee(world.viewer("dina"), added)

    assert found("peace") == [other.id, post.id]


def test_a_merged_committee_speaks_for_the_one_it_became(world: World) -> None:
    dina = world.viewer("dina")
    peace = add_committee(dina, COMMITTEE)
    old = written(world, "Minutes of the Committee on Peace", committee_ids=())
    record = replace(
        COMMITTEE,
        status=CommitteeStatus.MERGED,
        merged_into_id=world.cooperation.id,
    )

    assert old.id not in found("cooperation")
    change_committee(dina, peace, record, peace.version)

    assert old.id in found("cooperation")


def test_what_is_not_renamed_queues_nothing(world: World) -> None:
    written(world, "Leaks")
    record = replace(like(world.water), descriptions={"en": "Otherwise."})

    change_group(world.viewer("dina"), world.water, record, world.water.version)

    assert waiting() == 0


def test_an_index_of_another_form_is_written_anew_by_itself(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = written(world, "Leaks")
    index.forget_everything()
    db.session.commit()

    renaming.check_form()
    renaming.check_form()
    assert waiting() == 1
    work(monkeypatch)
    assert found("leaks") == [post.id]
    renaming.check_form()
    assert waiting() == 0
    monkeypatch.setattr(index, "FORM", index.FORM + 1)
    renaming.check_form()

    assert waiting() == 1
