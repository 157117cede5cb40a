"""What a translation needs before it goes to the desk, and who sends and judges it."""

from __future__ import annotations

import pytest

from tests.drafts import case_study, published
from tests.families import begun, newest, written
from tests.world import World
from uclg_share.database import db, now
from uclg_share.groups.models import Membership
from uclg_share.organisations.models import Affiliation
from uclg_share.permissions import NotAllowed
from uclg_share.posts.sending import Incomplete, open_points
from uclg_share.reviews.actions import accept, submit


def test_everything_the_original_says_is_asked(world: World) -> None:
    post = begun(world, published(world))

    assert open_points(post, newest(post)).keys() == {
        "title", "summary", "context", "what_was_done", "results", "lessons",
        "transfer",
    }  # fmt: skip
    with pytest.raises(Incomplete):
        submit(world.viewer("bruno"), post, world.water)


def test_what_the_original_does_not_say_is_not_asked(world: World) -> None:
    parts = {**case_study(world).sections, "transfer": ""}

    post = begun(world, published(world, case_study(world, sections=parts)))

    assert "transfer" not in open_points(post, newest(post))


def test_it_is_sent_to_the_group_of_the_original_alone(world: World) -> None:
    post = written(world, published(world))
    db.session.add(Membership(account=world.bruno, group=world.markets))
    db.session.commit()

    with pytest.raises(NotAllowed):
        submit(world.viewer("bruno"), post, world.markets)


def test_who_left_every_organisation_sends_nothing_in(world: World) -> None:
    post = written(world, published(world))
    for one in db.session.query(Affiliation).filter_by(account_id=world.bruno.id):
        one.ended_at = now()

    with pytest.raises(NotAllowed):
        submit(world.viewer("bruno"), post, world.water)


def test_nobody_decides_on_their_own_translation(world: World) -> None:
    post = written(world, published(world))
    review = submit(world.viewer("bruno"), post, world.water)

    with pytest.raises(NotAllowed):
        accept(world.viewer("bruno"), review)
