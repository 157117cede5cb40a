from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.world import World, sign_in
from uclg_share.database import db, now
from uclg_share.organisations.actions import propose
from uclg_share.organisations.models import (
    Organisation,
    OrganisationType,
)
from uclg_share.organisations.proposals import Proposal
from uclg_share.posts.models import Reach
from uclg_share.posts.placing import set_reach


def many_towns(number: int) -> None:
    for at in range(number):
        db.session.add(
            Organisation(
                slug=f"town-{at}",
                name=f"Town {at:03}",
                type=OrganisationType.LOCAL_GOVERNMENT,
                confirmed_at=now(),
            )
        )
    db.session.commit()


def link(page: str, rel: str) -> str | None:
    head, found, _ = page.partition(f'" rel="{rel}">')
    return head.rpartition('href="')[2].replace("&amp;", "&") if found else None


def test_the_directory_lists_a_to_z(client: FlaskClient) -> None:
    page = client.get("/en/organisations").text

    first = page.index("Association of Hill Municipalities")
    assert first < page.index("Federation of Coastal Towns")


@pytest.mark.parametrize(
    "query, shown, hidden",
    [
        ("q=hill", "Hill Municipalities", "Coastal"),
        ("country=EC", "Coastal", "Hill Municipalities"),
        ("q=coast&country=TN", "No organisation matches", "Coastal Towns"),
        ("country=XX&section=nowhere&type=nothing", "Coastal Towns", "No organisation"),
        ("q=%25", "No organisation matches", "Coastal Towns"),
        ("q=" + "a" * 5000, "No organisation matches", "a" * 101),
        ("q=%00&cursor=nonsense", "Coastal Towns", "No organisation"),
    ],
)
def test_the_directory_is_searched_and_filtered(
    client: FlaskClient, query: str, shown: str, hidden: str
) -> None:
    answer = client.get(f"/en/organisations?{query}")

    assert answer.status_code == 200
    assert shown in answer.text
    main = answer.text.partition("<main")[2]
    assert hidden not in main.split("</form>", 1)[1]


def test_the_directory_is_read_page_by_page(client: FlaskClient) -> None:
    many_towns(45)
    seen: list[str] = []
    address: str | None = "/en/organisations?q=town&type=local_government"
    while address:
        page = client.get(address).text
        seen += [f"Town {at:03}" for at in range(45) if f"Town {at:03}" in page]
        address = link(page, "next")

    assert seen == [f"Town {at:03}" for at in range(45)]


def test_one_can_page_back(client: FlaskClient) -> None:
    many_towns(25)
    second = client.get(link(client.get("/en/organisations?q=town").text, "next") or "")

    first = client.get(link(second.text, "prev") or "").text

    assert "Federation of Coastal Towns" in first
    assert "Town 018" in first
    assert "Town 020" not in first


def test_suggestions_are_plain_data(client: FlaskClient) -> None:
    answer = client.get("/fr/organisations/suggest?q=HILL")

    assert answer.json == [
        {
            "id": answer.json[0]["id"],  # type: ignore[index]
            "name": "Association of Hill Municipalities",
            "detail": "AHM, Tunisie",
        }
    ]


@pytest.mark.parametrize("text", ["", "f", "%%", "__", "x" * 5000, "%00%00"])
def test_suggestions_ask_for_letters(client: FlaskClient, text: str) -> None:
    answer = client.get(f"/en/organisations/suggest?q={text}")

    assert (answer.status_code, answer.json) == (200, [])


def test_a_page_shows_names_to_those_who_signed_in(
    client: FlaskClient, world: World
) -> None:
    page = client.get("/en/organisations/hills").text
    assert "2 people write for it" in page
    assert "Gabriel" not in page

    sign_in(client, world.chen)
    page = client.get("/en/organisations/hills").text

    assert "Gabriel" in page
    assert "Hana" not in page
    assert "people.example.org" not in page


def test_a_page_shows_what_was_published(client: FlaskClient, world: World) -> None:
    published(world)
    draft = case_study(world, "A secret", group_ids=(world.water.id,))
    hidden = published(world, draft)
    set_reach(hidden, Reach.HIDDEN)

    page = client.get("/en/organisations/hills").text

    assert "Leak detection in Maputo" in page
    assert "A secret" not in page
    assert "Leak detection" not in client.get("/en/organisations/coast").text


@pytest.mark.parametrize("slug", ["nowhere", "%00", "a" * 3000, "hills'--"])
def test_an_unknown_organisation_is_not_found(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/en/organisations/{slug}").status_code == 404


def test_a_proposed_one_is_as_if_it_were_not(client: FlaskClient, world: World) -> None:
    town = Proposal("Town", OrganisationType.LOCAL_GOVERNMENT, "ES")
    slug = propose(world.chen, town).slug
    codes = {}
    for name in ("amina", "gabriel", "chen", "dina"):
        sign_in(client, getattr(world, name))
        codes[name] = client.get(f"/en/organisations/{slug}").status_code

    assert codes == {"amina": 404, "gabriel": 404, "chen": 200, "dina": 200}
