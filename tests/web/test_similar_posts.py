"""What others have written under such a title, while it is typed and after a save."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted, published
from tests.web.text_forms import NEW
from tests.world import World, sign_in
from uclg_share import limits

SIMILAR = "/en/write/similar"
ALIKE = "Others have written about this."
ASKED = {"title": "Leak detection at night", "country": "MZ", "themes": "training"}


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def test_similar_posts_are_shown_at_a_pause(amina: FlaskClient, world: World) -> None:
    post = published(world)

    answer = amina.post(SIMILAR, data=ASKED)

    assert answer.status_code == 200
    assert ALIKE in answer.text
    assert f'href="/en/posts/{post.id}/{post.slug}" target="_blank"' in answer.text
    assert "Maputo" in answer.text
    assert "Association of Hill Municipalities" in answer.text
    assert "<html" not in answer.text


def test_without_a_near_one_nothing_is_shown(amina: FlaskClient, world: World) -> None:
    published(world)

    answer = amina.post(SIMILAR, data={**ASKED, "title": "Markets on Sunday"})

    assert (answer.status_code, answer.text.strip()) == (200, "")


def test_ones_own_text_is_not_similar(amina: FlaskClient, world: World) -> None:
    post = published(world)

    assert amina.post(f"{SIMILAR}?not={post.id}", data=ASKED).text.strip() == ""


def test_after_a_save_they_stand_on_the_page(amina: FlaskClient, world: World) -> None:
    published(world)

    own = drafted(world, case_study(world, "Leak detection again"))
    page = amina.get(f"/en/posts/{own.id}/edit").text

    assert '<div data-similar aria-live="polite">' in page
    assert ALIKE in page
    assert ALIKE not in amina.get(NEW).text


def test_a_title_with_marks_stays_text(amina: FlaskClient, world: World) -> None:
    published(world, case_study(world, "Leak detection <script>x</script>"))

    assert "&lt;script&gt;" in amina.post(SIMILAR, data=ASKED).text


@pytest.mark.parametrize("junk", ["\x00", "x" * 5000, "-1", "999999999999"])
def test_what_no_form_sends_finds_nothing(amina: FlaskClient, junk: str) -> None:
    form = {"title": f"leak water {junk}", "country": junk, "themes": [junk] * 9}

    answer = amina.post(f"{SIMILAR}?not={junk}", data={**form, "lead_group": junk})

    assert answer.status_code == 200


def test_a_visitor_is_asked_to_sign_in(client: FlaskClient, world: World) -> None:
    assert client.post(SIMILAR, data=ASKED).status_code in {302, 303, 403}
    assert client.get(SIMILAR).status_code in {404, 405}


def test_looking_is_counted(
    amina: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = limits.Limit("similar-account", 2, 3600)
    monkeypatch.setattr(limits, "SIMILAR_ACCOUNT", few)

    codes = [amina.post(SIMILAR, data=ASKED).status_code for _ in range(3)]

    assert codes == [200, 200, 429]
