"""People who write a text along with its author."""

# Long because: asking, answering, writing along and going are one story.
from __future__ import annotations

import pytest

from tests.authorship import along, asked
from tests.drafts import case_study, drafted, published, waiting
from tests.notes import notes, verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.authorship.actions import (
    MOST_CO_AUTHORS,
    OwnAddress,
    TooManyPeople,
    accept,
    ask,
    decline,
    end,
)
from uclg_share.authorship.bylines import authors_of, writers_of
from uclg_share.authorship.queries import asked_to_write_along, people_of
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.feeds.queries import of_group
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed, may_decide, may_edit
from uclg_share.posts.actions import delete, save
from uclg_share.posts.queries import find_own
from uclg_share.reviews.actions import submit, withdraw


def test_who_is_asked_hears_of_it_and_says_yes(world: World) -> None:
    post = drafted(world)
    drafted(world, case_study(world, "Another"))

    question = asked(world, post)
    assert asked_to_write_along(world.viewer("chen")) == [question]
    accept(world.viewer("chen"), question)

    assert world.viewer("chen").co_writes == {post.id}
    assert find_own(world.viewer("chen"), post.id) is post
    assert asked_to_write_along(world.viewer("chen")) == []
    [mail, answer] = notes(Topic.CO_AUTHOR_ASKED, Topic.CO_AUTHOR_ANSWERED)
    assert (mail.address, mail.account_id) == ("chen@people.example.org", None)
    assert (answer.account_id, answer.data["accepted"]) == (world.amina.id, True)
    assert verbs()[-2:] == [Verb.CO_AUTHOR_ASKED, Verb.CO_AUTHOR_ACCEPTED]


def test_before_saying_yes_one_has_no_part_in_it(world: World) -> None:
    post = drafted(world)

    asked(world, post)

    assert world.viewer("chen").co_writes == frozenset()
    assert find_own(world.viewer("chen"), post.id) is None


def test_who_signs_up_with_the_address_finds_the_question(world: World) -> None:
    question = ask(world.viewer("amina"), drafted(world), "New@People.example.org")
    world.chen.email = world.chen.email_key = "new@people.example.org"

    accept(world.viewer("chen"), question)

    assert question.account_id == world.chen.id


@pytest.mark.parametrize("name", ["amina", "bruno", "gabriel", "dina", "fatou"])
def test_nobody_answers_for_another_address(world: World, name: str) -> None:
    question = asked(world, drafted(world))

    with pytest.raises(NotAllowed):
        accept(world.viewer(name), question)
    with pytest.raises(NotAllowed):
        decline(world.viewer(name), question)

    assert question.accepted_at is None


def test_who_declines_is_gone_and_may_be_asked_again(world: World) -> None:
    post = drafted(world)
    decline(world.viewer("chen"), asked(world, post))

    assert people_of(post) == []
    assert notes(Topic.CO_AUTHOR_ANSWERED)[0].data["accepted"] is False
    assert asked(world, post).ended_at is None


@pytest.mark.parametrize("name", ["bruno", "chen", "gabriel", "dina"])
def test_nobody_else_asks(world: World, name: str) -> None:
    post = drafted(world)

    with pytest.raises(NotAllowed):
        ask(world.viewer(name), post, "somebody@example.org")

    assert notes() == []


def test_a_co_author_asks_nobody(world: World) -> None:
    post = drafted(world)
    along(world, post)

    with pytest.raises(NotAllowed):
        ask(world.viewer("chen"), post, "somebody@example.org")


def test_asking_the_same_address_twice_is_once(world: World) -> None:
    post = drafted(world)

    first = ask(world.viewer("amina"), post, "chen@people.example.org")
    second = ask(world.viewer("amina"), post, "CHEN@people.example.org")

    assert first is second
    assert len(notes(Topic.CO_AUTHOR_ASKED)) == 1


def test_one_does_not_ask_oneself(world: World) -> None:
    with pytest.raises(OwnAddress):
        ask(world.viewer("amina"), drafted(world), "Amina@people.example.org")


def test_ten_write_along_and_no_more(world: World) -> None:
    post = drafted(world)
    for number in range(MOST_CO_AUTHORS):
        ask(world.viewer("amina"), post, f"p{number}@example.org")

    with pytest.raises(TooManyPeople):
        ask(world.viewer("amina"), post, "p11@example.org")

    end(world.viewer("amina"), people_of(post)[0])
    ask(world.viewer("amina"), post, "p11@example.org")


