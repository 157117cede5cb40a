"""A translation: begun, written, sent in, published beside its original."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.drafts import drafted, published
from tests.families import begun, live, newest, revised, translated, written
from tests.notes import verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.families.actions import AlreadyTranslated, OthersTranslate, begin
from uclg_share.families.queries import KEPT_FOR
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.actions import delete, hide
from uclg_share.posts.models import Post, Stage
from uclg_share.posts.queries import find_own, find_post
from uclg_share.posts.sending import open_points
from uclg_share.reviews.actions import accept, submit


def test_a_translation_begins_with_the_facts_and_without_a_word(world: World) -> None:
    original = published(world)

    post = begun(world, original)

    text, model = newest(post), live(original)
    assert (text.title, text.summary) == ("", "")
    assert set(text.sections.values()) == {""}
    assert (text.themes, text.group_ids, text.country) == (
        model.themes, model.group_ids, model.country
    )  # fmt: skip
    assert text.sections.keys() == model.sections.keys()
    assert (text.partners, text.sources) == (model.partners, model.sources)
    assert text.language == post.language == "fr"
    assert (post.kind, post.family_id) == (original.kind, original.id)


def test_the_organisation_of_the_original_stays_the_author(world: World) -> None:
    post = begun(world, published(world), who="bruno")

    assert post.author_id == world.bruno.id
    assert post.organisation_id == world.hills.id


def test_it_follows_the_text_that_readers_see(world: World) -> None:
    original = revised(world, published(world), summary="Sixty leaks in a month.")

    origin = newest(begun(world, original)).origin

    assert origin is not None
    assert set(origin.follows.values()) == {2}
    assert origin.follows.keys() >= {"title", "summary", "results", "facts"}
    assert verbs()[-1] is Verb.TRANSLATION_STARTED


@pytest.mark.parametrize("name", ["chen", "dina", "gabriel", "fatou"])
def test_who_is_no_confirmed_member_translates_nothing(world: World, name: str) -> None:
    original = published(world)

    with pytest.raises(NotAllowed):
        begin(world.viewer(name), original, "fr")


def test_what_is_not_published_is_not_translated(world: World) -> None:
    with pytest.raises(NotAllowed):
        begin(world.viewer("amina"), drafted(world), "fr")


def test_a_translation_is_not_translated(world: World) -> None:
    post = translated(world, published(world))

    with pytest.raises(NotAllowed):
        begin(world.viewer("bruno"), post, "es")


def test_what_is_hidden_is_not_translated(world: World) -> None:
    original = published(world)
    hide(world.viewer("bruno"), original, "Names a private person.")

    with pytest.raises(NotAllowed):
        begin(world.viewer("bruno"), original, "fr")


def test_who_begins_again_goes_on_with_what_they_had(world: World) -> None:
    original = published(world)
    first = begun(world, original)

    assert begin(world.viewer("bruno"), original, "fr") == first
    assert begin(world.viewer("bruno"), original, "es") != first


def test_two_do_not_translate_the_same_without_knowing(world: World) -> None:
    original = published(world)
    begun(world, original, who="bruno")

    with pytest.raises(OthersTranslate) as refused:
        begin(world.viewer("amina"), original, "fr")

    assert refused.value.free_at > now() + KEPT_FOR - timedelta(hours=1)
    assert begun(world, original, "es", "amina").language == "es"


def test_what_is_left_alone_for_a_month_another_may_begin(world: World) -> None:
    original = published(world)
    left = begun(world, original, who="bruno")
    left.changed_at = now() - KEPT_FOR - timedelta(minutes=1)
    db.session.commit()

    assert begun(world, original, who="amina") != left


def test_a_draft_that_was_thrown_away_keeps_nobody_from_beginning(world: World) -> None:
    original = published(world)
    delete(world.viewer("bruno"), begun(world, original))

    assert begun(world, original, who="amina").author_id == world.amina.id


def test_a_second_translation_is_refused(world: World) -> None:
    original = published(world)
    first = translated(world, original)

    with pytest.raises(AlreadyTranslated) as refused:
        begin(world.viewer("amina"), original, "fr")
    with pytest.raises(AlreadyTranslated):
        begin(world.viewer("amina"), original, "en")

    assert refused.value.post == first


def two_drafts(world: World) -> tuple[Post, Post]:
    """Bruno left his alone for a month, and Amina began another."""
    original = published(world)
    first = written(world, original)
    first.changed_at = now() - KEPT_FOR - timedelta(minutes=1)
    return first, written(world, original, who="amina")


def test_of_two_drafts_the_second_is_not_sent_in(world: World) -> None:
    first, second = two_drafts(world)
    submit(world.viewer("amina"), second, world.water)

    with pytest.raises(ChangedMeanwhile):
        submit(world.viewer("bruno"), first, world.water)

    assert "title" in open_points(first, newest(first))


def test_of_two_that_wait_the_second_is_not_accepted(world: World) -> None:
    first, second = two_drafts(world)
    review = submit(world.viewer("amina"), second, world.water)
    first.stage = Stage.WAITING  # as when two send in the same moment

    with pytest.raises(ChangedMeanwhile):
        accept(world.viewer("elif"), review)


def test_what_others_translate_is_not_found(world: World) -> None:
    post = begun(world, published(world))

    for name in ("amina", "elif", "gabriel", "dina"):
        assert find_own(world.viewer(name), post.id) is None
    assert find_post(ANYONE, post.id) is None
