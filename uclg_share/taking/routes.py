"""A post to take along: as a file, as data, as a reference."""

from __future__ import annotations

from flask import Blueprint, abort
from flask import json as flask_json
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.api.shapes import whole
from uclg_share.authorship.bylines import writers_of
from uclg_share.current import current_viewer
from uclg_share.exchange.answers import MARKDOWN
from uclg_share.exchange.writing import plain
from uclg_share.posts.models import Post
from uclg_share.posts.queries import family_of, find_post
from uclg_share.posts.reading import published
from uclg_share.taking import citations
from uclg_share.taking.answers import answer_to
from uclg_share.taking.markdown import markdown_of

bp = Blueprint("taking", __name__)
bp.add_app_template_global(citations.reference_to)
JSON = "application/json; charset=utf-8"
# What a reference is written in: how, and as which kind of file.
FORMS = {
    "bib": (citations.bibtex, citations.BIBTEX),
    "ris": (citations.ris, citations.RIS),
}


@bp.get("/posts/<id:post_id>/text.md")
@for_anyone
def text(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    words = markdown_of(post, published(viewer, post))
    return answer_to(viewer, words, MARKDOWN, f"{_name_of(post)}.md")


@bp.get("/posts/<id:post_id>.json")
@for_anyone
def data(post_id: int) -> ResponseReturnValue:
    """As the API gives it, and also what only members may read, to them."""
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    said = whole(
        post,
        published(viewer, post),
        family_of(viewer, post),
        writers_of(post.original or post),
    )
    return answer_to(viewer, flask_json.dumps(said), JSON)


@bp.get("/posts/<id:post_id>/cite.<any(bib, ris):form>")
@for_anyone
def reference(post_id: int, form: str) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    written, kind = FORMS[form]
    one = citations.reference_to(post, published(viewer, post))
    return answer_to(viewer, written(one), kind, f"{_name_of(post)}.{form}")


def _name_of(post: Post) -> str:
    return f"{post.id}-{plain(post.title or '')}"
