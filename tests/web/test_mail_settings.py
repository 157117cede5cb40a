"""How often mail comes: chosen by its reader, for each kind and each group."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.bulletin import Clock, prefer
from tests.world import World, sign_in
from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db, now
from uclg_share.groups.models import Membership
from uclg_share.notifications import bounces
from uclg_share.notifications.models import Frequency, Mailing, News
from uclg_share.notifications.preferences import choices_of, hold_mailing

PAGE = "/en/settings/email"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def mailing(account_id: int) -> Mailing:
    db.session.expire_all()
    return db.session.get_one(Mailing, account_id)


def test_a_member_chooses_for_all_groups_and_for_one(
    amina: FlaskClient, world: World
) -> None:
    water = f"posts_{world.water.id}"
    form = {"posts": "daily", water: "each", "time_zone": "Africa/Tunis"}

    answer = amina.post(PAGE, data=form)

    assert answer.status_code == 303
    choices = choices_of(world.amina.id)
    assert choices.of(News.POSTS) is Frequency.DAILY
    assert choices.of(News.POSTS, world.water.id) is Frequency.EACH
    assert choices.of(News.DESK) is Frequency.EACH
    db.session.refresh(world.amina)
    assert world.amina.time_zone == "Africa/Tunis"
    page = amina.get(PAGE).text
    assert 'value="daily" checked' in page or "checked" in page
    assert "07:00 (Tunis (Tunisia))" in page


def test_what_is_usual_is_no_row(amina: FlaskClient, world: World) -> None:
    form = {"posts": "weekly", f"posts_{world.water.id}": "", "time_zone": "UTC"}

    amina.post(PAGE, data=form)

    assert choices_of(world.amina.id).rows == {}
    assert mailing(world.amina.id).weekly_at is not None
    assert mailing(world.amina.id).daily_at is None


@pytest.mark.parametrize(
    "name, kinds",
    [
        ("amina", {News.POSTS, News.TALK, News.FOLLOWED, News.SEARCHES}),
        ("elif_", {News.POSTS, News.TALK, News.DESK, News.FOLLOWED, News.SEARCHES}),
        ("bruno", set(News)),
        ("gabriel", {News.POSTS, News.TALK, News.PEOPLE, News.FOLLOWED, News.SEARCHES}),
    ],
)
def test_only_what_concerns_a_person_is_asked(
    client: FlaskClient, world: World, name: str, kinds: set[News]
) -> None:
    sign_in(client, getattr(world, name))

    page = client.get(PAGE).text

    assert {news for news in News if f'id="kind-{news.value}"' in page} == kinds


@pytest.mark.parametrize(
    "wrong",
    [{"posts": "hourly"}, {"posts": ""}, {"time_zone": "Mars/Base"}, {"desk": "x"}],
)
def test_what_is_not_on_offer_is_refused(
    client: FlaskClient, world: World, wrong: dict[str, str]
) -> None:
    sign_in(client, world.elif_)
    form = {"posts": "daily", "desk": "each", "time_zone": "UTC"} | wrong

    answer = client.post(PAGE, data=form)

    assert answer.status_code == 422
    assert "There is 1 thing to correct" in answer.text
    assert choices_of(world.elif_.id).rows == {}


def test_a_group_of_somebody_else_cannot_be_chosen(
    amina: FlaskClient, world: World
) -> None:
    other = {f"posts_{world.budgets.id}": "each", "desk": "daily"}

    amina.post(PAGE, data={"posts": "weekly", "time_zone": "UTC"} | other)

    assert choices_of(world.amina.id).rows == {}


def test_all_mail_stops_and_comes_again(amina: FlaskClient, world: World) -> None:
    amina.post("/en/settings/email/stop")
    stopped = mailing(world.amina.id)
    assert stopped.stopped_at is not None
    assert (stopped.weekly_at, stopped.daily_at, stopped.each_from) == (None,) * 3
    assert "You switched all mail off" in amina.get(PAGE).text

    amina.post("/en/settings/email/resume")

    assert mailing(world.amina.id).stopped_at is None
    assert mailing(world.amina.id).weekly_at is not None
    assert verbs_of_mail() == [Verb.MAIL_STOPPED, Verb.MAIL_RESUMED]


def test_mail_that_came_back_is_told_and_tried_again(
    amina: FlaskClient, world: World
) -> None:
    for _ in range(3):
        bounces.count(world.amina.id)
    home = amina.get("/en/").text
    assert "Mail to you came back, so none is sent." in home
    assert "Mail to amina@people.example.org came back" in amina.get("/en/inbox").text
    assert "Three mails to amina@people.example.org came back" in amina.get(PAGE).text

    amina.post("/en/settings/email/try-again")

    assert mailing(world.amina.id).paused_at is None
    assert mailing(world.amina.id).bounces == 0
    assert "came back, so none" not in amina.get("/en/").text


def test_a_new_choice_acts_from_now_on(
    world: World, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    world.amina.time_zone = "Asia/Kathmandu"
    prefer(world.amina, Frequency.DAILY)

    row = hold_mailing(world.amina.id)

    assert row.daily_at is not None
    assert (row.daily_at.hour, row.daily_at.minute) == (1, 15)
    assert row.daily_at > clock.at


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_the_page_speaks_every_language(
    client: FlaskClient, world: World, language: str
) -> None:
    db.session.add(Membership(account=world.bruno, group=world.markets))
    hold_mailing(world.bruno.id).paused_at = now()
    sign_in(client, world.bruno)

    answer = client.get(f"/{language}/settings/email")

    assert answer.status_code == 200
    assert len(answer.data) < 60_000


def verbs_of_mail() -> list[Verb]:
    rows = select(AuditEntry.verb).order_by(AuditEntry.id)
    return [verb for verb in db.session.scalars(rows) if verb.startswith("mail.")]
