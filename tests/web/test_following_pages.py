"""The buttons to follow, the page of all one follows, and the page of a theme."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.drafts import case_study, published
from tests.mailing import feed_of
from tests.sql import queries_during
from tests.web.feed_pages import titles
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.following.actions import follow
from uclg_share.following.models import Follow
from uclg_share.notifications.models import Frequency, News
from uclg_share.notifications.preferences import choices_of
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Theme

FOLLOWING = "/en/following"


def follows() -> list[Follow]:
    return list(db.session.scalars(select(Follow)))


@pytest.mark.parametrize("sort", ["group", "organisation", "theme", "post"])
def test_the_button_follows_and_ends_it(
    client: FlaskClient, world: World, sort: str
) -> None:
    post = published(world)
    key, page = {
        "group": (world.water.id, "/en/groups/water"),
        "organisation": (world.hills.id, "/en/organisations/hills"),
        "theme": ("training", "/en/themes/training"),
        "post": (post.id, f"/en/posts/{post.id}/{post.slug}"),
    }[sort]
    address = f"/en/follow/{sort}/{key}"
    sign_in(client, world.chen)
    assert f'action="{address}"' in client.get(page).text

    begun = client.post(address, data={"wish": "follow"})

    assert (begun.status_code, begun.headers["Location"]) == (303, page)
    assert "Following<" in client.get(page).text
    assert len(follows()) == 1

    ended = client.post(address, data={"wish": "end"})

    assert (ended.status_code, ended.headers["Location"]) == (303, page)
    assert "Following<" not in client.get(page).text
    assert follows() == []


def test_a_member_is_offered_nothing_to_follow(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)

    assert "/en/follow/group" not in client.get("/en/groups/water").text
    address = f"/en/follow/group/{world.water.id}"
    assert client.post(address, data={"wish": "follow"}).status_code == 403


@pytest.mark.parametrize(
    "address", ["group/{0.budgets.id}", "post/4711", "theme/no-such", "organisation/x"]
)
def test_what_one_may_not_know_is_not_there(
    client: FlaskClient, world: World, address: str
) -> None:
    sign_in(client, world.chen)

    answer = client.post(f"/en/follow/{address.format(world)}", data={"wish": "follow"})

    assert answer.status_code == 404
    assert follows() == []


def test_a_visitor_sees_no_button_and_is_asked_to_sign_in(
    client: FlaskClient, world: World
) -> None:
    post = published(world)

    for page in ("/en/groups/water", f"/en/posts/{post.id}/{post.slug}"):
        assert "/en/follow/" not in client.get(page).text
    assert client.get(FOLLOWING).status_code == 303


def test_the_page_lists_all_one_follows(client: FlaskClient, world: World) -> None:
    post, hidden = published(world), published(world, case_study(world, "Gone"))
    chen = world.viewer("chen")
    for thing in (
        *(world.markets, world.hills, db.session.get_one(Theme, "training")),
        *(post, hidden),
    ):
        follow(chen, thing)
    hide(world.viewer("bruno"), hidden, "Names a person.")
    sign_in(client, world.chen)

    page = client.get(FOLLOWING).text

    for name in ("Markets", world.hills.name, "Training", post.title):
        assert f">{name}</a>" in page
    assert "Gone" not in page
    assert "No longer available" in page


def test_what_is_gone_can_still_be_unfollowed(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    follow(world.viewer("chen"), post)
    hide(world.viewer("bruno"), post, "Names a person.")
    sign_in(client, world.chen)

    answer = client.post(
        f"/en/follow/post/{post.id}", data={"wish": "end", "from": "list"}
    )

    assert answer.headers["Location"] == FOLLOWING
    assert follows() == []


def test_the_page_says_how_often(client: FlaskClient, world: World) -> None:
    sign_in(client, world.chen)

    answer = client.post(FOLLOWING, data={"often": "daily"})

    assert answer.status_code == 303
    assert choices_of(world.chen.id).of(News.FOLLOWED) is Frequency.DAILY
    assert choices_of(world.chen.id).of(News.POSTS) is Frequency.WEEKLY
    assert client.post(FOLLOWING, data={"often": "hourly"}).status_code == 422


def test_the_page_asks_as_much_for_many_things(
    client: FlaskClient, world: World
) -> None:
    chen = world.viewer("chen")
    follow(chen, world.hills)
    sign_in(client, world.chen)
    client.get(FOLLOWING)
    few = queries_during(lambda: client.get(FOLLOWING))
    for thing in (world.coast, world.markets, published(world), published(world)):
        follow(chen, thing)
    db.session.commit()

    assert queries_during(lambda: client.get(FOLLOWING)) == few <= 6


def test_a_theme_has_a_page_of_public_posts(client: FlaskClient, world: World) -> None:
    shown = published(world)
    published(world, case_study(world, "On food", themes=("food",)))
    hide(world.viewer("bruno"), published(world, case_study(world, "Gone")), "Wrong.")
    for_members = case_study(
        world,
        "For members",
        group_ids=(world.budgets.id,),
        organisation_id=world.coast.id,
    )
    published(world, for_members, world.fatou, world.budgets)

    page = client.get("/en/themes/training").text

    assert shown.title is not None
    assert shown.title in page
    assert not [one for one in ("On food", "Gone", "For members") if one in page]
    assert titles(client, "/en/themes/training.atom") == [shown.title]
    [item] = client.get("/en/themes/training.json").json["items"]  # type: ignore[index]
    assert item["title"] == shown.title
    assert client.get("/en/themes/no-such").status_code == 404
    assert '/en/themes/training"' in client.get("/en/themes").text


def test_a_theme_costs_the_same_for_one_post_and_for_many(
    client: FlaskClient, world: World
) -> None:
    published(world)
    few = queries_during(lambda: client.get("/en/themes/training"))
    for _ in range(4):
        published(world)

    assert queries_during(lambda: client.get("/en/themes/training")) == few <= 3


def test_the_private_feed_has_what_one_follows(
    client: FlaskClient, world: World
) -> None:
    published(world, case_study(world, "By the Hills"))
    secret = feed_of(world.chen)
    address = f"/en/my-feed/{secret}.atom"
    assert titles(client, address) == []

    follow(world.viewer("chen"), world.hills)
    follow(world.viewer("chen"), world.water)
    follow(world.viewer("chen"), db.session.get_one(Theme, "training"))

    assert titles(client, address) == ["By the Hills"]
