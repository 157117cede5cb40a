from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.sql import queries_during
from tests.world import World, named, sign_in
from uclg_share.database import db
from uclg_share.groups.models import Committee, CommitteeStatus, Visibility


def committee(slug: str, **more: object) -> Committee:
    found = Committee(slug=slug, names=named(slug.title()), **more)
    db.session.add(found)
    db.session.commit()
    return found


def test_each_committee_stands_with_its_groups_and_spellings(
    client: FlaskClient, world: World
) -> None:
    world.cooperation.descriptions = named("Who works with whom.")
    committee("peace")

    page = client.get("/en/committees").text

    first, _, second = page.partition("Peace")
    assert "Who works with whom." in first
    assert "1 working group<" in first
    assert "Committee on Cooperation" in first
    assert "0 working groups" in second


def test_the_directory_speaks_the_language_of_the_reader(client: FlaskClient) -> None:
    assert "Cooperation (ar)" in client.get("/ar/committees").text


def test_a_group_for_members_is_counted_for_those_who_read_it(
    client: FlaskClient, world: World
) -> None:
    world.water.visibility = Visibility.MEMBERS
    db.session.commit()
    assert "0 working groups" in client.get("/en/committees").text

    sign_in(client, world.amina)

    assert "1 working group<" in client.get("/en/committees").text


def test_more_committees_ask_no_more_of_the_database(client: FlaskClient) -> None:
    few = queries_during(lambda: client.get("/en/committees"))
    for slug in ("peace", "culture", "waste"):
        committee(slug)

    assert queries_during(lambda: client.get("/en/committees")) == few == 3


@pytest.mark.parametrize(
    "alias", ["committee-on-cooperation", "Committee-on-Cooperation"]
)
@pytest.mark.parametrize("medium", ["", ".atom", ".json"])
def test_another_spelling_leads_to_the_committee(
    client: FlaskClient, alias: str, medium: str
) -> None:
    answer = client.get(f"/en/committees/{alias}{medium}")

    assert answer.status_code == 301
    assert answer.location == f"/en/committees/cooperation{medium}"


def test_a_merged_committee_leads_where_it_went(
    client: FlaskClient, world: World
) -> None:
    went = {"status": CommitteeStatus.MERGED, "merged_into_id": world.cooperation.id}
    peace = committee("peace", **went)
    committee("war", status=CommitteeStatus.MERGED, merged_into_id=peace.id)

    assert "Peace" not in client.get("/en/committees").text
    for slug in ("peace", "war"):
        answer = client.get(f"/en/committees/{slug}")
        assert answer.location == "/en/committees/cooperation"


def test_two_committees_merged_into_each_other_lead_nowhere(
    client: FlaskClient, world: World
) -> None:
    went = {"status": CommitteeStatus.MERGED, "merged_into_id": world.cooperation.id}
    peace = committee("peace", **went)
    world.cooperation.status = CommitteeStatus.MERGED
    world.cooperation.merged_into_id = peace.id
    db.session.commit()

    assert client.get("/en/committees/peace").status_code == 404


@pytest.mark.parametrize("slug", ["none", "co%00operation", "---", "%F0%9F%90%B4"])
def test_what_is_no_committee_is_not_found(client: FlaskClient, slug: str) -> None:
    answer = client.get(f"/en/committees/{slug}")

    assert answer.status_code in ({301} if slug.startswith("co") else {404})
