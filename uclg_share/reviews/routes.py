"""The coordinators' desk."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from uclg_share.access import for_coordinators
from uclg_share.authorship.left import has_left
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.desk.choice import address_after, address_of, choice_of, next_after
from uclg_share.desk.items import Item, Sort
from uclg_share.families.reading import original_beside
from uclg_share.permissions import Viewer
from uclg_share.posts.changes import changes_between
from uclg_share.posts.differences import Change
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.reading import previewed
from uclg_share.posts.sending import is_outline
from uclg_share.reviews import actions
from uclg_share.reviews.checks import checks_of
from uclg_share.reviews.claiming import is_read_by_other, others_for
from uclg_share.reviews.forms import Decision, Verdict, VerdictForm
from uclg_share.reviews.models import Outcome, Review
from uclg_share.reviews.queries import (
    can_be_taken_back,
    find_review,
    history_of,
    record_of,
    version_before,
)
from uclg_share.reviews.reasons import reasons_of
from uclg_share.suggestions.showing import offers_in

bp = Blueprint("reviews", __name__)


@bp.route("/desk/reviews/<id:review_id>", methods=["GET", "POST"])
@for_coordinators
def review(review_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_review(viewer, review_id) or abort(404)
    form = VerdictForm()
    form.prepare(found, reasons_of(found.group_id))
    if request.method != "POST" or not form.validate_on_submit():
        return _page(viewer, found, form), 422 if form.errors else 200
    if not form.knows_claim(viewer.account_id):
        return _page(viewer, found, form), 409

    _decide(viewer, found, form.verdict())
    db.session.commit()
    flash(_said(form.verdict(), found), "ok")
    return redirect(_next_address(viewer, found), 303)


@bp.post("/desk/reviews/<id:review_id>/take-back")
@for_coordinators
def take_back(review_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_review(viewer, review_id) or abort(404)

    actions.take_back(viewer, found)
    db.session.commit()
    flash(_("Taken back. The text waits again."), "ok")
    return redirect(url_for("reviews.review", review_id=found.id), 303)


def _decide(viewer: Viewer, found: Review, verdict: Verdict) -> None:
    if verdict.decision is Decision.ACCEPT:
        actions.accept(viewer, found, verdict.verified)
        return
    assert verdict.reason is not None  # the form asked for it
    act = actions.send_back if verdict.decision is Decision.RETURN else actions.decline
    act(viewer, found, verdict.reason, verdict.note)


def _said(verdict: Verdict, found: Review) -> str:
    """What happened, and while it can be undone the way to undo it."""
    words: dict[Decision, str] = {
        Decision.ACCEPT: _("Published. The author has been told."),
        Decision.RETURN: _("Sent back with your note. The author has been told."),
        Decision.DECLINE: _("Declined. The author has been told why."),
    }
    said = words[verdict.decision]
    if not can_be_taken_back(found):
        return said
    address = url_for("reviews.review", review_id=found.id, _anchor="verdict")
    way_back = _("For ten minutes you can take it back")
    return Markup('{} <a href="{}">{}</a>').format(said, address, way_back)


def _next_address(viewer: Viewer, found: Review) -> str:
    if request.form.get("stay"):
        return url_for("reviews.review", review_id=found.id, **choice_of(viewer).args)
    if request.form.get("next"):
        return address_after(viewer, _item(found))
    return url_for("reviews.desk", **choice_of(viewer).args)


def _item(found: Review) -> Item:
    return Item(Sort.REVIEW, found.id, found.submitted_at, found, found.group)


def _since_last_time(found: Review) -> list[Change]:
    """What the author changed since the version before that was sent in."""
    earlier = version_before(found)
    return changes_between(found.post, earlier, found.revision) if earlier else []


def _tell_of_claim(viewer: Viewer, form: VerdictForm) -> bool:
    """Whether whoever decided had not been told of it; from now on they have."""
    is_news = request.method == "POST" and not form.knows_claim(viewer.account_id)
    form.told.data = form.claimer
    return is_news


def _page(viewer: Viewer, found: Review, form: VerdictForm) -> str:
    draft = from_plain(found.revision.content)
    choice = choice_of(viewer)
    items, post = choice.items(viewer), found.post
    return render_template(
        "reviews/review.html",
        review=found,
        reading=previewed(post.kind, draft, post),
        draft=draft,
        form=form,
        items=items,
        choice=choice,
        address_of=address_of,
        next_item=next_after(viewer, _item(found), items),
        is_read_by_other=is_read_by_other(viewer, found),
        claim_is_news=_tell_of_claim(viewer, form),
        others=others_for(viewer, found),
        history=history_of(post),
        record=record_of(post.author) if post.author else {},
        is_waiting=found.outcome is Outcome.WAITING,
        can_be_taken_back=can_be_taken_back(found),
        original=original_beside(viewer, post),
        checks=checks_of(post.kind, draft),
        sender_left=has_left(found),
        changes=_since_last_time(found),
        spec=SPECS[post.kind],
        is_outline=is_outline(post, draft),
        offers=offers_in(found),
    )
