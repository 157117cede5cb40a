"""What the list of members shows, and to whom."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.groups import membership
from tests.sql import queries_during
from tests.world import World, sign_in
from uclg_share.accounts.models import Account
from uclg_share.database import db, now
from uclg_share.groups.counters import recount_people
from uclg_share.groups.models import Membership, WorkingGroup

PAGES = ["", "/about", "/members", "/join", "/leave", "/invite", ".json"]


def crowd(group: WorkingGroup, number: int, first: int = 0) -> None:
    """So many people more in a group."""
    for at in range(first, first + number):
        address = f"person{at:03}@crowd.example.org"
        account = Account(
            name=f"Person {at:03}",
            email=address,
            email_key=address,
            password_hash="",
            email_confirmed_at=now(),
        )
        db.session.add(Membership(account=account, group=group))
    recount_people(group)
    db.session.commit()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["", "chen", "bruno"])
def test_a_group_for_members_is_nowhere_for_strangers(
    client: FlaskClient, world: World, page: str, name: str
) -> None:
    if name:
        sign_in(client, getattr(world, name))

    answer = client.get(f"/en/groups/budgets{page}", follow_redirects=True)

    assert "Budgets" not in answer.text
    hidden = 403 if page == "/invite" and name == "chen" else 404
    signing_in = not name and page in {"/join", "/leave", "/invite"}
    assert answer.status_code == (200 if signing_in else hidden)


def test_a_member_reads_a_group_for_members(client: FlaskClient, world: World) -> None:
    sign_in(client, world.fatou)

    for page in ("", "/about", "/members"):
        assert "Budgets" in client.get(f"/en/groups/budgets{page}").text


def test_members_stand_with_organisation_and_country(client: FlaskClient) -> None:
    page = client.get("/en/groups/water/members").text

    assert page.index("Amina") < page.index("Bruno") < page.index("Elif")
    assert "Association of Hill Municipalities" in page
    assert "Tunisia" in page
    assert page.count("Coordinator<") == 2
    assert "example.org" not in page
    assert "Hana" not in page


def test_coordinators_see_who_is_suspended(client: FlaskClient, world: World) -> None:
    sign_in(client, world.bruno)

    page = client.get("/en/groups/water/members").text

    assert "Hana" in page
    assert "Suspended" in page


@pytest.mark.parametrize("name", ["", "amina", "fatou"])
def test_only_coordinators_see_what_can_be_changed(
    client: FlaskClient, world: World, name: str
) -> None:
    if name:
        sign_in(client, getattr(world, name))

    page = client.get("/en/groups/water/members").text

    assert "Make coordinator" not in page
    assert "End membership" not in page
    assert "Invite by e-mail" not in page


def test_members_are_read_page_by_page(client: FlaskClient, world: World) -> None:
    crowd(world.markets, 25)

    first = client.get("/en/groups/markets/members").text
    older = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = client.get(older).text

    assert ("Person 019" in first, "Person 020" in first) == (True, False)
    assert ("Person 019" in second, "Person 020" in second) == (False, True)
    assert 'rel="prev"' in second


@pytest.mark.parametrize("name", ["", "bruno"])
def test_more_members_ask_no_more_of_the_database(
    client: FlaskClient, world: World, name: str
) -> None:
    if name:
        sign_in(client, getattr(world, name))
    address = "/en/groups/water/members"
    few = queries_during(lambda: client.get(address))
    crowd(world.water, 15)

    many = queries_during(lambda: client.get(address))

    assert few == many
    assert many <= (8 if name else 4)


def test_who_left_is_on_no_list(client: FlaskClient, world: World) -> None:
    membership(world.amina, world.water).ended_at = now()
    db.session.commit()

    assert "Amina" not in client.get("/en/groups/water/members").text
