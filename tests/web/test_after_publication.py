"""What coordinators and authors do with a published post, from its page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.afterwards import fatou_leads_markets, in_two_weeks, revised, tagged
from tests.drafts import case_study, published
from tests.families import translated
from tests.sql import queries_during
from tests.web.feed_pages import WATER, titles
from tests.world import World, sign_in
from uclg_share.archiving.actions import archive
from uclg_share.database import db, now
from uclg_share.pins.actions import pin
from uclg_share.posts.models import Post
from uclg_share.tags.actions import remove_tag

WHY = "The fund was closed."


def page_of(post: Post) -> str:
    return f"/en/posts/{post.id}/{post.slug}"


def day(ahead: int) -> str:
    return (now() + timedelta(days=ahead)).date().isoformat()


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def test_a_post_is_pinned_from_its_page_and_unpinned_again(
    bruno: FlaskClient, world: World
) -> None:
    post = published(world)
    address = f"/en/groups/water/pins/{post.id}"
    assert address in bruno.get(page_of(post)).text
    assert f'value="{day(14)}"' in bruno.get(address).text

    answer = bruno.post(address, data={"until": day(3)})

    assert (answer.status_code, answer.location) == (303, WATER)
    assert "Pinned until" in bruno.get(WATER).text
    assert f"{address}/end" in bruno.get(page_of(post)).text
    assert bruno.post(f"{address}/end").status_code == 303
    assert "Pinned until" not in bruno.get(WATER).text


@pytest.mark.parametrize("until", ["", "soon", day(0), day(-3), day(91)])
def test_a_pin_needs_a_day_within_reach(
    bruno: FlaskClient, world: World, until: str
) -> None:
    address = f"/en/groups/water/pins/{published(world).id}"

    answer = bruno.post(address, data={"until": until})

    assert answer.status_code == 422
    assert "Choose a day" in answer.text


def test_the_fourth_pin_is_refused_with_the_three_to_choose_from(
    bruno: FlaskClient, world: World
) -> None:
    posts = [published(world, case_study(world, f"Text {at}")) for at in range(4)]
    for post in posts[:3]:
        bruno.post(f"/en/groups/water/pins/{post.id}", data={"until": day(3)})

    answer = bruno.post(f"/en/groups/water/pins/{posts[3].id}", data={"until": day(3)})

    assert answer.status_code == 422
    assert "3 posts are pinned already: unpin one first" in answer.text
    assert answer.text.count("/end") == 3


def test_the_head_comes_with_the_first_page_in_one_statement(
    client: FlaskClient, world: World
) -> None:
    first = published(world, case_study(world, "First"))
    for at in range(21):
        published(world, case_study(world, f"Text {at:02}"))
    pin(world.viewer("bruno"), world.water, first, in_two_weeks())
    db.session.commit()
    asked = queries_during(lambda: client.get(WATER))

    newest, page = titles(client, WATER), client.get(WATER).text
    older = page.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]

    assert asked <= 2
    assert (newest[0], len(newest)) == ("First", 21)
    assert "First" not in titles(client, older.replace("&amp;", "&"))
    assert titles(client, f"{WATER}.json")[0] == "Text 20"


def test_a_tag_is_taken_off_and_back_in_from_the_page_of_the_post(
    client: FlaskClient, world: World
) -> None:
    fatou_leads_markets(world)
    post = tagged(world)
    address = f"/en/groups/markets/tags/{post.id}"
    sign_in(client, world.fatou)
    assert f"{address}/remove" in client.get(page_of(post)).text

    assert client.post(f"{address}/remove", data={"reason": " "}).status_code == 422
    answer = client.post(f"{address}/remove", data={"reason": WHY})

    assert (answer.status_code, answer.location) == (303, page_of(post))
    assert titles(client, "/en/groups/markets") == []
    assert WHY in client.get(f"{address}/return").text
    assert client.post(f"{address}/return", data={"reason": WHY}).status_code == 303
    assert titles(client, "/en/groups/markets") == [post.title]


def test_the_author_is_told_when_they_send_it_in_again(
    client: FlaskClient, world: World
) -> None:
    fatou, post = fatou_leads_markets(world), tagged(world)
    remove_tag(fatou, world.markets, post, WHY)
    revised(world, post)
    sign_in(client, world.amina)

    page = client.get(f"/en/my-work/{post.id}").text

    assert "Markets has taken its tag off this post" in page
    assert WHY in page


def test_its_author_archives_a_post_and_names_a_newer_one(
    client: FlaskClient, world: World
) -> None:
    post, newer = published(world), published(world, case_study(world, "Newer"))
    french = translated(world, post)
    sign_in(client, world.amina)
    address = f"/en/posts/{post.id}/archive"
    assert address in client.get(f"/en/my-work/{post.id}").text

    form = {"reason": WHY, "successor": f"https://share.example{page_of(newer)}?x=1"}
    assert client.post(address, data=form).status_code == 303

    client.post("/en/sign-out")
    for text in (post, french):
        page = client.get(page_of(text)).text
        assert "it is no longer current" in page
        assert WHY in page
        assert page_of(newer) in page
    assert titles(client, WATER) == ["Newer"]
    assert client.get("/en/").text.count(page_of(post)) == 0


@pytest.mark.parametrize("successor", ["somewhere", "999999", "https://example.org/"])
def test_a_newer_post_must_be_one(
    client: FlaskClient, world: World, successor: str
) -> None:
    post = published(world)
    sign_in(client, world.amina)
    form = {"reason": WHY, "successor": successor}

    answer = client.post(f"/en/posts/{post.id}/archive", data=form)

    assert answer.status_code == 422
    assert "Copy the address of another published post" in answer.text
    assert successor in answer.text


def test_an_archived_post_is_brought_back_from_its_page(
    bruno: FlaskClient, world: World
) -> None:
    post = published(world)
    archive(world.viewer("elif"), post, WHY)
    db.session.commit()
    address = f"/en/posts/{post.id}/bring-back"
    page = bruno.get(page_of(post)).text
    assert address in page
    assert "This post is archived: nothing can be added." in page

    assert bruno.post(address, data={"reason": "It goes on."}).status_code == 303

    assert "no longer current" not in bruno.get(page_of(post)).text
    assert bruno.post(address, data={"reason": "Again."}).status_code == 409


@pytest.mark.parametrize("name", ["chen", "fatou"])
def test_others_find_no_menu_and_no_way(
    client: FlaskClient, world: World, name: str
) -> None:
    post = published(world)
    sign_in(client, getattr(world, name))

    assert "Coordinate</summary>" not in client.get(page_of(post)).text
    for path in (f"posts/{post.id}/archive", f"posts/{post.id}/bring-back"):
        assert client.get(f"/en/{path}").status_code == 403
    for path in (f"pins/{post.id}", f"tags/{post.id}/remove", "archive", "reopen"):
        assert client.get(f"/en/groups/water/{path}").status_code == 403
