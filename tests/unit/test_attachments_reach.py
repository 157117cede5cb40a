"""Who sees a file of a text, and that nobody does once it is taken down."""

from __future__ import annotations

import pytest

from tests.drafts import waiting
from tests.files import (
    accepted,
    document,
    illustrated,
    picture,
    sent_in,
    shown_to_all,
    without_files,
)
from tests.notes import notes, verbs
from tests.world import World
from uclg_share.attachments import actions
from uclg_share.attachments.models import Attachment
from uclg_share.attachments.queries import find_file
from uclg_share.attachments.refusals import Fault, Refused
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed, Viewer
from uclg_share.posts.actions import delete, hide

PEOPLE = ["amina", "bruno", "chen", "dina", "elif", "fatou", "gabriel"]
ALL = {"", *PEOPLE}
# Gabriel edits what the Hills have sent in.
WRITING = {"amina", "gabriel"}
DESK = {"bruno", "elif", "dina"}


def who_sees(world: World, file: Attachment) -> set[str]:
    db.session.expire_all()
    viewers: dict[str, Viewer] = {name: world.viewer(name) for name in PEOPLE}
    asked = {"": ANYONE, **viewers}
    return {name for name, viewer in asked.items() if find_file(viewer, file.id)}


def test_a_draft_is_seen_by_its_author_alone(world: World) -> None:
    _, file = illustrated(world)

    assert who_sees(world, file) == {"amina"}


def test_what_waits_is_seen_by_those_who_review_it(world: World) -> None:
    post, file = illustrated(world)
    sent_in(world, post)

    assert who_sees(world, file) == WRITING | DESK


def test_what_a_newer_version_shows_is_not_what_was_sent_in(world: World) -> None:
    post = waiting(world).post
    post.stage = type(post.stage).RETURNED
    file = actions.add(world.viewer("amina"), post, picture())

    assert who_sees(world, file) == WRITING


def test_everybody_sees_what_the_accepted_version_names(world: World) -> None:
    post, file = shown_to_all(world)
    spare = actions.add(world.viewer("amina"), post, document())

    assert who_sees(world, file) == ALL
    assert who_sees(world, spare) == WRITING


def test_what_a_newer_version_left_out_is_gone_for_readers(world: World) -> None:
    post, file = shown_to_all(world)
    without_files(world, post)
    assert who_sees(world, file) == ALL

    accepted(world, post)

    # Those who reviewed the earlier version can still compare the two.
    assert who_sees(world, file) == WRITING | DESK


def test_what_is_hidden_is_gone_at_once(world: World) -> None:
    post, file = shown_to_all(world)

    hide(world.viewer("bruno"), post, "Names a private person.")

    assert who_sees(world, file) == WRITING | DESK


def test_what_is_deleted_is_gone_for_everybody(world: World) -> None:
    post, file = illustrated(world)

    delete(world.viewer("amina"), post)

    assert who_sees(world, file) == set()


def test_what_is_taken_down_is_gone_for_everybody(world: World) -> None:
    _, file = shown_to_all(world)

    actions.take_down(world.viewer("bruno"), file, "A child can be recognised.")

    assert who_sees(world, file) == set()
    assert verbs()[-1] is Verb.FILE_REMOVED
    (note,) = notes(Topic.FILE_TAKEN_DOWN)
    assert note.account_id == world.amina.id
    assert note.data["reason"] == "A child can be recognised."
    assert file.taken_down_by_id == world.bruno.id


def test_a_file_is_taken_down_once(world: World) -> None:
    _, file = shown_to_all(world)
    actions.take_down(world.viewer("bruno"), file, "Why")

    with pytest.raises(ChangedMeanwhile):
        actions.take_down(world.viewer("elif"), file, "Why")


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_nobody_else_takes_down(world: World, name: str) -> None:
    _, file = shown_to_all(world)

    with pytest.raises(NotAllowed):
        actions.take_down(world.viewer(name), file, "Why")


def test_what_was_taken_down_does_not_come_back(world: World) -> None:
    post, file = shown_to_all(world)
    actions.take_down(world.viewer("bruno"), file, "Why")

    with pytest.raises(Refused) as refused:
        actions.add(world.viewer("amina"), post, picture())

    assert refused.value.fault is Fault.TAKEN_DOWN
