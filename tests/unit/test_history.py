from __future__ import annotations

import pytest

from tests.drafts import case_study, drafted, published
from tests.world import World
from uclg_share.permissions import ANYONE
from uclg_share.posts import actions as posts
from uclg_share.posts.models import Post
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, submit
from uclg_share.reviews.queries import outcomes_of, revisions_for, version_before


def written_on(world: World, post: Post, title: str) -> None:
    base = latest_revision(post).number
    posts.save(world.viewer("amina"), post, case_study(world, title), base)


def with_three_versions(world: World) -> Post:
    """The first is published, the second was never sent in, the third waits."""
    post = published(world)
    written_on(world, post, "Never sent in")
    written_on(world, post, "Waiting")
    submit(world.viewer("amina"), post, world.water)
    return post


@pytest.mark.parametrize(
    "name, numbers",
    [
        ("amina", [3, 2, 1]),
        ("bruno", [3, 1]),
        ("dina", [3, 1]),
        ("fatou", [1]),
        ("chen", [1]),
        # He edits what the Hills have published.
        ("gabriel", [3, 2, 1]),
    ],
)
def test_who_sees_which_version(world: World, name: str, numbers: list[int]) -> None:
    post = with_three_versions(world)
    published(world, case_study(world, "Another post"))

    seen = revisions_for(world.viewer(name), post)

    assert [one.number for one in seen] == numbers


def test_a_visitor_sees_what_was_published(world: World) -> None:
    post = with_three_versions(world)

    assert [one.number for one in revisions_for(ANYONE, post)] == [1]


def test_what_was_published_before_stays_readable(world: World) -> None:
    post = published(world)
    written_on(world, post, "Leaks, two years on")
    accept(world.viewer("elif"), submit(world.viewer("amina"), post, world.water))

    assert [one.number for one in revisions_for(ANYONE, post)] == [2, 1]


def test_a_version_knows_what_became_of_it(world: World) -> None:
    post = with_three_versions(world)

    outcomes = {
        one.number: outcomes_of(post).get(one.id)
        for one in revisions_for(world.viewer("amina"), post)
    }

    assert [n for n, review in outcomes.items() if review is None] == [2]


def test_the_desk_compares_with_what_was_sent_in_before(world: World) -> None:
    post = published(world)
    written_on(world, post, "Between")
    written_on(world, post, "Sent in again")
    review = submit(world.viewer("amina"), post, world.water)

    before = version_before(review)

    assert before is not None
    assert before.number == 1


def test_the_first_time_there_is_nothing_before(world: World) -> None:
    review = submit(world.viewer("amina"), drafted(world), world.water)

    assert version_before(review) is None
