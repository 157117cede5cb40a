"""What an author sends from the composer, and what came of it."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.drafts import case_study
from tests.world import World
from uclg_share.database import db
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Post
from uclg_share.posts.queries import latest_revision
from uclg_share.posts.starting_values import values_of

NEW = "/en/write/case-study"
ONCE = "a-key-that-this-form-carries"


def filled(world: World, **changes: Any) -> dict[str, Any]:
    """The form of a complete case study, as a browser sends it."""
    values = values_of(case_study(world))
    partners, sources = values.pop("partners"), values.pop("sources")
    form = {name: value for name, value in values.items() if value is not None}
    for rows, lines in (("partners", partners), ("sources", sources)):
        for number, line in enumerate(lines):
            form |= {f"{rows}-{number}-{name}": text for name, text in line.items()}
    return {**form, "base": "0", "do": "save", **changes}


def send(client: FlaskClient, address: str, form: dict[str, Any]) -> TestResponse:
    return client.post(address, data=form)


def posts() -> list[Post]:
    """Every text there is, as the database has it now."""
    db.session.expire_all()
    return list(db.session.scalars(select(Post).order_by(Post.id)))


def only_post() -> Post:
    (post,) = posts()
    return post


def kept(post: Post) -> Any:
    """The newest text as its author left it."""
    return from_plain(latest_revision(post).content)
