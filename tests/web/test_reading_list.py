"""The reading list: its button, its page, and all of it on paper."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.families import translated
from tests.sql import queries_during
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post
from uclg_share.reading_list import actions, document
from uclg_share.reading_list.models import SavedPost
from uclg_share.reading_list.queries import families_saved

LIST = "/en/reading-list"
PRINT = "/en/reading-list/print"


def saved(world: World, *posts: Post) -> list[SavedPost]:
    lines = [actions.save(world.viewer("chen"), post) for post in posts]
    db.session.commit()
    return lines


def test_the_button_saves_and_takes_off(client: FlaskClient, world: World) -> None:
    post = published(world)
    page, address = f"/en/posts/{post.id}/{post.slug}", f"{LIST}/save/{post.id}"
    assert address not in client.get(page).text
    sign_in(client, world.chen)
    assert f'action="{address}"' in client.get(page).text

    answer = client.post(address, data={"wish": "save"})

    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert families_saved(world.viewer("chen")) == [post.id]

    answer = client.post(address, data={"wish": "end"})

    assert answer.headers["Location"].startswith(f"{LIST}?removed=")
    assert families_saved(world.viewer("chen")) == []


def test_what_was_removed_is_back_with_one_press(
    client: FlaskClient, world: World
) -> None:
    [line] = saved(world, published(world))
    sign_in(client, world.chen)

    answer = client.post(f"{LIST}/{line.id}/remove")
    undo = f"{LIST}/{line.id}/restore"
    assert f'action="{undo}"' in client.get(answer.headers["Location"]).text

    assert client.post(undo).status_code == 303
    assert len(families_saved(world.viewer("chen"))) == 1
    assert client.post(undo).status_code == 409


def test_a_note_is_kept_and_shown(client: FlaskClient, world: World) -> None:
    [line] = saved(world, published(world))
    sign_in(client, world.chen)

    answer = client.post(f"{LIST}/{line.id}", data={"note": "Ask <them> in May."})

    assert answer.status_code == 303
    # In its own direction, whatever that of the page is.
    assert "<bdi>Ask &lt;them&gt; in May.</bdi>" in client.get(LIST).text
    assert "Ask &lt;them&gt; in May." in client.get(f"{LIST}/{line.id}").text
    assert "Ask" not in client.get(PRINT).text
    too_long = client.post(f"{LIST}/{line.id}", data={"note": "x" * 301})
    assert too_long.status_code == 422
    assert "x" * 301 in too_long.text


def test_nobody_opens_the_list_of_another(client: FlaskClient, world: World) -> None:
    [line] = saved(world, published(world))
    sign_in(client, world.amina)

    assert client.get(f"{LIST}/{line.id}").status_code == 404
    for act in ("", "/remove", "/restore"):
        assert client.post(f"{LIST}/{line.id}{act}").status_code == 404
    assert families_saved(world.viewer("chen")) != []


def test_what_is_hidden_is_a_line_without_a_title(
    client: FlaskClient, world: World
) -> None:
    gone = published(world, case_study(world, "A private matter"))
    saved(world, gone)
    hide(world.viewer("bruno"), gone, "Names a person.")
    sign_in(client, world.chen)

    for page in (client.get(LIST).text, client.get(PRINT).text):
        assert "A private matter" not in page
        assert "no longer available" in page.lower()


def test_each_text_comes_in_the_best_language(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    french = translated(world, post)
    saved(world, post)
    sign_in(client, world.chen)

    assert post.title is not None
    assert french.title is not None
    assert post.title in client.get(LIST).text
    assert french.title in client.get(LIST.replace("en", "fr", 1)).text


def test_the_document_has_every_text_in_full(client: FlaskClient, world: World) -> None:
    first, second = published(world), published(world, case_study(world, "A canal"))
    saved(world, first, second)
    sign_in(client, world.chen)

    page = client.get(PRINT).text

    for post in (first, second):
        assert f'href="#text-{post.id}"' in page
        assert f'id="text-{post.id}"' in page
        assert f"/en/posts/{post.id}</bdi>" in page
    assert page.index("A canal") < page.index(str(first.title))
    assert page.count("The first sensors drowned.") == 2
    assert page.count("CC BY 4.0</a>") == 2
    assert page.count("Utility report 2025") == 2
    assert world.hills.name in page


def test_a_long_list_is_printed_in_parts(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "AT_MOST", 2)
    saved(world, *[published(world, case_study(world, f"Well {n}")) for n in range(3)])
    sign_in(client, world.chen)

    first, second = client.get(PRINT).text, client.get(f"{PRINT}?part=2").text

    assert "Well 2" in first
    assert "Well 0" not in first
    assert "part 1 of 2" in first
    assert f'href="{PRINT}?part=2"' in first
    assert "Well 0" in second
    assert "Well 2" not in second
    assert "Well 0" in client.get(f"{PRINT}?part=99").text
    assert "Well 2" in client.get(f"{PRINT}?part=x").text


@pytest.mark.parametrize("address", [LIST, PRINT])
def test_a_long_list_asks_no_more_than_a_short_one(
    client: FlaskClient, world: World, address: str
) -> None:
    saved(world, published(world))
    sign_in(client, world.chen)
    client.get(address)
    few = queries_during(lambda: client.get(address))
    saved(world, *[published(world) for _ in range(5)])

    assert queries_during(lambda: client.get(address)) == few <= 10


def test_a_full_list_says_so(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    post = published(world)
    saved(world, published(world))
    sign_in(client, world.chen)

    client.post(f"{LIST}/save/{post.id}", data={"wish": "save"})

    assert "holds 1 posts" in client.get(LIST).text
