"""The numbers behind maps and figures follow what readers may see, in the same act."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.afterwards import WHY, fatou_leads_markets, tagged
from tests.drafts import experience, published, waiting
from tests.families import revised, translated
from tests.numbers import everything, forget
from tests.questions import discussed
from tests.world import World
from uclg_share.archiving.actions import archive, bring_back
from uclg_share.counts.counting import recount_families
from uclg_share.counts.models import Facet
from uclg_share.counts.queries import countries_by_theme, numbers_of, practices_in
from uclg_share.counts.standing import SITE, scope_of
from uclg_share.database import db
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import Post, Reach
from uclg_share.posts.placing import set_reach_of_group
from uclg_share.reviews.actions import take_back
from uclg_share.reviews.queries import last_accepted
from uclg_share.tags.actions import remove_tag, return_tag


def countries(scope: str = SITE) -> dict[str, int]:
    return numbers_of(scope, Facet.COUNTRY)[Facet.COUNTRY]


@pytest.fixture
def post(world: World) -> Post:
    """One of Amina's in Water, beside noise from elsewhere."""
    elsewhere: dict[str, Any] = {"country": "EC", "themes": ("food",), "sdgs": ()}
    published(world, experience(world, **elsewhere))
    return published(world)


def test_a_published_practice_counts_wherever_it_is_shown(
    world: World, post: Post
) -> None:
    both = {"EC": 1, "MZ": 1}

    assert countries() == countries(scope_of("group", world.water.id)) == both
    assert countries(scope_of("organisation", world.hills.id)) == both
    assert countries(scope_of("committee", world.cooperation.id)) == both
    assert countries(scope_of("theme", "training")) == {"MZ": 1}
    assert countries(scope_of("group", world.markets.id)) == {}


def test_it_counts_for_all_it_is_about(world: World, post: Post) -> None:
    found = numbers_of(SITE, *Facet)

    assert found[Facet.KIND] == {"case_study": 1, "experience": 1}
    assert found[Facet.THEME] == {"training": 1, "digital": 1, "food": 1}
    assert found[Facet.SDG] == {"6": 1, "11": 1}
    assert found[Facet.LANGUAGE] == {"en": 2}
    assert found[Facet.MONTH] == {f"{post.published_at:%Y-%m}": 2}


def test_what_waits_counts_nowhere(world: World) -> None:
    waiting(world)

    assert everything() == {}


def test_a_family_counts_once(world: World, post: Post) -> None:
    before = everything()

    translated(world, post)

    assert everything() == before


@pytest.mark.parametrize("way", ["hide", "archive", "take back"])
def test_what_readers_no_longer_find_counts_no_more(
    world: World, post: Post, way: str
) -> None:
    bruno = world.viewer("bruno")

    if way == "hide":
        hide(bruno, post, WHY)
    elif way == "archive":
        archive(bruno, post, WHY)
    else:
        accepted = last_accepted(post)
        assert accepted is not None
        take_back(world.viewer("elif"), accepted)

    assert countries() == countries(scope_of("group", world.water.id)) == {"EC": 1}
    assert countries_by_theme(["training", "food"]) == {"food": {"EC": 1}}


def test_what_comes_back_counts_as_before(world: World, post: Post) -> None:
    before, bruno = everything(), world.viewer("bruno")

    hide(bruno, post, WHY)
    restore(bruno, post)
    archive(bruno, post, WHY)
    bring_back(bruno, post, WHY)

    assert everything() == before


def test_a_newer_text_moves_to_its_new_country(world: World, post: Post) -> None:
    revised(world, post, country="SN")

    assert countries() == {"EC": 1, "SN": 1}


def test_a_tag_taken_off_counts_in_that_group_no_more(world: World) -> None:
    post = tagged(world)
    markets, fatou = scope_of("group", world.markets.id), fatou_leads_markets(world)
    before = everything()

    remove_tag(fatou, world.markets, post, WHY)

    assert (countries(markets), countries()) == ({}, {"MZ": 1})
    return_tag(fatou, world.markets, post, WHY)
    assert everything() == before


def test_a_group_for_its_members_counts_for_itself_alone(
    world: World, post: Post
) -> None:
    before = everything()

    set_reach_of_group(world.water, Reach.GROUP)

    assert {scope for scope, _, _ in everything()} == {f"group:{world.water.id}"}
    set_reach_of_group(world.water, Reach.PUBLIC)
    assert everything() == before


def test_a_discussion_counts_by_its_kind_alone(world: World, post: Post) -> None:
    discussed(world)

    kinds = numbers_of(SITE, Facet.KIND)[Facet.KIND]
    assert (kinds["question"], practices_in(kinds)) == (1, 2)
    assert sum(countries().values()) == 2


def test_counting_once_too_often_changes_nothing(world: World, post: Post) -> None:
    before = everything()

    recount_families([post.id, post.id, None])
    recount_families([])

    assert everything() == before


def test_from_nothing_the_same_numbers_come_out(world: World, post: Post) -> None:
    translated(world, post)
    before = everything()
    forget()

    recount_families(db.session.scalars(select(Post.id)).all())

    assert everything() == before
