"""Similar posts: the nearest first, nothing one may not read, and bounded work."""

from __future__ import annotations

from typing import Any

import pytest

from tests.afterwards import archived
from tests.drafts import case_study, published
from tests.sql import queries_during
from tests.world import World
from uclg_share.database import db
from uclg_share.permissions import Viewer
from uclg_share.posts import similar
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post
from uclg_share.posts.similar import Wanted, similar_to, stems

TITLE = "Finding leaks in the pipes of Beira"


def found(viewer: Viewer, language: str = "en", **known: Any) -> list[str]:
    wanted = {"title": TITLE, "country": "MZ", "themes": ("training",), **known}
    return [row.title for row in similar_to(viewer, Wanted(**wanted), language)]


def written(world: World, title: str, **changes: Any) -> Post:
    return published(
        world, case_study(world, title, **{"summary": "Told in short.", **changes})
    )


@pytest.fixture
def shelf(world: World) -> World:
    """Noise: other countries, other themes, other words."""
    written(world, "Markets on Sunday", country="PE", place="Cusco", themes=("food",))
    written(world, "A budget for youth", country="MZ", themes=("gender",))
    return world


def test_the_nearest_comes_first(shelf: World) -> None:
    written(shelf, "Leaks found at night")
    written(shelf, "Leaks in old pipes", country="PE", place="Cusco")
    written(shelf, "Finding leaks in pipes by ear")

    titles = found(shelf.viewer("amina"), group_id=shelf.water.id)

    assert titles == [
        "Finding leaks in pipes by ear",
        "Leaks in old pipes",
        "Leaks found at night",
    ]


def test_the_same_country_and_theme_count_more(shelf: World) -> None:
    written(shelf, "Pipes of iron", country="PE", themes=("food",), place="Cusco")

    assert found(shelf.viewer("amina"), group_id=shelf.water.id) == []

    written(shelf, "Pipes of clay")
    assert found(shelf.viewer("amina"), group_id=shelf.water.id) == ["Pipes of clay"]


@pytest.mark.parametrize(
    "known", [{"country": "MZ"}, {"themes": ("training",)}, {"group": "water"}]
)
def test_each_way_alone_finds_a_near_text(world: World, known: dict[str, Any]) -> None:
    written(world, "Finding leaks in pipes")
    nothing: dict[str, Any] = {"country": "", "themes": (), "group_id": None}
    if known.pop("group", None):
        known = {"group_id": world.water.id}

    assert found(world.viewer("chen"), **{**nothing, **known}) != []
    assert found(world.viewer("chen"), **nothing) == []


@pytest.mark.parametrize("title", ["", "Leaks", "The city and the municipality", "水"])
def test_a_title_that_says_nothing_yet_finds_nothing(world: World, title: str) -> None:
    written(world, "Leaks in the city")

    assert found(world.viewer("amina"), title=title) == []


def test_words_are_compared_in_their_one_form() -> None:
    assert stems("Les fuites d’eau dans la ville") == stems("Fuite : l’eau")
    assert stems("المياه في البلدة") == stems("مياه")
    assert stems("Participatory budgets") == stems("participation, BUDGET")


def test_no_more_than_five(world: World) -> None:
    for number in range(7):
        written(world, f"Finding leaks in pipes {number}")

    assert len(found(world.viewer("amina"))) == 5


def test_one_does_not_find_oneself_or_ones_translation(world: World) -> None:
    own = written(world, "Finding leaks in pipes")
    other = written(world, "Leaks in pipes", language="fr")
    other.family_id = own.id
    db.session.commit()

    assert found(world.viewer("amina"), post_id=own.id) == []
    assert found(world.viewer("amina"), post_id=other.id) == []


def test_of_a_family_one_text_is_shown_in_the_language_of_the_page(
    world: World,
) -> None:
    own = written(world, "Finding leaks in pipes")
    other = written(world, "Trouver les fuites", language="fr")
    other.family_id = own.id
    db.session.commit()

    assert found(world.viewer("amina")) == ["Finding leaks in pipes"]
    assert found(world.viewer("amina"), "fr") == ["Trouver les fuites"]
    assert found(world.viewer("amina"), "ar") == ["Finding leaks in pipes"]


@pytest.mark.parametrize(
    "name, reads", [("chen", False), ("amina", False), ("fatou", True), ("dina", True)]
)
def test_what_only_members_read_is_shown_to_them_alone(
    world: World, name: str, reads: bool
) -> None:
    hers = {"organisation_id": world.coast.id, "group_ids": (world.budgets.id,)}
    draft = case_study(world, "Finding leaks in pipes", **hers)
    published(world, draft, world.fatou, world.budgets)

    titles = found(world.viewer(name), group_id=world.budgets.id)

    assert (titles != []) is reads


@pytest.mark.parametrize("name", ["amina", "bruno", "dina"])
def test_a_hidden_text_is_shown_to_nobody(world: World, name: str) -> None:
    hide(world.viewer("bruno"), written(world, "Finding leaks in pipes"), "Private.")

    assert found(world.viewer(name), group_id=world.water.id) == []


def test_what_is_no_longer_current_is_not_offered(world: World) -> None:
    archived(world, written(world, "Finding leaks in pipes"))

    assert found(world.viewer("amina"), group_id=world.water.id) == []


def test_only_the_newest_are_looked_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "NEWEST", 2)
    written(world, "Finding leaks in pipes")
    for number in range(2):
        written(world, f"A walk {number}")

    assert found(world.viewer("amina"), group_id=world.water.id) == []


def test_more_posts_make_no_more_statements(world: World) -> None:
    written(world, "Finding leaks in pipes")
    amina, group_id = world.viewer("amina"), world.water.id
    few = queries_during(lambda: found(amina, group_id=group_id))
    for number in range(5):
        written(world, f"Leaks in pipes {number}")

    many = queries_during(lambda: found(amina, group_id=group_id))

    # Country, theme, group, its lines, the texts, their families.
    assert few == many == 6
