"""Questions, debates and announcements: written shortly, reviewed as all else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.drafts import case_study, drafted
from tests.questions import TITLE, discussed, matter
from tests.world import World
from uclg_share.database import db
from uclg_share.exchange import csv_writing
from uclg_share.exchange.queries import names_of
from uclg_share.feeds.choice import Choice
from uclg_share.feeds.queries import of_committee, of_group
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.as_file.form import write
from uclg_share.posts.completeness import missing
from uclg_share.posts.drafts import Draft, only_talk
from uclg_share.posts.models import Completeness, Kind, Placement
from uclg_share.reviews.actions import accept, submit
from uclg_share.reviews.models import Outcome

TALK = [Kind.QUESTION, Kind.DEBATE, Kind.ANNOUNCEMENT]


def titles(world: World, choice: Choice | None = None) -> list[str]:
    rows = db.session.execute(of_group(ANYONE, world.water, ("en",), choice))
    return [row.title for row in rows]


@pytest.mark.parametrize("kind", TALK)
def test_it_needs_a_title_a_group_and_one_text(kind: Kind) -> None:
    assert list(missing(kind, Draft(title=""))) == ["title", "lead_group", "matter"]


@pytest.mark.parametrize("kind", TALK)
def test_it_says_nothing_of_places_results_and_money(world: World, kind: Kind) -> None:
    said = only_talk(case_study(world))

    assert (said.summary, said.place, said.sdgs, said.partners) == ("", "", (), ())
    assert (said.evidence, said.resources.note, said.sources) == ("", "", ())
    assert said.country == "MZ"


def test_a_question_waits_for_the_coordinators_of_its_group(world: World) -> None:
    review = submit(world.viewer("amina"), drafted(world, matter(world)), world.water)

    assert review.outcome is Outcome.WAITING
    assert titles(world) == []
    with pytest.raises(NotAllowed):
        accept(world.viewer("fatou"), review)


def test_one_may_ask_for_oneself(world: World) -> None:
    post = discussed(world, matter(world, organisation_id=None))

    assert post.organisation is None
    assert post.completeness is Completeness.COMPLETE
    assert titles(world) == [TITLE]


def test_nobody_asks_in_the_name_of_an_organisation_of_others(world: World) -> None:
    post = drafted(world, matter(world, organisation_id=world.coast.id))

    with pytest.raises(NotAllowed):
        submit(world.viewer("amina"), post, world.water)


def test_a_practice_still_needs_an_organisation(world: World) -> None:
    post = drafted(world, case_study(world, organisation_id=None))

    with pytest.raises(NotAllowed):
        submit(world.viewer("amina"), post, world.water)


def test_lists_show_how_it_begins(world: World) -> None:
    post = discussed(world, matter(world, sections={"matter": "Ours stay **home**."}))

    assert post.summary == "Ours stay home."
    assert post.body == {"matter": "<p>Ours stay <strong>home</strong>.</p>"}


def test_only_coordinators_announce(world: World) -> None:
    post = drafted(world, matter(world), kind=Kind.ANNOUNCEMENT)

    with pytest.raises(NotAllowed):
        submit(world.viewer("amina"), post, world.water)


def test_another_coordinator_judges_an_announcement(world: World) -> None:
    ours = matter(world, organisation_id=None)
    post = drafted(world, ours, world.bruno, Kind.ANNOUNCEMENT)
    review = submit(world.viewer("bruno"), post, world.water)

    with pytest.raises(NotAllowed):
        accept(world.viewer("bruno"), review)
    accept(world.viewer("elif"), review)

    assert titles(world) == [TITLE]


def test_a_feed_can_show_discussions_or_one_kind_of_them(world: World) -> None:
    discussed(world)
    discussed(world, matter(world, "Meters or taps?"), kind=Kind.DEBATE)

    assert titles(world, Choice.DISCUSSION) == [TITLE, "Meters or taps?"]
    assert titles(world, Choice.DEBATE) == ["Meters or taps?"]
    assert titles(world, Choice.UNANSWERED) == [TITLE]
    assert titles(world, Choice.CASE_STUDY) == []


def test_the_feed_of_a_committee_can_too(world: World) -> None:
    discussed(world, matter(world, committee_ids=(world.cooperation.id,)))

    rows = db.session.execute(
        of_committee(world.cooperation, ("en",), Choice.UNANSWERED)
    )

    assert [row.title for row in rows] == [TITLE]


def test_the_group_counts_its_discussions_apart(world: World) -> None:
    discussed(world)
    discussed(world, kind=Kind.DEBATE)

    water = world.water
    assert (water.post_count, water.case_study_count) == (2, 0)
    assert (water.talk_count, water.open_question_count) == (2, 1)


def test_only_a_question_waits_for_an_answer(world: World) -> None:
    question, debate = discussed(world), discussed(world, kind=Kind.DEBATE)

    since = dict(
        db.session.execute(select(Placement.post_id, Placement.open_since)).all()
    )

    assert since == {question.id: question.published_at, debate.id: None}


@pytest.mark.parametrize("kind", TALK)
def test_its_kind_stands_in_every_file(world: World, kind: Kind) -> None:
    draft = matter(world)

    names = names_of([draft])

    assert write(kind, draft, names).startswith(f"---\nkind: {kind.value}\n")
    assert f"\n{kind.value}," in csv_writing.write([(kind, draft)], names).decode()
