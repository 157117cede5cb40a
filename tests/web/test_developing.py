"""The button on an experience, and the links between what grew out of what."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted
from tests.experiences import STUDY, WALK, grown_for_all, told, told_to_all
from tests.sql import queries_during
from tests.web.text_forms import kept, posts
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.actions import develop, hide, save
from uclg_share.posts.models import Kind, Post
from uclg_share.reviews.actions import submit

BUTTON = "Develop it into a case study"
BECAME = "Developed into a case study:"
CAME_FROM = "Grown out of an experience:"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def page_of(client: FlaskClient, post: Post) -> str:
    return client.get(f"/en/posts/{post.id}/{post.slug}").text


def test_an_author_develops_an_experience(amina: FlaskClient, world: World) -> None:
    own = f"/en/my-work/{told(world).id}"
    assert f'action="{own}/develop"' in amina.get(own).text

    answer = amina.post(f"{own}/develop")

    study = posts()[-1]
    assert study.kind is Kind.CASE_STUDY
    assert (answer.status_code, answer.location) == (303, f"/en/posts/{study.id}/edit")
    page = amina.get(answer.location).text
    assert "The draft holds what you wrote. Your experience stays as it is." in page
    assert "We walked.</textarea>" in page
    assert kept(study).sections["lessons"] == "Walk slowly."


def test_pressing_twice_leads_to_the_same_draft(
    amina: FlaskClient, world: World
) -> None:
    address = f"/en/my-work/{told(world).id}/develop"

    first, second = amina.post(address), amina.post(address)

    assert first.location == second.location
    assert len(posts()) == 2
    assert "You began this case study before" in amina.get(second.location).text


def test_a_case_study_that_waits_is_shown_rather_than_edited(
    amina: FlaskClient, world: World
) -> None:
    post = told(world)
    study = develop(world.viewer("amina"), post)
    save(world.viewer("amina"), study, case_study(world), 1)
    submit(world.viewer("amina"), study, world.water)

    answer = amina.post(f"/en/my-work/{post.id}/develop")

    assert answer.location == f"/en/my-work/{study.id}"


def test_my_work_leads_both_ways_and_offers_it_once(
    amina: FlaskClient, world: World
) -> None:
    post = told(world)
    study = develop(world.viewer("amina"), post)

    experience = amina.get(f"/en/my-work/{post.id}").text
    grown = amina.get(f"/en/my-work/{study.id}").text

    assert BUTTON not in experience
    assert BECAME in experience
    assert f'<a href="/en/my-work/{study.id}"' in experience
    assert CAME_FROM in grown
    assert f'<a href="/en/my-work/{post.id}"' in grown


def test_a_case_study_offers_no_such_button(amina: FlaskClient, world: World) -> None:
    own = f"/en/my-work/{drafted(world).id}"

    page = amina.get(own).text

    assert BUTTON not in page
    assert amina.post(f"{own}/develop").status_code == 403
    assert len(posts()) == 1


@pytest.mark.parametrize("name", ["bruno", "chen", "dina"])
def test_the_experience_of_somebody_else_is_not_found(
    client: FlaskClient, world: World, name: str
) -> None:
    post = told_to_all(world)
    sign_in(client, getattr(world, name))

    assert client.post(f"/en/my-work/{post.id}/develop").status_code == 404
    assert len(posts()) == 1


def test_a_visitor_develops_nothing(client: FlaskClient, world: World) -> None:
    post = told_to_all(world)

    assert client.post(f"/en/my-work/{post.id}/develop").status_code == 403
    assert len(posts()) == 1


def test_readers_find_the_way_in_both_directions(
    client: FlaskClient, world: World
) -> None:
    post = told_to_all(world)
    study = grown_for_all(world, post)

    experience, grown = page_of(client, post), page_of(client, study)

    assert BECAME in experience
    assert f'<a href="/en/posts/{study.id}/{study.slug}" lang="en"' in experience
    assert f">{STUDY}</a>" in experience
    assert CAME_FROM in grown
    assert f'<a href="/en/posts/{post.id}/{post.slug}" lang="en"' in grown
    assert f">{WALK}</a>" in grown


def test_a_draft_that_grows_is_not_named_to_anyone(
    amina: FlaskClient, world: World
) -> None:
    post = told_to_all(world)
    draft = develop(world.viewer("amina"), post)
    draft.working_title = STUDY
    db.session.commit()

    for page in (page_of(amina, post), page_of(amina.application.test_client(), post)):
        assert BECAME not in page
        assert STUDY not in page


def test_a_hidden_experience_is_not_named_on_its_case_study(
    client: FlaskClient, world: World
) -> None:
    post = told_to_all(world)
    study = grown_for_all(world, post)
    hide(world.viewer("bruno"), post, "Names a private person.")
    post.title = "The name of a private person"
    db.session.commit()

    page = page_of(client, study)

    assert STUDY in page
    assert CAME_FROM not in page
    assert "The name of a private person" not in page


def test_the_link_costs_one_statement_at_most(
    client: FlaskClient, world: World
) -> None:
    post = told_to_all(world)
    alone = told_to_all(world, title="Another walk")
    grown_for_all(world, post)

    linked = queries_during(lambda: page_of(client, post))

    assert linked == queries_during(lambda: page_of(client, alone)) <= 12


def test_a_title_is_only_ever_text(client: FlaskClient, world: World) -> None:
    post = told_to_all(world, title="<script>x</script>")
    study = grown_for_all(world, post)

    assert ">&lt;script&gt;x&lt;/script&gt;</a>" in page_of(client, study)
