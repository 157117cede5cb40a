"""The inbox: what happened that concerns the reader."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.notifications import actions, lines, queries
from uclg_share.notifications.models import Notification
from uclg_share.paging import page_of
from uclg_share.urls import id_in

bp = Blueprint("notifications", __name__)


@bp.get("/inbox")
@for_signed_in
def inbox() -> ResponseReturnValue:
    """Looking at it changes nothing: what was read is said by a button."""
    page = page_of(
        queries.inbox(current_viewer().account_id),
        (Notification.created_at, Notification.id),
        lambda note: (note.created_at, note.id),
    )
    return render_template(
        "inbox/show.html",
        page=page,
        days=lines.by_day(page.items),
        newest_id=max((note.id for note in page.items), default=0),
    )


@bp.post("/inbox/<id:note_id>/read")
@for_signed_in
def read(note_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    note = queries.find_note(viewer.account_id, note_id) or abort(404)
    actions.mark_read(viewer, note)
    db.session.commit()
    return redirect(url_for("notifications.inbox", _anchor=f"note-{note_id}"), 303)


@bp.post("/inbox/read")
@for_signed_in
def read_all() -> ResponseReturnValue:
    """What came after the page was opened stays unread."""
    actions.mark_all_read(current_viewer(), id_in(request.form.get("upto")) or 0)
    db.session.commit()
    flash(_("Everything is marked as read."), "ok")
    return redirect(url_for("notifications.inbox"), 303)
