"""What readers and coordinators find below a post."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.talk import only_comment, said
from tests.web.comment_pages import at, page_of, shown
from tests.world import World
from uclg_share.comments import places, queries


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of two threads, one answer below each, two on the page of a thread."""
    for module in (queries, places):
        for name, size in (("THREADS", 2), ("ANSWERS", 1), ("ON_THREAD", 2)):
            monkeypatch.setattr(module, name, size)


def test_links_lead_through_all_comments_and_back(
    client: FlaskClient, world: World, short: None
) -> None:
    post = published(world)
    ids = [said(world, post, "chen", f"Comment {n}").id for n in range(5)]
    address = page_of(post)

    assert shown(client, address) == ids[:2]
    assert f'href="{address}?after={ids[1]}#comments"' in client.get(address).text
    assert shown(client, f"{address}?after={ids[1]}") == ids[2:4]
    assert shown(client, f"{address}?after={ids[3]}") == ids[4:]
    assert shown(client, f"{address}?before={ids[2]}") == ids[:2]
    for nonsense in ("after=x", "before=-1", "after=99999999999", "before="):
        assert shown(client, f"{address}?{nonsense}") == ids[:2]


def test_the_link_of_a_comment_leads_to_its_page(
    client: FlaskClient, world: World, short: None
) -> None:
    post = published(world)
    first = said(world, post)
    answers = [said(world, post, "amina", f"A {n}", to=first) for n in range(4)]
    others = [said(world, post, "chen", f"Comment {n}") for n in range(3)]

    for comment in (first, *answers, *others):
        answer = client.get(at(comment))
        page, _, mark = answer.location.partition("#")
        assert (answer.status_code, mark) == (302, f"c-{comment.id}")
        assert comment.id in shown(client, page)


def test_visitors_are_asked_to_sign_in_and_led_back(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    said(world, post)

    page = client.get(page_of(post)).text

    assert f'href="/en/sign-in?next={page_of(post)}">Sign in to comment</a>' in page
    assert 'name="body"' not in page
    for words in ("Reply", "Edit", "Delete", "Hide", "Helpful to us"):
        assert f">{words}<" not in page
    ask = client.get(f"/en/posts/{post.id}/ask")
    assert ask.location == f"/en/sign-in?next=/en/posts/{post.id}/ask"


def test_a_comment_speaks_its_own_language(client: FlaskClient, world: World) -> None:
    post = published(world)
    comment = said(world, post, "chen", "شكرا")
    comment.language = "ar"

    page = client.get(page_of(post)).text

    assert '<div lang="ar" dir="rtl"><p>شكرا</p></div>' in page


def test_who_can_be_looked_up_is_linked(client: FlaskClient, world: World) -> None:
    post = published(world)
    said(world, post, "chen"), said(world, post, "gabriel")
    world.gabriel.suspended_at = world.hana.suspended_at

    page = client.get(page_of(post)).text

    assert f'href="/en/people/{world.chen.id}"><bdi>Chen</bdi></a>' in page
    assert "<bdi>Gabriel</bdi>" in page
    assert f'href="/en/people/{world.gabriel.id}"' not in page


def test_a_name_is_shown_as_text(client: FlaskClient, world: World) -> None:
    world.chen.name = world.coast.name = "<b onclick=x>Chen</b>"
    post = published(world)
    said(world, post)

    for page in (page_of(post), at(only_comment(), "thread")):
        assert "<b onclick" not in client.get(page).text
