"""Each thing there is to tell stands in the inbox, whatever its row says."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from tests.notes import notes
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.notifications.actions import notify
from uclg_share.notifications.kinds import ALWAYS, IN_INBOX, NEWS_OF
from uclg_share.notifications.lines import PLACES, line_of
from uclg_share.notifications.models import Topic

pytestmark = pytest.mark.once

# All that any note carries; the numbers need not be of anything.
DATA = {
    **dict.fromkeys(("title", "original_title", "name", "host", "leaver"), "Wells"),
    **dict.fromkeys(("organisation", "translator", "inviter", "reason"), "Wells"),
    **{"slug": "wells", "language": "fr", "group": {"en": "Water"}, "accepted": True},
    **dict.fromkeys(("post_id", "review_id", "organisation_id", "group_id"), 1),
    **dict.fromkeys(("comment_id", "flag_id", "message_id", "original_id"), 1),
    **{"search_id": 1, "search": "Wells", "number": 2, "posts": [1]},
    **{"request_id": 1, "affiliation_id": 1, "note": "Please."},
}


@pytest.mark.parametrize("topic", IN_INBOX)
@pytest.mark.parametrize("data", [{}, DATA], ids=["nothing", "all"])
def test_no_topic_breaks_the_inbox(
    client: FlaskClient, world: World, topic: Topic, data: dict[str, object]
) -> None:
    sign_in(client, world.amina)
    notify([world.amina], topic, **data)
    db.session.commit()

    answer = client.get("/en/inbox")

    assert answer.status_code == 200
    assert f'id="note-{notes(topic)[0].id}"' in answer.text


@pytest.mark.parametrize("topic", sorted(PLACES))
def test_every_place_has_an_address(app: Flask, world: World, topic: Topic) -> None:
    notify([world.amina], topic, **DATA)
    db.session.flush()

    with app.test_request_context("/en/inbox"):
        line = line_of(notes(topic)[0])
        address = url_for(line.endpoint, **line.values)

    assert line.words
    assert address.startswith("/en/")


def test_what_asks_for_ones_word_leaves_at_once() -> None:
    asking = {
        Topic.CO_AUTHOR_ASKED,
        Topic.SIGNATURE_ASKED,
        Topic.SUCCESSION_OPENED,
        Topic.SUCCESSION_ASKED,
        Topic.AUTHOR_ASKED,
        Topic.MAIL_PAUSED,
    }

    assert not (asking | ALWAYS) & set(NEWS_OF)
