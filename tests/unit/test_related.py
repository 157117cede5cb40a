"""Related texts: both ways, for a reason that can be said, within what one may read."""

# Long because: every way into the lists and out of them is one test.
from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, select

from tests.afterwards import WHY, fatou_leads_markets, tagged
from tests.drafts import case_study, published
from tests.families import revised, translated
from tests.questions import discussed
from tests.sql import queries_during
from tests.world import World
from uclg_share.archiving.actions import archive, bring_back
from uclg_share.database import db
from uclg_share.permissions import ANYONE, Viewer
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import Post, Reach
from uclg_share.posts.placing import set_reach_of_group
from uclg_share.related.models import RelatedFamily
from uclg_share.related.queries import SHOWN, related_to
from uclg_share.related.relating import KEPT, keep_related, relate_some
from uclg_share.reviews.actions import take_back
from uclg_share.reviews.models import Review
from uclg_share.reviews.queries import last_accepted
from uclg_share.tags.actions import remove_tag

FAR: dict[str, Any] = {"country": "PE", "themes": ("food",), "sdgs": ()}


def written(world: World, title: str, **changes: Any) -> Post:
    """One whose words and tags are its own, unless they are said."""
    own = {"summary": f"{title}, told in short.", "place": title, "committee_ids": ()}
    return published(world, case_study(world, title, **{**own, **FAR, **changes}))


def titles(post: Post, viewer: Viewer = ANYONE, *languages: str) -> list[str]:
    return [row.title for row in related_to(viewer, post, languages or ("en",))]


def reasons(post: Post, other: Post) -> list[str]:
    db.session.expire_all()
    rows = related_to(ANYONE, post, ("en",))
    return next(row.reasons for row in rows if row.id == other.id)


def accepted(post: Post) -> Review:
    review = last_accepted(post)
    assert review is not None
    return review


def lines() -> set[tuple[int, int]]:
    table = RelatedFamily
    rows = db.session.execute(select(table.family_id, table.related_id))
    return {(row[0], row[1]) for row in rows}


@pytest.fixture
def post(world: World) -> Post:
    written(world, "Sunday markets for cheese")
    return written(world, "Leaks found by ear", country="MZ", themes=("training",))


def test_what_has_nothing_in_common_is_not_related(world: World, post: Post) -> None:
    assert titles(post) == []


def test_a_theme_and_a_country_in_common_relate_both_ways(
    world: World, post: Post
) -> None:
    other = written(world, "Nurses on bicycles", country="MZ", themes=("training",))

    assert titles(post) == ["Nurses on bicycles"]
    assert titles(other) == ["Leaks found by ear"]
    assert reasons(post, other) == ["theme:training", "country", "group"]


def test_the_same_words_relate_across_the_world(world: World, post: Post) -> None:
    other = written(world, "Finding a leak by ear")

    assert titles(post) == ["Finding a leak by ear"]
    assert "words" in reasons(other, post)


def test_the_nearest_comes_first(world: World, post: Post) -> None:
    written(world, "Nurses on bicycles", country="MZ", themes=("training",))
    written(world, "Leaks found at night", country="MZ", themes=("training",))
    written(world, "Radio lessons", country="ZA", themes=("training",))

    found = titles(post)

    assert found[0] == "Leaks found at night"
    assert found[1] == "Nurses on bicycles"


def test_a_group_alone_is_no_reason(world: World, post: Post) -> None:
    written(world, "A budget for youth", themes=("gender",), country="EC")

    assert titles(post) == []


def test_a_new_text_pushes_out_the_farthest_of_an_older_one(
    world: World, post: Post
) -> None:
    for n in range(KEPT + 1):
        written(world, f"Lesson{n} number{n}", country="MZ", themes=("training",))

    near = written(world, "Leaks heard by ear", country="MZ", themes=("training",))

    mine = {line for line in lines() if line[0] == post.id}
    assert len(mine) == KEPT
    assert titles(post)[0] == near.title
    assert len(titles(post)) == SHOWN


