"""Saying something below a post, changing it and taking it away."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.drafts import case_study, published
from tests.notes import notes, verbs
from tests.records import last_entry
from tests.talk import WORDS, bodies, hidden, of_budgets, remark, said
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.comments.actions import delete, edit, write
from uclg_share.comments.models import Comment, Wording
from uclg_share.comments.moderating import close_talk
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.models import Lifecycle
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Talk


def test_a_comment_shows_at_once_and_counts(world: World) -> None:
    post, other = published(world), published(world, case_study(world, "Another"))

    comment = said(world, post)

    assert comment.html == "<p>Did any family <strong>leave</strong> the register?</p>"
    assert (post.comment_count, other.comment_count) == (1, 0)
    assert (comment.author_id, comment.organisation_id) == (world.chen.id, None)


def test_it_leaves_a_trace_without_its_words(world: World) -> None:
    post = published(world)

    comment = said(world, post, "amina")

    entry = last_entry()
    assert (entry.verb, entry.actor_id) == (Verb.COMMENT_WRITTEN, world.amina.id)
    assert (entry.subject, entry.group_id) == (f"comment:{comment.id}", world.water.id)
    assert entry.audience is Audience.COORDINATORS
    assert "family" not in str((entry.data, entry.reason))


def test_one_speaks_for_ones_own_organisation_alone(world: World) -> None:
    post = published(world)

    for_hills = remark(organisation_id=world.hills.id)
    comment, _ = write(world.viewer("amina"), post, for_hills)

    assert comment.organisation is world.hills
    for name in ("chen", "bruno"):
        with pytest.raises(NotAllowed):
            write(world.viewer(name), post, for_hills)


def test_visitors_and_readers_of_nothing_say_nothing(world: World) -> None:
    post = of_budgets(world)

    for viewer in (ANYONE, world.viewer("amina")):
        with pytest.raises(NotAllowed):
            write(viewer, post, remark())

    assert said(world, post, "fatou").post is post


@pytest.mark.parametrize("why", ["hidden", "locked", "off", "group", "archived"])
def test_nothing_is_added_once_the_talk_is_over(world: World, why: str) -> None:
    post, bruno = published(world), world.viewer("bruno")
    if why == "hidden":
        hide(bruno, post, "Names a person.")
    if why in {"locked", "off"}:
        close_talk(bruno, post, Talk(why), "Enough.")
    world.water.takes_comments = why != "group"
    if why == "archived":
        world.water.lifecycle = Lifecycle.ARCHIVED

    for name in ("amina", "bruno", "dina"):
        with pytest.raises(NotAllowed):
            write(world.viewer(name), post, remark())
    assert bodies() == []


def test_an_answer_to_an_answer_hangs_on_the_first_comment(world: World) -> None:
    post = published(world)
    first = said(world, post)

    answer = said(world, post, "amina", "Four did.", to=first)
    again = said(world, post, "chen", "Thank you.", to=answer)

    assert (answer.parent_id, again.parent_id) == (first.id, first.id)
    assert post.comment_count == 3


def test_what_is_hidden_is_not_answered(world: World) -> None:
    post = published(world)
    comment = hidden(world, post)

    for name in ("amina", "chen", "bruno"):
        with pytest.raises(NotAllowed):
            write(world.viewer(name), post, remark(), comment)


def test_an_edit_is_marked_and_keeps_the_earlier_words(world: World) -> None:
    post = published(world)
    comment = said(world, post)

    edit(world.viewer("chen"), comment, remark("Did *any*?"), comment.version)
    db.session.commit()

    (earlier,) = db.session.scalars(select(Wording))
    assert (comment.body, comment.html) == ("Did *any*?", "<p>Did <em>any</em>?</p>")
    assert (earlier.comment_id, earlier.body) == (comment.id, WORDS)
    assert comment.edited_at is not None
    assert verbs()[-1] is Verb.COMMENT_EDITED


def test_an_edit_that_changes_nothing_leaves_no_mark(world: World) -> None:
    comment = said(world, published(world))

    edit(world.viewer("chen"), comment, remark(), comment.version)

    assert comment.edited_at is None
    assert verbs()[-1] is Verb.COMMENT_WRITTEN


def test_nobody_else_edits_or_deletes(world: World) -> None:
    comment = said(world, published(world))

    for name in ("amina", "bruno", "dina"):
        with pytest.raises(NotAllowed):
            edit(world.viewer(name), comment, remark("Mine"), comment.version)
        with pytest.raises(NotAllowed):
            delete(world.viewer(name), comment)
    assert bodies() == [WORDS]


def test_of_two_windows_the_older_one_overwrites_nothing(world: World) -> None:
    comment = said(world, published(world))
    chen, opened = world.viewer("chen"), comment.version
    edit(chen, comment, remark("The newer words"), opened)
    db.session.commit()

    with pytest.raises(ChangedMeanwhile):
        edit(chen, comment, remark("The older words"), opened)

    db.session.rollback()
    assert bodies() == ["The newer words"]


def test_what_is_deleted_is_gone_with_its_earlier_words(world: World) -> None:
    post = published(world)
    comment, chen = said(world, post), world.viewer("chen")
    edit(chen, comment, remark("Did any?"), comment.version)

    delete(chen, comment)
    db.session.commit()

    assert (comment.body, comment.html, post.comment_count) == ("", "", 0)
    assert db.session.scalars(select(Wording)).all() == []
    assert verbs()[-1] is Verb.COMMENT_DELETED
    with pytest.raises(NotAllowed):
        delete(chen, comment)


def test_the_version_of_the_post_is_not_touched(world: World) -> None:
    """Somebody who revises the post meanwhile is not overtaken by a comment."""
    post = published(world)
    before = post.version

    said(world, post)

    assert post.version == before
    assert len(db.session.scalars(select(Comment)).all()) == 1


def test_no_mail_goes_to_oneself(world: World) -> None:
    post = published(world)
    before = len(notes())

    first = said(world, post, "amina")
    said(world, post, "amina", "And one more thing.", to=first)

    assert len(notes()) == before
