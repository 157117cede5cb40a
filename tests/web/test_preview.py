"""What an author sees as a preview is what readers get, to the letter."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.archives import with_picture
from tests.drafts import case_study
from tests.families import let_in, newest
from tests.web.file_forms import edited
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.drafts import Enclosure
from uclg_share.posts.models import Post

SHOWN = Enclosure(
    0,
    alt="A man with a sensor",
    caption="At night",
    credit="Amina",
    people=True,
    consent="He was asked",
)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_preview_is_the_page(
    app: Flask, client: FlaskClient, world: World, language: str
) -> None:
    draft = case_study(world, language=language)
    post = with_picture(world, draft, SHOWN, Enclosure(0, decorative=True))
    db.session.commit()
    sign_in(client, world.amina)
    address = f"/en/posts/{post.id}/edit"
    form = edited(world, post, do="preview", language=language, **file_rows(post))
    preview = client.post(address, data=form, headers={"X-Fragment": "1"}).text

    let_in(world, post, "amina")
    page = app.test_client().get(f"/en/posts/{post.id}/{post.slug}").text

    assert bare(preview).count("<figure") == 2
    assert bare(preview) in bare(page)


def file_rows(post: Post) -> dict[str, str]:
    """What the rows of its pictures send; a box that is not ticked sends nothing."""
    return {
        f"files-{number}-{name}": "y" if said is True else str(said)
        for number, one in enumerate(newest(post).files)
        for name, said in vars(one).items()
        if said
    }


def bare(html: str) -> str:
    return " ".join(html.split())
