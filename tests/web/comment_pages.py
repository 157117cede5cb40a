"""The addresses of a talk, and what a page shows of it."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from uclg_share.comments.models import Comment
from uclg_share.posts.models import Post

ONCE = "a-key-that-this-form-carries"
COMMENT = re.compile(r'<article class="cmt" id="c-(\d+)"')


def page_of(post: Post) -> str:
    return f"/en/posts/{post.id}/{post.slug}"


def talk_of(post: Post) -> str:
    return f"/en/posts/{post.id}/comments"


def at(comment: Comment, page: str = "") -> str:
    return f"{talk_of(comment.post)}/{comment.id}" + (f"/{page}" if page else "")


def shown(client: FlaskClient, address: str) -> list[int]:
    """The comments on a page, by their numbers, in order."""
    answer = client.get(address)
    assert answer.status_code == 200
    return [int(number) for number in COMMENT.findall(answer.text)]


def form(body: str, **more: str) -> dict[str, str]:
    return {"body": body, "language": "en", **more}
