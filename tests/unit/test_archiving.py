"""A practice that is no longer current stays readable, and leaves every list."""

from __future__ import annotations

import pytest

from tests.afterwards import feed, revised, tagged
from tests.drafts import case_study, drafted, published
from tests.families import begun, translated, written
from tests.notes import notes
from tests.records import last_entry
from tests.talk import said
from tests.world import World
from uclg_share.archiving.actions import archive, bring_back
from uclg_share.archiving.queries import find_successor
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile, PutAway
from uclg_share.database import db
from uclg_share.feeds.queries import latest, of_committee, of_organisation
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    ANYONE,
    NotAllowed,
    may_comment,
    may_edit,
    may_translate,
)
from uclg_share.posts.actions import hide, restore, save
from uclg_share.posts.models import Post, Reach
from uclg_share.posts.queries import find_post, latest_revision
from uclg_share.reviews.actions import accept, submit, take_back
from uclg_share.reviews.queries import last_accepted

OVER = "The fund was closed in 2025."


def archived(world: World, post: Post | None = None) -> Post:
    post = post or published(world)
    archive(world.viewer("bruno"), post, OVER)
    db.session.commit()
    return post


def lists(world: World, language: str = "en") -> list[int]:
    """Every public list it might stand in, together."""
    rows = [
        *latest((language,), 10),
        *db.session.execute(of_organisation(world.hills, (language,))),
        *db.session.execute(of_committee(world.cooperation, (language,))),
    ]
    return [row.id for row in rows] + feed(ANYONE, world.water, language)


def test_it_is_read_at_its_address_and_stands_in_no_list(world: World) -> None:
    post, other = published(world, case_study(world, "Over")), published(world)

    archived(world, post)

    db.session.refresh(world.water)
    assert find_post(ANYONE, post.id) is post
    assert set(lists(world)) == {other.id}
    assert world.water.post_count == 1


def test_it_says_when_why_and_what_to_read_instead(world: World) -> None:
    post, newer = published(world), published(world, case_study(world, "Newer"))

    archive(world.viewer("amina"), post, OVER, newer)

    assert (post.archived_by_id, post.archived_reason) == (world.amina.id, OVER)
    assert post.archived_at is not None
    assert post.successor is newer


def test_it_stands_in_the_public_log_with_its_reason(world: World) -> None:
    archived(world)

    entry = last_entry()
    assert (entry.verb, entry.reason) == (Verb.POST_ARCHIVED, OVER)
    assert (entry.audience, "own_post" in entry.data) == (Audience.PUBLIC, False)


def test_its_author_is_told_unless_it_was_the_author(world: World) -> None:
    archived(world)
    archive(world.viewer("amina"), published(world), OVER)

    (note,) = notes(Topic.POST_ARCHIVED)
    assert (note.account_id, note.data["reason"]) == (world.amina.id, OVER)
    assert last_entry().data["own_post"] is True


def test_it_is_brought_back_where_it_stood(world: World) -> None:
    post = tagged(world)
    before = lists(world)
    archived(world, post)

    bring_back(world.viewer("elif"), post, "It goes on.")

    db.session.refresh(world.water)
    assert (lists(world), world.water.post_count) == (before, 1)
    assert (post.archived_at, post.archived_reason) == (None, "")
    assert last_entry().verb is Verb.POST_REVIVED
    assert [note.account_id for note in notes(Topic.POST_REVIVED)] == [world.amina.id]


def test_translations_follow_it_there_and_back(world: World) -> None:
    post = published(world)
    french = translated(world, post)

    archived(world, post)
    assert (french.archived_reason, lists(world, "fr")) == (OVER, [])

    bring_back(world.viewer("bruno"), post, "It goes on.")
    assert french.archived_at is None
    assert set(lists(world, "fr")) == {french.id}


def test_nothing_is_added_to_it(world: World) -> None:
    post = published(world)
    comment = said(world, post)

    archived(world, post)

    chen, bruno, amina = map(world.viewer, ("chen", "bruno", "amina"))
    assert comment.is_shown
    assert not may_comment(chen, post)
    assert not may_translate(bruno, post)
    assert not may_edit(amina, post)
    with pytest.raises(NotAllowed):
        save(amina, post, case_study(world, "Newer"), 1)


def test_a_translation_begun_before_waits_until_it_is_back(world: World) -> None:
    post = published(world)
    french = written(world, post)
    begun(world, post, "es")
    review = submit(world.viewer("bruno"), french, world.water)
    archived(world, post)

    with pytest.raises(PutAway):
        accept(world.viewer("elif"), review)
    db.session.rollback()
    bring_back(world.viewer("bruno"), post, "It goes on.")
    accept(world.viewer("elif"), review)

    assert find_post(ANYONE, french.id) is french


def test_a_newer_text_that_waits_is_not_published_before_it_is_back(
    world: World,
) -> None:
    post, amina = published(world), world.viewer("amina")
    save(amina, post, case_study(world, "Newer"), latest_revision(post).number)
    review = submit(amina, post, world.water)
    archived(world, post)

    with pytest.raises(PutAway):
        accept(world.viewer("elif"), review)


def test_its_acceptance_is_not_taken_back_meanwhile(world: World) -> None:
    post = archived(world)
    review = last_accepted(post)
    assert review is not None

    with pytest.raises(ChangedMeanwhile):
        take_back(world.viewer("elif"), review)


def test_hiding_it_and_showing_it_again_leaves_it_archived(world: World) -> None:
    post = archived(world)

    hide(world.viewer("bruno"), post, "Names a child.")
    assert find_post(ANYONE, post.id) is None
    restore(world.viewer("bruno"), post, "No child.")

    assert (post.reach, lists(world)) == (Reach.PUBLIC, [])


def test_whoever_comes_second_is_told(world: World) -> None:
    post = archived(world)

    with pytest.raises(ChangedMeanwhile):
        archive(world.viewer("elif"), post, OVER)
    bring_back(world.viewer("elif"), post, OVER)
    with pytest.raises(ChangedMeanwhile):
        bring_back(world.viewer("bruno"), post, OVER)


@pytest.mark.parametrize("name", ["chen", "fatou"])
def test_others_archive_nothing(world: World, name: str) -> None:
    post, viewer = published(world), world.viewer(name)

    with pytest.raises(NotAllowed):
        archive(viewer, post, OVER)
    with pytest.raises(NotAllowed):
        bring_back(viewer, post, OVER)


def test_a_draft_and_a_hidden_text_are_not_archived(world: World) -> None:
    amina, hidden = world.viewer("amina"), published(world)
    hide(world.viewer("bruno"), hidden, "Names a child.")

    for post in (drafted(world), hidden):
        with pytest.raises(NotAllowed):
            archive(amina, post, OVER)


def test_readers_are_sent_to_another_current_text_alone(world: World) -> None:
    post, newer = published(world), published(world, case_study(world, "Newer"))
    french = translated(world, post)
    old = archived(world, published(world, case_study(world, "Old")))
    amina = world.viewer("amina")

    assert find_successor(amina, post, newer.id) is newer
    others = (post.id, french.id, old.id, drafted(world).id, 0)
    assert [find_successor(amina, post, number) for number in others] == [None] * 5


def test_a_newer_text_after_it_is_back_is_published_as_ever(world: World) -> None:
    post = archived(world, tagged(world))
    bring_back(world.viewer("bruno"), post, "It goes on.")

    revised(world, post)

    assert feed(ANYONE, world.markets) == [post.id]
