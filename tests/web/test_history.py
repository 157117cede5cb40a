from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted, published
from tests.world import World, sign_in
from uclg_share import markup
from uclg_share.database import db
from uclg_share.posts import actions as posts
from uclg_share.posts.models import Post, Stage
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, send_back, submit
from uclg_share.reviews.models import Reason


def changed(world: World, post: Post, title: str, **what: Any) -> None:
    base = latest_revision(post).number
    draft = case_study(world, title, **what)
    posts.save(world.viewer("amina"), post, draft, base)
    db.session.commit()


def accepted_again(world: World) -> Post:
    """A post whose second text has been accepted too."""
    post = published(world)
    changed(
        world, post, "Leaks in Maputo, two years on", place="Matola", themes=("food",)
    )
    accept(world.viewer("elif"), submit(world.viewer("amina"), post, world.water))
    db.session.commit()
    return post


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_anybody_reads_what_changed(
    client: FlaskClient, world: World, lang: str
) -> None:
    post = accepted_again(world)

    page = client.get(f"/{lang}/posts/{post.id}/{post.slug}/history").text

    assert "<ins>" in page
    assert "two years on</ins>" in page
    assert '<p class="d-mixed" lang="en" dir="ltr">' in page
    assert f"/{lang}/posts/{post.id}/{post.slug}" in page


def test_facts_and_tags_are_compared_in_words(
    client: FlaskClient, world: World
) -> None:
    post = accepted_again(world)

    page = client.get(f"/en/posts/{post.id}/{post.slug}/history").text

    assert "Place: <del>" in page
    assert "Matola</ins>" in page
    assert "Themes: " in page


def test_a_page_leads_to_its_history(client: FlaskClient, world: World) -> None:
    post = published(world)

    page = client.get(f"/en/posts/{post.id}/{post.slug}").text

    address = f"/en/posts/{post.id}/{post.slug}/history"
    assert f'href="{address}"' in page
    assert "One version so far" in client.get(address).text


def test_a_text_not_accepted_is_in_no_history(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    changed(world, post, "A secret second title")
    submit(world.viewer("amina"), post, world.water)
    db.session.commit()

    page = client.get(f"/en/posts/{post.id}/{post.slug}/history?from=1&to=2").text

    assert "secret" not in page
    assert "One version so far" in page


@pytest.mark.parametrize(
    "query", ["from=x&to=y", "from=-1", "from=9&to=1", "to=" + "9" * 40]
)
def test_odd_wishes_show_the_newest_change(
    client: FlaskClient, world: World, query: str
) -> None:
    post = accepted_again(world)

    answer = client.get(f"/en/posts/{post.id}/{post.slug}/history?{query}")

    assert answer.status_code == 200
    assert "From version 1 to version 2" in answer.text


@pytest.mark.parametrize("name", ["", "chen", "fatou"])
def test_the_history_of_a_draft_is_its_authors_alone(
    client: FlaskClient, world: World, name: str
) -> None:
    post = drafted(world)
    db.session.commit()
    if name:
        sign_in(client, getattr(world, name))

    assert client.get(f"/en/posts/{post.id}/x/history").status_code == 404
    own = client.get(f"/en/my-work/{post.id}/history")
    assert own.status_code == (404 if name else 303)


def test_an_old_version_becomes_the_draft_again(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    changed(world, post, "A worse title")
    sign_in(client, world.amina)
    page = client.get(f"/en/my-work/{post.id}/history").text

    answer = client.post(f"/en/my-work/{post.id}/history/1/restore")

    db.session.refresh(post)
    assert "/history/1/restore" in page
    assert "/history/2/restore" not in page
    assert answer.location == f"/en/posts/{post.id}/edit"
    assert latest_revision(post).number == 3
    assert latest_revision(post).content["title"] == "Leak detection in Maputo"
    assert (post.title, post.stage) == ("Leak detection in Maputo", Stage.DRAFT)


def test_what_waits_is_not_replaced(client: FlaskClient, world: World) -> None:
    post = published(world)
    changed(world, post, "Waiting")
    submit(world.viewer("amina"), post, world.water)
    db.session.commit()
    sign_in(client, world.amina)

    assert client.post(f"/en/my-work/{post.id}/history/1/restore").status_code == 403
    assert client.post(f"/en/my-work/{post.id}/history/9/restore").status_code == 404


@pytest.mark.parametrize("name", ["chen", "bruno", "dina"])
def test_nobody_else_brings_a_version_back(
    client: FlaskClient, world: World, name: str
) -> None:
    post = accepted_again(world)
    sign_in(client, getattr(world, name))

    assert client.post(f"/en/my-work/{post.id}/history/1/restore").status_code == 404


def test_the_desk_shows_what_changed_since_last_time(
    client: FlaskClient, world: World
) -> None:
    post = drafted(world)
    review = submit(world.viewer("amina"), post, world.water)
    send_back(world.viewer("elif"), review, Reason.UNCLEAR, "Which year?")
    changed(world, post, "Leak detection in Maputo in 2024")
    again = submit(world.viewer("amina"), post, world.water)
    db.session.commit()
    sign_in(client, world.bruno)

    page = client.get(f"/en/desk/reviews/{again.id}").text

    assert "What changed since last time" in page
    assert " in 2024</ins>" in page
    first = client.get(f"/en/desk/reviews/{review.id}").text
    assert "What changed since last time" not in first


@pytest.mark.parametrize("title", ["Edit", "Hide", "Restore"])
def test_a_title_never_takes_the_place_of_a_page(
    client: FlaskClient, world: World, title: str
) -> None:
    post = published(world, case_study(world, title))

    assert post.slug == f"{title.lower()}-{post.id}"
    assert client.get(f"/en/posts/{post.id}/{post.slug}").status_code == 200


def test_comparing_renders_no_markdown(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = accepted_again(world)

    def refuse(text: str) -> str:
        raise AssertionError(text)

    monkeypatch.setattr(markup, "render", refuse)
    answer = client.get(f"/en/posts/{post.id}/{post.slug}/history")

    assert answer.status_code == 200