def test_a_co_author_changes_the_text_and_sends_nothing_in(world: World) -> None:
    post = drafted(world)
    along(world, post, world.elif_)
    elif_ = world.viewer("elif")

    save(elif_, post, case_study(world, "Better"), 1)

    assert post.working_title == "Better"
    with pytest.raises(NotAllowed):
        submit(elif_, post, world.water)
    with pytest.raises(NotAllowed):
        delete(elif_, post)
    review = submit(world.viewer("amina"), post, world.water)
    with pytest.raises(NotAllowed):
        withdraw(elif_, review)


def test_a_co_author_does_not_judge_the_text(world: World) -> None:
    review = waiting(world)
    assert may_decide(world.viewer("elif"), review.post, world.water)

    along(world, review.post, world.elif_)

    assert not may_decide(world.viewer("elif"), review.post, world.water)


def test_a_co_author_does_not_hand_the_text_to_another_organisation(
    world: World,
) -> None:
    post = drafted(world)
    along(world, post, world.fatou)

    named = case_study(world, "Ours", organisation_id=world.coast.id)
    save(world.viewer("fatou"), post, named, 1)

    assert (post.working_title, post.organisation_id) == ("Ours", world.hills.id)


@pytest.mark.parametrize("name", ["chen", "amina"])
def test_a_co_author_goes_or_is_taken_off(world: World, name: str) -> None:
    post = published(world)
    co_author = along(world, post)
    assert writers_of(post) == ["Amina", "Chen"]

    end(world.viewer(name), co_author)

    assert not may_edit(world.viewer("chen"), post)
    assert writers_of(post) == ["Amina"]
    assert verbs()[-1] is Verb.CO_AUTHOR_ENDED


@pytest.mark.parametrize("name", ["bruno", "gabriel", "dina"])
def test_nobody_else_takes_a_co_author_off(world: World, name: str) -> None:
    co_author = along(world, published(world))

    with pytest.raises(NotAllowed):
        end(world.viewer(name), co_author)


def test_what_was_taken_back_is_not_answered(world: World) -> None:
    question = asked(world, drafted(world))
    end(world.viewer("amina"), question)

    with pytest.raises(ChangedMeanwhile):
        accept(world.viewer("chen"), question)
    with pytest.raises(ChangedMeanwhile):
        end(world.viewer("amina"), question)


def test_saying_yes_twice_is_once(world: World) -> None:
    question = asked(world, drafted(world))

    accept(world.viewer("chen"), question)
    accept(world.viewer("chen"), question)

    assert len(notes(Topic.CO_AUTHOR_ANSWERED)) == 1
    with pytest.raises(ChangedMeanwhile):
        decline(world.viewer("chen"), question)


def test_a_thrown_away_draft_asks_nobody(world: World) -> None:
    post = drafted(world)
    asked(world, post)

    delete(world.viewer("amina"), post)

    assert asked_to_write_along(world.viewer("chen")) == []


def test_a_byline_names_everybody_once_and_in_order(world: World) -> None:
    post, other = published(world), published(world, case_study(world, "Other"))
    post.co_organisations = [world.coast]
    for who in (world.gabriel, world.chen):
        along(world, post, who)
    again = asked(world, post, world.bruno)
    again.account_id, again.accepted_at = world.amina.id, now()
    db.session.flush()

    lines = db.session.execute(of_group(ANYONE, world.water, ("en",), whole=True))
    found = {row.id: authors_of(row) for row in lines}

    hills, coast = world.hills.name, world.coast.name
    assert found[post.id] == [hills, coast, "Amina", "Gabriel", "Chen"]
    assert found[other.id] == [hills, "Amina"]
    assert writers_of(post) == ["Amina", "Gabriel", "Chen"]


def test_nobody_here_wrote_what_was_compiled(world: World) -> None:
    post = published(world)

    post.is_compiled = True
    db.session.flush()

    assert writers_of(post) == []
    [row] = db.session.execute(of_group(ANYONE, world.water, ("en",), whole=True))
    assert authors_of(row) == [world.hills.name]
