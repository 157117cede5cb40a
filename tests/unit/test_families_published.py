"""A translation that readers see: its place, who hears of it, hidden or not."""

from __future__ import annotations

from tests.authorship import sent_to_sign
from tests.drafts import published
from tests.experiences import told_to_all
from tests.families import newest, translated, write, written
from tests.notes import notes
from tests.world import World
from uclg_share.authorship.signatures import sign, withdraw
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, may_develop
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import MadeBy, Post, Reach
from uclg_share.posts.queries import find_post
from uclg_share.reviews.actions import accept, submit, take_back
from uclg_share.reviews.models import Review
from uclg_share.reviews.queries import last_accepted, waiting_review


def test_a_published_translation_stands_where_its_original_does(world: World) -> None:
    original = published(world)

    post = translated(world, original)

    assert find_post(ANYONE, post.id) == post
    assert (post.made_by, post.stale_parts) == (MadeBy.PERSON, [])
    lines = {(p.group_id, p.family_id, p.language) for p in post.placements}
    assert lines == {(world.water.id, original.id, "fr")}
    assert world.water.post_count == 1
    assert post.completeness == original.completeness


def test_its_translator_may_revise_it_without_writing_for_its_organisation(
    world: World,
) -> None:
    post = translated(world, published(world), who="bruno")

    write(world, post, title="Fuites")

    assert newest(post).title == "Fuites"
    assert newest(post).organisation_id == world.hills.id


def test_editors_of_the_organisation_revise_what_was_translated_for_it(
    world: World,
) -> None:
    post = translated(world, published(world), who="bruno")

    write(world, post, "gabriel", title="Fuites à Maputo")

    assert newest(post).title == "Fuites à Maputo"


def test_the_owner_and_those_who_speak_for_the_organisation_are_told(
    world: World,
) -> None:
    post = translated(world, published(world))

    told = notes(Topic.TRANSLATION_PUBLISHED)
    assert {note.account_id for note in told} == {world.amina.id, world.gabriel.id}
    assert {note.data["post_id"] for note in told} == {post.id}


def test_they_are_told_once_and_not_of_what_was_taken_back(world: World) -> None:
    post = translated(world, published(world))
    review = last_accepted(post)
    assert review is not None

    take_back(world.viewer("elif"), review)

    assert notes(Topic.TRANSLATION_PUBLISHED) == []
    assert (post.made_by, post.stale_parts, post.reach) == (None, [], None)


def test_its_own_translator_is_told_nothing_new(world: World) -> None:
    translated(world, published(world), who="amina")

    told = notes(Topic.TRANSLATION_PUBLISHED)

    assert [note.account_id for note in told] == [world.gabriel.id]


def test_the_family_is_hidden_together_and_shown_again(world: World) -> None:
    original = published(world)
    post = translated(world, original)

    hide(world.viewer("elif"), original, "Names a private person.")

    assert find_post(ANYONE, post.id) is None
    assert {line.reach for line in post.placements} == {Reach.HIDDEN}
    heard = [note.account_id for note in notes(Topic.POST_HIDDEN)]
    assert heard == [world.amina.id, world.bruno.id]

    restore(world.viewer("elif"), original)

    assert find_post(ANYONE, post.id) == post
    assert {line.reach for line in post.placements} == {Reach.PUBLIC}


def test_a_translation_hidden_for_itself_stays_hidden(world: World) -> None:
    original = published(world)
    post = translated(world, original)
    hide(world.viewer("elif"), post, "Not what the original says.")
    hide(world.viewer("elif"), original, "Names a private person.")

    restore(world.viewer("elif"), original)

    assert find_post(ANYONE, post.id) is None
    assert find_post(ANYONE, original.id) == original


def test_what_is_accepted_while_the_original_is_hidden_is_hidden(world: World) -> None:
    original = published(world)
    post = written(world, original)
    review = submit(world.viewer("bruno"), post, world.water)
    hide(world.viewer("elif"), original, "Names a private person.")

    accept(world.viewer("elif"), review)

    assert find_post(ANYONE, post.id) is None


def test_a_translation_is_gone_with_an_acceptance_that_is_taken_back(
    world: World,
) -> None:
    original = published(world)
    post = translated(world, original)
    review = last_accepted(original)
    assert review is not None

    take_back(world.viewer("elif"), review)

    assert find_post(ANYONE, post.id) is None

    accept(world.viewer("elif"), review)

    assert find_post(ANYONE, post.id) == post


def test_a_translation_of_an_experience_grows_into_nothing(world: World) -> None:
    walk = told_to_all(world)

    post = translated(world, walk, who="amina")

    assert may_develop(world.viewer("amina"), walk)
    assert not may_develop(world.viewer("amina"), post)


def test_who_signs_the_original_signs_its_translation(world: World) -> None:
    signature = sent_to_sign(world)
    original = signature.post
    accept(world.viewer("elif"), waiting_of(original))
    post = translated(world, original, who="amina")
    assert post.co_organisations == []
    told = [note.data["post_id"] for note in notes(Topic.SIGNATURE_ASKED)]
    assert told == [original.id]

    sign(world.viewer("bruno"), signature)
    assert post.co_organisations == [world.coast]

    withdraw(world.viewer("bruno"), signature)
    assert post.co_organisations == []


def waiting_of(post: Post) -> Review:
    review = waiting_review(post)
    assert review is not None
    return review
