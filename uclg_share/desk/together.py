"""The same done to several things, with the reason given once."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from uclg_share.access import for_coordinators
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.desk.acts import Act, Given, carry_out, sorted_out
from uclg_share.desk.choice import choice_of
from uclg_share.desk.forms import TogetherForm
from uclg_share.desk.items import Item, Sort, read_keys
from uclg_share.desk.loading import load
from uclg_share.desk.queries import MOST
from uclg_share.permissions import Viewer
from uclg_share.reviews.models import GroupReason
from uclg_share.reviews.queries import title_of
from uclg_share.reviews.reasons import reasons_of
from uclg_share.reviews.routes import bp

SHOWN = 10  # of those that could not be done, by name; the log has nothing on the rest


@bp.route("/desk/together", methods=["GET", "POST"])
@for_coordinators
def together() -> ResponseReturnValue:
    """What will happen and what cannot, before anything does."""
    viewer = current_viewer()
    choice = choice_of(viewer)
    act = Act(request.args.get("act", "accept")) if _is_known() else abort(404)
    keys = read_keys(request.args.getlist("item")[:MOST])
    items = sorted(load(viewer, keys).values(), key=lambda item: (item.since, item.id))
    able, refused = sorted_out(viewer, items, act)
    form = TogetherForm()
    form.prepare(act, any(i.sort is Sort.REVIEW for i in able), _own_reasons(able))
    if request.method != "POST" or not form.validate():
        page = render_template(
            "reviews/together.html",
            act=act.value,
            form=form,
            able=able,
            refused=refused,
            name_of=name_of,
            back=url_for("reviews.desk", **choice.args),
        )
        return page, 422 if form.errors else 200

    _do(viewer, items, act, form.given())
    return redirect(url_for("reviews.desk", **choice.args), 303)


def name_of(item: Item) -> str:
    """What a person calls it."""
    thing = item.thing
    if item.sort is Sort.REVIEW:
        return title_of(thing)
    if item.sort in {Sort.REQUEST, Sort.AFFILIATION}:
        return str(thing.account.name)
    return thing.post.title or ""


def _is_known() -> bool:
    return request.args.get("act", "accept") in set(Act)


def _own_reasons(items: list[Item]) -> list[GroupReason]:
    """A group's own reasons, where all that is decided is of that group."""
    groups = {item.thing.group_id for item in items if item.sort is Sort.REVIEW}
    return reasons_of(groups.pop()) if len(groups) == 1 else []


def _do(viewer: Viewer, items: list[Item], act: Act, given: Given) -> None:
    """Each in a transaction of its own: nobody waits for the whole of it, and what
    somebody else has decided meanwhile stops none of the others."""
    wanted = [(item.sort, item.id, name_of(item)) for item in items]
    done, left = 0, []
    for sort, item_id, name in wanted:
        if words := carry_out(viewer, sort, item_id, act, given):
            left.append(f"{name}: {words}")
        else:
            done += 1
        db.session.commit()
    if done:
        flash(ngettext("%(num)s thing done.", "%(num)s things done.", done), "ok")
    for words in left[:SHOWN]:
        flash(words, "warn")
    if len(left) > SHOWN:
        flash(_("%(number)s more could not be done.", number=len(left) - SHOWN), "warn")
