"""What leaves, what waits for a digest, what stays on the site: as its reader chose."""

from __future__ import annotations

import pytest

from tests.bulletin import (
    Carrier,
    Clock,
    new_in,
    prefer,
    settle_members,
    text_of,
    work,
)
from tests.drafts import case_study, waiting
from tests.groups import asked
from tests.notes import notes
from tests.world import World
from uclg_share.accounts.queries import viewer_for
from uclg_share.notifications import choosing
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Frequency, News, Topic
from uclg_share.permissions import NotAllowed
from uclg_share.reviews.actions import accept

REFUSAL = {"x@example.org": (550, b"5.1.1 No such mailbox")}


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settle_members(world)
    clock = Clock(monkeypatch)
    work()
    return clock


@pytest.fixture
def post(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Carrier:
    return Carrier(monkeypatch)


def to(post: Carrier, name: str) -> list[str]:
    return [str(m["Subject"]) for m in post.taken if str(m["To"]).startswith(name)]


def test_work_of_the_desk_comes_at_once_or_with_the_digest_or_never(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.elif_, Frequency.DAILY, News.DESK)
    waiting(world)
    work()
    assert to(post, "bruno") == ["To review: Leak detection in Maputo"]
    assert to(post, "elif") == []

    clock.to(2026, 3, 19, 7)
    work()

    assert to(post, "elif") == ["1 thing waits for you"]
    assert "To review: Leak detection in Maputo" in text_of(post.taken[-1])
    assert [note.held for note in notes()] == [None] * 3
    prefer(world.elif_, Frequency.NONE, News.DESK)
    waiting(world, case_study(world, "A second one"))
    clock.on(days=8)
    work()
    assert len(to(post, "elif")) == 1


def test_one_group_may_differ(world: World, clock: Clock, post: Carrier) -> None:
    prefer(world.bruno, Frequency.NONE, News.DESK)
    prefer(world.bruno, Frequency.EACH, News.DESK, world.water)

    asked(world)
    work()

    assert to(post, "bruno") == ["Chen asks to join Water"]


def test_what_was_settled_before_the_digest_is_not_in_it(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.elif_, Frequency.DAILY, News.DESK)
    review = waiting(world)
    waiting(world, case_study(world, "Still waits"))
    work()
    accept(world.viewer("bruno"), review)

    clock.to(2026, 3, 19, 7)
    work()

    assert to(post, "elif") == ["1 thing waits for you"]
    assert "Still waits" in text_of(post.taken[-1])
    assert "Leak detection" not in text_of(post.taken[-1])


def test_who_wants_it_at_once_after_all_gets_what_waited(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.elif_, Frequency.WEEKLY, News.DESK)
    waiting(world)
    work()

    prefer(world.elif_, Frequency.EACH, News.DESK)
    work()

    assert to(post, "elif") == ["To review: Leak detection in Maputo"]


def test_decisions_come_at_once_whatever_was_chosen(
    world: World, clock: Clock, post: Carrier
) -> None:
    for news in News:
        prefer(world.amina, Frequency.NONE, news)

    accept(world.viewer("elif"), waiting(world))
    work()

    assert to(post, "amina") == ["Published: Leak detection in Maputo"]


def test_who_stopped_all_mail_gets_only_what_is_about_the_account(
    world: World, clock: Clock, post: Carrier
) -> None:
    choosing.stop_all(viewer_for(world.amina), world.amina)
    notify([world.amina], Topic.PASSWORD_CHANGED)
    accept(world.viewer("elif"), waiting(world))
    new_in("A well", world.water)

    clock.on(days=8)
    work()

    assert to(post, "amina") == ["Your password was changed"]


def test_who_turns_mail_on_again_gets_what_is_new_from_then(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.amina, Frequency.NONE)
    new_in("While it was off", world.water)
    clock.on(hours=1)
    prefer(world.amina, Frequency.WEEKLY)
    new_in("Since then", world.water)

    clock.on(days=8)
    work()

    assert to(post, "amina") == ["New: Since then"]


def test_nobody_chooses_for_another(world: World) -> None:
    wish = choosing.Wish("UTC", {})
    for act in (choosing.stop_all, choosing.resume, choosing.try_again):
        with pytest.raises(NotAllowed):
            act(world.viewer("bruno"), world.amina)
    with pytest.raises(NotAllowed):
        choosing.choose(world.viewer("dina"), world.amina, wish)
