"""The coordinators of a group take its tag off what another group leads."""

from __future__ import annotations

import pytest

from tests.afterwards import WHY, fatou_leads_markets, feed, revised, tagged
from tests.drafts import case_study, published
from tests.families import translated
from tests.notes import notes
from tests.records import last_entry
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.models import Post
from uclg_share.reviews.actions import take_back
from uclg_share.reviews.queries import last_accepted
from uclg_share.tags.actions import remove_tag, return_tag
from uclg_share.tags.queries import standing_removals


def untagged(world: World) -> Post:
    """Markets, which Fatou coordinates, does not want it."""
    post = tagged(world)
    remove_tag(fatou_leads_markets(world), world.markets, post, WHY)
    return post


def test_it_leaves_that_feed_and_its_numbers_and_stays_in_the_others(
    world: World,
) -> None:
    post = untagged(world)

    db.session.refresh(world.markets)
    assert (feed(ANYONE, world.markets), world.markets.post_count) == ([], 0)
    assert feed(ANYONE, world.water) == [post.id]


def test_the_author_and_the_coordinators_of_the_lead_group_are_told(
    world: World,
) -> None:
    untagged(world)

    heard = {note.account_id: note.data["reason"] for note in notes(Topic.TAG_REMOVED)}
    assert heard == dict.fromkeys((world.amina.id, world.bruno.id, world.elif_.id), WHY)


def test_it_stands_in_the_public_log(world: World) -> None:
    untagged(world)

    entry = last_entry()
    assert (entry.verb, entry.reason) == (Verb.TAG_REMOVED, WHY)
    assert (entry.audience, entry.group_id) == (Audience.PUBLIC, world.markets.id)


def test_a_newer_text_does_not_bring_it_back(world: World) -> None:
    post = untagged(world)

    revised(world, post)

    assert (feed(ANYONE, world.markets), feed(ANYONE, world.water)) == ([], [post.id])


def test_nor_does_taking_a_newer_text_back(world: World) -> None:
    post = untagged(world)
    revised(world, post)
    review = last_accepted(post)
    assert review is not None

    take_back(world.viewer("elif"), review)

    assert feed(ANYONE, world.markets) == []


def test_translations_follow(world: World) -> None:
    fatou, post = fatou_leads_markets(world), tagged(world)
    french = translated(world, post)
    assert feed(ANYONE, world.markets, "fr") == [french.id]

    remove_tag(fatou, world.markets, post, WHY)
    arabic = translated(world, post, "ar")

    assert feed(ANYONE, world.markets, "fr") == []
    assert feed(ANYONE, world.markets, "ar") == []
    assert feed(ANYONE, world.water, "ar") == [arabic.id]


def test_the_tag_is_taken_back_in_with_the_translations(world: World) -> None:
    post = tagged(world)
    french, fatou = translated(world, post), fatou_leads_markets(world)
    remove_tag(fatou, world.markets, post, WHY)

    return_tag(fatou, world.markets, post, "We changed our mind.")

    db.session.refresh(world.markets)
    assert feed(ANYONE, world.markets, "fr") == [french.id]
    assert (world.markets.post_count, standing_removals(post)) == (1, [])
    assert last_entry().verb is Verb.TAG_RETURNED
    assert world.amina.id in {note.account_id for note in notes(Topic.TAG_RETURNED)}


def test_an_author_who_names_the_group_no_more_is_not_put_back(world: World) -> None:
    post = untagged(world)
    revised(world, post, group_ids=(world.water.id,))

    return_tag(world.viewer("fatou"), world.markets, post, "Welcome.")

    assert feed(ANYONE, world.markets) == []


def test_whoever_comes_second_is_told(world: World) -> None:
    post, fatou = untagged(world), world.viewer("fatou")

    with pytest.raises(ChangedMeanwhile):
        remove_tag(fatou, world.markets, post, WHY)
    return_tag(fatou, world.markets, post, WHY)
    with pytest.raises(ChangedMeanwhile):
        return_tag(fatou, world.markets, post, WHY)


def test_the_tag_of_the_group_that_leads_stays(world: World) -> None:
    with pytest.raises(NotAllowed):
        remove_tag(world.viewer("bruno"), world.water, tagged(world), WHY)


@pytest.mark.parametrize("name", ["amina", "bruno", "chen", "gabriel"])
def test_others_leave_the_tags_of_a_group_alone(world: World, name: str) -> None:
    post = tagged(world)

    with pytest.raises(NotAllowed):
        remove_tag(world.viewer(name), world.markets, post, WHY)
    with pytest.raises(NotAllowed):
        return_tag(world.viewer(name), world.markets, post, WHY)


def test_nobody_judges_their_own_text_unless_alone_and_then_the_log_says_so(
    world: World,
) -> None:
    fatou = fatou_leads_markets(world)
    groups = (world.budgets.id, world.markets.id)
    draft = case_study(world, group_ids=groups, organisation_id=world.coast.id)
    post = published(world, draft, world.fatou, world.budgets)
    world.markets.coordinator_count = 2
    db.session.flush()
    with pytest.raises(NotAllowed):
        remove_tag(fatou, world.markets, post, WHY)
    world.markets.coordinator_count = 1

    remove_tag(fatou, world.markets, post, WHY)

    assert last_entry().data["own_post"] is True
