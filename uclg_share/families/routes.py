"""Beginning a translation. It is written, sent in and read as any other post is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits, once
from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.families import actions
from uclg_share.families.actions import AlreadyTranslated, OthersTranslate
from uclg_share.families.queries import Begun, begun_in, texts_in
from uclg_share.i18n import LANGUAGES
from uclg_share.permissions import Viewer, ensure, may_edit, may_translate
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post
from uclg_share.templating import day

bp = Blueprint("families", __name__)


@dataclass(frozen=True)
class Language:
    """Where one language of a family stands; with neither it is free."""

    code: str
    published: Post | None
    begun: Begun | None

    @property
    def is_free(self) -> bool:
        if self.published:
            return False
        return self.begun is None or not (self.begun.is_mine or self.begun.is_kept)


@bp.route("/posts/<id:post_id>/translate", methods=["GET", "POST"])
@for_signed_in
def translate(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    if post.is_translation:
        return redirect(url_for("families.translate", post_id=post.family_id), 303)
    ensure(may_translate(viewer, post))
    if request.method != "POST":
        return _page(viewer, post)

    language = request.form.get("language", "")
    if language not in LANGUAGES or language == post.language:
        return _page(viewer, post, _("Choose the language you translate into"), 422)
    limits.spend_posting(limits.SAVE_ACCOUNT, str(viewer.account_id))
    return _begin(viewer, post, language)


def _begin(viewer: Viewer, post: Post, language: str) -> ResponseReturnValue:
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        address = once.earlier(viewer.account_id) or url_for("posts.my_work")
        return redirect(address, 303)
    try:
        translation = actions.begin(viewer, post, language)
    except AlreadyTranslated:
        db.session.rollback()
        return _page(viewer, post, _("There is a text in this language already."), 409)
    except OthersTranslate as error:
        db.session.rollback()
        words = _(
            "Somebody is translating it into this language. If they write nothing"
            " more, you can begin on %(date)s.",
            date=day(error.free_at),
        )
        return _page(viewer, post, words, 409)
    page = "posts.edit" if may_edit(viewer, translation) else "posts.own"
    pressed.location = url_for(page, post_id=translation.id)
    db.session.commit()
    return redirect(pressed.location, 303)


def _page(
    viewer: Viewer, post: Post, problem: str = "", code: int = 200
) -> ResponseReturnValue:
    texts, begun = texts_in(post), begun_in(viewer, post)
    languages = [
        Language(one, texts.get(one), begun.get(one))
        for one in LANGUAGES
        if one != post.language
    ]
    page = render_template(
        "families/translate.html", post=post, languages=languages, problem=problem
    )
    return page, code
