"""The addresses of the lists behind the circles of a map."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.world import World


def test_a_code_in_small_letters_is_led_on(client: FlaskClient, world: World) -> None:
    answer = client.get("/en/countries/mz?group=water")

    assert (answer.status_code, answer.location) == (
        301,
        "/en/countries/MZ?group=water",
    )


@pytest.mark.parametrize("name", ["_scheme", "_external", "_anchor", "_method"])
def test_no_word_in_the_address_steers_the_links(
    client: FlaskClient, world: World, name: str
) -> None:
    for number in range(21):
        published(world, case_study(world, f"No. {number}"))

    page = client.get(f"/en/countries/MZ?group=water&{name}=gopher")

    assert page.status_code == 200
    assert "gopher" not in page.text
    older = re.search(r'href="([^"]+)" rel="next"', page.text)
    assert older is not None
    assert older[1].startswith("/en/countries/MZ?group=water&amp;cursor=")
