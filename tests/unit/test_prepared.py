"""A statement built once gives the rows a statement built anew would give."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import String, select, text

from tests.drafts import case_study, published
from tests.world import World
from uclg_share.database import db, is_sqlite, plain
from uclg_share.feeds import queries
from uclg_share.feeds.pages import page_of_group
from uclg_share.groups.queries import readable_shelf
from uclg_share.groups.shelf import shown_shelf
from uclg_share.permissions import ANYONE
from uclg_share.posts.models import Placement, Post
from uclg_share.prepared import Prepared, given

BY_TITLE = Prepared(
    select(Post.id, Post.kind, Post.published_at, plain(Post.countries))
    .where(Post.title == given("title", String))
    .order_by(Post.id)
)


def test_its_parameters_are_those_of_the_moment(world: World) -> None:
    first, second = (published(world, case_study(world, name)) for name in "AB")
    db.session.flush()

    assert [row.id for row in BY_TITLE.all(title="A")] == [first.id]
    assert [row.id for row in BY_TITLE.all(title="B")] == [second.id]
    assert BY_TITLE.all(title="C") == []


def test_its_values_are_those_of_the_columns(world: World) -> None:
    post = published(world, case_study(world, "A"))
    post.countries = ["MZ", "PE"]
    db.session.flush()

    (row,) = BY_TITLE.all(title="A")

    assert (row.kind, row.published_at) == (post.kind, post.published_at)
    assert row.countries == ("MZ", "PE")
    with pytest.raises(AttributeError):
        _ = row.nothing


def test_postgresql_keeps_the_plan_of_what_finds_by_key_and_of_nothing_else(
    world: World,
) -> None:
    for _ in range(9):
        shown_shelf(ANYONE)
        BY_TITLE.all(title="A")
        db.session.execute(select(Post.id).where(Post.title == "B")).all()

    kept: list[tuple[str, int]] = []
    if not is_sqlite():
        names = "SELECT statement, generic_plans FROM pg_prepared_statements"
        kept = [(words, plans) for words, plans in db.session.execute(text(names))]
    shelves = [plans for words, plans in kept if "working_group" in words]
    assert (max(shelves, default=0) > 0) is not is_sqlite()
    assert not [words for words, _ in kept if "post.title =" in words]


def test_a_feed_has_the_same_lines_both_ways(app: Flask, world: World) -> None:
    for name in "ABC":
        published(world, case_study(world, name))
    db.session.flush()
    names = [column.key for column in queries.COLUMNS if hasattr(column, "key")]

    with app.test_request_context("/en/"):
        quick = page_of_group(ANYONE, world.water, ("en",), None).items
    query = queries.of_group(ANYONE, world.water, ("en",))
    at, number = queries.read_by(Placement)
    slow = db.session.execute(query.order_by(at.desc(), number.desc())).all()

    assert len(slow) == 3
    for mine, theirs in zip(quick, slow, strict=True):
        assert [getattr(mine, one) for one in names] == [
            getattr(theirs, one) for one in names
        ]


@pytest.mark.parametrize("who", ["", "amina", "bruno", "chen", "dina", "elif_"])
def test_the_quick_shelf_shows_what_the_rule_lets_them_read(
    world: World, who: str
) -> None:
    viewer = world.viewer(who) if who else ANYONE
    db.session.flush()

    quick, slow = shown_shelf(viewer), readable_shelf(viewer)

    assert [group.id for group in quick] == [group.id for group in slow]
    for mine, theirs in zip(quick, slow, strict=True):
        for name in ("names", "lifecycle", "visibility", "joining", "is_public"):
            assert getattr(mine, name) == getattr(theirs, name)
        has = theirs.committee and theirs.committee.slug
        assert (mine.committee and mine.committee.slug) == has
