"""What is sent in is whole, or an outline that its group takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drafts import case_study, drafted, experience, published
from tests.outlines import outline, take_outlines
from tests.world import World
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import NotAllowed
from uclg_share.posts.actions import save, start
from uclg_share.posts.drafts import Draft, Origin
from uclg_share.posts.models import Completeness, Kind, Post, Stage
from uclg_share.posts.sending import Incomplete, level_of, open_points
from uclg_share.reviews.actions import accept, submit
from uclg_share.reviews.queries import waiting_review


@pytest.fixture
def water_takes_outlines(world: World) -> WorkingGroup:
    take_outlines(world)
    return world.water


def sent_as_outline(world: World) -> Post:
    post = drafted(world, outline(world))
    submit(world.viewer("amina"), post, world.water, as_outline=True)
    return post


@pytest.mark.parametrize("as_outline", [False, True])
def test_a_text_with_gaps_is_not_sent_in(world: World, as_outline: bool) -> None:
    """Whatever way it came: the act itself refuses it."""
    post = drafted(world, Draft(title="Thoughts", organisation_id=world.hills.id))

    with pytest.raises(Incomplete) as caught:
        submit(world.viewer("amina"), post, world.water, as_outline)

    assert "what_was_done" in caught.value.open_points
    assert post.stage is Stage.DRAFT
    assert waiting_review(post) is None


def test_an_outline_goes_where_outlines_are_taken(
    world: World, water_takes_outlines: WorkingGroup
) -> None:
    post = sent_as_outline(world)
    review = waiting_review(post)
    assert review is not None

    accept(world.viewer("elif"), review)

    assert post.completeness is Completeness.OUTLINE


def test_it_does_not_go_out_as_a_whole_text(
    world: World, water_takes_outlines: WorkingGroup
) -> None:
    post = drafted(world, outline(world))

    with pytest.raises(Incomplete):
        submit(world.viewer("amina"), post, world.water)


def test_elsewhere_no_outline_is_taken(world: World) -> None:
    with pytest.raises(NotAllowed):
        sent_as_outline(world)


def test_an_experience_is_never_an_outline(
    world: World, water_takes_outlines: WorkingGroup
) -> None:
    amina, half = world.viewer("amina"), {"what_happened": "We walked."}
    post = start(amina, Kind.EXPERIENCE, replace(experience(world), sections=half))

    with pytest.raises(Incomplete):
        submit(amina, post, world.water, as_outline=True)


def test_an_outline_becomes_complete_by_the_usual_way(
    world: World, water_takes_outlines: WorkingGroup
) -> None:
    post = sent_as_outline(world)
    first = waiting_review(post)
    assert first is not None
    accept(world.viewer("elif"), first)

    save(world.viewer("amina"), post, case_study(world), 1)
    accept(world.viewer("elif"), submit(world.viewer("amina"), post, world.water))

    assert post.completeness is Completeness.COMPLETE


def test_a_translation_says_as_much_as_its_original(world: World) -> None:
    original = published(world, case_study(world))
    text = dict(original.live_revision.content) if original.live_revision else {}
    text["place"] = ""
    assert original.live_revision is not None
    original.live_revision.content = text
    original.completeness = Completeness.OUTLINE
    post = drafted(world, case_study(world, "Détection de fuites", language="fr"))
    post.family_id = original.id

    said = case_study(world, place="", origin=Origin())
    shorter = replace(said, summary="")

    assert open_points(post, said) == {}
    assert level_of(post, said) is Completeness.OUTLINE
    assert set(open_points(post, shorter)) == {"summary"}
    assert set(open_points(post, replace(said, origin=None))) == {"place"}


def test_what_was_compiled_is_complete(world: World) -> None:
    post = drafted(world)
    post.is_compiled = True

    assert level_of(post, Draft(title="From sources")) is Completeness.COMPLETE
