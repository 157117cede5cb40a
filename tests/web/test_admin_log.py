from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.admin_forms import again, proposed
from tests.world import World
from uclg_share.database import db, now
from uclg_share.notifications.models import Notification, Topic


def test_the_log_says_who_did_what(admin: FlaskClient, world: World) -> None:
    town = proposed(world)
    reason = {"reason": "We do not <b>know</b> it."}
    admin.post(f"/en/admin/organisations/{town.id}/decline", data=reason)

    page = admin.get("/en/admin/audit").text
    assert "Organisation declined" in page
    assert "Dina" in page
    assert "Town of Ávila" in page
    assert "We do not &lt;b&gt;know&lt;/b&gt; it." in page
    of_chen = admin.get(f"/en/admin/audit?person={world.chen.id}").text
    rows = of_chen.split("<tbody>")[1]
    assert "Organisation proposed" in rows
    assert "Organisation declined" not in rows


@pytest.mark.parametrize(
    "query", ["verb=nothing", "person=%00", "cursor=x", "verb=post.accepted&person=x"]
)
def test_the_log_survives_odd_questions(admin: FlaskClient, query: str) -> None:
    assert admin.get(f"/en/admin/audit?{query}").status_code == 200


def test_the_log_is_read_page_by_page(admin: FlaskClient, world: World) -> None:
    for at in range(25):
        proposed(world, f"Town {at}")

    first = admin.get("/en/admin/audit?verb=organisation.proposed").text
    rest = first.split('" rel="next"')[0].rpartition('href="')[2]
    second = admin.get(rest.replace("&amp;", "&")).text

    assert first.count("<tr>") == 21
    assert second.count("<tr>") == 6
    assert "Town 24" in first
    assert "Town 4<" in second


def test_a_mail_is_tried_again(admin: FlaskClient, world: World) -> None:
    note = Notification(
        account_id=world.amina.id,
        topic=Topic.POST_ACCEPTED,
        given_up_at=now(),
        attempts=9,
        error="550 <no> such mailbox",
    )
    db.session.add(note)
    db.session.flush()
    assert "550 &lt;no&gt; such mailbox" in admin.get("/en/admin/mails").text

    admin.post(f"/en/admin/mails/{note.id}/retry")

    assert again(note).given_up_at is None
    assert admin.post(f"/en/admin/mails/{note.id}/retry").status_code == 404
