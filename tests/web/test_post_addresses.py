"""The address of a post: its number counts, the words are for the reader."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.world import World
from uclg_share.database import db, now
from uclg_share.posts.models import Post, Reach
from uclg_share.posts.publishing import publish


def address_of(post: Post, language: str = "en") -> str:
    return f"/{language}/posts/{post.id}/{post.slug}"


@pytest.mark.parametrize("path", ["", "/", "/other-words", "/leak-detection"])
def test_a_wrong_address_leads_to_the_right_one(
    client: FlaskClient, world: World, path: str
) -> None:
    post = published(world)

    answer = client.get(f"/fr/posts/{post.id}{path.rstrip('/')}")

    assert (answer.status_code, answer.location) == (301, address_of(post, "fr"))


def test_an_old_address_leads_to_the_new_title(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    before = address_of(post)
    revision = post.revisions[0]
    revision.content = {**revision.content, "title": "Fewer leaks in Maputo"}
    publish(post, revision, now(), Reach.PUBLIC)
    db.session.commit()

    answer = client.get(before)

    assert (answer.status_code, answer.location) == (301, address_of(post))
    assert post.slug == "fewer-leaks-in-maputo"


def test_a_title_in_arabic_has_an_address_in_arabic(
    client: FlaskClient, world: World
) -> None:
    post = published(world, case_study(world, "كشف التسرب", language="ar"))

    answer = client.get(f"/en/posts/{post.id}")

    page = client.get(answer.location)
    assert page.status_code == 200
    assert '<h1 class="t-title" lang="ar" dir="rtl">كشف التسرب</h1>' in page.text


def test_a_title_without_words_has_the_number_alone(
    client: FlaskClient, world: World
) -> None:
    post = published(world, case_study(world, "!?"))

    answer = client.get(f"/en/posts/{post.id}")

    assert answer.location == f"/en/posts/{post.id}/{post.id}"
    assert client.get(answer.location).status_code == 200
