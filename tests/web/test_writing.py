"""The composer: write, look at it, keep it, send it in."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, experience, waiting
from tests.notes import notes
from tests.web.account_pages import title_of
from tests.web.text_forms import NEW, ONCE, filled, kept, only_post, posts, send
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.organisations.models import Affiliation
from uclg_share.posts.models import Kind, Stage
from uclg_share.reviews.queries import waiting_review


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def test_one_chooses_what_to_share(amina: FlaskClient) -> None:
    page = amina.get("/en/write?group=water").text

    assert f'href="{NEW}?group=water"' in page
    assert 'href="/en/write/experience?group=water"' in page
    assert "About 15 minutes" in page
    assert "About 60 minutes" in page


def test_a_new_text_starts_from_what_is_known(amina: FlaskClient, world: World) -> None:
    page = amina.get(NEW).text

    assert f'<option selected value="{world.hills.id}">' in page
    assert f'<option selected value="{world.water.id}">' in page
    assert "Budgets" not in page
    assert "Federation of Coastal Towns" not in page


def test_an_unknown_kind_is_not_found(amina: FlaskClient) -> None:
    assert amina.get("/en/write/poem").status_code == 404


def test_everything_typed_is_kept(amina: FlaskClient, world: World) -> None:
    answer = send(amina, NEW, filled(world))

    post = only_post()
    assert answer.status_code == 303
    assert answer.location == f"/en/posts/{post.id}/edit"
    assert kept(post) == case_study(world)
    assert (post.stage, post.kind) == (Stage.DRAFT, Kind.CASE_STUDY)
    assert post.author_id == world.amina.id
    page = amina.get(answer.location).text
    assert "Saved as a draft" in page
    assert "We listened to the pipes at night" in page


def test_an_experience_asks_two_things(amina: FlaskClient, world: World) -> None:
    parts = {"what_happened": "We walked.", "lesson": "Walk slowly."}

    send(amina, "/en/write/experience", filled(world, title="A walk", **parts))

    assert only_post().kind is Kind.EXPERIENCE
    assert kept(only_post()).sections == experience(world).sections


def test_a_draft_needs_only_a_title(amina: FlaskClient) -> None:
    form = {"title": "First thoughts", "language": "en", "licence": "CC-BY-4.0"}

    answer = send(amina, NEW, form | {"do": "save"})

    assert answer.status_code == 303
    assert only_post().working_title == "First thoughts"
    assert "First thoughts" in amina.get("/en/my-work").text


def test_a_preview_shows_the_text_and_keeps_nothing(
    amina: FlaskClient, world: World
) -> None:
    answer = send(amina, NEW, filled(world, do="preview"))

    assert answer.status_code == 200
    assert "<strong>water</strong>" in answer.text
    assert "Nothing is saved or sent" in answer.text
    assert "Utility report 2025" in answer.text
    assert posts() == []


def test_the_preview_beside_the_form_is_the_text_alone(
    amina: FlaskClient, world: World
) -> None:
    headers = {"X-Fragment": "1"}
    good = amina.post(NEW, data=filled(world, do="preview"), headers=headers)
    bad = amina.post(
        NEW, data=filled(world, do="preview", started="May"), headers=headers
    )

    assert "<strong>water</strong>" in good.text
    assert bad.status_code == 422
    assert "The preview waits" in bad.text
    assert "<html" not in good.text + bad.text


@pytest.mark.parametrize("rows", ["partner", "source"])
def test_a_line_is_added_and_nothing_typed_is_lost(
    amina: FlaskClient, world: World, rows: str
) -> None:
    answer = send(amina, NEW, filled(world, do=f"add_{rows}", title="Half a title"))

    assert answer.status_code == 200
    assert f'name="{rows}s-1-' in answer.text
    assert 'value="Half a title"' in answer.text
    assert 'value="Water utility"' in answer.text
    assert posts() == []


def test_lines_end_at_twenty(amina: FlaskClient, world: World) -> None:
    many = {f"sources-{at}-title": f"Report {at}" for at in range(20)}

    page = send(amina, NEW, filled(world, do="add_source", **many)).text

    assert 'name="sources-19-title"' in page
    assert 'name="sources-20-title"' not in page


def test_a_complete_text_is_sent_to_the_coordinators(
    amina: FlaskClient, world: World
) -> None:
    answer = send(amina, NEW, filled(world, do="submit"))

    post = only_post()
    review = waiting_review(post)
    assert answer.status_code == 303
    assert answer.location == f"/en/my-work/{post.id}"
    assert review is not None
    assert (review.group_id, post.stage) == (world.water.id, Stage.WAITING)
    told = {note.account_id for note in notes(Topic.POST_SUBMITTED)}
    assert told == {world.bruno.id, world.elif_.id}
    assert "Sent to the coordinators" in amina.get(answer.location).text


def test_a_form_pressed_twice_makes_one_text(amina: FlaskClient, world: World) -> None:
    form = filled(world, do="submit", once=ONCE)

    first, second = (send(amina, NEW, form) for _ in range(2))

    assert first.status_code == second.status_code == 303
    assert first.location == second.location == f"/en/my-work/{only_post().id}"
    assert len(notes(Topic.POST_SUBMITTED)) == 2  # Bruno and Elif, once each


def test_two_forms_make_two_texts(amina: FlaskClient, world: World) -> None:
    send(amina, NEW, filled(world, once=ONCE))
    send(amina, NEW, filled(world, once=ONCE[::-1]))

    assert len(posts()) == 2


def test_what_waits_is_not_changed(amina: FlaskClient, world: World) -> None:
    post = waiting(world).post
    address = f"/en/posts/{post.id}/edit"

    assert amina.get(address).status_code == 403
    answer = send(amina, address, filled(world, base="1", title="Changed"))

    assert answer.status_code == 403
    assert kept(only_post()).title == "Leak detection in Maputo"


def test_who_writes_for_nobody_yet_saves_and_waits(
    client: FlaskClient, world: World
) -> None:
    """An affiliation ended while the form was open: the text stays a draft."""
    sign_in(client, world.amina)
    send(client, NEW, filled(world))
    db.session.query(Affiliation).filter_by(account_id=world.amina.id).delete()

    address = f"/en/posts/{only_post().id}/edit"
    form = filled(world, base="1", do="submit", organisation_id="")
    answer = send(client, address, form)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    assert only_post().stage is Stage.DRAFT
