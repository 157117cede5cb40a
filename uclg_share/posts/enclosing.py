"""The files of a text while it is written, for browsers without script: the form comes
with them, what was typed is kept first, then each file is taken or refused."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField

from uclg_share import limits, once
from uclg_share.attachments.refusals import MOST_SHOWN
from uclg_share.attachments.rows import add_rows, change_rows, keep_known, row_act
from uclg_share.attachments.taking import Result, chosen, take
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.posts import actions, copies
from uclg_share.posts.composer import Desk, conflict, known_sequence, page
from uclg_share.posts.forms import PostForm
from uclg_share.posts.keeping import typed
from uclg_share.posts.models import Post, WorkingCopy
from uclg_share.urls import id_in


def asked(desk: Desk) -> ResponseReturnValue | None:
    """The answer when a button of the files was pressed, or files came along."""
    if desk.form.files is None:  # a translation has those of its original
        return None
    keep_known(desk.form, desk.post)
    wish = request.form.get("do", "save")
    if act := row_act(wish):
        change_rows(desk.form, *act)
        return page(desk)
    sent = chosen()
    if wish == "add_files" and not sent:
        desk.form.new_files.errors = [_("Choose a file first")]
        return page(desk, code=422)
    # Chosen and then saved without a press of the button: they are not lost.
    return _add(desk, sent) if sent and wish != "preview" else None


def _add(desk: Desk, sent: list[FileStorage]) -> ResponseReturnValue:
    account_id = desk.viewer.account_id
    limits.spend_posting(limits.UPLOAD_ACCOUNT, str(account_id))
    purpose = _print_of(sent)
    pressed = once.claim(account_id, purpose)
    if pressed is None:
        earlier = once.earlier(account_id, purpose)
        return redirect(earlier or url_for("posts.my_work"), 303)
    try:
        post, copy = _keep(desk)
    except ChangedMeanwhile as error:
        db.session.rollback()
        return conflict(desk, error)
    pressed.location = url_for("posts.edit", post_id=post.id, _anchor="files-s")

    # Commits what was kept before it looks into the first file.
    room = MOST_SHOWN - len(desk.form.files.entries)
    result = take(desk.viewer, post, sent, room)
    add_rows(desk.form, result.added)
    content = _with_rows(desk.form, copy.content)
    copy = copies.keep(desk.viewer, post, content, copy.base, copy.sequence)
    if result.refused:
        db.session.delete(pressed)  # the same file, made smaller, is another try
    db.session.commit()
    return _answer(replace(desk, post=post, copy=copy), result)


def _answer(desk: Desk, result: Result) -> ResponseReturnValue:
    assert desk.post is not None
    assert desk.copy is not None
    if not result.refused:
        number = len(result.added)
        said = ngettext("%(num)s file is added.", "%(num)s files are added.", number)
        flash(said, "ok")
        address = url_for("posts.edit", post_id=desk.post.id, _anchor="files-s")
        return redirect(address, 303)
    desk.form.base.data = str(desk.copy.base)
    desk.form.new_files.errors = [f"{name}: {why}" for name, why in result.refused]
    return page(desk, code=422)


def _keep(desk: Desk) -> tuple[Post, WorkingCopy]:
    """What was typed, right or wrong, as the script would keep it."""
    content = typed()
    if desk.post is None:
        post = actions.start(desk.viewer, desk.kind, desk.before)
        return post, copies.keep(desk.viewer, post, content, 1, 0)
    base = id_in(request.form.get("base")) or 1
    copy = copies.keep(desk.viewer, desk.post, content, base, known_sequence())
    return desk.post, copy


def _with_rows(form: PostForm, content: dict[str, list[str]]) -> dict[str, list[str]]:
    others = {k: v for k, v in content.items() if not k.startswith("files-")}
    rows = {
        field.name: _value(field)
        for row in form.files
        for field in row.form
        if not isinstance(field, BooleanField) or field.data
    }
    return others | rows


def _value(field: Any) -> list[str]:
    return ["y"] if isinstance(field, BooleanField) else [str(field.data or "")]


def _print_of(sent: list[FileStorage]) -> str:
    """What these files are, so that pressing twice is told from other files."""
    said = hashlib.sha256()
    for file in sent:
        said.update(f"{file.filename} {file.stream.seek(0, 2)}".encode())
        file.stream.seek(0)
    return said.hexdigest()[:16]
