"""A practice that is no longer current stays readable, and leaves every list."""

from __future__ import annotations

import pytest

from tests.afterwards import OVER, archived, lists, tagged
from tests.drafts import case_study, drafted, published
from tests.families import translated
from tests.notes import notes
from tests.records import last_entry
from tests.world import World
from uclg_share.archiving.actions import archive, bring_back
from uclg_share.archiving.queries import find_successor
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    ANYONE,
    NotAllowed,
)
from uclg_share.posts.actions import hide
from uclg_share.posts.queries import find_post


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
