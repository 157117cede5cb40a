"""Looking after one's own texts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted, published, waiting
from tests.notes import verbs
from tests.web.text_forms import only_post
from tests.world import World, sign_in
from uclg_share.audit import Verb
from uclg_share.database import db
from uclg_share.posts.models import Post, Stage
from uclg_share.reviews.actions import send_back
from uclg_share.reviews.models import Reason


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def test_my_work_lists_what_one_wrote_by_stage(
    amina: FlaskClient, world: World
) -> None:
    drafted(world, case_study(world, "A draft"))
    waiting(world, case_study(world, "At the desk"))
    published(world, case_study(world, "Out"))
    drafted(world, case_study(world, "Of Bruno"), world.bruno)

    page = amina.get("/en/my-work").text
    drafts = amina.get("/en/my-work?stage=draft").text

    assert [title in page for title in ("A draft", "At the desk", "Out")] == [True] * 3
    assert "Of Bruno" not in page
    assert "A draft" in drafts
    assert "At the desk" not in drafts
    assert amina.get("/en/my-work?stage=nonsense").status_code == 200


def test_an_author_reads_what_was_asked(amina: FlaskClient, world: World) -> None:
    review = waiting(world)
    send_back(
        world.viewer("bruno"), review, Reason.UNSOURCED, "Name <b>the</b> report."
    )
    db.session.commit()

    page = amina.get(f"/en/my-work/{review.post_id}").text

    assert "What was asked" in page
    assert "Name &lt;b&gt;the&lt;/b&gt; report." in page
    assert "Bruno" in page
    assert "Go on writing" in page


def test_an_author_takes_a_text_back(amina: FlaskClient, world: World) -> None:
    post = waiting(world).post

    answer = amina.post(f"/en/my-work/{post.id}/withdraw")

    assert (answer.status_code, answer.location) == (303, f"/en/posts/{post.id}/edit")
    assert only_post().stage is Stage.DRAFT
    assert "It is a draft again" in amina.get(answer.location).text
    assert verbs()[-1] is Verb.POST_WITHDRAWN


def test_there_is_nothing_to_take_back_of_a_draft(
    amina: FlaskClient, world: World
) -> None:
    post = drafted(world)

    answer = amina.post(f"/en/my-work/{post.id}/withdraw")

    assert answer.status_code == 303
    assert "Nothing of this text waits" in amina.get(answer.location).text


@pytest.mark.parametrize("name", ["bruno", "chen", "dina"])
@pytest.mark.parametrize("act", ["withdraw", "delete"])
def test_nobody_else_takes_back_or_deletes(
    client: FlaskClient, world: World, name: str, act: str
) -> None:
    post = waiting(world).post
    sign_in(client, getattr(world, name))

    assert client.post(f"/en/my-work/{post.id}/{act}").status_code == 404
    assert only_post().stage is Stage.WAITING


def test_a_draft_is_deleted_after_a_question(amina: FlaskClient, world: World) -> None:
    path = f"/en/my-work/{drafted(world).id}"

    page = amina.get(f"{path}/delete").text
    assert "Leak detection in Maputo" in page
    assert only_post().deleted_at is None

    answer = amina.post(f"{path}/delete")

    assert (answer.status_code, answer.location) == (303, "/en/my-work")
    assert "Leak detection in Maputo" not in amina.get("/en/my-work").text
    assert amina.get(path).status_code == 404
    assert verbs()[-1] is Verb.POST_DELETED


@pytest.mark.parametrize("make", [published, lambda world: waiting(world).post])
def test_what_is_published_or_waits_is_not_deleted(
    amina: FlaskClient, world: World, make: Callable[[World], Post]
) -> None:
    path = f"/en/my-work/{make(world).id}/delete"

    assert amina.get(path).status_code == 403
    assert amina.post(path).status_code == 403
    assert only_post().deleted_at is None
