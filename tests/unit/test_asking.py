"""A message to the author, and the answer, without anybody's address."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.drafts import case_study, published
from tests.notes import notes, verbs
from tests.records import last_entry
from tests.talk import QUESTION, asked, of_budgets
from tests.unit.test_permissions import affiliation_of
from tests.world import World
from uclg_share import mail
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.messages import actions
from uclg_share.messages.actions import answer, ask
from uclg_share.messages.models import Message
from uclg_share.messages.note import Note
from uclg_share.messages.queries import find_question, lines_of, questions_for
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed, may_converse
from uclg_share.posts.actions import hide

YES = Note("Here it is.", "en")


def told(topic: Topic) -> list[int]:
    return sorted(note.account_id or 0 for note in notes(topic))


def test_a_question_reaches_whoever_answers_for_the_post(world: World) -> None:
    question = asked(world, published(world), "fatou")

    (note,) = notes(Topic.AUTHOR_ASKED)
    assert (note.account_id, note.data["body"]) == (world.amina.id, QUESTION)
    assert (note.data["name"], note.data["message_id"]) == ("Fatou", question.id)


def test_no_mail_shows_an_address(world: World) -> None:
    question = asked(world, published(world))
    answer(world.viewer("amina"), question, YES)
    db.session.flush()

    asking, answering = map(mail.compose, notes()[-2:])

    for message, to, other in (
        (asking, world.amina, world.chen),
        (answering, world.chen, world.amina),
    ):
        assert to.email in str(message["To"])
        assert other.email not in message.as_string()
        assert message["Reply-To"] is None


def test_the_log_says_that_and_never_what(world: World) -> None:
    post = published(world)

    question = asked(world, post)

    entry = last_entry()
    assert (entry.verb, entry.actor_id) == (Verb.MESSAGE_SENT, world.chen.id)
    assert entry.data == {"post": post.id, "question": None}
    answer(world.viewer("amina"), question, YES)
    assert verbs()[-1] is Verb.MESSAGE_ANSWERED
    assert "Here it is" not in str(last_entry().data)


def test_once_the_author_has_left_the_representatives_get_it(world: World) -> None:
    post = published(world)
    affiliation_of(world.amina.id).ended_at = now()
    db.session.flush()

    question = asked(world, post)

    assert told(Topic.AUTHOR_ASKED) == [world.gabriel.id]
    assert not may_converse(world.viewer("amina"), question)


@pytest.mark.parametrize("why", ["suspended", "kept"])
def test_it_goes_to_who_can_answer(world: World, why: str) -> None:
    post = published(world)
    if why == "suspended":
        world.amina.suspended_at = now()
    else:
        post.keeper = world.gabriel

    asked(world, post)

    assert told(Topic.AUTHOR_ASKED) == [world.gabriel.id]


def test_where_nobody_could_answer_nothing_is_sent(world: World) -> None:
    post = published(world)
    for account in (world.amina, world.gabriel):
        affiliation_of(account.id).ended_at = now()
    db.session.flush()

    with pytest.raises(ChangedMeanwhile):
        ask(world.viewer("chen"), post, Note(QUESTION, "en"))
    assert db.session.scalars(select(Message)).all() == []


def test_one_does_not_ask_oneself_nor_about_what_one_cannot_read(world: World) -> None:
    post, closed = published(world), of_budgets(world)
    gone = published(world, case_study(world, "Gone"))
    hide(world.viewer("elif"), gone, "Names a person.")

    for viewer, about in (
        (world.viewer("amina"), post),
        (world.viewer("amina"), closed),
        (world.viewer("bruno"), gone),
        (ANYONE, post),
    ):
        with pytest.raises(NotAllowed):
            ask(viewer, about, Note(QUESTION, "en"))


def test_nobody_speaks_for_an_organisation_that_is_not_theirs(world: World) -> None:
    post = published(world)

    with pytest.raises(NotAllowed):
        ask(world.viewer("chen"), post, Note(QUESTION, "en", world.coast.id))
    question = asked(world, post)
    with pytest.raises(NotAllowed):
        answer(world.viewer("amina"), question, Note("x", "en", world.coast.id))


def test_an_answer_goes_back_and_forth(world: World) -> None:
    question = asked(world, published(world))

    answer(world.viewer("gabriel"), question, YES)
    answer(world.viewer("chen"), question, Note("Thank you.", "en"))
    db.session.commit()

    said = [(line.sender.name, line.body) for line in lines_of(question)]
    assert said == [
        ("Chen", QUESTION),
        ("Gabriel", "Here it is."),
        ("Chen", "Thank you."),
    ]
    # Who asked hears of the answer; what they say then goes to the author again.
    assert told(Topic.MESSAGE_ANSWERED) == sorted([world.chen.id, world.amina.id])


@pytest.mark.parametrize("name", ["bruno", "fatou", "dina", "elif"])
def test_others_read_no_conversation(world: World, name: str) -> None:
    """Not even an administrator: what is between people stays there."""
    question = asked(world, published(world))

    assert find_question(world.viewer(name), question.id) is None
    with pytest.raises(NotAllowed):
        answer(world.viewer(name), question, YES)


@pytest.mark.parametrize("name", ["amina", "gabriel", "chen", "bruno", "dina"])
def test_the_list_holds_exactly_what_one_may_read(world: World, name: str) -> None:
    post, other = published(world), published(world, case_study(world, "Another"))
    other.keeper = world.bruno
    of_coast = case_study(world, "Of the coast", organisation_id=world.coast.id)
    third = published(world, of_coast, world.bruno)
    questions = [
        asked(world, post),
        asked(world, other, "fatou"),
        asked(world, third, "amina"),
    ]
    viewer = world.viewer(name)

    found = set(db.session.scalars(questions_for(viewer)))

    assert found == {one for one in questions if may_converse(viewer, one)}


def test_a_conversation_ends_somewhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_LINES", 2)
    question = asked(world, published(world))
    answer(world.viewer("amina"), question, YES)

    with pytest.raises(ChangedMeanwhile):
        answer(world.viewer("amina"), question, YES)
