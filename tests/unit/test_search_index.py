"""The index itself: what stands in it, and what is found below what is not for all."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text, update

from tests.drafts import published
from tests.families import FRENCH, translated
from tests.searching import KNOWN, found, written
from tests.world import World
from uclg_share.database import db, is_sqlite
from uclg_share.permissions import ANYONE
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Reach
from uclg_share.search import queries
from uclg_share.search.asking import read
from uclg_share.search.index import forget, forget_everything, keep_found, reindex
from uclg_share.search.models import SearchEntry, SearchText
from uclg_share.search.queries import matching


def rows() -> list[Any]:
    """Of the index, entries with their words."""
    whole = select(SearchEntry.__table__, SearchText.words).join(
        SearchText, SearchText.number == SearchEntry.number
    )
    found = db.session.execute(whole.order_by(SearchEntry.number)).mappings()
    return [dict(row) for row in found]


def test_the_index_can_be_written_anew(world: World) -> None:
    posts = [written(world, f"Pipes {number}") for number in range(3)]
    hide(world.viewer("bruno"), posts[0], "Names a person.")
    before = rows()
    forget_everything()
    assert found("pipe") == []

    number = reindex()

    assert number == 2
    assert rows() == before
    assert found("pipe") == [posts[2].id, posts[1].id]


def test_the_index_knows_who_is_alone_in_a_family(world: World) -> None:
    original = published(world)
    assert [row["is_alone"] for row in rows()] == [True]

    french = translated(world, original, title=FRENCH)
    assert [row["is_alone"] for row in rows()] == [False, False]

    forget(french)
    assert [(row["post_id"], row["is_alone"]) for row in rows()] == [
        (original.id, True)
    ]

    keep_found(french)
    before = rows()
    assert reindex() == 2
    assert rows() == before


def test_below_what_one_may_not_read_the_older_are_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "ASIDE", 0)
    older = written(world, "Pipes for all")
    newer = [written(world, f"Pipes {number}") for number in range(3)]
    ids = [post.id for post in newer]
    change = update(SearchEntry).where(SearchEntry.post_id.in_(ids))
    db.session.execute(change.values(reach=Reach.GROUP))
    wanted = read("pipes", {}, KNOWN).wanted()

    (row,) = matching(ANYONE, wanted, ("en",), limit=1)

    assert row.post_id == older.id


def test_rare_and_frequent_words_are_found_the_newest_first(world: World) -> None:
    """PostgreSQL goes two ways about it, by how many it expects."""
    posts = [written(world, f"Medlars {number}") for number in range(6)]
    rare = [written(world, f"Quinces {number}").id for number in range(2)]
    if not is_sqlite():
        db.session.execute(text("ANALYZE search_text"))

    assert found("medlars") == [post.id for post in reversed(posts)]
    assert found("quinces") == list(reversed(rare))
    assert found("quinces -medlars") == list(reversed(rare))
