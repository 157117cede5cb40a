"""Which text of a family the lists of the site show a visitor and who signed in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.unit.test_best_language import FAMILIES, LANGUAGES, family
from tests.web.feed_pages import link, titles
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.groups.models import Membership
from uclg_share.posts.models import Placement, Reach


@pytest.mark.parametrize("page", LANGUAGES)
@pytest.mark.parametrize(
    "feed", ["groups/water", "committees/cooperation", "organisations/hills", ""]
)
def test_who_signed_in_reads_the_best_and_a_visitor_the_page(
    client: FlaskClient, world: World, page: str, feed: str
) -> None:
    originals = family(world, "en", ("fr", "ar"))
    for post, title in zip(originals, ("Pipes", "Tuyaux", "أنابيب"), strict=True):
        post.title = title
    world.chen.reads = ["ar", "fr"]
    db.session.commit()
    own = {"en": "Pipes", "fr": "Tuyaux", "ar": "أنابيب"}

    assert titles(client, f"/{page}/{feed}") == [own.get(page, "Pipes")]

    sign_in(client, world.chen)
    assert titles(client, f"/{page}/{feed}") == [own.get(page, "أنابيب")]


def test_a_member_of_two_groups_sees_a_family_once(
    client: FlaskClient, world: World
) -> None:
    original, french = family(world, "en", ("fr",))
    original.title, french.title = "Pipes", "Tuyaux"
    db.session.add(
        Placement(
            group_id=world.budgets.id,
            post_id=original.id,
            reach=Reach.PUBLIC,
            published_at=original.published_at,
            kind=original.kind,
            family_id=original.id,
            language="en",
        )
    )
    world.fatou.reads = ["fr"]
    db.session.add(Membership(account=world.fatou, group=world.water))
    db.session.commit()

    sign_in(client, world.fatou)

    assert titles(client, "/es/") == ["Tuyaux"]


@pytest.mark.parametrize("medium", ["", ".json"])
def test_pages_neither_double_nor_lose_a_family(
    client: FlaskClient, world: World, medium: str
) -> None:
    for number in range(24):
        original, others = FAMILIES[number % len(FAMILIES)]
        for post in family(world, original, others):
            post.title = f"Family {number}"
    world.chen.reads = ["ar", "es"]
    db.session.commit()
    sign_in(client, world.chen)

    seen: list[str] = []
    address: str | None = f"/fr/groups/water{medium}"
    while address:
        seen += titles(client, address)
        address = link(client, address, "next")

    assert sorted(seen) == sorted(f"Family {number}" for number in range(24))


def test_one_says_which_languages_one_reads_and_in_which_order(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)
    form = {"name": "Chen", "locale": "en"}
    chosen = {"reads_1": "ar", "reads_2": "", "reads_3": "fr"}

    answer = client.post("/en/settings", data=form | chosen)

    assert answer.status_code == 303
    db.session.refresh(world.chen)
    assert world.chen.reads == ["ar", "fr"]
    page = client.get("/en/settings").text
    first, second = (page.partition(f'id="reads_{n}"')[2] for n in (1, 2))
    assert '<option selected value="ar">' in first.partition("</select>")[0]
    assert '<option selected value="fr">' in second.partition("</select>")[0]


def test_a_language_chosen_twice_counts_once_and_an_unknown_one_is_refused(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)
    form = {"name": "Chen", "locale": "en", "reads_1": "fr", "reads_2": "fr"}

    client.post("/en/settings", data=form)
    refused = client.post("/en/settings", data=form | {"reads_3": "de"})

    db.session.refresh(world.chen)
    assert (world.chen.reads, refused.status_code) == (["fr"], 422)
