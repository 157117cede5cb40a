"""Coordinators hide comments, show them again, and close the talk below a post."""

from __future__ import annotations

import pytest

from tests.drafts import case_study, published
from tests.notes import notes, verbs
from tests.records import last_entry
from tests.talk import hidden, said
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.comments.actions import delete
from uclg_share.comments.moderating import close_talk, hide, open_talk, restore
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed, may_read_comments
from uclg_share.posts.models import Talk

REASON = "Names a child."


def test_a_hidden_comment_is_gone_and_its_author_reads_why(world: World) -> None:
    post = published(world)
    comment, other = said(world, post), said(world, post, "gabriel")

    hide(world.viewer("bruno"), comment, REASON)
    db.session.commit()

    (note,) = notes(Topic.COMMENT_HIDDEN)
    assert (note.account_id, note.data["reason"]) == (world.chen.id, REASON)
    assert (comment.hidden_by_id, comment.hidden_reason) == (world.bruno.id, REASON)
    assert (post.comment_count, other.is_shown) == (1, True)


def test_hiding_stands_in_the_public_log_with_its_reason(world: World) -> None:
    post = published(world)

    hide(world.viewer("bruno"), said(world, post), REASON)

    entry = last_entry()
    assert (entry.verb, entry.reason) == (Verb.COMMENT_HIDDEN, REASON)
    assert (entry.audience, entry.group_id) == (Audience.PUBLIC, world.water.id)


def test_it_is_shown_again_and_its_author_told(world: World) -> None:
    post = published(world)
    comment = hidden(world, post)

    restore(world.viewer("bruno"), comment, "It was no child.")
    db.session.commit()

    (note,) = notes(Topic.COMMENT_RESTORED)
    assert (note.account_id, note.data["reason"]) == (world.chen.id, "It was no child.")
    assert (comment.is_shown, comment.hidden_reason) == (True, "")
    assert post.comment_count == 1


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_others_moderate_nothing(world: World, name: str) -> None:
    post = published(world)
    comment, taken = said(world, post), hidden(world, post, "gabriel")
    viewer = world.viewer(name)

    with pytest.raises(NotAllowed):
        hide(viewer, comment, REASON)
    with pytest.raises(NotAllowed):
        restore(viewer, taken, REASON)
    with pytest.raises(NotAllowed):
        close_talk(viewer, post, Talk.LOCKED, REASON)
    with pytest.raises(NotAllowed):
        open_talk(viewer, post)


def test_ones_own_comment_is_for_another_coordinator(world: World) -> None:
    post = published(world)
    own = said(world, post, "bruno")
    hide(world.viewer("elif"), own, REASON)

    with pytest.raises(NotAllowed):
        restore(world.viewer("bruno"), own, "I did not mean it.")

    restore(world.viewer("dina"), own, "Asked the person.")
    with pytest.raises(NotAllowed):
        hide(world.viewer("bruno"), own, REASON)


def test_of_two_coordinators_the_second_is_told(world: World) -> None:
    comment = said(world, published(world))
    hide(world.viewer("bruno"), comment, REASON)

    with pytest.raises(ChangedMeanwhile):
        hide(world.viewer("elif"), comment, REASON)
    restore(world.viewer("elif"), comment, REASON)
    with pytest.raises(ChangedMeanwhile):
        restore(world.viewer("bruno"), comment, REASON)

    assert len(notes(Topic.COMMENT_HIDDEN)) == 1


def test_what_its_author_deleted_is_not_hidden(world: World) -> None:
    comment = said(world, published(world))
    delete(world.viewer("chen"), comment)

    with pytest.raises(NotAllowed):
        hide(world.viewer("bruno"), comment, REASON)


def test_a_talk_is_locked_switched_off_and_opened_again(world: World) -> None:
    post, other = published(world), published(world, case_study(world, "Another"))
    bruno, chen = world.viewer("bruno"), world.viewer("chen")

    close_talk(bruno, post, Talk.LOCKED, "Enough.")
    assert may_read_comments(ANYONE, post)
    close_talk(bruno, post, Talk.OFF, "Moved elsewhere.")
    assert not may_read_comments(chen, post)
    assert (post.talk_reason, post.talk_closed_by_id) == (
        "Moved elsewhere.",
        world.bruno.id,
    )
    open_talk(bruno, post)

    assert may_read_comments(chen, post)
    assert (post.talk_reason, post.talk_closed_at, other.talk) == ("", None, Talk.OPEN)
    assert verbs()[-3:] == [Verb.TALK_CLOSED, Verb.TALK_CLOSED, Verb.TALK_OPENED]


def test_closing_and_opening_twice_is_overtaken(world: World) -> None:
    post = published(world)
    close_talk(world.viewer("bruno"), post, Talk.LOCKED, "Enough.")

    with pytest.raises(ChangedMeanwhile):
        close_talk(world.viewer("elif"), post, Talk.LOCKED, "Enough.")
    open_talk(world.viewer("elif"), post)
    with pytest.raises(ChangedMeanwhile):
        open_talk(world.viewer("bruno"), post)


def test_a_group_without_comments_shows_none_of_its_posts(world: World) -> None:
    post = published(world)
    comment = said(world, post)

    world.water.takes_comments = False
    assert not may_read_comments(world.viewer("bruno"), post)
    world.water.takes_comments = True

    assert may_read_comments(ANYONE, comment.post)
