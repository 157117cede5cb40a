"""Reporting a text, and settling what was reported."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.drafts import case_study, published
from tests.notes import notes, verbs
from tests.talk import PRIVATE, WORDS, hidden, of_budgets, reported, said
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import AlreadyDecided
from uclg_share.database import db
from uclg_share.flags.actions import report, settle
from uclg_share.flags.models import Flag, Settlement
from uclg_share.flags.queries import find_flag, open_reports, settled_lately
from uclg_share.groups.counters import recount_people
from uclg_share.groups.people import membership_of
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed

ANSWER = "It names a child."


def told(topic: Topic) -> set[int | None]:
    return {note.account_id for note in notes(topic)}


def desk(world: World, name: str) -> list[int]:
    """The first report of each thing on the desk of a person."""
    return [one.first.id for one in open_reports(world.viewer(name))]


def test_a_report_goes_to_the_desk_and_to_those_who_decide(world: World) -> None:
    post, other = published(world), published(world, case_study(world, "Another"))
    flag = reported(world, said(world, post))

    assert desk(world, "bruno") == desk(world, "dina") == [flag.id]
    assert told(Topic.FLAG_RAISED) == {world.bruno.id, world.elif_.id}
    assert (flag.quoted, flag.note) == (WORDS, PRIVATE.note)
    assert verbs()[-1] is Verb.FLAG_RAISED
    assert reported(world, other).quoted.startswith("Another\n\n")


def test_a_thing_is_reported_once_by_a_person_and_often_by_many(world: World) -> None:
    comment = said(world, published(world))
    flag = reported(world, comment)

    again = report(world.viewer("gabriel"), comment, PRIVATE)
    second = reported(world, comment, "amina")

    assert again is flag
    (one,) = open_reports(world.viewer("bruno"))
    assert one.flags == [flag, second]
    assert len(notes(Topic.FLAG_RAISED)) == 2  # one for each coordinator, and no more


def test_nobody_reports_what_is_theirs_or_what_they_cannot_read(world: World) -> None:
    post, closed = published(world), of_budgets(world)
    comment, taken = said(world, post), hidden(world, post, "gabriel")

    for name, thing in (
        ("amina", post),
        ("chen", comment),
        ("amina", closed),
        ("amina", taken),
    ):
        with pytest.raises(NotAllowed):
            report(world.viewer(name), thing, PRIVATE)
    with pytest.raises(NotAllowed):
        report(ANYONE, post, PRIVATE)
    assert db.session.scalars(select(Flag)).all() == []


def test_who_reported_it_is_never_told_to_its_author(world: World) -> None:
    """Bruno coordinates the group and wrote the comment: the others judge it."""
    comment = said(world, published(world), "bruno")

    flag = reported(world, comment)

    assert desk(world, "bruno") == []
    assert find_flag(world.viewer("bruno"), flag.id) is None
    assert desk(world, "elif") == [flag.id]
    assert told(Topic.FLAG_RAISED) == {world.elif_.id}
    assert "Gabriel" not in str([note.data for note in notes()])


def test_where_only_the_author_could_judge_the_administrators_do(world: World) -> None:
    second = membership_of(world.elif_.id, world.water)
    assert second is not None
    post = published(world)
    db.session.delete(second)
    recount_people(world.water)

    flag = reported(world, said(world, post, "bruno"))

    assert told(Topic.FLAG_RAISED) == {world.dina.id}
    assert desk(world, "dina") == [flag.id]


def test_a_post_one_has_a_part_in_is_not_on_ones_desk(world: World) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    flag = reported(world, published(world, draft, world.bruno))

    assert desk(world, "bruno") == []
    assert desk(world, "elif") == [flag.id]


def test_what_is_left_as_it_is_stays_and_is_settled_for_all(world: World) -> None:
    comment = said(world, published(world))
    flag, second = reported(world, comment), reported(world, comment, "amina")

    settle(world.viewer("bruno"), flag, Settlement.KEPT, "A public figure.")
    db.session.commit()

    assert comment.is_shown
    assert [one.settlement for one in (flag, second)] == [Settlement.KEPT] * 2
    assert told(Topic.FLAG_SETTLED) == {world.gabriel.id, world.amina.id}
    assert desk(world, "elif") == []
    assert len(settled_lately(world.viewer("elif"))) == 2
    assert verbs()[-1] is Verb.FLAG_SETTLED


def test_hiding_hides_and_tells_the_author_why(world: World) -> None:
    post = published(world)
    comment = said(world, post)
    by_flag = reported(world, comment)

    settle(world.viewer("bruno"), by_flag, Settlement.HIDDEN, ANSWER)
    settle(world.viewer("elif"), reported(world, post), Settlement.HIDDEN, ANSWER)

    assert (comment.hidden_reason, post.hidden_reason) == (ANSWER, ANSWER)
    assert told(Topic.COMMENT_HIDDEN) == {world.chen.id}
    assert told(Topic.POST_HIDDEN) == {world.amina.id}


def test_what_is_hidden_already_is_settled_all_the_same(world: World) -> None:
    post = published(world)
    comment = said(world, post)
    flag = reported(world, comment)
    settle(world.viewer("bruno"), flag, Settlement.HIDDEN, ANSWER)
    later = Flag(post=post, comment=comment, by_id=world.amina.id, concern="other")
    db.session.add(later)

    settle(world.viewer("bruno"), later, Settlement.HIDDEN, "As before.")

    assert later.settlement is Settlement.HIDDEN
    assert comment.hidden_reason == ANSWER


def test_of_two_who_settle_the_second_hears_who_was_first(world: World) -> None:
    flag = reported(world, said(world, published(world)))
    settle(world.viewer("bruno"), flag, Settlement.KEPT, "")
    db.session.commit()

    with pytest.raises(AlreadyDecided, match="Bruno"):
        settle(world.viewer("elif"), flag, Settlement.HIDDEN, ANSWER)


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_others_settle_nothing(world: World, name: str) -> None:
    flag = reported(world, said(world, published(world)))

    with pytest.raises(NotAllowed):
        settle(world.viewer(name), flag, Settlement.KEPT, "")
    assert desk(world, name) == []
    assert find_flag(world.viewer(name), flag.id) is None
