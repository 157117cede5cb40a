"""Files that no text shows are removed, and never one that some text shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.drafts import drafted
from tests.files import (
    LONG_AGO,
    document,
    illustrated,
    made_old,
    picture,
    stored_rows,
    without_files,
)
from tests.world import World
from uclg_share.attachments import storing, upkeep
from uclg_share.attachments.actions import add, take_down
from uclg_share.attachments.models import Attachment
from uclg_share.attachments.upkeep import remove_orphans
from uclg_share.database import db, now
from uclg_share.posts.actions import delete
from uclg_share.posts.copies import keep
from uclg_share.storage import Store, Unavailable, store


class Aged:
    """A store in which everything came two days ago."""

    def __init__(self, inner: Store) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def keys(self) -> Iterator[tuple[str, datetime]]:
        return ((key, at - LONG_AGO) for key, at in self._inner.keys())  # noqa: SIM118


@pytest.fixture(autouse=True)
def aged(app: Flask, site_stores: Store) -> None:
    app.extensions["store"] = Aged(site_stores)


def keys_there() -> set[str]:
    return {key.partition("/")[0] for key, _ in store().keys()}  # noqa: SIM118


def spare(world: World) -> Attachment:
    """Added to a draft, and named by nothing yet."""
    file = add(world.viewer("amina"), drafted(world), picture())
    db.session.commit()
    return file


def test_what_nothing_names_is_removed_after_a_day(world: World) -> None:
    spare(world)

    assert remove_orphans() == 0
    assert len(stored_rows()) == 1
    made_old()
    assert remove_orphans() == 1

    assert stored_rows() == []
    assert keys_there() == set()


def test_what_a_version_named_once_stays(world: World) -> None:
    post, file = illustrated(world)
    without_files(world, post)
    made_old()

    assert remove_orphans() == 0

    assert keys_there() == {file.key}


def test_what_an_unsaved_text_shows_stays(world: World) -> None:
    file = spare(world)
    content = {"title": ["X"], "files-0-attachment_id": [str(file.id)]}
    keep(world.viewer("amina"), file.post, content, 1, 0)
    made_old()

    assert remove_orphans() == 0

    assert keys_there() == {file.key}


def test_what_belongs_to_a_deleted_draft_goes_with_it(world: World) -> None:
    post, _ = illustrated(world)
    _, other = illustrated(world, document())
    delete(world.viewer("amina"), post)
    db.session.commit()
    assert remove_orphans() == 0

    post.deleted_at = now() - LONG_AGO
    db.session.commit()

    assert remove_orphans() == 1
    assert keys_there() == {other.key}


def test_bytes_whose_row_was_never_kept_are_removed(world: World) -> None:
    _, file = illustrated(world)
    storing.put("f" * 32, picture())

    remove_orphans()

    assert keys_there() == {file.key}


def test_young_bytes_without_a_row_may_be_on_their_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    storing.put("f" * 32, picture())
    monkeypatch.setattr(upkeep, "WAIT", timedelta(days=3))

    remove_orphans()

    assert keys_there() == {"f" * 32}


def test_bytes_that_were_left_behind_go_the_next_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare(world)
    made_old()

    def broken(*_args: object) -> None:
        raise Unavailable("gone")

    with monkeypatch.context() as away:
        away.setattr(storing, "forget", broken)
        remove_orphans()
    assert stored_rows() == []
    assert len(keys_there()) == 1

    remove_orphans()

    assert keys_there() == set()


def test_what_was_taken_down_leaves_no_bytes(world: World) -> None:
    _, file = illustrated(world)
    file.post.lead_group_id = world.water.id
    take_down(world.viewer("bruno"), file, "Why")
    db.session.commit()

    remove_orphans()

    assert keys_there() == set()
    assert stored_rows() == [file]


def test_the_row_is_gone_before_the_bytes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    spare(world)
    made_old()
    seen: list[int] = []
    monkeypatch.setattr(storing, "forget", lambda *_: seen.append(len(stored_rows())))

    remove_orphans()

    assert seen == [0]
