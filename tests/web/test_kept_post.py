"""The page of a post is put together from kept parts: of all who read the same."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.families import translated
from tests.sql import queries_during
from tests.talk import said
from tests.web.test_posts import REASON, address_of
from tests.world import World, sign_in
from uclg_share.comments.moderating import hide
from uclg_share.database import db

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')


def test_a_page_made_before_asks_next_to_nothing(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = published(world, case_study(world))
    said(world, post)
    page = address_of(post)
    # In tests parts are rendered again, to be proved the same.
    monkeypatch.setitem(client.application.config, "TESTING", False)
    client.get(page)
    of_visitor = queries_during(lambda: client.get(page))
    sign_in(client, world.chen)
    client.get(page)
    of_member = queries_during(lambda: client.get(page))

    assert (of_visitor, of_member) == (1, 2)


def test_each_reader_has_their_own_token_in_a_part_that_is_kept(
    client: FlaskClient, world: World
) -> None:
    post = published(world, case_study(world))
    pages = []
    for name in ("chen", "dina"):
        sign_in(client, getattr(world, name))
        pages.append([client.get(address_of(post)).text for _ in range(2)])

    tokens = [{*TOKEN.findall(page)} for both in pages for page in both]

    assert all(len(one) == 1 for one in tokens)
    assert tokens[0] != tokens[2]
    hers = [{*ONCE.findall(page)} for page in pages[0]]
    assert not hers[0] & hers[1]


def test_who_hides_their_comment_alone_sees_it_still(
    client: FlaskClient, world: World
) -> None:
    post = published(world, case_study(world))
    comment = said(world, post, "chen", "Only its author and coordinators see this.")
    hide(world.viewer("bruno"), comment, REASON)
    db.session.commit()
    seen = {}
    for name in ("fatou", "chen", "fatou", "bruno"):
        sign_in(client, getattr(world, name))
        seen[name] = "Only its author" in client.get(address_of(post)).text

    assert seen == {"fatou": False, "chen": True, "bruno": True}


def test_a_translation_shows_each_reader_what_they_may_do_with_its_original(
    client: FlaskClient, world: World
) -> None:
    french = translated(world, published(world))
    address, seen = f"/fr/posts/{french.id}/{french.slug}", []
    for name in ("chen", "amina", "chen"):
        sign_in(client, getattr(world, name))
        seen.append("/translate" in client.get(address).text)

    assert seen == [False, True, False]
