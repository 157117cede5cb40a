"""A batch of texts becomes drafts; a file that waits is its sender's alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from tests.archives import own_picture, text, zipped
from tests.drafts import case_study, experience
from tests.pictures import jpeg
from tests.world import World
from uclg_share.attachments import intake
from uclg_share.attachments.models import Attachment
from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db, now
from uclg_share.exchange.actions import (
    Text,
    keep,
    let_go,
    note_data_taken_out,
    note_taken_out,
    sweep,
    take_in,
)
from uclg_share.exchange.batch import TOO_MUCH, look_at
from uclg_share.exchange.bundle import unpack
from uclg_share.exchange.models import Parcel
from uclg_share.exchange.queries import find_parcel, own_texts
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.as_file.judging import Judge
from uclg_share.posts.drafts import Draft, Enclosure
from uclg_share.posts.models import Kind, Stage
from uclg_share.posts.queries import latest_revision


def texts(world: World) -> list[Text]:
    picture = intake.read("map.webp", own_picture(), keep_own_form=True)
    about = Enclosure(0, alt="A map", people=True, consent="Said yes")
    return [
        Text(Kind.CASE_STUDY, case_study(world, "One"), ((picture, about),)),
        Text(Kind.EXPERIENCE, experience(world, "Two")),
    ]


def test_each_text_is_a_draft_with_its_files(world: World) -> None:
    one, two = take_in(world.viewer("amina"), texts(world))

    assert {one.author_id, two.author_id} == {world.amina.id}
    assert (one.stage, two.stage) == (Stage.DRAFT, Stage.DRAFT)
    (stored,) = db.session.query(Attachment)
    shown = latest_revision(one).content["files"]
    assert (stored.post_id, stored.name, stored.named_at is not None) == (
        one.id,
        "map.webp",
        True,
    )
    assert [line["attachment_id"] for line in shown] == [stored.id]
    assert [line["consent"] for line in shown] == ["Said yes"]


def test_what_is_taken_in_leaves_its_trace(world: World) -> None:
    taken = take_in(world.viewer("amina"), texts(world))

    (said,) = db.session.query(AuditEntry).filter_by(verb=Verb.TEXTS_IMPORTED)
    assert (said.actor_id, said.subject) == (
        world.amina.id,
        f"account:{world.amina.id}",
    )
    assert said.data == {"posts": [post.id for post in taken]}
    started = db.session.query(AuditEntry).filter_by(verb=Verb.POST_STARTED)
    assert started.count() == 2


def test_a_visitor_takes_nothing_in_and_nothing_out(world: World) -> None:
    for act in (
        lambda: take_in(ANYONE, texts(world)),
        lambda: keep(ANYONE, "a.zip", b"PK"),
        lambda: let_go(ANYONE),
        lambda: note_taken_out(ANYONE, 1),
        lambda: note_data_taken_out(ANYONE),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_file_that_waits_is_found_by_who_sent_it_with_its_ticket(
    world: World,
) -> None:
    amina = world.viewer("amina")
    first = keep(amina, "a.zip", b"PK").ticket
    keep(world.viewer("bruno"), "b.zip", b"PK")

    second = keep(amina, "c.zip", b"PK")

    assert find_parcel(amina, first) is None
    assert find_parcel(amina, second.ticket) is second
    assert find_parcel(world.viewer("bruno"), second.ticket) is None
    assert find_parcel(world.viewer("dina"), second.ticket) is None
    let_go(amina)
    assert find_parcel(amina, second.ticket) is None
    assert db.session.query(Parcel).count() == 1


def test_old_files_are_swept_away(world: World) -> None:
    keep(world.viewer("amina"), "a.zip", b"PK")
    old = keep(world.viewer("bruno"), "b.zip", b"PK")
    old.at = now() - timedelta(minutes=61)
    db.session.flush()

    sweep(now() - timedelta(hours=1))

    assert [row.account_id for row in db.session.query(Parcel)] == [world.amina.id]


def test_ones_own_texts_are_those_and_no_others(world: World) -> None:
    amina = world.viewer("amina")
    take_in(amina, texts(world))
    take_in(world.viewer("bruno"), [Text(Kind.CASE_STUDY, case_study(world, "His"))])

    own = own_texts(amina)

    assert [text.draft.title for text in own] == ["One", "Two"]
    assert replace(own[1].draft, files=()) == experience(world, "Two")
    assert isinstance(own[0].draft, Draft)


def test_a_picture_as_we_write_it_stays_to_the_byte() -> None:
    once = intake.read("a.jpg", jpeg()).parts["1600.webp"]

    again = intake.read("a.webp", once, keep_own_form=True).parts["1600.webp"]

    assert again == once


def test_what_takes_too_long_is_refused_as_a_whole(app: Flask, world: World) -> None:
    with app.test_request_context("/en/write/import", method="POST"):
        judge = Judge.of(world.viewer("amina"), "en")
        data = zipped({"a.md": text(file="a.webp"), "a.webp": own_picture()})

        late = look_at(unpack("a.zip", data), judge, patience=-1)

    assert not late.is_fit
    assert [fault.reason for _place, fault in late.refused] == [TOO_MUCH]
