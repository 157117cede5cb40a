"""One card for each family: the language of the page, or the best one reads."""

from __future__ import annotations

from itertools import chain, combinations, permutations
from typing import Any

import pytest

from tests.web.feed_pages import shelf
from tests.world import World
from uclg_share.database import db
from uclg_share.feeds.gathering import latest, of_organisations
from uclg_share.feeds.queries import of_committee, of_group
from uclg_share.permissions import ANYONE
from uclg_share.posts.models import Placement, Post, Reach
from uclg_share.search.index import keep_found

LANGUAGES = ("en", "fr", "es", "ar")
# Every order in which somebody may read one, two, three or all of them.
READERS = [order for number in range(1, 5) for order in permutations(LANGUAGES, number)]
# Every set of languages a family may have, with each of them as the original.
FAMILIES = [
    (original, others)
    for original in LANGUAGES
    for others in chain.from_iterable(
        combinations([one for one in LANGUAGES if one != original], number)
        for number in range(4)
    )
]


def family(world: World, original: str, others: tuple[str, ...]) -> list[Post]:
    """One of Amina's in Water and for the Hills, and its translations."""
    same: dict[str, Any] = {"organisation": world.hills, "lead_group": world.water}
    (first,) = shelf(world, 1, language=original, **same)
    made = [
        first,
        *(
            shelf(world, 1, language=one, family_id=first.id, **same)[0]
            for one in others
        ),
    ]
    keep_found(*made)  # the index of search tells what is new on the whole site
    return made


def wanted(posts: list[Post], languages: tuple[str, ...]) -> int:
    """Said plainly: the first language there is, or the original."""
    for language in languages:
        for post in posts:
            if post.language == language:
                return post.id
    return posts[0].id


def test_every_list_shows_each_reader_one_text_of_each_family(world: World) -> None:
    families = [family(world, *one) for one in FAMILIES]

    for reader in READERS:
        shown = sorted(wanted(posts, reader) for posts in families)
        for statement in (
            of_group(ANYONE, world.water, reader),
            of_committee(world.cooperation, reader),
            of_organisations([world.hills.id], reader),
        ):
            rows = db.session.execute(statement)
            assert sorted(row.id for row in rows) == shown, reader
        assert sorted(row.id for row in latest(reader, 200)) == shown, reader


@pytest.mark.parametrize("reader", [("es", "fr", "ar"), ("ar",), ("fr", "es")])
def test_a_hidden_translation_counts_as_none(
    world: World, reader: tuple[str, ...]
) -> None:
    posts = family(world, "en", ("fr", "es"))
    for post in posts[1:]:
        post.reach = Reach.HIDDEN
        for line in post.placements:
            line.reach = Reach.HIDDEN
    db.session.commit()

    rows = db.session.execute(of_group(ANYONE, world.water, reader))

    assert [row.id for row in rows] == [posts[0].id]


def test_a_list_without_the_translation_shows_the_original(world: World) -> None:
    original, french = family(world, "en", ("fr",))
    line = db.session.get_one(Placement, (world.water.id, french.id))
    db.session.delete(line)
    db.session.commit()

    rows = db.session.execute(of_group(ANYONE, world.water, ("es", "fr")))

    assert [row.id for row in rows] == [original.id]
