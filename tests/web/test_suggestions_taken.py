"""The author reads suggested words, takes them or leaves them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, waiting
from tests.families import newest
from tests.suggestions import BETTER, SUMMARY, suggested
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.actions import save
from uclg_share.posts.models import Post
from uclg_share.reviews.actions import send_back
from uclg_share.reviews.models import Reason
from uclg_share.suggestions.models import Suggestion

ARABIC = "كشف التسربات في مابوتو ليلًا"


def returned(client: FlaskClient, world: World) -> tuple[Post, Suggestion, str]:
    """A text that came back to Amina with words of Elif's; she has signed in."""
    review = waiting(world)
    suggestion = suggested(world, review)
    send_back(world.viewer("bruno"), review, Reason.UNCLEAR, "Shorter, please.")
    db.session.commit()
    sign_in(client, world.amina)
    where = f"/en/my-work/{review.post_id}/suggestions/{suggestion.id}"
    return review.post, suggestion, where


def test_the_author_sees_each_part_word_by_word(
    client: FlaskClient, world: World
) -> None:
    post, _, _ = returned(client, world)

    for page in (f"/en/my-work/{post.id}", f"/en/posts/{post.id}/edit"):
        text = client.get(page).text
        assert "Elif suggests other words" in text
        assert "five</ins>" in text
        assert "Take all" in text
        assert text.count("Take this one") == 2
        assert "Leave them" in text


def test_words_in_arabic_run_from_right_to_left(
    client: FlaskClient, world: World
) -> None:
    review = waiting(world, case_study(world, "كشف التسربات في مابوتو", language="ar"))
    suggested(world, review, title=ARABIC)
    sign_in(client, world.amina)

    page = client.get(f"/en/my-work/{review.post_id}").text

    assert '<p class="d-mixed" lang="ar" dir="rtl">' in page


def test_all_is_taken_with_one_act(client: FlaskClient, world: World) -> None:
    post, _, where = returned(client, world)

    answer = client.post(f"{where}/take", data={"base": "1"}, follow_redirects=True)

    assert "Taken into your draft: Title and Summary." in answer.text
    assert (newest(post).title, newest(post).summary) == (BETTER["title"], SUMMARY)
    assert "Take all" not in answer.text
    assert "All words suggested so far" in answer.text
    assert client.get(f"/en/my-work/{post.id}/suggestions").text.count(">Taken<") == 2


def test_one_is_taken_from_the_composer(client: FlaskClient, world: World) -> None:
    post, _, where = returned(client, world)
    form = {"base": "1", "part": "title", "back": "edit"}

    answer = client.post(f"{where}/take", data=form)

    assert answer.location == f"/en/posts/{post.id}/edit"
    assert newest(post).title == BETTER["title"]
    assert newest(post).summary != SUMMARY


def test_what_was_changed_meanwhile_is_said(client: FlaskClient, world: World) -> None:
    post, _, where = returned(client, world)
    save(world.viewer("amina"), post, case_study(world, "Mine"), 1)
    db.session.commit()

    late = client.post(f"{where}/take", data={"base": "1"})
    shown = client.get(f"/en/my-work/{post.id}").text
    answer = client.post(f"{where}/take", data={"base": "2"}, follow_redirects=True)

    assert late.status_code == 409
    assert "The text has changed here since" in shown
    assert "You changed this since, so it stays: Title." in answer.text
    assert (newest(post).title, newest(post).summary) == ("Mine", SUMMARY)


def test_words_are_left(client: FlaskClient, world: World) -> None:
    post, _, where = returned(client, world)

    answer = client.post(f"{where}/leave", data={"base": "1"}, follow_redirects=True)

    assert "Your words stay as they are." in answer.text
    assert newest(post).title == "Leak detection in Maputo"
    assert client.post(f"{where}/leave").status_code == 409


@pytest.mark.parametrize("name", ["chen", "bruno", "elif_", "dina"])
@pytest.mark.parametrize("act", ["take", "leave"])
def test_the_suggestions_of_others_are_out_of_reach(
    client: FlaskClient, world: World, name: str, act: str
) -> None:
    post, _, where = returned(client, world)
    sign_in(client, getattr(world, name))

    assert client.post(f"{where}/{act}", data={"base": "1"}).status_code == 404
    assert client.get(f"/en/my-work/{post.id}/suggestions").status_code == 404
    assert newest(post).title == "Leak detection in Maputo"


def test_while_it_waits_the_words_are_read_and_not_taken(
    client: FlaskClient, world: World
) -> None:
    review = waiting(world)
    one = suggested(world, review)
    sign_in(client, world.amina)
    where = f"/en/my-work/{review.post_id}/suggestions/{one.id}/take"

    page = client.get(f"/en/my-work/{review.post_id}").text

    assert "Elif suggests other words" in page
    assert "You can take them when the text is with you again" in page
    assert "Take all" not in page
    assert client.post(where, data={"base": "1"}).status_code == 403


def test_what_the_author_was_not_told_of_is_not_there(
    client: FlaskClient, world: World
) -> None:
    review = waiting(world)
    one = suggested(world, review, at_once=False)
    sign_in(client, world.amina)
    where = f"/en/my-work/{review.post_id}/suggestions"

    assert (
        "suggests other words" not in client.get(f"/en/my-work/{review.post_id}").text
    )
    assert "No words were suggested" in client.get(where).text
    assert client.post(f"{where}/{one.id}/take", data={"base": "1"}).status_code == 404
