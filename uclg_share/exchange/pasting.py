"""One text written elsewhere becomes a draft: pasted, or sent as a file."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from uclg_share import limits, once
from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.exchange.bundle import MOST_OF_TEXT, TOO_LONG
from uclg_share.exchange.decoding import Undecodable, words_of
from uclg_share.exchange.routes import bp
from uclg_share.exchange.showing import start_page
from uclg_share.i18n import current_language
from uclg_share.posts import actions
from uclg_share.posts.as_file.found import Fault
from uclg_share.posts.as_file.judging import Judged, judge
from uclg_share.uploads import takes_files

GUESSED = _l("The file is not saved as UTF-8. Look whether accents came out right.")


@bp.post("/write/upload")
@for_signed_in
@takes_files
def upload() -> ResponseReturnValue:
    """A file written elsewhere becomes a draft."""
    viewer = current_viewer()
    limits.spend_posting(limits.SAVE_ACCOUNT, str(viewer.account_id))
    text, is_guess, fault = _sent()
    if fault:
        return start_page(text, (fault,))
    judged = judge(viewer, text, current_language())
    if judged.draft is None:
        return start_page(text, judged.faults)
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        earlier = once.earlier(viewer.account_id)
        return redirect(earlier or url_for("posts.my_work"), 303)

    post = actions.start(viewer, judged.kind, judged.draft)
    pressed.location = url_for("posts.edit", post_id=post.id)
    location = pressed.location
    db.session.commit()
    _tell(judged, is_guess)
    return redirect(location, 303)


def _sent() -> tuple[str, bool, Fault | None]:
    """The text, whether its way of saving was guessed, why there is none. A file goes
    before what stands in the field."""
    typed = request.form.get("text", "").replace("\r\n", "\n")
    file = request.files.get("file")
    if file is None or not file.filename:
        return typed, False, None
    data = file.stream.read(MOST_OF_TEXT + 1)
    if len(data) > MOST_OF_TEXT:
        return typed, False, Fault(None, "", TOO_LONG)
    try:
        text, is_guess = words_of(data)
    except Undecodable as error:
        return typed, False, Fault(None, "", error.reason)
    return text.replace("\r\n", "\n"), is_guess, None


def _tell(judged: Judged, is_guess: bool) -> None:
    flash(_("Read in as a draft. Look it over before you send it in."), "ok")
    left = [*judged.left, *(["files"] if judged.files else [])]
    if left:
        words = _("Not known here, or not yours to choose, and left empty: %(keys)s.",
                  keys=", ".join(left))  # fmt: skip
        flash(words, "warn")
    if judged.rendering:
        flash(_("It is a translation elsewhere; here it is a text of its own."), "warn")
    if is_guess:
        flash(str(GUESSED), "warn")
