"""What is not published, or not for this reader, is in no feed of any medium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted, published, waiting
from tests.web.feed_pages import COMMITTEE, WATER, titles
from tests.world import World, sign_in
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.posts.actions import delete, hide, save
from uclg_share.posts.drafts import Draft
from uclg_share.reviews.actions import (
    accept,
    decline,
    send_back,
    submit,
    take_back,
    withdraw,
)
from uclg_share.reviews.models import Reason

SECRET = "A secret of the waterworks"
OPEN = "Leak detection in Maputo"
MEDIA = ["", ".atom", ".json"]
EVERYWHERE = [
    *(f"{feed}{medium}" for feed in (WATER, COMMITTEE) for medium in MEDIA),
    *(f"/fr/groups/water{medium}" for medium in MEDIA),
    "/en/",
    "/en/organisations/hills",
    "/en/groups",
    "/en/committees",
]


def secret(world: World) -> Draft:
    """Its title, summary and body all say so."""
    text = case_study(world).sections | {"results": SECRET}
    return case_study(world, SECRET, summary=SECRET, sections=text, place=SECRET)


def a_draft(world: World) -> None:
    drafted(world, secret(world))


def deleted(world: World) -> None:
    delete(world.viewer("amina"), drafted(world, secret(world)))


def in_review(world: World) -> None:
    waiting(world, secret(world))


def withdrawn(world: World) -> None:
    withdraw(world.viewer("amina"), waiting(world, secret(world)))


def returned(world: World) -> None:
    review = waiting(world, secret(world))
    send_back(world.viewer("bruno"), review, Reason.UNCLEAR, "Say more.")


def declined(world: World) -> None:
    review = waiting(world, secret(world))
    decline(world.viewer("bruno"), review, Reason.ADVERTISING, "This sells a product.")


def taken_back(world: World) -> None:
    review = waiting(world, secret(world))
    accept(world.viewer("bruno"), review)
    db.session.commit()
    take_back(world.viewer("bruno"), review)


def hidden(world: World) -> None:
    hide(world.viewer("bruno"), published(world, secret(world)), "Names a person.")


def newer_draft(world: World) -> None:
    post = published(world, case_study(world, "Known"))
    save(viewer_for(world.amina), post, secret(world), 1)


def newer_in_review(world: World) -> None:
    post = published(world, case_study(world, "Known"))
    save(viewer_for(world.amina), post, secret(world), 1)
    submit(viewer_for(world.amina), post, world.water)


def for_members(world: World) -> None:
    """Led by Budgets, tagged to Water and to the committee as well."""
    changes = {
        "group_ids": (world.budgets.id, world.water.id),
        "committee_ids": (world.cooperation.id,),
        "organisation_id": world.coast.id,
    }
    draft = case_study(world, SECRET, summary=SECRET, place=SECRET, **changes)
    published(world, draft, world.fatou, world.budgets)


SECRETS = [
    *(a_draft, deleted, in_review, withdrawn, returned, declined, taken_back),
    *(hidden, newer_draft, newer_in_review, for_members),
]


@pytest.mark.parametrize("name", ["", "chen", "amina", "elif_", "dina"])
@pytest.mark.parametrize("make", SECRETS)
def test_no_feed_tells_a_secret(
    client: FlaskClient, world: World, make: Callable[[World], None], name: str
) -> None:
    published(world)
    make(world)
    if name:
        sign_in(client, getattr(world, name))

    answers = {address: client.get(address) for address in EVERYWHERE}

    assert {answer.status_code for answer in answers.values()} == {200}
    told = [address for address, answer in answers.items() if SECRET in answer.text]
    # Home reminds authors of their own work: it is not a feed.
    assert [address for address in told if (address, name) != ("/en/", "amina")] == []
    assert OPEN in titles(client, WATER)


@pytest.mark.parametrize("medium", MEDIA)
def test_a_group_for_members_is_not_there_for_others(
    client: FlaskClient, world: World, medium: str
) -> None:
    for_members(world)
    codes = {}
    for name in ("amina", "bruno", "chen", "gabriel", "hana", "ines", "fatou", "dina"):
        sign_in(client, getattr(world, name))
        codes[name] = client.get(f"/en/groups/budgets{medium}").status_code

    assert {name for name, code in codes.items() if code == 200} == {"fatou", "dina"}
    assert set(codes.values()) == {200, 404}
    sign_in(client, world.fatou)
    assert titles(client, f"/en/groups/budgets{medium}") == [SECRET]


def test_the_groups_of_a_post_are_named_to_those_who_may_know_them(
    client: FlaskClient, world: World
) -> None:
    ids = (world.water.id, world.budgets.id)
    post = published(world, case_study(world, group_ids=ids))
    pages = [WATER, f"/en/posts/{post.id}/{post.slug}"]

    assert ["Budgets" in client.get(page).text for page in pages] == [False, False]

    sign_in(client, world.fatou)

    assert ["Budgets" in client.get(page).text for page in pages] == [True, True]


def test_feeds_for_members_are_kept_by_nobody_else(
    client: FlaskClient, world: World
) -> None:
    for_members(world)
    sign_in(client, world.fatou)

    for medium in MEDIA:
        answer = client.get(f"/en/groups/budgets{medium}")

        assert "no-store" in answer.headers["Cache-Control"]
        assert "private" in answer.headers["Cache-Control"]
