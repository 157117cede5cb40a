"""A practice that answers a question, and the questions that wait for one."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.drafts import case_study, drafted, published
from tests.families import translated
from tests.notes import notes
from tests.questions import TITLE, discussed, marked, matter
from tests.talk import of_budgets, said
from tests.world import World
from uclg_share.answers.actions import link, unlink
from uclg_share.answers.models import PostAnswer
from uclg_share.answers.queries import Linked, links_of, open_questions
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed, Viewer
from uclg_share.posts import actions
from uclg_share.posts.models import Kind, Post
from uclg_share.reviews.actions import accept, submit


def shown(viewer: Viewer, post: Post, *languages: str) -> list[Linked]:
    db.session.expire_all()
    return links_of(viewer, post, languages or ("en",))


def posts(found: list[Linked]) -> list[Post]:
    return [one.post for one in found]


def test_whoever_may_comment_names_a_practice(world: World) -> None:
    question, practice = discussed(world), published(world)

    link(world.viewer("chen"), question, practice, "The second table.")
    db.session.commit()

    [on_question] = shown(ANYONE, question)
    assert (on_question.post, on_question.link.note) == (practice, "The second table.")
    assert posts(shown(ANYONE, practice)) == [question]
    assert (question.link_count, practice.link_count) == (1, 1)


def test_naming_it_twice_is_once(world: World) -> None:
    question, practice = discussed(world), published(world)

    first = link(world.viewer("chen"), question, practice)
    second = link(world.viewer("bruno"), question, practice)

    assert first is second


def test_a_discussion_answers_no_question(world: World) -> None:
    question, debate = discussed(world), discussed(world, kind=Kind.DEBATE)

    with pytest.raises(NotAllowed):
        link(world.viewer("bruno"), question, debate)
    with pytest.raises(NotAllowed):
        link(world.viewer("bruno"), published(world), question)


def test_what_is_not_published_answers_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        link(world.viewer("amina"), discussed(world), drafted(world))


def test_each_end_is_shown_to_those_who_may_read_it(world: World) -> None:
    question, inside = discussed(world), of_budgets(world)

    link(world.viewer("fatou"), question, inside)
    db.session.commit()

    assert shown(ANYONE, question) == []
    assert posts(shown(world.viewer("fatou"), question)) == [inside]
    # Nor does a note tell the asker of it.
    assert notes(Topic.QUESTION_ANSWERED) == []


def test_each_end_is_shown_in_the_best_language(world: World) -> None:
    question, practice = discussed(world), published(world)
    french = translated(world, practice, "fr")
    link(world.viewer("chen"), question, french)
    db.session.commit()

    assert posts(shown(ANYONE, question, "fr", "en")) == [french]
    assert posts(shown(ANYONE, question, "ar")) == [practice]
    assert posts(shown(ANYONE, french)) == [question]


def test_the_asker_is_told(world: World) -> None:
    question = discussed(world)
    by_coast = case_study(world, organisation_id=world.coast.id)
    practice = published(world, by_coast, world.bruno)

    link(world.viewer("bruno"), question, practice)
    db.session.commit()

    [note] = notes(Topic.QUESTION_ANSWERED)
    assert note.account_id == world.amina.id
    assert note.data["answer_title"] == practice.title


@pytest.mark.parametrize("name", ["chen", "bruno", "dina"])
def test_who_linked_it_and_coordinators_take_it_away(world: World, name: str) -> None:
    question, practice = discussed(world), published(world)
    made = link(world.viewer("chen"), question, practice)

    unlink(world.viewer(name), made)
    db.session.commit()

    assert (shown(ANYONE, question), shown(ANYONE, practice)) == ([], [])
    assert question.link_count == 0
    with pytest.raises(ChangedMeanwhile):
        unlink(world.viewer("elif"), made)


def test_others_do_not(world: World) -> None:
    made = link(world.viewer("chen"), discussed(world), published(world))

    with pytest.raises(NotAllowed):
        unlink(world.viewer("fatou"), made)


def test_a_practice_begun_as_an_answer_is_linked_when_published(world: World) -> None:
    question, amina = discussed(world, name="amina"), world.viewer("amina")
    begun = actions.start(amina, Kind.CASE_STUDY, case_study(world), question)
    review = submit(amina, begun, world.water)
    before = db.session.scalars(select(PostAnswer)).all()

    accept(world.viewer("elif"), review)
    db.session.commit()

    assert before == []
    assert posts(shown(ANYONE, question)) == [begun]
    assert begun.answers_question_id is None


def test_a_practice_that_was_hidden_is_not_shown(world: World) -> None:
    question, practice = discussed(world), published(world)
    link(world.viewer("chen"), question, practice)

    actions.hide(world.viewer("elif"), practice, "Wrong figures.")
    db.session.commit()

    assert shown(ANYONE, question) == []
    assert shown(world.viewer("elif"), question) == []


def test_the_questions_that_wait_longest_come_first(world: World) -> None:
    answered = discussed(world, matter(world, "Solved"))
    marked(world, said(world, answered))
    both = (world.water.id, world.markets.id)
    discussed(world, matter(world, group_ids=both))
    discussed(world, matter(world, "Who pays?"))

    found = open_questions(both, ("en",), 3, of_members=False)

    assert [row.title for row in found] == [TITLE, "Who pays?"]


def test_nobody_is_asked_to_answer_themselves(world: World) -> None:
    discussed(world)

    mine = [world.water.id]
    amina = world.amina.id

    assert open_questions(mine, ("en",), 3, of_members=True, but_of=amina) == []
