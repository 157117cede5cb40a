"""Texts written elsewhere come in: one as it is, many at once after a look at them.

The file of many is checked first and kept for an hour, since no browser sends a file
a second time by itself; taking it in looks at it once more and takes all or nothing.
"""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from uclg_share import limits, once
from uclg_share.access import for_signed_in
from uclg_share.attachments.intake import Refused
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.exchange import actions
from uclg_share.exchange.archive import MOST_BYTES
from uclg_share.exchange.batch import MORE_PATIENCE, PATIENCE, Batch, look_at
from uclg_share.exchange.bundle import unpack
from uclg_share.exchange.originals import relate
from uclg_share.exchange.prints import compare
from uclg_share.exchange.queries import find_parcel
from uclg_share.exchange.routes import bp
from uclg_share.exchange.showing import import_page
from uclg_share.i18n import current_language
from uclg_share.permissions import Viewer
from uclg_share.posts.as_file.judging import Judge
from uclg_share.uploads import takes_files


@bp.route("/write/import", methods=["GET", "POST"])
@for_signed_in
@takes_files
def batch() -> ResponseReturnValue:
    if request.method != "POST":
        return import_page()
    viewer = current_viewer()
    limits.spend_posting(limits.IMPORT_ACCOUNT, str(viewer.account_id))
    if request.form.get("do") == "import":
        return _take_in(viewer)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return import_page(problem=_("Choose a file"))
    return _check(viewer, sent)


def _check(viewer: Viewer, sent: FileStorage) -> ResponseReturnValue:
    """Nothing is written but the file itself, and that only when it is in order."""
    name, data = sent.filename or "", sent.stream.read(MOST_BYTES + 1)
    found = _looked_at(viewer, name, data)
    compare(viewer, found)
    ticket = ""
    if found.is_fit:
        ticket = actions.keep(viewer, name, data).ticket
        db.session.commit()
    return import_page(found, ticket)


def _take_in(viewer: Viewer) -> ResponseReturnValue:
    ticket = request.form.get("ticket", "")
    parcel = find_parcel(viewer, ticket)
    if parcel is None:
        return _too_late(viewer)
    found = _looked_at(viewer, parcel.name, parcel.content, MORE_PATIENCE)
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        return _too_late(viewer)
    if find_parcel(viewer, ticket, hold=True) is None:
        return _too_late(viewer)
    compare(viewer, found)
    if not found.is_fit:
        return _unfit(viewer, found)
    try:
        taken = actions.take_in(viewer, found.texts)
    except Refused as error:
        db.session.rollback()
        found.refuse(error.reason)
        return import_page(found)
    actions.let_go(viewer)
    pressed.location = url_for("posts.my_work", stage="draft")
    db.session.commit()
    words = ngettext(
        "%(num)s text is a draft now. Look it over before you send it in.",
        "%(num)s texts are drafts now. Look them over before you send them in.",
        len(taken),
    )
    flash(words, "ok")
    return redirect(url_for("posts.my_work", stage="draft"), 303)


def _unfit(viewer: Viewer, found: Batch) -> ResponseReturnValue:
    """Something changed since the file was checked: a group closed, or all is there."""
    actions.let_go(viewer)
    db.session.commit()
    return import_page(found)


def _too_late(viewer: Viewer) -> ResponseReturnValue:
    """Taken in by an earlier press or another window, or kept for its hour."""
    if earlier := once.earlier(viewer.account_id):
        return redirect(earlier, 303)
    db.session.rollback()
    words = _("This file is not kept any more. Look into My work, or send it again.")
    return import_page(problem=words)


def _looked_at(
    viewer: Viewer, name: str, data: bytes, patience: float = PATIENCE
) -> Batch:
    """The long work, while no transaction is open that others would wait for."""
    judge = Judge.of(viewer, current_language())
    db.session.rollback()
    found = look_at(unpack(name, data), judge, patience)
    relate(found)
    return found
