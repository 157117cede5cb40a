"""Words that the box of search offers, and slips that the page corrects."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.searching import written
from tests.world import World, sign_in
from uclg_share.posts.actions import hide

SEARCH = "/en/search"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("leaking pip", ["leaking Pipeline", "leaking Pipes"]),
        ("MAP", ["Maputo"]),
        *(("p", []), ("", []), ("pipes ", []), ("\x00", []), ('"', [])),
    ],
)
def test_a_word_begun_is_offered_whole(
    client: FlaskClient, world: World, typed: str, offered: list[str]
) -> None:
    for title in ("Pipes there", "Pipeline", "Pipeline again"):
        written(world, title)

    answer = client.get("/en/search/suggest", query_string={"q": typed})

    assert [one["name"] for one in answer.json or []] == offered


def test_what_is_hidden_or_for_members_offers_no_word(
    client: FlaskClient, world: World
) -> None:
    hide(world.viewer("bruno"), written(world, "Zebras"), "Names a person.")
    draft = case_study(
        world,
        "Zeppelins",
        group_ids=(world.budgets.id,),
        organisation_id=world.coast.id,
    )
    published(world, draft, world.fatou, world.budgets)
    sign_in(client, world.fatou)

    assert client.get("/en/search/suggest?q=ze").json == []


def test_a_slip_is_corrected(client: FlaskClient, world: World) -> None:
    written(world, "Parking at the market")

    shown = client.get(f"{SEARCH}?q=paking&country=MZ").text

    assert 'Did you mean <a href="/en/search?country=MZ&amp;q=Parking">' in shown
    assert "Did you mean" not in client.get(f"{SEARCH}?q=parking").text


def test_an_address_that_leads_nowhere_is_searched_for(
    client: FlaskClient, world: World
) -> None:
    answer = client.get("/en/practices/parking-fees-2019.html")

    assert answer.status_code == 404
    assert 'value="practices parking fees html"' in answer.text
