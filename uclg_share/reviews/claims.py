"""Buttons on the page of a review: claim it, leave it, hand it over."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_coordinators
from uclg_share.accounts.queries import find_person
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.desk.choice import choice_of
from uclg_share.reviews import claiming
from uclg_share.reviews.models import Review
from uclg_share.reviews.queries import find_review
from uclg_share.reviews.routes import bp
from uclg_share.text import clean_text
from uclg_share.urls import id_in

LONGEST_WORD = 1000


@bp.post("/desk/reviews/<id:review_id>/claim")
@for_coordinators
def claim(review_id: int) -> ResponseReturnValue:
    found = _find(review_id)
    claiming.claim(current_viewer(), found)
    db.session.commit()
    flash(_("You are reading it now. The others see that for an hour."), "ok")
    return _back(found)


@bp.post("/desk/reviews/<id:review_id>/release")
@for_coordinators
def release(review_id: int) -> ResponseReturnValue:
    found = _find(review_id)
    claiming.release(current_viewer(), found)
    db.session.commit()
    flash(_("Left to the others again."), "ok")
    return _back(found)


@bp.post("/desk/reviews/<id:review_id>/hand-over")
@for_coordinators
def hand_over(review_id: int) -> ResponseReturnValue:
    found = _find(review_id)
    to = find_person(id_in(request.form.get("to")) or 0) or abort(422)
    word = clean_text(request.form.get("word", ""))[:LONGEST_WORD]
    claiming.hand_over(current_viewer(), found, to, word)
    db.session.commit()
    flash(_("Handed over. %(name)s has been told.", name=to.name), "ok")
    return _back(found)


def _find(review_id: int) -> Review:
    return find_review(current_viewer(), review_id) or abort(404)


def _back(found: Review) -> ResponseReturnValue:
    choice = choice_of(current_viewer())
    address = url_for("reviews.review", review_id=found.id, **choice.args)
    return redirect(address, 303)
