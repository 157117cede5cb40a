"""The coordinators' desk: everything that waits, in one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_coordinators
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.desk import tagging
from uclg_share.desk.acts import Act
from uclg_share.desk.choice import address_of, choice_of
from uclg_share.desk.items import Item, Sort, read_keys
from uclg_share.desk.loading import load
from uclg_share.desk.queries import MOST, reviewed_shelf, tally
from uclg_share.permissions import Viewer
from uclg_share.reviews import claiming
from uclg_share.reviews.queries import decided_lately
from uclg_share.reviews.routes import bp

# What one press of a button in the list does to one thing.
AT_ONCE: dict[str, tuple[Sort, Callable[[Viewer, Any], None]]] = {
    "claim": (Sort.REVIEW, claiming.claim),
    "release": (Sort.REVIEW, claiming.release),
    "keep": (Sort.TAG, tagging.keep),
}


@bp.get("/desk")
@for_coordinators
def desk() -> ResponseReturnValue:
    viewer = current_viewer()
    choice = choice_of(viewer)
    lines = tally(viewer)
    g.waiting_count = sum(line.number for line in lines)  # the header need not ask
    numbers: Counter[str] = Counter()
    for line in lines:
        if choice.group is None or line.group_id == choice.group.id:
            numbers[line.what] += line.number
    return render_template(
        "reviews/desk.html",
        items=choice.items(viewer),
        most=MOST,
        numbers=numbers,
        sorts=list(Sort),
        choice=choice,
        groups=reviewed_shelf(viewer),
        decided=decided_lately(viewer),
        address_of=address_of,
    )


@bp.post("/desk/choose")
@for_coordinators
def choose() -> ResponseReturnValue:
    """A button of the list: at once for one thing, or on to the page that asks again
    before something is done to several."""
    viewer = current_viewer()
    choice = choice_of(viewer)
    back = url_for("reviews.desk", **choice.args)
    for name, (sort, act) in AT_ONCE.items():
        if key := request.form.get(name):
            act(viewer, _find(viewer, key, sort).thing)
            db.session.commit()
            flash(_said(name), "ok")
            return redirect(f"{back}#{key}", 303)

    act_name, items = request.form.get("act"), request.form.getlist("item")[:MOST]
    if act_name not in set(Act):
        abort(422)
    if not items:
        flash(_("Tick what you mean first."), "warn")
        return redirect(back, 303)
    wanted = {"act": act_name, "item": items, **choice.args}
    return redirect(url_for("reviews.together", **wanted), 303)


def _find(viewer: Viewer, key: str, sort: Sort) -> Item:
    keys = read_keys([key])
    found = load(viewer, keys).get(key) if set(keys) == {sort} else None
    return found or abort(404)


def _said(name: str) -> Any:
    return {
        "claim": _("You are reading it now. The others see that for an hour."),
        "release": _("Left to the others again."),
        "keep": _("It stays in your group."),
    }[name]
