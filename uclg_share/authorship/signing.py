"""Organisations that are asked to sign a text: those who speak for them answer here."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from uclg_share.access import for_signed_in
from uclg_share.authorship import signatures
from uclg_share.authorship.models import CoSignature
from uclg_share.authorship.routes import bp
from uclg_share.authorship.signed import (
    asked_to_sign,
    find_signature,
    signed,
    text_to_sign,
)
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.reading import as_seen_by, previewed

ANSWERS: dict[str, tuple[Any, Any]] = {
    "sign": (signatures.sign, _l("Signed. The organisation is named on the page.")),
    "refuse": (signatures.refuse, _l("Declined. Whoever asked hears of it.")),
    "withdraw": (
        signatures.withdraw,
        _l("Withdrawn. The organisation is no longer named on the page."),
    ),
}


@bp.get("/my-organisations/signing")
@for_signed_in
def asked() -> ResponseReturnValue:
    viewer = current_viewer()
    return render_template(
        "authorship/asked.html", waiting=asked_to_sign(viewer), signed=signed(viewer)
    )


@bp.get("/signing/<id:post_id>/<id:organisation_id>")
@for_signed_in
def read(post_id: int, organisation_id: int) -> ResponseReturnValue:
    """The text as it was sent in, and nothing more of it."""
    viewer, signature = current_viewer(), _find(post_id, organisation_id)
    revision = text_to_sign(signature) or abort(404)
    draft = from_plain(revision.content)
    return render_template(
        "authorship/read.html",
        signature=signature,
        revision=revision,
        reading=as_seen_by(
            viewer, previewed(signature.post.kind, draft, signature.post)
        ),
    )


@bp.post(
    "/signing/<id:post_id>/<id:organisation_id>/<any(sign, refuse, withdraw):answer>"
)
@for_signed_in
def answer(post_id: int, organisation_id: int, answer: str) -> ResponseReturnValue:
    signature = _find(post_id, organisation_id)
    act, said = ANSWERS[answer]
    act(current_viewer(), signature)
    db.session.commit()
    flash(said, "ok")
    return redirect(url_for("authorship.asked"), 303)


def _find(post_id: int, organisation_id: int) -> CoSignature:
    found = find_signature(current_viewer(), post_id, organisation_id)
    return found or abort(404)
