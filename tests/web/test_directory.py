"""Finding an organisation: by letter, by the beginning of a word, as a table."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.sql import queries_during
from tests.world import World
from uclg_share.database import db, now
from uclg_share.organisations import names
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.organisations.names import countries_in_use, letters_in_use

HILLS, COAST = "Association of Hill Municipalities", "Federation of Coastal Towns"


def added(name: str, **more: str) -> Organisation:
    kind = OrganisationType.LOCAL_GOVERNMENT
    slug = name.lower().replace(" ", "-")
    one = Organisation(slug=slug, name=name, type=kind, confirmed_at=now(), **more)
    db.session.add(one)
    db.session.commit()
    return one


def names_in(page: str) -> list[str]:
    known = [HILLS, COAST, "Élan du Sud", "Saint-Denis", "بلدية صفاقس"]
    return [name for name in known if f"<bdi>{name}</bdi>" in page]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hill", [HILLS]),
        ("muni ass", [HILLS]),
        ("elan", ["Élan du Sud"]),
        ("ELAN s", ["Élan du Sud"]),
        ("denis", ["Saint-Denis"]),
        ("صفاقس", ["بلدية صفاقس"]),
        ("ills", []),
        ("hill coast", []),
        ('"hill', [HILLS]),
        ("///", []),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words(
    client: FlaskClient, world: World, typed: str, found: list[str]
) -> None:
    for name in ("Élan du Sud", "Saint-Denis", "بلدية صفاقس"):
        added(name)

    page = client.get("/en/organisations", query_string={"q": typed}).text

    assert names_in(page) == found


def test_what_many_have_is_found_as_well(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "FEW", 1)
    added("Coastal Union")

    page = client.get("/en/organisations?q=coastal").text

    assert names_in(page) == [COAST]
    assert "Coastal Union" in page


def test_a_new_name_is_found_and_the_old_one_no_more(
    client: FlaskClient, world: World
) -> None:
    one = added("Old Harbour")
    one.name, one.search_text = "New Quay", "new quay"
    db.session.commit()

    assert "New Quay" in client.get("/en/organisations?q=quay").text
    assert "No organisation matches" in client.get("/en/organisations?q=harb").text


def test_the_alphabet_has_the_letters_that_begin_a_name(
    client: FlaskClient, world: World
) -> None:
    added("Élan du Sud")
    db.session.add(
        Organisation(
            slug="z", name="Zed", type=OrganisationType.ASSOCIATE, country="ZM"
        )
    )
    db.session.commit()

    assert letters_in_use() == ["a", "e", "f"]
    assert "ZM" not in countries_in_use()
    page = client.get("/en/organisations?letter=e").text
    assert names_in(page) == ["Élan du Sud"]
    none = client.get("/en/organisations?letter=q").text
    assert "No organisation starts with Q" in none


def test_letters_and_countries_cost_one_statement_each(
    app: Flask, world: World
) -> None:
    for n in range(5):
        added(f"{'klmno'[n]} town", country="TN")

    assert queries_during(letters_in_use) == 1
    assert queries_during(countries_in_use) == 1


def test_the_members_of_an_association_are_a_list_of_their_own(
    client: FlaskClient, world: World
) -> None:
    member = added("Town of Wells")
    member.parents = [world.hills]
    db.session.commit()

    page = client.get("/en/organisations?member-of=hills").text

    assert f"Members of {HILLS}:" in page
    assert "Town of Wells" in page
    assert names_in(page) == []


def test_the_list_is_taken_along_as_it_is_narrowed(
    client: FlaskClient, world: World
) -> None:
    added("=SUM(A1)", country="TN")

    link = client.get("/en/organisations?country=TN").text
    answer = client.get("/en/organisations.csv?country=TN")

    assert 'href="/en/organisations.csv?country=TN"' in link
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert {row["country"] for row in rows} == {"TN"}
    assert not any(row["name"].startswith("=") for row in rows)
    assert rows[-1]["address"].endswith("/en/organisations/hills")
