"""The worlds of the bench are what the product would have made of the same texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from bench.worlds.building import build
from bench.worlds.checking import WrongWorld, check
from bench.worlds.plan import Plan
from config import read_settings
from tests.databases import fresh_database
from tests.numbers import everything, families, forget
from uclg_share import create_app
from uclg_share.cli.serve import prepare
from uclg_share.comments.counters import recount_comments, recount_helpful
from uclg_share.counts.counting import recount_families
from uclg_share.database import db
from uclg_share.groups.counters import recount_people, recount_posts_in
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.models import Post
from uclg_share.search.index import reindex
from uclg_share.search.models import SearchEntry, SearchWord

PLAN = Plan(60, vocabulary=400, sentences=200)
COUNTED = ("post_count", "case_study_count", "talk_count", "open_question_count",
           "country_count", "member_count", "coordinator_count")  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[Flask]:
    """A site of its own: indexes come and go while a world is built."""
    folder = tmp_path_factory.mktemp("world")
    with fresh_database(folder, f"{worker}_world") as url:
        known = {"SHARE_ENV": "local", "INSTANCE": str(folder), "LOG_LEVEL": "ERROR"}
        app = create_app(read_settings(known | {"DATABASE_URL": url}))
        prepare(app, demo=False)
        with app.app_context():
            build(PLAN)
            db.session.remove()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def world(site: Flask) -> Iterator[Flask]:
    """Whatever a test does to it is taken back."""
    with site.app_context():
        yield site
        db.session.rollback()


def rows(model: Any) -> list[Any]:
    found = db.session.execute(select(model.__table__))
    return sorted(map(tuple, found), key=repr)


def counts(name: str) -> list[int]:
    """Of each group, in the order of the shelf."""
    column = getattr(WorkingGroup, name)
    return list(db.session.scalars(select(column).order_by(WorkingGroup.position)))


def test_its_texts_and_pages_are_those_of_the_product(world: Flask) -> None:
    check(world, PLAN)


def test_a_text_that_was_changed_is_noticed(world: Flask) -> None:
    post = db.session.get_one(Post, 1)
    post.body = {"context": "<p>Something else.</p>"}

    with pytest.raises(WrongWorld, match="post 1: its HTML"):
        check(world, PLAN)


def test_its_groups_count_as_acts_would_have_counted(world: Flask) -> None:
    before = rows(WorkingGroup)

    for group in db.session.scalars(select(WorkingGroup)).all():
        recount_people(group)
        recount_posts_in([group.id])

    assert rows(WorkingGroup) == before
    counted = {name: max(counts(name)) for name in COUNTED}
    assert all(counted.values())


def test_half_of_all_posts_stand_in_the_first_group(world: Flask) -> None:
    first, *others = counts("post_count")

    assert 0.3 * PLAN.posts < first < 0.7 * PLAN.posts
    assert first > max(others)


def test_its_numbers_are_those_that_are_counted_anew(world: Flask) -> None:
    before, standing = everything(), families()
    forget()

    recount_families(standing)

    assert (everything(), families()) == (before, standing)
    assert before


def test_search_finds_what_it_would_find_if_written_anew(world: Flask) -> None:
    before = rows(SearchEntry), rows(SearchWord)

    assert reindex() == PLAN.posts
    assert (rows(SearchEntry), rows(SearchWord)) == before


def test_the_words_of_every_text_are_found(world: Flask) -> None:
    [title] = db.session.scalars(select(Post.title).where(Post.id == 42)).all()

    page = world.test_client().get("/en/search", query_string={"q": title}).text

    assert "/en/posts/42/" in page


def test_its_posts_count_what_is_said_below_them(world: Flask) -> None:
    before = rows(Post)

    for post in db.session.scalars(select(Post)).all():
        recount_comments(post)
        recount_helpful(post)

    assert rows(Post) == before
