"""A person has left: what they wrote stays, and somebody else answers for it."""

from __future__ import annotations

import pytest

from tests.affiliations import of, told
from tests.authorship import asked_to_follow, left
from tests.drafts import case_study, drafted, published, waiting
from tests.notes import notes, verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.authorship.left import (
    asked_to_succeed,
    open_for,
    open_successions,
    texts_left,
)
from uclg_share.authorship.successions import (
    NotOneOfThem,
    accept,
    choose,
    decline,
)
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.notifications.models import Topic
from uclg_share.organisations.affiliations import ask, confirm, end
from uclg_share.permissions import (
    OPERATOR,
    NotAllowed,
    may_edit,
    may_send_in,
    may_submit,
)
from uclg_share.posts.queries import find_own
from uclg_share.reviews.queries import revisions_for


def leave(world: World) -> None:
    end(world.viewer("amina"), of(world, "amina", world.hills))


def test_the_representative_is_asked_who_follows(world: World) -> None:
    post = published(world)
    published(world, case_study(world, organisation_id=world.coast.id), world.bruno)

    leave(world)

    [succession] = open_successions(world.hills)
    assert texts_left(succession) == [post]
    assert told(Topic.SUCCESSION_OPENED) == [world.gabriel.id]
    assert verbs()[-1] is Verb.SUCCESSION_OPENED


def test_nobody_is_asked_for_drafts_alone(world: World) -> None:
    drafted(world)

    leave(world)

    assert open_successions(world.hills) == []
    assert notes(Topic.SUCCESSION_OPENED) == []


def test_who_waits_for_an_answer_leaves_that_too(world: World) -> None:
    review = waiting(world)

    leave(world)

    [succession] = open_successions(world.hills)
    assert texts_left(succession) == [review.post]


def test_an_administrator_ends_it_with_the_same_question(world: World) -> None:
    published(world)

    end(OPERATOR, of(world, "amina", world.hills))

    assert len(open_successions(world.hills)) == 1


def test_the_author_reads_on_but_changes_nothing(world: World) -> None:
    post, draft = published(world), drafted(world, case_study(world, "Mine"))

    leave(world)

    amina = world.viewer("amina")
    assert find_own(amina, post.id) is post
    assert len(revisions_for(amina, post)) == 1
    assert not may_edit(amina, post)
    assert not may_send_in(amina, post)
    assert may_edit(amina, draft)
    assert not may_submit(amina, draft, world.water, world.hills.id)


def test_the_successor_answers_from_then_on_and_the_name_stays(world: World) -> None:
    succession = asked_to_follow(world)
    assert told(Topic.SUCCESSION_ASKED) == [world.gabriel.id]
    assert asked_to_succeed(world.viewer("gabriel")) == [succession]

    [post] = accept(world.viewer("gabriel"), succession)

    assert (post.author, post.keeper) == (world.amina, world.gabriel)
    assert find_own(world.viewer("amina"), post.id) is None
    assert may_edit(world.viewer("gabriel"), post)
    assert asked_to_succeed(world.viewer("gabriel")) == []
    assert open_successions(world.hills) == []
    assert verbs()[-1] is Verb.SUCCESSION_ACCEPTED


def test_coming_back_undoes_nothing(world: World) -> None:
    [post] = accept(world.viewer("gabriel"), asked_to_follow(world))

    confirm(OPERATOR, ask(world.amina, world.hills))

    assert post.keeper == world.gabriel
    assert not may_edit(world.viewer("amina"), post)


def test_who_comes_back_before_it_is_settled_goes_on(world: World) -> None:
    succession = left(world)
    [post] = texts_left(succession)

    confirm(OPERATOR, ask(world.amina, world.hills))

    assert may_edit(world.viewer("amina"), post)


def test_the_representative_chooses_again_when_the_first_declines(
    world: World,
) -> None:
    first = asked_to_follow(world)

    decline(world.viewer("gabriel"), first)

    [again] = open_successions(world.hills)
    assert (again.successor_id, again.leaver_id) == (None, world.amina.id)
    assert first.declined_at is not None
    assert notes(Topic.SUCCESSION_OPENED)[-1].data["declined_by"] == "Gabriel"
    choose(world.viewer("dina"), again, world.gabriel, 0)
    with pytest.raises(ChangedMeanwhile):
        accept(world.viewer("gabriel"), first)


@pytest.mark.parametrize("name", ["amina", "bruno", "chen", "fatou"])
def test_nobody_else_chooses_or_answers(world: World, name: str) -> None:
    succession = asked_to_follow(world)

    with pytest.raises(NotAllowed):
        choose(world.viewer(name), succession, world.bruno, world.gabriel.id)
    for act in (accept, decline):
        with pytest.raises(NotAllowed):
            act(world.viewer(name), succession)

    assert succession.accepted_at is None


@pytest.mark.parametrize("name", ["amina", "bruno", "chen", "hana"])
def test_only_somebody_of_the_organisation_can_follow(world: World, name: str) -> None:
    succession = left(world)

    with pytest.raises(NotOneOfThem):
        choose(world.viewer("gabriel"), succession, getattr(world, name), 0)


def test_who_chooses_second_hears_who_was_first(world: World) -> None:
    succession = asked_to_follow(world)

    with pytest.raises(AlreadyDecided) as too_late:
        choose(world.viewer("dina"), succession, world.gabriel, 0)

    assert too_late.value.who == "Gabriel"


def test_whoever_was_chosen_and_leaves_is_no_longer_asked(world: World) -> None:
    succession = asked_to_follow(world)

    end(world.viewer("gabriel"), of(world, "gabriel", world.hills))

    assert succession.declined_at is not None
    [again] = open_successions(world.hills)
    assert again.successor_id is None
    assert told(Topic.SUCCESSION_OPENED)[-1] == world.gabriel.id
    with pytest.raises(NotAllowed):
        accept(world.viewer("gabriel"), succession)


def test_a_keeper_who_leaves_is_followed_too(world: World) -> None:
    [post] = accept(world.viewer("gabriel"), asked_to_follow(world))

    end(world.viewer("gabriel"), of(world, "gabriel", world.hills))

    succession = open_for(world.gabriel.id, world.hills.id)
    assert succession is not None
    assert texts_left(succession) == [post]
    assert not may_edit(world.viewer("gabriel"), post)