@pytest.mark.parametrize("way", ["hide", "archive", "take back"])
def test_what_readers_no_longer_find_is_named_nowhere(
    world: World, post: Post, way: str
) -> None:
    other = written(world, "Leaks found at night", country="MZ")
    bruno = world.viewer("bruno")

    if way == "hide":
        hide(bruno, other, WHY)
    elif way == "archive":
        archive(bruno, other, WHY)
    else:
        take_back(world.viewer("elif"), accepted(other))

    assert not [line for line in lines() if other.id in line]
    assert titles(post) == []


def test_what_is_shown_again_is_related_again(world: World, post: Post) -> None:
    other = written(world, "Leaks found at night", country="MZ")
    before, bruno = lines(), world.viewer("bruno")

    hide(bruno, other, WHY)
    restore(bruno, other)
    archive(bruno, post, WHY)
    bring_back(bruno, post, WHY)

    assert lines() == before


def test_a_newer_text_is_related_anew(world: World, post: Post) -> None:
    other = written(world, "Leaks found at night", country="MZ")

    cheese = {"summary": "Cheese.", "place": "Cusco", **FAR}
    revised(world, other, title="Cheese on Sunday", **cheese)

    assert "Cheese on Sunday" not in titles(post)
    assert "Sunday markets for cheese" in titles(other)


def test_a_tag_that_goes_is_a_reason_no_more(world: World) -> None:
    fatou = fatou_leads_markets(world)
    one, other = tagged(world, "Leaks at night"), tagged(world, "Leaks by ear")
    line = db.session.get_one(RelatedFamily, (one.id, other.id)).score

    remove_tag(fatou, world.markets, other, WHY)

    db.session.expire_all()
    after = db.session.get_one(RelatedFamily, (one.id, other.id))
    assert after.score <= line


def test_a_family_is_one_line_in_the_language_read(world: World, post: Post) -> None:
    tags = {"country": "MZ", "themes": ("training",)}
    other = written(world, "Leaks found at night", **tags)
    text = translated(world, other)

    assert titles(post, ANYONE, "fr", "en") == [text.title]
    assert titles(post, ANYONE, "es") == ["Leaks found at night"]
    assert titles(text) == ["Leaks found by ear"]


def test_what_is_for_members_is_named_to_members_alone(world: World) -> None:
    own: dict[str, Any] = {
        "group_ids": (world.budgets.id,),
        "organisation_id": world.coast.id,
    }
    by_fatou = [case_study(world, f"Leaks {when}", **own) for when in ("A", "B")]
    inside = [published(world, draft, world.fatou, world.budgets) for draft in by_fatou]
    outside = published(world)

    assert titles(outside, world.viewer("fatou")) == []
    assert titles(inside[0]) == [outside.title]
    assert set(titles(inside[0], world.viewer("fatou"))) == {
        "Leaks B",
        outside.title,
    }


def test_what_a_group_keeps_to_itself_is_named_nowhere(
    world: World, post: Post
) -> None:
    other = written(world, "Leaks found at night", country="MZ")

    set_reach_of_group(world.water, Reach.GROUP)

    assert titles(post) == []
    assert not [line for line in lines() if line[1] == other.id]
    set_reach_of_group(world.water, Reach.PUBLIC)
    assert titles(post) == ["Leaks found at night"]


def test_an_announcement_is_offered_to_nobody(world: World) -> None:
    post = published(world)
    question = discussed(world)

    assert question.title not in titles(post) or question.kind.value == "question"


def test_relating_all_again_changes_nothing(world: World, post: Post) -> None:
    for n in range(3):
        written(world, f"Leaks found on day {n}", country="MZ")
    before = lines()
    db.session.execute(delete(RelatedFamily))

    last = relate_some(None)

    assert lines() == before
    assert relate_some(last) is None


def test_the_work_does_not_grow_with_the_site(world: World, post: Post) -> None:
    few = queries_during(lambda: keep_related(post.id))
    for n in range(15):
        written(world, f"Leaks found on day {n}", country="MZ", themes=("training",))
    db.session.expire_all()

    many = queries_during(lambda: keep_related(post.id))

    assert many <= few + KEPT
