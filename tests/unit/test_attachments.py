"""Files stored with a text: who adds, sees and takes down; what is said of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.drafts import drafted, waiting
from tests.experiences import told
from tests.files import (
    ALT,
    document,
    picture,
    stored_rows,
)
from tests.world import World
from uclg_share.attachments import actions
from uclg_share.attachments.models import Attachment, Form
from uclg_share.attachments.refusals import Fault, Refused
from uclg_share.attachments.storing import bytes_of
from uclg_share.database import db
from uclg_share.permissions import NotAllowed
from uclg_share.posts.actions import develop, save
from uclg_share.posts.drafts import Enclosure, from_plain
from uclg_share.posts.queries import latest_revision
from uclg_share.storage import Store, Unavailable, store


def test_a_picture_is_stored_in_its_sizes(world: World) -> None:
    file = actions.add(world.viewer("amina"), drafted(world), picture())

    assert (file.form, file.name, file.width) == (Form.PICTURE, "hydrant.webp", 640)
    for size in (480, 960, 1600):
        assert bytes_of(file, f"{size}.webp")[8:12] == b"WEBP"
    assert len(bytes_of(file)) == file.size


def test_the_same_file_again_is_the_one_that_is_there(world: World) -> None:
    amina, post = world.viewer("amina"), drafted(world)

    first = actions.add(amina, post, picture())
    again = actions.add(amina, post, picture("other-name.png"))
    elsewhere = actions.add(amina, drafted(world), picture())

    assert first is again
    assert [row.id for row in stored_rows()] == [first.id, elsewhere.id]


@pytest.mark.parametrize("name", ["bruno", "chen", "dina", "gabriel"])
def test_nobody_else_adds_to_a_draft(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.add(world.viewer(name), drafted(world), picture())


def test_nothing_is_added_to_what_waits_for_a_decision(world: World) -> None:
    with pytest.raises(NotAllowed):
        actions.add(world.viewer("amina"), waiting(world).post, picture())


def test_there_is_an_end_to_what_one_may_store(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, post = world.viewer("amina"), drafted(world)
    room = picture().stored + document().stored - 1
    monkeypatch.setattr(actions, "MOST_BYTES", room)

    actions.add(amina, post, picture())
    with pytest.raises(Refused) as refused:
        actions.add(amina, drafted(world), document())

    assert refused.value.fault is Fault.NO_ROOM
    assert len(stored_rows()) == 1


def test_there_is_an_end_to_what_a_text_may_have(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, post = world.viewer("amina"), drafted(world)
    monkeypatch.setattr(actions, "MOST_FILES", 1)
    actions.add(amina, post, picture())

    with pytest.raises(Refused) as refused:
        actions.add(amina, post, document())

    assert refused.value.fault is Fault.TOO_MANY


def test_a_store_that_is_away_leaves_no_row(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(*_args: Any) -> None:
        raise Unavailable("full")

    monkeypatch.setattr(store(), "put", put)

    with pytest.raises(Unavailable):
        actions.add(world.viewer("amina"), drafted(world), picture())

    assert stored_rows() == []


def test_a_case_study_takes_the_pictures_of_its_experience_along(world: World) -> None:
    amina, experience = world.viewer("amina"), told(world)
    file = actions.add(amina, experience, picture())
    text = from_plain(latest_revision(experience).content)
    save(amina, experience, replace(text, files=(Enclosure(file.id, alt=ALT),)), 1)

    study = develop(amina, experience)

    [shown] = from_plain(latest_revision(study).content).files
    copy = db.session.get(Attachment, shown.attachment_id)
    assert copy is not None
    assert (copy.post_id, shown.alt) == (study.id, ALT)
    assert copy.key != file.key
    assert bytes_of(copy) == bytes_of(file)


def test_files_are_kept_in_either_store(
    world: World,
    site_stores: Store,
) -> None:
    file = actions.add(world.viewer("amina"), drafted(world), document())

    assert bytes_of(file).startswith(b"%PDF")
    assert [key for key, _ in site_stores.keys()] == [f"{file.key}/file"]  # noqa: SIM118
