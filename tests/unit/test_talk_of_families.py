"""What people say and ask below a translation, and below its original."""

from __future__ import annotations

import pytest

from tests.drafts import published
from tests.families import translated
from tests.notes import notes
from tests.talk import QUESTION, asked, remark, said
from tests.world import World
from uclg_share.comments.actions import write
from uclg_share.messages.actions import ask
from uclg_share.messages.note import Note
from uclg_share.notifications.models import Topic
from uclg_share.permissions import NotAllowed
from uclg_share.posts.actions import hide, restore

REASON = "It was no child."


def test_each_text_has_its_own_comments(world: World) -> None:
    """They are in its language, and its own people hear of them."""
    original = published(world)
    french = translated(world, original)

    said(world, french)

    assert (original.comment_count, french.comment_count) == (0, 1)
    (note,) = notes(Topic.POST_COMMENTED)
    assert note.account_id == world.bruno.id


def test_a_question_goes_to_the_author_of_the_original(world: World) -> None:
    original = published(world)
    french = translated(world, original)

    by_reader, by_translator = asked(world, french), asked(world, french, "bruno")

    assert by_reader.post is original
    assert by_translator.post is original
    told = [note.account_id for note in notes(Topic.AUTHOR_ASKED)]
    assert told == [world.amina.id, world.amina.id]
    with pytest.raises(NotAllowed):
        ask(world.viewer("amina"), french, Note(QUESTION, "fr"))


def test_below_a_text_hidden_with_its_original_nothing_is_added(world: World) -> None:
    original = published(world)
    french = translated(world, original)

    hide(world.viewer("elif"), original, "Names a child.")

    with pytest.raises(NotAllowed):
        write(world.viewer("elif"), french, remark())


def test_whoever_heard_of_the_hiding_hears_that_it_is_over(world: World) -> None:
    original = published(world)
    french = translated(world, original)
    hide(world.viewer("elif"), original, "Names a child.")

    restore(world.viewer("elif"), original, REASON)

    told = [
        (note.account_id, note.data["post_id"], note.data["reason"])
        for note in notes(Topic.POST_RESTORED)
    ]
    assert told == [
        (world.amina.id, original.id, REASON),
        (world.bruno.id, french.id, REASON),
    ]


def test_a_text_that_stays_out_of_sight_is_not_called_shown(world: World) -> None:
    original = published(world)
    french = translated(world, original)
    hide(world.viewer("elif"), french, "Names a child.")
    hide(world.viewer("elif"), original, "Names a child.")

    restore(world.viewer("elif"), french, REASON)

    assert notes(Topic.POST_RESTORED) == []
