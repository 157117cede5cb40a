"""Questions, debates and announcements on the pages of the site."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.questions import TITLE, discussed, marked, matter
from tests.sql import queries_during
from tests.talk import said
from tests.web.comment_pages import at, page_of
from tests.web.text_forms import kept, only_post, posts
from tests.world import World, sign_in
from uclg_share.answers.actions import link
from uclg_share.database import db
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


@pytest.mark.parametrize("way", ["own", "number", "address"])
def test_a_practice_is_linked_by_choice_number_or_address(
    client: FlaskClient, world: World, way: str
) -> None:
    question, practice = discussed(world), published(world)
    ways = {
        "own": {"own": str(practice.id)},
        "number": {"address": str(practice.id)},
        "address": {"address": f"https://share.example{page_of(practice)}?x#s-lessons"},
    }
    sign_in(client, world.amina)

    answer = client.post(f"/en/posts/{question.id}/answers", data=ways[way])

    assert answer.status_code == 303, answer.text
    assert str(practice.title) in client.get(page_of(question)).text
    assert "Questions it answers" in client.get(page_of(practice)).text


@pytest.mark.parametrize("address", ["", "999", "no address", "{itself}"])
def test_what_is_no_practice_is_refused_in_words(
    client: FlaskClient, world: World, address: str
) -> None:
    question = discussed(world)
    sign_in(client, world.chen)

    sent = {"address": address.format(itself=question.id), "note": "As typed"}
    answer = client.post(f"/en/posts/{question.id}/answers", data=sent)

    assert answer.status_code == 422
    assert "As typed" in answer.text


def test_a_link_is_taken_away(client: FlaskClient, world: World) -> None:
    question, practice = discussed(world), published(world)
    made = link(world.viewer("chen"), question, practice)
    db.session.commit()
    away = f"/en/posts/{question.id}/answers/{made.id}/remove"
    sign_in(client, world.fatou)
    refused = client.post(away).status_code
    sign_in(client, world.chen)

    assert (refused, client.post(away).status_code) == (403, 303)
    assert client.post(away).status_code == 404
    assert str(practice.title) not in client.get(page_of(question)).text


def test_a_practice_is_begun_as_an_answer(client: FlaskClient, world: World) -> None:
    question = discussed(world)
    sign_in(client, world.amina)
    address = f"/en/write/case-study?question={question.id}"
    form = client.get(address).text

    client.post(address, data=filled(world, title="How we read them", do="save"))

    assert f'action="{address}"' in form
    assert f'data-keep-url="{address.replace("?", "/keep?")}"' in form
    assert posts()[-1].answers_question_id == question.id


def test_a_page_asks_little_more_for_its_answers(
    client: FlaskClient, world: World
) -> None:
    question, practice = discussed(world), published(world)
    plain = queries_during(lambda: client.get(page_of(question)))
    marked(world, said(world, question, "bruno"))
    link(world.viewer("chen"), question, practice)
    db.session.commit()

    full = queries_during(lambda: client.get(page_of(question)))

    # The mark, the links, the other ends; and the comments.
    assert full <= plain + 5
