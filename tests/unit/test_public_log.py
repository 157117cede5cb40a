"""Which acts everybody hears of, and what of them."""

from __future__ import annotations

import pytest

from tests.drafts import published, waiting
from tests.groups import asked, membership
from tests.notes import verbs
from tests.records import last_entry
from tests.talk import reported
from tests.world import World
from uclg_share.audit import Audience, Verb, record
from uclg_share.flags.actions import settle
from uclg_share.flags.models import Settlement
from uclg_share.groups.coordinating import admit, appoint_coordinator, end_membership
from uclg_share.groups.joining import leave
from uclg_share.public_log.saying import detail_of, reason_of
from uclg_share.public_log.sorts import SORTS, WITH_REASON, Sort, sort_of, verbs_of
from uclg_share.reviews.actions import accept, decline, take_back
from uclg_share.reviews.models import Reason

# The first words of acts that nobody but those they concern ever hears of.
PRIVATE = {
    "answer",
    "reason",
    "review",
    "following",
    "reading",
    "search",
    "suggestion",
    "access", "affiliation", "co-author", "data", "email", "feed", "helpful",
    "invitation", "join", "mail", "message", "password", "sign-in", "signature",
    "succession", "texts", "translation",
}  # fmt: skip


def test_each_act_that_may_be_public_has_a_sort() -> None:
    things = {verb.value.partition(".")[0] for verb in Verb}

    assert things - PRIVATE == set(SORTS)
    assert set(SORTS) & PRIVATE == set()


def test_each_sort_finds_its_acts_and_no_act_twice() -> None:
    found = [verb for sort in Sort for verb in verbs_of(sort)]

    assert all(verbs_of(sort) for sort in Sort)
    assert len(found) == len(set(found))
    assert sort_of(Verb.SIGN_IN_OPENED) is None


@pytest.mark.parametrize("undo", [accept, decline])
def test_only_what_was_public_is_publicly_taken_back(
    world: World, undo: object
) -> None:
    review, bruno = waiting(world), world.viewer("bruno")
    if undo is accept:
        accept(bruno, review)
    else:
        decline(bruno, review, Reason.UNSOURCED, "No source.")

    take_back(bruno, review)

    is_public = last_entry().audience is Audience.PUBLIC
    assert last_entry().verb is Verb.POST_REOPENED
    assert is_public is (undo is accept)


@pytest.mark.parametrize("settlement", list(Settlement))
def test_how_a_report_was_settled_is_public_and_the_answer_is_not(
    world: World, settlement: Settlement
) -> None:
    flag = reported(world, published(world))
    assert last_entry().audience is Audience.ADMINISTRATORS

    settle(world.viewer("bruno"), flag, settlement, "A word to Gabriel.")

    entry = last_entry()
    assert (entry.verb, entry.audience) == (Verb.FLAG_SETTLED, Audience.PUBLIC)
    assert entry.reason == "A word to Gabriel."
    assert reason_of(entry) == ""
    assert world.gabriel.id not in entry.data.values()


def test_who_coordinates_is_public_and_who_is_a_member_is_for_the_group(
    world: World,
) -> None:
    bruno = world.viewer("bruno")
    admit(bruno, asked(world))
    assert last_entry().audience is Audience.GROUP

    appoint_coordinator(bruno, world.water, world.chen)
    assert last_entry().audience is Audience.PUBLIC

    leave(world.viewer("chen"), world.water)
    assert last_entry().audience is Audience.PUBLIC

    end_membership(bruno, membership(world.amina, world.water), "Moved away.")
    assert last_entry().audience is Audience.COORDINATORS


def test_why_a_coordinator_had_to_go_is_not_told(world: World) -> None:
    end_membership(
        world.viewer("bruno"), membership(world.elif_, world.water), "Never came."
    )

    assert verbs() == [Verb.MEMBERSHIP_ENDED]
    assert last_entry().audience is Audience.PUBLIC
    assert reason_of(last_entry()) == ""


@pytest.mark.parametrize("verb", sorted(WITH_REASON))
def test_a_public_reason_is_told_without_addresses(world: World, verb: Verb) -> None:
    reason = "Ask <a.b@towns.example.org>, not رئيس@مدينة.example!"
    entry = record(world.viewer("bruno"), verb, "post:1", reason=reason)

    assert reason_of(entry).count("[…]") == 2
    assert "@" not in reason_of(entry)


def test_of_a_changed_group_is_told_what_was_changed_and_not_to_what(
    world: World,
) -> None:
    changes = {"names": [{"en": "Water"}, {"en": "Wells"}], "joining": ["open", "x"]}
    entry = record(
        world.viewer("dina"),
        Verb.GROUP_CHANGED,
        world.water,
        group_id=world.water.id,
        changes=changes | {"unknown": [1, 2]},
    )

    assert detail_of(entry) == "Name, How people join"
