"""From asking a person to write along to two who write at the same time."""

# Long because: the litany of each page on which several people write.
from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.authorship import along, asked, editor
from tests.drafts import case_study, drafted, published
from tests.notes import notes
from tests.web.at_once import at_once
from tests.web.text_forms import ONCE, filled, kept, send
from tests.world import World, sign_in
from uclg_share.authorship.queries import people_of
from uclg_share.database import db
from uclg_share.groups.models import Membership
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic
from uclg_share.posts.models import Post, Stage

CHEN = {"email": "chen@people.example.org"}


def people(post: Post) -> str:
    return f"/en/my-work/{post.id}/people"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def test_a_person_is_asked_and_says_yes(
    app: Flask, amina: FlaskClient, world: World
) -> None:
    post = published(world)
    assert f'href="{people(post)}"' in amina.get(f"/en/my-work/{post.id}").text

    assert amina.post(people(post), data=CHEN).status_code == 303
    assert "chen@people.example.org" in amina.get(people(post)).text
    chen = app.test_client()
    sign_in(chen, world.chen)
    assert "You are asked to write along" in chen.get("/en/my-work").text
    [question] = people_of(post)
    answer = chen.post(f"/en/writing-along/{question.id}/accept")

    assert answer.location == f"/en/my-work/{post.id}"
    assert "Go on writing" in (page := chen.get(answer.location).text) or (
        "Revise it" in page
    )
    public = app.test_client().get(f"/en/posts/{post.id}/{post.slug}").text
    assert "Written by Amina and Chen." in public
    assert "chen@people.example.org" not in amina.get(people(post)).text


def test_the_answer_is_the_same_whether_the_address_has_an_account(
    amina: FlaskClient, world: World
) -> None:
    post = drafted(world)

    known = amina.post(people(post), data=CHEN, follow_redirects=True)
    unknown = amina.post(
        people(post), data={"email": "new@example.org"}, follow_redirects=True
    )

    assert known.status_code == unknown.status_code == 200
    assert "Asked by mail." in known.text
    assert "Asked by mail." in unknown.text
    assert "Chen" not in known.text


def test_the_mail_says_who_asks_and_where_to_answer(
    amina: FlaskClient, world: World
) -> None:
    amina.post(people(drafted(world)), data=CHEN)

    mail = compose(notes(Topic.CO_AUTHOR_ASKED)[0])

    assert mail["To"] == "chen@people.example.org"
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Amina asks you" in body.get_content()
    assert "/en/my-work" in body.get_content()


@pytest.mark.parametrize(
    "email, words",
    [
        ("", "Write an e-mail address"),
        ("nobody", "Write an e-mail address, such as"),
        ("amina@people.example.org", "This is your own address"),
    ],
)
def test_a_faulty_address_is_not_asked(
    amina: FlaskClient, world: World, email: str, words: str
) -> None:
    post = drafted(world)

    answer = amina.post(people(post), data={"email": email})

    assert answer.status_code == 422
    assert words in answer.text
    assert notes() == []


def test_more_than_ten_are_refused(amina: FlaskClient, world: World) -> None:
    post = drafted(world)
    codes = [
        amina.post(people(post), data={"email": f"p{at}@example.org"}).status_code
        for at in range(11)
    ]

    assert codes == [303] * 10 + [422]


def test_a_form_pressed_six_times_at_once_asks_once(app: Flask, world: World) -> None:
    post = drafted(world)
    browsers = [app.test_client() for _ in range(6)]
    for browser in browsers:
        sign_in(browser, world.amina)

    codes = at_once(browsers, people(post), CHEN | {"once": ONCE})

    assert set(codes) == {303}
    assert len(notes(Topic.CO_AUTHOR_ASKED)) == 1


