from __future__ import annotations

import pytest

from tests.drafts import case_study, drafted, waiting
from tests.world import World
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.permissions import NotAllowed
from uclg_share.posts import actions, copies
from uclg_share.posts.queries import latest_revision


def test_what_is_typed_is_kept_beside_the_draft(world: World) -> None:
    post, amina = drafted(world), world.viewer("amina")

    copies.keep(amina, post, {"title": ["Leaks at night"]}, 1, 0)

    kept = copies.copy_of(amina, post)
    assert kept is not None
    assert (kept.sequence, kept.content) == (1, {"title": ["Leaks at night"]})
    assert post.working_title == "Leaks at night"
    assert latest_revision(post).number == 1


def test_each_keeping_is_one_more(world: World) -> None:
    post, amina = drafted(world), world.viewer("amina")

    for known in range(3):
        copies.keep(amina, post, {"title": [f"Title {known}"]}, 1, known)

    kept = copies.copy_of(amina, post)
    assert kept is not None
    assert (kept.sequence, kept.content["title"]) == (3, ["Title 2"])


def test_an_older_window_overwrites_nothing(world: World) -> None:
    post, amina = drafted(world), world.viewer("amina")
    copies.keep(amina, post, {"title": ["Newer"]}, 1, 0)

    with pytest.raises(ChangedMeanwhile):
        copies.keep(amina, post, {"title": ["Older"]}, 1, 0)

    kept = copies.copy_of(amina, post)
    assert kept is not None
    assert kept.content == {"title": ["Newer"]}


def test_a_window_from_before_a_save_keeps_nothing(world: World) -> None:
    post, amina = drafted(world), world.viewer("amina")
    actions.save(amina, post, case_study(world, "Saved elsewhere"), 1)

    with pytest.raises(ChangedMeanwhile):
        copies.keep(amina, post, {"title": ["From before"]}, 1, 0)

    assert copies.copy_of(amina, post) is None


@pytest.mark.parametrize("name", ["chen", "bruno", "gabriel", "dina"])
def test_nobody_else_keeps_anything(world: World, name: str) -> None:
    post = drafted(world)

    with pytest.raises(NotAllowed):
        copies.keep(world.viewer(name), post, {}, 1, 0)


def test_what_waits_is_not_typed_on(world: World) -> None:
    review = waiting(world)

    with pytest.raises(NotAllowed):
        copies.keep(world.viewer("amina"), review.post, {}, 1, 0)


def test_a_copy_is_forgotten_and_another_stays(world: World) -> None:
    post, other = drafted(world), drafted(world)
    amina = world.viewer("amina")
    copies.keep(amina, post, {"title": ["One"]}, 1, 0)
    copies.keep(amina, other, {"title": ["Other"]}, 1, 0)

    copies.forget(amina, post)
    db.session.flush()

    assert copies.copy_of(amina, post) is None
    assert copies.copy_of(amina, other) is not None
