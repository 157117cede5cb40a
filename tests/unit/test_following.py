"""Following a group, an organisation, a theme, a post: the act itself."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.bulletin import new_in
from tests.drafts import drafted, published
from tests.notes import verbs
from tests.world import World
from uclg_share.audit import Audience, AuditEntry, Verb
from uclg_share.database import db
from uclg_share.following import actions
from uclg_share.following.actions import TooManyFollowed, follow, unfollow
from uclg_share.following.models import Follow, Sort
from uclg_share.following.queries import find_follow, is_followed
from uclg_share.notifications.announcing import newest
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.line import find_shown
from uclg_share.posts.models import Theme


def number_of_follows() -> int:
    return db.session.scalar(select(func.count(Follow.id))) or 0


def test_one_follows_from_now_on(world: World) -> None:
    new_in("Before", world.markets)
    chen = world.viewer("chen")

    follow(chen, world.markets)

    found = find_follow(chen, Sort.GROUP, world.markets.id)
    assert found is not None
    assert found.first == found.last == newest() > 0
    assert is_followed(chen, world.markets)
    assert not is_followed(world.viewer("gabriel"), world.markets)


def test_following_twice_is_following_once(world: World) -> None:
    chen = world.viewer("chen")

    follow(chen, world.hills)
    follow(chen, world.hills)

    assert number_of_follows() == 1
    assert verbs().count(Verb.FOLLOWING_BEGUN) == 1


def test_a_translation_is_followed_with_its_family(world: World) -> None:
    post, chen = published(world), world.viewer("chen")

    follow(chen, post)

    hers, anyones = find_shown(chen, post.id), find_shown(ANYONE, post.id)
    assert hers
    assert anyones
    assert (hers.is_followed, hers.is_saved) == (True, False)
    assert not anyones.is_followed


def test_nobody_follows_what_they_cannot_read(world: World) -> None:
    for name, thing in (
        ("chen", world.budgets),
        ("chen", drafted(world)),
        ("amina", world.water),
    ):
        with pytest.raises(NotAllowed):
            follow(world.viewer(name), thing)
    with pytest.raises(NotAllowed):
        follow(ANYONE, world.markets)


def test_who_ends_it_leaves_no_row(world: World) -> None:
    chen, theme = world.viewer("chen"), db.session.get_one(Theme, "training")
    follow(chen, theme)
    follow(world.viewer("gabriel"), theme)
    mine = find_follow(chen, Sort.THEME, "training")
    assert mine is not None

    unfollow(chen, mine)
    unfollow(chen, mine)

    assert number_of_follows() == 1
    assert verbs().count(Verb.FOLLOWING_ENDED) == 1


def test_nobody_ends_what_another_follows(world: World) -> None:
    follow(world.viewer("chen"), world.hills)
    [row] = db.session.scalars(select(Follow))

    with pytest.raises(NotAllowed):
        unfollow(world.viewer("gabriel"), row)


def test_the_log_says_that_somebody_follows_and_never_what(world: World) -> None:
    follow(world.viewer("chen"), world.hills)

    [entry] = db.session.scalars(select(AuditEntry))
    assert entry.subject == f"account:{world.chen.id}"
    assert entry.data == {"sort": "organisation"}
    assert entry.audience is Audience.ADMINISTRATORS


def test_there_is_an_end_to_what_one_follows(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    chen = world.viewer("chen")
    follow(chen, world.hills)
    follow(chen, world.coast)

    with pytest.raises(TooManyFollowed):
        follow(chen, world.markets)
