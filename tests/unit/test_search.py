"""Search finds what is published, for whoever may read it, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from tests.afterwards import tagged
from tests.drafts import published
from tests.families import FRENCH, translated
from tests.searching import KNOWN, found, written
from tests.sql import queries_during
from tests.world import World
from uclg_share.permissions import ANYONE
from uclg_share.search.asking import read
from uclg_share.search.fields import known_of
from uclg_share.search.queries import SCORED, WHOLE, matching
from uclg_share.search.ranking import ranked, ranked_loosely
from uclg_share.tags.actions import remove_tag


@pytest.mark.parametrize(
    "text",
    [
        *("markets", "market", "MARKET", "Lima", "vendors", '"street vendors"'),
        *("market -floods", "country:peru", "Lima country:PE", "-country:MZ"),
        *("year:2024 market", "kind:case-study market", "org:hills market", "sdg:7"),
        *("market who else has done this", "“street vendors”", "hills lima market"),
        *("training vendors", "committee cooperation vendors", "water market"),
    ],
)
def test_it_is_found_by(world: World, text: str) -> None:
    study = written(
        world,
        "A market by the river",
        summary="What the street vendors of the hills said.",
        place="Lima",
        country="PE",
        sdgs=(7,),
    )
    written(world, "Floods")
    written(world, "Budgets for youth")

    assert found(text) == [study.id]


@pytest.mark.parametrize(
    "text",
    [
        *('"vendors street"', "market floods", "-market", "country:mozambique lima"),
        *("lang:fr market", "year:1999", "kind:debate market", "marke", "org:coast"),
        '"river lima"',  # the end of the title, and the place
    ],
)
def test_it_is_not_found_by(world: World, text: str) -> None:
    study = written(
        world,
        "A market by the river",
        summary="What the street vendors said.",
        country="PE",
        place="Lima",
    )

    assert study.id not in found(text)


@pytest.mark.parametrize(
    ("written_so", "asked_so"),
    [
        *(("organisation", "organization"), ("organizing", "organising")),
        *(("Gestión del agua", "gestion"), ("école", "ECOLE"), ("Łódź", "lodz")),
        *(("إدارة المدينة", "ادارة"), ("إدارة المدينة", "مدينه"), ("مياه", "المياه")),
        *(("水资源管理", "水资源"), ("l’eau", "eau"), ("eaux", "l'eau")),
        *(("ciudades", "ciudad"), ("municipaux", "municipal"), ("policies", "policy")),
        *(("acciones", "acción"), ("squares", "square"), ("٢٠٢٤", "2024")),
    ],
)
def test_spellings_are_equal(world: World, written_so: str, asked_so: str) -> None:
    study = written(world, f"Title {written_so}", started="2019")

    assert found(asked_so) == [study.id]


def test_every_spelling_of_a_committee_finds_it(world: World) -> None:
    told = "The committee on cooperation met."
    told_there = written(world, "A note", summary=told, committee_ids=())

    assert told_there.id in found('"cooperation (fr)"')


def test_the_newest_come_first(world: World) -> None:
    posts = [written(world, f"Pipes {number}") for number in range(3)]

    assert found("pipe") == [post.id for post in reversed(posts)]


def test_of_a_family_the_best_language_that_matches_is_shown(world: World) -> None:
    original = published(world)
    french = translated(world, original, title=FRENCH)

    assert found("maputo") == [original.id]
    assert found("maputo", ANYONE, "fr") == [french.id]
    assert found("maputo", ANYONE, "ar") == [original.id]
    assert found("fuites", ANYONE, "ar") == [french.id]
    assert found("maputo lang:fr") == [french.id]


def test_a_tag_that_is_taken_off_is_a_filter_no_more(world: World) -> None:
    post = tagged(world)
    known = known_of([world.water, world.markets], [], "en")

    def in_markets() -> list[Any]:
        wanted = read("group:markets", {}, known).wanted()
        return matching(ANYONE, wanted, ("en",))

    assert len(in_markets()) == 1
    remove_tag(world.viewer("dina"), world.markets, post, "Not about markets.")
    assert in_markets() == []


def test_the_title_counts_more_than_the_body(world: World) -> None:
    title = written(world, "Sensors in pipes")
    written(world, "Night work", summary="With sensors.")
    body = written(world, "By day")

    asked = read("sensors", {}, KNOWN)
    rows = matching(ANYONE, asked.wanted(), ("en",), columns=SCORED)
    order = [row.post_id for _, row in ranked(rows, asked.sought)]

    assert order[0] == title.id
    assert order[-1] == body.id


def test_of_some_of_the_words_the_rare_ones_tell_most(world: World) -> None:
    for number in range(4):
        written(world, f"Water {number}", summary="On water and water again.")
    rare = written(world, "Apart", summary="What the bees showed.")
    for number in range(4):
        written(world, f"Later water {number}")

    asked = read("bees in the water", {}, KNOWN)
    rows = matching(ANYONE, asked.wanted(loosely=True), ("en",), columns=WHOLE)
    order = [row.post_id for _, row in ranked_loosely(rows, asked.sought)]

    assert len(order) == 9
    assert order[0] == rare.id


def test_one_statement_finds_them_all(world: World) -> None:
    for number in range(5):
        written(world, f"Pipes {number}")

    assert queries_during(lambda: found("pipe")) == 1
