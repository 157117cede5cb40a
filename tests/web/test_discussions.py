"""Questions, debates and announcements on the pages of the site."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.questions import TITLE, discussed, marked, matter
from tests.talk import said
from tests.web.comment_pages import at, page_of
from tests.web.text_forms import kept, only_post
from tests.world import World, sign_in
from uclg_share.posts.models import Kind, Stage
from uclg_share.posts.starting_values import values_of

WATER = "/en/groups/water"


def filled(world: World, **changes: Any) -> dict[str, Any]:
    """The few fields of the short form, as a browser sends them."""
    values = values_of(matter(world))
    names = ("title", "matter", "language", "organisation_id", "lead_group")
    return {**{name: values[name] for name in names}, "do": "submit", **changes}


def ask(client: FlaskClient, world: World, **changes: Any) -> int:
    address = "/en/write/question"
    return client.post(address, data=filled(world, **changes)).status_code


def test_a_question_takes_three_fields(client: FlaskClient, world: World) -> None:
    sign_in(client, world.amina)
    form = client.get("/en/write/question").text

    answer = ask(client, world)

    assert 'name="summary"' not in form
    assert answer == 303
    post = only_post()
    assert (post.kind, post.stage) == (Kind.QUESTION, Stage.WAITING)
    assert kept(post).sections == matter(world).sections


def test_what_is_missing_is_said_beside_the_field(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)

    assert ask(client, world, matter="") == 422
    assert only_post().stage is Stage.DRAFT


def test_only_those_who_coordinate_are_offered_announcements(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)
    offered = "/en/write/announcement" in client.get("/en/write").text
    refused = client.get("/en/write/announcement").status_code
    sign_in(client, world.bruno)

    assert (offered, refused) == (False, 403)
    assert "/en/write/announcement" in client.get("/en/write").text
    assert client.get("/en/write/announcement").status_code == 200


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (Kind.QUESTION, "Answers"),
        (Kind.DEBATE, "Contributions"),
        (Kind.ANNOUNCEMENT, "Comments"),
    ],
)
def test_what_is_said_below_is_called_by_its_kind(
    client: FlaskClient, world: World, kind: Kind, heading: str
) -> None:
    ours = matter(world, organisation_id=None)
    post = discussed(world, ours, "bruno", kind)

    page = client.get(page_of(post)).text

    assert f'<h2 id="comments" tabindex="-1">{heading}' in page
    assert f'<a href="#comments">{heading}</a>' in page


def test_the_asker_marks_the_answer_and_takes_it_back(
    client: FlaskClient, world: World
) -> None:
    question = discussed(world)
    comment = said(world, question, body="Our **neighbours** do.")
    sign_in(client, world.amina)

    client.post(at(comment, "accept"), data={"instead_of": ""})
    marked_page = client.get(page_of(question)).text
    client.post(
        f"/en/posts/{question.id}/answers/withdraw", data={"comment_id": comment.id}
    )

    frame = marked_page.split('id="answer"')[1].split("</section>")[0]
    assert "Our <strong>neighbours</strong> do." in frame
    assert f'href="/en/posts/{question.id}/comments/{comment.id}"' in frame
    assert 'id="answer"' not in client.get(page_of(question)).text


def test_a_reader_marks_nothing(client: FlaskClient, world: World) -> None:
    question = discussed(world)
    comment = said(world, question)
    sign_in(client, world.chen)

    page = client.get(page_of(question)).text

    assert "This is the answer" not in page
    assert client.post(at(comment, "accept")).status_code == 403


def test_who_comes_second_is_told(client: FlaskClient, world: World) -> None:
    question = discussed(world)
    first, second = said(world, question), said(world, question, "bruno")
    marked(world, first)
    sign_in(client, world.elif_)

    answer = client.post(at(second, "accept"), data={"instead_of": ""})

    assert answer.status_code == 409


def test_the_page_of_a_thread_marks_too(client: FlaskClient, world: World) -> None:
    question = discussed(world)
    comment = said(world, question)
    reply = said(world, question, "bruno", to=comment)
    marked(world, reply)
    sign_in(client, world.amina)

    page = client.get(at(comment, "thread")).text

    assert "Not the answer after all" in page
    assert f'name="instead_of" value="{reply.id}"' in page


def test_lists_say_that_a_question_is_answered(
    client: FlaskClient, world: World
) -> None:
    question = discussed(world)
    waits = client.get(WATER).text
    marked(world, said(world, question))

    lists = [client.get(WATER + medium).text for medium in ("", ".atom", ".json")]

    assert "Questions to help with" in waits
    assert f"{WATER}?kind=unanswered" in waits
    assert "Questions to help with" not in lists[0]
    assert "Answered</li>" in lists[0]
    assert '<category term="question" label="Question"/>' in lists[1]
    assert '<category term="answered" label="Answered"/>' in lists[1]
    assert '"answered":"20' in lists[2].replace(" ", "")


def test_the_unanswered_are_a_list_of_their_own(
    client: FlaskClient, world: World
) -> None:
    marked(world, said(world, discussed(world, matter(world, "Solved"))))
    discussed(world)

    pages = [client.get(f"{WATER}?kind={kind}").text for kind in ("unanswered", "x")]

    assert [TITLE in page for page in pages] == [True, True]
    assert ["Solved" in page for page in pages] == [False, True]


def test_a_member_is_shown_what_they_could_answer(
    client: FlaskClient, world: World
) -> None:
    discussed(world)
    sign_in(client, world.bruno)
    asked = client.get("/en/").text
    sign_in(client, world.amina)

    assert "Questions you could answer" in asked
    assert "Questions you could answer" not in client.get("/en/").text
