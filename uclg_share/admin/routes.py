"""The front page of administration, and what waits there."""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_administrators
from uclg_share.admin import actions
from uclg_share.admin.naming import actors_of, entries, subjects_of
from uclg_share.admin.queries import (
    find_undelivered,
    groups_without_coordinator,
    person_named,
    tiles,
    undelivered,
    waiting_without_representative,
)
from uclg_share.audit import AuditEntry, Verb
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.notifications.models import Notification
from uclg_share.organisations.queries import proposed
from uclg_share.paging import page_of
from uclg_share.words import WORDS

bp = Blueprint("admin", __name__)


@bp.get("/admin")
@for_administrators
def home() -> ResponseReturnValue:
    return render_template("admin/home.html", tiles=tiles())


@bp.get("/admin/waiting")
@for_administrators
def waiting() -> ResponseReturnValue:
    """What only an administrator can settle."""
    return render_template(
        "admin/waiting.html",
        proposed=proposed(),
        waiting=waiting_without_representative(),
        groups=groups_without_coordinator(),
    )


@bp.get("/admin/audit")
@for_administrators
def log() -> ResponseReturnValue:
    """Who did what, and why; nothing there can be changed."""
    verb = request.args.get("verb", type=Verb)
    named = request.args.get("person", "")
    person = person_named(named)
    # An unknown person did nothing.
    actor_id = person.id if person else (-1 if named.strip() else None)
    page = page_of(
        entries(verb, actor_id),
        (AuditEntry.at, AuditEntry.id),
        lambda entry: (entry.at, entry.id),
    )
    return render_template(
        "admin/log.html",
        page=page,
        actors=actors_of(page.items),
        subjects=subjects_of(page.items),
        verb=verb,
        verbs={one.value: word for one, word in WORDS[Verb].items()},
        person=person,
        named=named[:200],
    )


@bp.get("/admin/mails")
@for_administrators
def mails() -> ResponseReturnValue:
    page = page_of(
        undelivered(),
        (Notification.given_up_at, Notification.id),
        lambda note: (note.given_up_at, note.id),
    )
    return render_template("admin/mails.html", page=page)


@bp.post("/admin/mails/<id:notification_id>/retry")
@for_administrators
def retry_mail(notification_id: int) -> ResponseReturnValue:
    note = find_undelivered(notification_id) or abort(404)
    actions.retry_mail(current_viewer(), note)
    db.session.commit()
    flash(_("It is in the outbox again and leaves within a minute."), "ok")
    return redirect(url_for("admin.mails"), 303)
