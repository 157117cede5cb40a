"""What a person has said, reported and asked is among what they take along."""

from __future__ import annotations

import json

from flask.testing import FlaskClient

from tests.drafts import published
from tests.talk import PRIVATE, WORDS, asked, remark, reported, said
from tests.web.test_own_data import taken
from tests.world import World, sign_in
from uclg_share.comments.actions import edit
from uclg_share.comments.helping import find
from uclg_share.database import db
from uclg_share.messages.actions import answer
from uclg_share.messages.note import Note


def test_ones_own_words_are_in_it(client: FlaskClient, world: World) -> None:
    """Also as they read before they were changed."""
    post = published(world)
    theirs = said(world, post, "bruno", "From the coast.")
    own = said(world, post, "amina")
    edit(world.viewer("amina"), own, remark("Did anybody?"), own.version)
    edit(world.viewer("bruno"), theirs, remark("From us."), theirs.version)
    find(world.viewer("amina"), theirs, world.hills.id)
    reported(world, theirs, "amina")
    answer(world.viewer("amina"), asked(world, post), Note("Here it is.", "en"))
    db.session.commit()
    sign_in(client, world.amina)

    rows = taken(client)["account.json"]

    assert [row["body"] for row in rows["comment"]] == ["Did anybody?"]
    assert rows["comment"][0]["you_are"] == ["author"]
    (wording,) = rows["comment_wording"]
    assert (wording["comment_id"], wording["body"]) == (own.id, WORDS)
    assert [row["organisation"] for row in rows["helpful"]] == ["hills"]
    assert [row["note"] for row in rows["flag"]] == [PRIVATE.note]
    assert [row["body"] for row in rows["message"]] == ["Here it is."]


def test_nobody_elses_words_are_in_it(client: FlaskClient, world: World) -> None:
    """Neither what was asked, nor who reported what one wrote."""
    post = published(world)
    theirs = said(world, post, "bruno", "From the coast.")
    edit(world.viewer("bruno"), theirs, remark("From us."), theirs.version)
    own = said(world, post, "amina", "Mine.")
    for thing in (post, own):
        reported(world, thing)
    reported(world, theirs, "amina")
    question = asked(world, post)
    db.session.commit()
    sign_in(client, world.amina)

    data = taken(client)["account.json"]

    kept = json.dumps(data)
    for words in ("From the coast.", "From us.", question.body, '"Gabriel"', '"Chen"'):
        assert words not in kept
    assert [row["comment_id"] for row in data["flag"]] == [theirs.id]