def test_asking_is_limited(amina: FlaskClient, world: World) -> None:
    posts = [drafted(world, case_study(world, f"Text {at}")) for at in range(4)]
    codes = [
        amina.post(
            people(posts[at // 8]), data={"email": f"p{at}@example.org"}
        ).status_code
        for at in range(31)
    ]

    assert codes == [303] * 30 + [429]


@pytest.mark.parametrize("name", ["chen", "bruno", "dina"])
def test_others_do_not_find_the_page(
    client: FlaskClient, world: World, name: str
) -> None:
    post, question = drafted(world), asked(world, drafted(world), world.elif_)
    sign_in(client, getattr(world, name))

    assert client.get(people(post)).status_code == 404
    assert client.post(people(post), data=CHEN).status_code == 404
    for act in ("accept", "decline"):
        address = f"/en/writing-along/{question.id}/{act}"
        assert client.post(address).status_code == 404
    end = f"{people(question.post)}/{question.id}/end"
    assert client.post(end).status_code == 404


def test_a_co_author_sees_who_writes_but_no_address_that_waits(
    client: FlaskClient, world: World
) -> None:
    post = drafted(world)
    along(world, post)
    asked(world, post, world.elif_)
    sign_in(client, world.chen)

    page = client.get(people(post)).text

    assert "Stop writing along" in page
    assert "elif@people.example.org" not in page
    assert client.post(people(post), data={"email": "x@example.org"}).status_code == 403


def test_a_co_author_goes(client: FlaskClient, world: World) -> None:
    post = drafted(world)
    co_author = along(world, post)
    sign_in(client, world.chen)

    answer = client.post(f"{people(post)}/{co_author.id}/end")

    assert answer.location == "/en/my-work"
    assert client.get(f"/en/my-work/{post.id}").status_code == 404
    assert client.post(f"{people(post)}/{co_author.id}/end").status_code == 404


def test_a_co_author_is_offered_no_sending_in(
    client: FlaskClient, world: World
) -> None:
    post = drafted(world)
    along(world, post)
    sign_in(client, world.chen)
    address = f"/en/posts/{post.id}/edit"

    assert 'value="submit"' not in client.get(address).text
    answer = send(client, address, filled(world, do="submit", base="1"))

    assert answer.status_code == 422
    assert "Only whoever answers for this text sends it in" in answer.text
    assert db.session.get_one(Post, post.id).stage is Stage.DRAFT


def test_of_two_who_write_the_second_sees_both_texts_and_who(
    app: Flask, amina: FlaskClient, world: World
) -> None:
    post = drafted(world)
    along(world, post)
    address = f"/en/posts/{post.id}/edit"
    chen = app.test_client()
    sign_in(chen, world.chen)

    send(chen, address, filled(world, title="By Chen", base="1"))
    answer = send(amina, address, filled(world, title="By Amina", base="1"))

    assert answer.status_code == 409
    assert "Chen saved it" in answer.text
    assert "By Chen" in answer.text
    assert 'value="By Amina"' in answer.text
    assert kept(post).title == "By Chen"


def test_the_choices_of_the_author_stay_when_a_co_author_saves(
    client: FlaskClient, world: World
) -> None:
    post = drafted(world)
    along(world, post)
    sign_in(client, world.chen)
    address = f"/en/posts/{post.id}/edit"
    page = client.get(address).text
    assert f'<option selected value="{world.hills.id}">' in page
    assert f'<option selected value="{world.water.id}">' in page

    answer = send(client, address, filled(world, title="Polished", base="1"))

    assert answer.status_code == 303
    assert kept(post) == case_study(world, "Polished")


def test_an_editor_finds_the_texts_of_the_organisation(
    client: FlaskClient, world: World
) -> None:
    published(world)
    drafted(world, case_study(world, "Still a secret"))
    editor(world, "amina", world.hills)
    sign_in(client, world.gabriel)

    assert 'href="/en/my-work/organisations"' in client.get("/en/my-work").text
    page = client.get("/en/my-work/organisations").text

    assert "Leak detection in Maputo" in page
    assert "Still a secret" not in page
    sign_in(client, world.chen)
    assert "Leak detection" not in client.get("/en/my-work/organisations").text


def test_an_editor_revises_and_sends_in(client: FlaskClient, world: World) -> None:
    post = published(world)
    address = f"/en/posts/{post.id}/edit"
    sign_in(client, world.gabriel)

    refused = send(client, address, filled(world, do="submit", title="No", base="1"))
    assert refused.status_code == 422
    assert "Only members of a group send texts to it" in refused.text
    db.session.add(Membership(account=world.gabriel, group=world.water))
    sent = send(client, address, filled(world, do="submit", title="Yes", base="2"))

    assert sent.status_code == 303
    assert db.session.get_one(Post, post.id).stage is Stage.WAITING
    assert notes(Topic.POST_SENT_BY_OTHER)[0].account_id == world.amina.id
    back = client.post(f"/en/my-work/{post.id}/withdraw")
    assert back.location == address


def test_an_editor_takes_out_what_the_organisation_has_published(
    client: FlaskClient, world: World
) -> None:
    post, draft = published(world), drafted(world)
    sign_in(client, world.gabriel)

    assert client.get(f"/en/my-work/{post.id}/text.md").status_code == 200
    assert client.get(f"/en/my-work/{draft.id}/text.md").status_code == 404
