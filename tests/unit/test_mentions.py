"""Who hears of a comment."""

from __future__ import annotations

import pytest

from tests.drafts import published
from tests.notes import notes
from tests.roles import jun
from tests.talk import of_budgets, remark, said
from tests.world import World
from uclg_share.comments.actions import delete, edit
from uclg_share.comments.mentions import mentions_in
from uclg_share.comments.moderating import hide
from uclg_share.database import db, now
from uclg_share.groups.people import membership_of
from uclg_share.notifications.models import Topic

TALK = (Topic.POST_COMMENTED, Topic.COMMENT_ANSWERED, Topic.MENTIONED)


def told() -> list[tuple[Topic, int | None]]:
    return [(note.topic, note.account_id) for note in notes(*TALK)]


def named(world: World, text: str) -> tuple[set[str], tuple[str, ...]]:
    found = mentions_in(text, world.water)
    return {who.name for who in found.people}, found.unclear


@pytest.mark.parametrize(
    "text, people",
    [
        ("@Bruno, what do you think?", {"Bruno"}),
        ("Ask (@bruno) and @ELIF.", {"Bruno", "Elif"}),
        ("@Amina Ben Salah", {"Amina"}),
        ("@Amina @Amina", {"Amina"}),
        ("amina@bruno.example.org", set()),
        ("write to x@elif", set()),
        ("@ bruno", set()),
        ("@@bruno", set()),
        ("no sign at all: Bruno", set()),
    ],
)
def test_a_sign_and_a_name_mean_a_member(
    world: World, text: str, people: set[str]
) -> None:
    assert named(world, text)[0] == people


@pytest.mark.parametrize("name", ["Chen", "Fatou", "Hana", "Ines", "Nobody"])
def test_who_is_no_member_or_cannot_sign_in_is_not_meant(
    world: World, name: str
) -> None:
    assert named(world, f"@{name} and @Bruno") == ({"Bruno"}, (name,))


def test_a_whole_name_tells_two_people_apart(world: World) -> None:
    jun(world.water).name = "Elif Çelik"
    world.elif_.name = "Elif Kaya"
    db.session.flush()

    assert named(world, "@Elif help us") == (set(), ("Elif",))
    assert named(world, "@elif celik help us") == ({"Elif Çelik"}, ())
    assert named(world, "@Elif Kaya and so on") == ({"Elif Kaya"}, ())


def test_a_name_in_arabic_is_found_however_it_is_spelled(world: World) -> None:
    world.bruno.name = "أحمد الأمين"
    db.session.flush()

    assert named(world, "شكرا @احمد الامين، سؤال")[0] == {"أحمد الأمين"}


def test_one_who_has_left_the_group_is_not_meant(world: World) -> None:
    membership = membership_of(world.bruno.id, world.water)
    assert membership is not None
    membership.ended_at = now()
    db.session.flush()

    assert named(world, "@Bruno") == (set(), ("Bruno",))


def test_a_comment_is_told_to_the_author_of_the_post(world: World) -> None:
    comment = said(world, published(world))

    (note,) = notes(*TALK)
    assert (note.topic, note.account_id) == (Topic.POST_COMMENTED, world.amina.id)
    assert (note.data["name"], note.data["comment_id"]) == ("Chen", comment.id)
    assert "@" not in str(note.data)


def test_whoever_keeps_the_post_hears_in_place_of_its_author(world: World) -> None:
    post = published(world)
    post.keeper = world.gabriel

    said(world, post)

    assert told() == [(Topic.POST_COMMENTED, world.gabriel.id)]


def test_each_hears_once_the_nearest_reason_first(world: World) -> None:
    post = published(world)
    first = said(world, post, "amina", "What do you think?")
    db.session.commit()

    said(world, post, "bruno", "@Amina @Elif @Bruno: well done", to=first)

    assert told() == [
        (Topic.COMMENT_ANSWERED, world.amina.id),
        (Topic.MENTIONED, world.elif_.id),
    ]


def test_who_is_answered_within_a_thread_hears_of_it(world: World) -> None:
    post = published(world)
    first = said(world, post, "gabriel")
    answer = said(world, post, "chen", "We did.", to=first)
    before = len(told())

    said(world, post, "elif", "So did we.", to=answer)

    assert told()[before:] == [
        (Topic.COMMENT_ANSWERED, world.chen.id),
        (Topic.COMMENT_ANSWERED, world.gabriel.id),
        (Topic.POST_COMMENTED, world.amina.id),
    ]


def test_who_may_not_read_it_any_more_hears_nothing(world: World) -> None:
    post = of_budgets(world)
    first = said(world, post, "fatou")
    membership = membership_of(world.fatou.id, world.budgets)
    assert membership is not None
    membership.ended_at = now()

    said(world, post, "dina", "@Fatou?", to=first)

    assert told() == []


def test_an_edit_tells_only_those_it_adds(world: World) -> None:
    post = published(world)
    comment = said(world, post, "chen", "@Bruno?")
    before = len(told())

    edited = remark("@Bruno and @Elif?")
    edit(world.viewer("chen"), comment, edited, comment.version)

    assert told()[before:] == [(Topic.MENTIONED, world.elif_.id)]


@pytest.mark.parametrize("how", ["deleted", "hidden"])
def test_what_is_gone_is_not_mailed_any_more(world: World, how: str) -> None:
    post = published(world)
    kept, gone = said(world, post), said(world, post, "gabriel", "@Bruno?")

    if how == "deleted":
        delete(world.viewer("gabriel"), gone)
    else:
        hide(world.viewer("elif"), gone, "Names a child.")

    assert {note.data["comment_id"] for note in notes(*TALK)} == {kept.id}
