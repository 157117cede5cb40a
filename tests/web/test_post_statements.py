"""How often the page of a post asks the database, however much is said below it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.sql import queries_during
from tests.talk import said
from tests.web.comment_pages import page_of
from tests.world import World, sign_in
from uclg_share.comments.actions import write
from uclg_share.comments.helping import find
from uclg_share.comments.remark import Remark
from uclg_share.database import db


def crowd(world: World, number: int) -> str:
    """So many comments with an answer each, by people of three organisations."""
    post = published(world)
    for n in range(number):
        name = ("amina", "bruno", "fatou", "gabriel")[n % 4]
        organisation = next(iter(world.viewer(name).writes_for))
        told = Remark(f"Comment {n}", "en", organisation)
        comment, _ = write(world.viewer(name), post, told)
        said(world, post, "chen", "Thank you.", to=comment)
        for one in {world.hills.id, world.coast.id} - {organisation}:
            by = "amina" if one == world.hills.id else "bruno"
            find(world.viewer(by), comment, one)
    db.session.commit()
    return page_of(post)


@pytest.mark.parametrize("name", ["", "amina", "bruno"])
def test_the_page_costs_two_statements_more_however_many_comments(
    client: FlaskClient, world: World, name: str
) -> None:
    quiet, few, many = published(world), crowd(world, 1), crowd(world, 20)
    if name:
        sign_in(client, getattr(world, name))
    without = queries_during(lambda: client.get(page_of(quiet)))
    # Somebody signed in may have hidden comments of their own, which nothing counts.
    most = without - bool(name) + 2

    assert queries_during(lambda: client.get(few)) <= most
    assert queries_during(lambda: client.get(many)) <= most
    assert client.get(many).text.count('class="cmt"') == 40
