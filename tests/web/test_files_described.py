"""What is said of pictures and files in the composer: rows, and whose they may be."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import drafted
from tests.files import ALT, illustrated, picture, stored_rows
from tests.web.file_forms import edited, rows_of
from tests.web.text_forms import kept, only_post
from tests.world import World, sign_in
from uclg_share.attachments.actions import take_down
from uclg_share.database import db
from uclg_share.posts.models import Post


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


@pytest.fixture
def post(world: World) -> Post:
    post = drafted(world)
    db.session.commit()
    return post


def test_what_is_said_of_a_file_is_saved_with_the_text(
    amina: FlaskClient, world: World
) -> None:
    post, stored = illustrated(world)
    row = {"attachment_id": stored.id, "alt": " A pump ", "caption": "Near\nthe river"}
    row |= {"people": "y", "consent": "All agreed.", "credit": "Rosa"}
    form = edited(world, post, do="save")
    form |= {f"files-0-{name}": text for name, text in row.items()}

    answer = amina.post(f"/en/posts/{post.id}/edit", data=form)

    [shown] = kept(only_post()).files
    assert answer.status_code == 303
    assert (shown.alt, shown.caption) == ("A pump", "Near the river")
    assert (shown.people, shown.children, shown.consent) == (True, False, "All agreed.")


def test_sending_in_asks_for_what_a_picture_shows_beside_its_row(
    amina: FlaskClient, world: World
) -> None:
    post, stored = illustrated(world)
    form = edited(world, post, do="submit")
    form |= {"files-0-attachment_id": stored.id, "files-0-alt": ""}

    answer = amina.post(f"/en/posts/{post.id}/edit", data=form)

    assert answer.status_code == 422
    assert '<a href="#files-0-alt">Say in one sentence' in answer.text
    assert 'id="files-0-alt-e"' in answer.text
    assert "hydrant.webp" in answer.text


def test_rows_are_moved_and_taken_out_by_buttons(
    amina: FlaskClient, world: World
) -> None:
    post, _ = illustrated(world, picture("one.png"), picture("two.png", 320))
    one, two = (str(row.id) for row in stored_rows())
    form = edited(world, post)
    for at, number in enumerate((one, two)):
        form |= {f"files-{at}-attachment_id": number, f"files-{at}-alt": f"No {number}"}
    del form["new_files"]

    def after(act: str) -> list[str]:
        page = amina.post(f"/en/posts/{post.id}/edit", data=form | {"do": act}).text
        assert f'value="No {one}"' in page or act.endswith(f"out-{one}")
        return rows_of(page)

    assert after(f"file_up-{two}") == [two, one]
    assert after(f"file_down-{one}") == [two, one]
    assert after(f"file_up-{one}") == [one, two]
    assert after(f"file_out-{one}") == [two]
    assert after("file_out-77") == [one, two]
    assert len(kept(only_post()).files) == 2


def test_no_text_takes_the_file_of_another(
    client: FlaskClient, world: World, post: Post
) -> None:
    _, hers = illustrated(world)
    sign_in(client, world.bruno)
    his = drafted(world, author=world.bruno)
    db.session.commit()
    form = edited(world, his, do="save") | {"files-0-attachment_id": hers.id}

    shown = client.post(f"/en/posts/{his.id}/edit", data=form | {"do": "add_partner"})
    client.post(f"/en/posts/{his.id}/edit", data=form)
    kept_form = {"base": "2", "sequence": "0", "files-0-attachment_id": hers.id}
    client.post(f"/en/posts/{his.id}/keep", data=kept_form)

    assert rows_of(shown.text) == []
    assert kept(his).files == ()
    page = client.get(f"/en/posts/{his.id}/edit").text
    assert rows_of(page) == []
    assert hers.name not in page


def test_the_writer_reads_what_was_taken_down_and_why(
    amina: FlaskClient, world: World
) -> None:
    post, stored = illustrated(world)
    post.lead_group_id = world.water.id
    take_down(world.viewer("bruno"), stored, "A child can be recognised.")
    db.session.commit()

    page = amina.get(f"/en/posts/{post.id}/edit").text

    assert "A child can be recognised." in page
    assert rows_of(page) == []
    own = amina.get(f"/en/my-work/{post.id}").text
    assert "A picture was taken down." in own
    assert ALT not in own
