"""Pictures and files on the page of a text, and how a coordinator takes one down."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published as published_text
from tests.families import translated
from tests.files import (
    ALT,
    document,
    illustrated,
    picture,
    sent_in,
    shown_to_all,
    src,
)
from tests.sql import statements_during
from tests.web.account_pages import title_of
from tests.world import World, sign_in
from uclg_share.attachments import storing
from uclg_share.database import db
from uclg_share.permissions import Viewer
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post
from uclg_share.posts.reading import published
from uclg_share.storage import Missing


def page_of(post: Post) -> str:
    return f"/en/posts/{post.id}/{post.slug}"


def found(viewer: Viewer, post_id: int) -> Post:
    post = find_post(viewer, post_id)
    assert post is not None
    return post


def test_readers_see_pictures_and_files_with_what_is_said(
    client: FlaskClient, world: World
) -> None:
    post, first = shown_to_all(world, picture(), picture("second.png", 700), document())

    page = client.get(page_of(post)).text

    assert f'srcset="{src(first)} 480w, {src(first, 960)} 640w"' in page
    assert f'alt="{ALT}" lang="en" dir="ltr"' in page
    assert "The first night." in page
    assert page.count("<figure") == 2
    assert page.count('loading="lazy"') == 1
    assert '<a href="#s-files">Files</a>' in page
    assert "<bdi>PDF</bdi>, <bdi>1 kB</bdi>" in page
    assert "Take down" not in page


def test_readers_of_arabic_read_kind_and_size_in_order(
    client: FlaskClient, world: World
) -> None:
    post, _ = shown_to_all(world, document())

    page = client.get(f"/ar/posts/{post.id}/{post.slug}").text

    assert "<bdi>PDF</bdi>، <bdi>1 كيلوبايت</bdi>" in page


def test_how_people_agreed_is_for_reviewers_alone(
    client: FlaskClient, world: World
) -> None:
    consent = "Rosa and Paulo signed in May."
    post, _ = illustrated(world, said={"people": True, "consent": consent})
    review = sent_in(world, post)
    sign_in(client, world.bruno)

    desk = client.get(f"/en/desk/reviews/{review.id}").text
    client.post(f"/en/desk/reviews/{review.id}", data={"decision": "accept"})

    assert consent in desk
    db.session.refresh(post)
    page = client.get(page_of(post)).text
    assert ALT in page
    assert consent not in page
    assert consent not in client.get(f"{page_of(post)}/history").text


def test_a_translation_shows_the_pictures_of_its_original(
    client: FlaskClient, world: World
) -> None:
    original, file = shown_to_all(world)
    post = translated(world, original)

    page = client.get(page_of(post)).text

    assert f'src="{src(file, 960)}"' in page
    assert f'alt="{ALT} (fr)" lang="fr" dir="ltr"' in page
    hide(world.viewer("bruno"), original, "Why")
    db.session.commit()
    assert src(file) not in client.get(page_of(post)).text


def test_files_cost_a_page_one_statement(world: World) -> None:
    chen = world.viewer("chen")
    shown, bare = shown_to_all(world)[0].id, published_text(world).id

    def read(post_id: int) -> list[str]:
        db.session.expunge_all()
        return statements_during(lambda: published(chen, found(chen, post_id)))

    assert len(read(shown)) == len(read(bare)) + 1


def test_a_coordinator_takes_a_picture_down_in_one_act(
    client: FlaskClient, world: World
) -> None:
    post, file = shown_to_all(world)
    sign_in(client, world.bruno)
    path = f"/en/files/{file.id}/take-down"
    assert f'href="{path}"' in client.get(page_of(post)).text
    assert "hydrant.webp" in client.get(path).text

    refused = client.post(path, data={"reason": " "})
    answer = client.post(path, data={"reason": "A child can be recognised."})

    assert refused.status_code == 422
    assert title_of(refused.text).startswith("Error:")
    assert (answer.status_code, answer.location) == (303, page_of(post))
    assert "A picture was taken down." in client.get(page_of(post)).text
    assert client.post(path, data={"reason": "Again"}).status_code == 404
    with pytest.raises(Missing):
        storing.bytes_of(file)
    client.post("/en/sign-out")
    assert "taken down" not in client.get(page_of(post)).text


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_others_take_nothing_down(client: FlaskClient, world: World, name: str) -> None:
    _, file = shown_to_all(world)
    sign_in(client, getattr(world, name))
    path = f"/en/files/{file.id}/take-down"

    assert client.get(path).status_code == 403
    assert client.post(path, data={"reason": "Why"}).status_code == 403
    assert client.get(src(file)).status_code == 200
