"""The inbox: what concerns a person, what of it is new, and where each thing is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published, waiting
from tests.groups import asked
from tests.notes import notes
from tests.records import failed_mail
from tests.sql import queries_during
from tests.world import World, sign_in
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Notification, Topic
from uclg_share.reviews.actions import send_back
from uclg_share.reviews.models import Reason


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def unread() -> list[Notification]:
    db.session.expire_all()
    return [note for note in notes() if note.read_at is None]


def head_of(page: str) -> str:
    return page.partition("</header>")[0]


def test_what_happened_stands_there_with_its_next_step(
    amina: FlaskClient, world: World
) -> None:
    post = published(world)
    review = waiting(world, case_study(world, "A second text"))
    send_back(world.viewer("elif"), review, Reason.UNSOURCED, "Where from?")

    page = amina.get("/en/inbox").text

    assert "Changes asked: A second text" in page
    assert f'href="/en/my-work/{review.post_id}"' in page
    assert "Published: Leak detection in Maputo" in page
    assert f'href="/en/my-work/{post.id}"' in page
    assert page.index("A second text") < page.index("Leak detection")


def test_a_coordinator_is_led_to_what_waits(client: FlaskClient, world: World) -> None:
    review = waiting(world)
    asked(world)
    sign_in(client, world.bruno)

    page = client.get("/en/inbox").text

    assert f'href="/en/desk/reviews/{review.id}"' in page
    assert "Chen asks to join Water" in page
    assert '<span class="count n">2<' in head_of(page)


def test_nobody_reads_the_inbox_of_another(amina: FlaskClient, world: World) -> None:
    waiting(world)

    assert "Leak detection" not in amina.get("/en/inbox").text
    assert "Nothing new" in amina.get("/en/inbox").text
    for note in notes():
        assert amina.post(f"/en/inbox/{note.id}/read").status_code == 404


def test_mail_about_the_account_is_no_news(amina: FlaskClient, world: World) -> None:
    notify([world.amina], Topic.PASSWORD_CHANGED)
    notify([world.amina], Topic.DIGEST, posts=[], notes=[])

    page = amina.get("/en/inbox").text

    assert "Nothing new" in page
    assert "unread" not in head_of(page)


def test_looking_reads_nothing_and_a_button_does(
    amina: FlaskClient, world: World
) -> None:
    published(world)
    published(world, case_study(world, "Another"))
    amina.get("/en/inbox")
    first, second = notes(Topic.POST_ACCEPTED)
    assert "2<" in head_of(amina.get("/en/").text)

    answer = amina.post(f"/en/inbox/{first.id}/read")

    assert answer.status_code == 303
    assert answer.location == f"/en/inbox#note-{first.id}"
    db.session.expire_all()
    assert (first.read_at is None, second.read_at is None) == (False, True)
    assert "1<" in head_of(amina.get("/en/").text)


def test_all_is_read_but_what_came_after_the_page(
    amina: FlaskClient, world: World
) -> None:
    published(world)
    published(world, case_study(world, "Came later"))
    first, later = notes(Topic.POST_ACCEPTED)

    amina.post("/en/inbox/read", data={"upto": str(first.id)})
    assert len(unread()) == 1 + len(notes(Topic.POST_SUBMITTED))
    amina.post("/en/inbox/read", data={"upto": "nonsense"})
    assert later in unread()
    amina.post("/en/inbox/read", data={"upto": str(later.id)})

    assert {note.topic for note in unread()} == {Topic.POST_SUBMITTED}


def test_a_long_inbox_has_pages_and_its_count_an_end(
    amina: FlaskClient, world: World
) -> None:
    for number in range(120):
        notify([world.amina], Topic.POST_HIDDEN, title=f"Text {number:03}", reason="x")
    db.session.commit()
    for at, note in enumerate(notes()):
        note.created_at = now() - timedelta(days=at // 7, minutes=at % 7)

    first = amina.get("/en/inbox").text

    assert "99+" in head_of(first)
    assert first.count("Hidden: Text") == 20 * 3  # the words, and with two buttons
    older = first.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    assert "Text 020" in amina.get(older.replace("&amp;", "&")).text


def test_what_concerns_one_text_on_one_day_stands_together(
    amina: FlaskClient, world: World
) -> None:
    for topic in (Topic.POST_RETURNED, Topic.POST_REOPENED):
        notify([world.amina], topic, title="One text", post_id=1, group={"en": "W"})
    notify([world.amina], Topic.POST_HIDDEN, title="Another", reason="x")

    page = amina.get("/en/inbox").text

    assert page.count('<h3 class="h-s" dir="auto">One text</h3>') == 1
    assert '<h3 class="h-s" dir="auto">Another</h3>' not in page


def test_a_broken_note_does_not_break_the_inbox(
    amina: FlaskClient, world: World
) -> None:
    failed_mail(world)
    for topic in Topic:
        db.session.add(Notification(account_id=world.amina.id, topic=topic, data={}))
        odd = {"title": 7, "group": "x", "post_id": "y", "slug": {}, "review_id": 0}
        db.session.add(Notification(account_id=world.amina.id, topic=topic, data=odd))

    assert amina.get("/en/inbox").status_code == 200
    assert amina.get("/ar/inbox").status_code == 200


def test_a_hostile_title_is_text(amina: FlaskClient, world: World) -> None:
    title = "<img src=x onerror=alert(1)> {{ 7*7 }} \u202eevil"
    notify([world.amina], Topic.POST_HIDDEN, title=title, reason="x")

    page = amina.get("/en/inbox").text

    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page
    assert "\u202e" not in page


def test_the_inbox_asks_as_much_for_one_note_as_for_twenty(
    amina: FlaskClient, world: World
) -> None:
    published(world)
    few = queries_during(lambda: amina.get("/en/inbox"))
    for _ in range(19):
        notify([world.amina], Topic.POST_HIDDEN, title="Text", reason="x")
    db.session.commit()

    assert queries_during(lambda: amina.get("/en/inbox")) == few <= 4
