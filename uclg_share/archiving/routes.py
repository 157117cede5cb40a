"""Archiving a post or a group, and bringing it back."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_coordinators, for_signed_in
from uclg_share.archiving import actions
from uclg_share.archiving.actions import StillWaiting
from uclg_share.archiving.forms import ArchiveForm
from uclg_share.archiving.queries import find_successor, waiting_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import find_group
from uclg_share.i18n import local
from uclg_share.permissions import ensure, may_archive, may_archive_group
from uclg_share.posts.queries import find_post
from uclg_share.reasons import PublicReasonForm, ReasonForm, with_reason

bp = Blueprint("archiving", __name__)


@bp.route("/posts/<id:post_id>/archive", methods=["GET", "POST"])
@for_signed_in
def archive(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_archive(viewer, post))
    form = ArchiveForm(lambda number: find_successor(viewer, post, number))
    return with_reason(
        form,
        lambda reason: actions.archive(viewer, post, reason, form.newer),
        "archiving/archive.html",
        _("Archived. It stays where it is, and left every list."),
        back=url_for("posts.show", post_id=post.id, slug=post.slug),
        post=post,
    )


@bp.route("/posts/<id:post_id>/bring-back", methods=["GET", "POST"])
@for_signed_in
def bring_back(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_archive(viewer, post))
    return with_reason(
        ReasonForm(),
        lambda reason: actions.bring_back(viewer, post, reason),
        "archiving/bring_back.html",
        _("It is back in every list."),
        back=url_for("posts.show", post_id=post.id, slug=post.slug),
        post=post,
    )


@bp.route("/groups/<slug>/archive", methods=["GET", "POST"])
@for_coordinators
def archive_group(slug: str) -> ResponseReturnValue:
    """What waits there is settled first: the page says how much, and where."""
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    ensure(may_archive_group(viewer, group))
    try:
        return with_reason(
            PublicReasonForm(),
            lambda reason: actions.archive_group(viewer, group, reason),
            "archiving/archive_group.html",
            _("The group is archived. Its members have been told."),
            back=_page_of(group),
            group=group,
            name=local(group.names),
            waiting=waiting_in(group),
        )
    except StillWaiting as error:
        db.session.rollback()
        return _refused(group, error)


@bp.route("/groups/<slug>/reopen", methods=["GET", "POST"])
@for_coordinators
def reopen_group(slug: str) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    ensure(may_archive_group(viewer, group))
    return with_reason(
        PublicReasonForm(),
        lambda reason: actions.reopen_group(viewer, group, reason),
        "archiving/reopen_group.html",
        _("The group is open again."),
        back=_page_of(group),
        group=group,
        name=local(group.names),
    )


def _refused(group: WorkingGroup, error: StillWaiting) -> ResponseReturnValue:
    page = render_template(
        "archiving/archive_group.html",
        form=PublicReasonForm(),
        group=group,
        name=local(group.names),
        waiting=error.waiting,
        back=_page_of(group),
    )
    return page, 409


def _page_of(group: WorkingGroup) -> str:
    return url_for("feeds.of_group", slug=group.slug, medium="html")
