"""What to read next, at the end of a post."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select

from tests.afterwards import WHY
from tests.drafts import case_study, published
from tests.web.comment_pages import page_of
from tests.web.home_pages import section
from tests.world import World
from uclg_share.database import db
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post
from uclg_share.related.models import RelatedFamily


def two(world: World, **changes: Any) -> tuple[Post, Post]:
    other = case_study(world, "Leaks in old pipes", place="Beira", **changes)
    return published(world), published(world, other)


def test_a_post_ends_with_what_is_near_it_and_why(
    client: FlaskClient, world: World
) -> None:
    post, _ = two(world)

    page = client.get(page_of(post)).text

    found = section(page, "related")
    assert "Leaks in old pipes" in found
    assert "Beira" in found
    assert "Same theme: Training; Digital" in found
    assert "Same country or territory" in found
    assert '<a href="#related">Related</a>' in page


def test_a_post_alone_says_nothing_of_others(client: FlaskClient, world: World) -> None:
    page = client.get(page_of(published(world))).text

    assert 'id="related"' not in page


def test_what_is_hidden_is_gone_from_the_pages_of_others(
    client: FlaskClient, world: World
) -> None:
    post, other = two(world)
    assert "Leaks in old pipes" in client.get(page_of(post)).text

    hide(world.viewer("bruno"), other, WHY)
    db.session.commit()

    assert "Leaks in old pipes" not in client.get(page_of(post)).text


def test_looking_relates_nothing(client: FlaskClient, world: World) -> None:
    post, _ = two(world)
    db.session.execute(delete(RelatedFamily))
    db.session.commit()

    client.get(page_of(post))

    number = select(func.count()).select_from(RelatedFamily)
    assert db.session.scalar(number) == 0


def test_the_command_relates_what_was_published_before(
    app: Flask, world: World
) -> None:
    two(world)
    db.session.execute(delete(RelatedFamily))
    db.session.commit()
    runner = app.test_cli_runner()

    said = runner.invoke(args=["relate", "--if-empty"]).output
    again = runner.invoke(args=["relate", "--if-empty"]).output

    assert "What is published is related." in said
    assert again == ""
    number = select(func.count()).select_from(RelatedFamily)
    assert db.session.scalar(number) == 2
