"""What the pages of organisations, committees, themes and people say beside posts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.afterwards import WHY
from tests.drafts import case_study, published
from tests.questions import discussed
from tests.web.home_pages import section
from tests.world import World
from uclg_share.database import db
from uclg_share.posts.actions import hide

PAGE = "/en/organisations/hills"


def test_an_organisation_shows_where_it_is(client: FlaskClient, world: World) -> None:
    assert 'role="img"' not in client.get(PAGE).text.partition("<main")[2]

    world.hills.latitude, world.hills.longitude = 36.8, 10.2
    db.session.commit()

    assert 'aria-label="Dot map: where Association' in client.get(PAGE).text
    assert 'href="/en/countries/TN"' in client.get(PAGE).text


def test_an_organisation_says_whose_member_it_is(
    client: FlaskClient, world: World
) -> None:
    world.hills.parents = [world.coast]
    db.session.commit()

    assert "Member of</h2>" in client.get(PAGE).text
    coast = client.get("/en/organisations/coast").text
    assert "Its members</h2>" in coast
    assert f'href="{PAGE}"' in coast


def test_an_organisation_is_active_where_it_published(
    client: FlaskClient, world: World
) -> None:
    published(world)

    page = client.get(PAGE).text

    assert "Active in</h2>" in page
    assert "1 practice, 1 country or territory" in page
    aside = page.partition("Active in</h2>")[2].partition("</section>")[0]
    assert "Water" in aside
    assert "Markets" not in aside


@pytest.mark.parametrize("medium", ["atom", "json", "csv"])
def test_the_posts_of_an_organisation_are_for_programs_too(
    client: FlaskClient, world: World, medium: str
) -> None:
    kept = published(world)
    gone = published(world, case_study(world, "Gone"))
    hide(world.viewer("bruno"), gone, WHY)
    db.session.commit()

    answer = client.get(f"{PAGE}.{medium}")

    assert str(kept.title) in answer.text
    assert "Gone" not in answer.text
    assert f"{PAGE}.{medium}" in client.get(PAGE).text
    assert client.get(f"/en/organisations/nobody.{medium}").status_code == 404


def test_a_committee_and_a_theme_say_how_many_practices_they_have(
    client: FlaskClient, world: World
) -> None:
    published(world)

    committee = client.get("/en/committees/cooperation").text

    assert "1 practice · " in committee
    assert "Also written: <bdi>Committee on Cooperation</bdi>" in " ".join(
        committee.split()
    )
    assert "1 practice" in client.get("/en/committees").text
    assert "1 practice" in client.get("/en/themes").text


def test_a_person_shows_what_they_published(client: FlaskClient, world: World) -> None:
    address = f"/en/people/{world.amina.id}"
    assert 'id="posts"' not in client.get(address).text
    post = published(world)
    gone = published(world, case_study(world, "Gone"))
    hide(world.viewer("bruno"), gone, WHY)
    db.session.commit()

    found = section(client.get(address).text, "posts")

    assert str(post.title) in found
    assert "Gone" not in found
    assert "@" not in found


def test_the_first_page_leads_to_numbers_themes_and_questions(
    client: FlaskClient, world: World
) -> None:
    published(world)
    question = discussed(world)
    db.session.commit()

    page = client.get("/en/").text

    assert "1 practice · 1 country or territory</a>" in page
    assert 'href="/en/themes/training"' in section(page, "themes")
    waiting = page.partition("Questions waiting for you")[2].partition("</section>")[0]
    assert str(question.title) in waiting
    assert "Newest post: " in page
