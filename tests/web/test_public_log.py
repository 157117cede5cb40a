"""What everybody reads of the record: of a group, and of the whole site."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.log_pages import SITE, WATER, busy, lines, main_of
from tests.sql import queries_during
from tests.web.feed_pages import atom, walk
from tests.world import World
from uclg_share.audit import Audience, Verb, record
from uclg_share.database import db
from uclg_share.posts.actions import hide


def test_a_reader_learns_what_was_done_why_and_in_which_role(
    client: FlaskClient, world: World
) -> None:
    busy(world)

    said = [re.sub(r", \d+ \w+ \d{4}, .*", "", one) for one in lines(client, WATER)]

    by, title = "A coordinator of Water", "Leak detection in Maputo"
    assert said == [
        f"Membership of a coordinator ended {by}",
        f"Coordinator is a member again {by}",
        f"Coordinator appointed {by}",
        f"Post hidden Case study (not shown now) Reason: It names a child. {by}",
        f"Report settled, Hidden Comment below a text (not shown now) {by}",
        "Comment hidden Comment below a text (not shown now)"
        f" Reason: Not to be read. {by}",
        f"Report settled, Left as it is Case study: {title} {by}",
        f"Post shown again Case study: {title} Reason: It was corrected."
        " An administrator",
        f"Post hidden Case study: {title} Reason: A figure was wrong. An administrator",
        f"Comments opened again Case study: {title} {by}",
        "Comments closed, Locked: what was said stays, nothing is added"
        f" Case study: {title} Reason: It went in circles. {by}",
        f"Comment shown again Comment below a text: {title}"
        f" Reason: A misunderstanding. {by}",
        f"Comment hidden Comment below a text: {title}"
        f" Reason: It insults; write to […] {by}",
        f"Post accepted and published Case study (not shown now) {by}",
        f"Post accepted and published Case study: {title} {by}",
    ]


def test_the_site_adds_what_belongs_to_no_group_and_leaves_out_closed_groups(
    client: FlaskClient, world: World
) -> None:
    busy(world)

    said = " ".join(lines(client, SITE))

    assert "Organisation confirmed Organisation: Town of Ávila" in said
    assert "Administrator appointed An administrator" in said
    assert "Post accepted and published" in said
    assert "For members alone" not in said
    assert "Budgets" not in said


@pytest.mark.parametrize(
    "query, number",
    [
        ("", 15),
        ("?sort=publications", 2),
        ("?sort=hiding", 8),
        ("?sort=discussion", 2),
        ("?sort=people", 3),
        ("?sort=groups", 0),
        ("?sort=nonsense", 15),
        ("?from=2020-01-01&to=9999-12-31", 15),
        ("?to=2020-01-01", 0),
        ("?from=9999-12-31", 0),
        ("?from=0001-01-01&to=0001-01-01", 0),
        ("?from=yesterday&to=2026-13-45", 15),
        ("?cursor=x", 15),
    ],
)
def test_a_reader_narrows_it(
    client: FlaskClient, world: World, query: str, number: int
) -> None:
    busy(world)

    assert len(lines(client, WATER + query)) == number
    assert len(atom(client.get(f"{WATER}.atom{query}").data).entries) == number


def test_it_is_read_page_by_page_and_keeps_what_was_asked(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    for at in range(44):
        words = {"reason": f"The {at}. time", "audience": Audience.PUBLIC}
        record(
            world.viewer("bruno"),
            Verb.POST_HIDDEN,
            post,
            group_id=world.water.id,
            **words,  # type: ignore[arg-type]
        )
    db.session.commit()

    pages = walk(client, f"{WATER}?sort=hiding")

    seen = [line for page in pages for line in lines(client, page)]
    assert len(pages) == 3
    assert all("sort=hiding" in page for page in pages)
    times = [int(re.findall(r"The (\d+)\.", line)[0]) for line in seen]
    assert times == list(range(43, -1, -1))


def test_it_costs_the_same_however_much_was_done(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    few = cost(client, WATER), cost(client, SITE)
    busy(world)
    hide(world.viewer("bruno"), post, "A second time.")
    db.session.commit()

    many = cost(client, WATER), cost(client, SITE)

    assert few == (4, 3)
    assert many == (4, 4)  # on the site an organisation was confirmed too


def test_the_year_of_a_group_stands_at_its_side(
    client: FlaskClient, world: World
) -> None:
    busy(world)

    page = main_of(client.get(WATER).text)

    figures = re.findall(r'<dd class="n">(\d+)</dd></div>', page.partition("<aside")[2])
    assert figures == ["2", "4", "2"]


def test_in_arabic_it_reads_from_right_to_left(
    client: FlaskClient, world: World
) -> None:
    busy(world)

    page = client.get("/ar/groups/water/log").text

    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="en" dir="ltr"><bdi>Leak detection in Maputo' in page
    assert '<code dir="ltr">flask' in page


def cost(client: FlaskClient, address: str) -> int:
    return queries_during(lambda: client.get(address))
