"""The comment that answered a question: marked, moved, taken back, gone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.families import translated
from tests.notes import notes
from tests.questions import discussed, marked
from tests.talk import said
from tests.world import World
from uclg_share.answers import actions
from uclg_share.answers.models import AcceptedAnswer
from uclg_share.audit import AuditEntry, Verb
from uclg_share.comments import actions as comments
from uclg_share.comments import moderating
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.feeds.choice import Choice
from uclg_share.feeds.queries import of_group
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.models import Kind, Post, Talk


def standing() -> list[int]:
    db.session.expire_all()
    return list(db.session.scalars(select(AcceptedAnswer.comment_id)))


def unanswered(world: World) -> list[int]:
    lines = of_group(ANYONE, world.water, ("en",), Choice.UNANSWERED)
    return [row.id for row in db.session.execute(lines)]


def test_the_asker_marks_the_answer(world: World) -> None:
    question = discussed(world)
    comment = said(world, question)
    before = unanswered(world)

    marked(world, comment)

    assert standing() == [comment.id]
    assert (before, unanswered(world)) == ([question.id], [])
    assert question.answered_at is not None
    assert world.water.open_question_count == 0


@pytest.mark.parametrize("name", ["bruno", "gabriel", "dina"])
def test_coordinators_and_editors_of_the_organisation_may_too(
    world: World, name: str
) -> None:
    comment = said(world, discussed(world))

    marked(world, comment, name)

    assert standing() == [comment.id]


@pytest.mark.parametrize("name", ["chen", "fatou"])
def test_nobody_else_may(world: World, name: str) -> None:
    comment = said(world, discussed(world))

    with pytest.raises(NotAllowed):
        marked(world, comment, name)


def test_only_questions_are_answered(world: World) -> None:
    comment = said(world, discussed(world, kind=Kind.DEBATE))

    with pytest.raises(NotAllowed):
        marked(world, comment)


def test_the_mark_moves_and_goes(world: World) -> None:
    question = discussed(world)
    first, second = said(world, question), said(world, question, "bruno")
    marked(world, first)

    marked(world, second, before=first.id)
    moved = standing()
    actions.take_back(world.viewer("amina"), question, second.id)
    db.session.commit()

    assert (moved, standing()) == ([second.id], [])
    assert unanswered(world) == [question.id]
    assert world.water.open_question_count == 1


def test_of_two_who_mark_the_second_is_told(world: World) -> None:
    question = discussed(world)
    first, second = said(world, question), said(world, question, "bruno")
    marked(world, first)

    with pytest.raises(ChangedMeanwhile):
        marked(world, second, "elif")
    with pytest.raises(ChangedMeanwhile):
        actions.take_back(world.viewer("elif"), question, second.id)


def test_a_comment_that_is_hidden_answers_nothing(world: World) -> None:
    question = discussed(world)
    comment = said(world, question)
    marked(world, comment)

    moderating.hide(world.viewer("elif"), comment, "Names a child.")
    db.session.commit()

    assert (standing(), unanswered(world)) == ([], [question.id])
    with pytest.raises(NotAllowed):
        marked(world, comment)


def test_a_comment_that_is_deleted_answers_nothing(world: World) -> None:
    question = discussed(world)
    comment = said(world, question)
    marked(world, comment)

    comments.delete(world.viewer("chen"), comment)
    db.session.commit()

    assert (standing(), question.answered_at) == ([], None)


def test_nobody_marks_while_the_comments_are_out_of_sight(world: World) -> None:
    question = discussed(world)
    comment = said(world, question)
    moderating.close_talk(world.viewer("elif"), question, Talk.OFF, "Too hot.")

    with pytest.raises(NotAllowed):
        marked(world, comment)


def test_the_writer_of_the_answer_is_told_once(world: World) -> None:
    question = discussed(world)
    comment = said(world, question)

    marked(world, comment)
    marked(world, comment, "bruno")

    [note] = notes(Topic.ANSWER_ACCEPTED)
    assert (note.account_id, note.data["comment_id"]) == (world.chen.id, comment.id)


def test_who_marks_their_own_answer_hears_nothing(world: World) -> None:
    marked(world, said(world, discussed(world), "amina"))

    assert notes(Topic.ANSWER_ACCEPTED) == []


def test_the_log_says_who_marked_what(world: World) -> None:
    question = discussed(world)
    comment = said(world, question)

    marked(world, comment)
    actions.take_back(world.viewer("bruno"), question, comment.id)
    db.session.commit()

    verbs = [Verb.ANSWER_ACCEPTED, Verb.ANSWER_WITHDRAWN]
    entries = select(AuditEntry).where(AuditEntry.verb.in_(verbs))
    found = db.session.scalars(entries.order_by(AuditEntry.id)).all()
    assert [(one.verb, one.actor_id, one.subject) for one in found] == [
        (Verb.ANSWER_ACCEPTED, world.amina.id, f"comment:{comment.id}"),
        (Verb.ANSWER_WITHDRAWN, world.bruno.id, f"comment:{comment.id}"),
    ]


def test_a_question_and_its_translations_have_one_answer(world: World) -> None:
    question = discussed(world)
    early = translated(world, question, "fr")
    marked(world, said(world, early, "bruno"))
    late = translated(world, question, "es")

    family = db.session.scalars(select(Post).where(Post.family_id == question.id))

    assert [post.answered_at is not None for post in family] == [True] * 3
    assert [line.open_since for line in late.placements] == [None]
