"""An act that needs a reason: one page asks for it, and one function goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from uclg_share.accounts.forms import is_filled
from uclg_share.database import db
from uclg_share.organisations.forms import at_most
from uclg_share.posts.fields import cleaned


def _reason(lacking: Any) -> Any:
    return TextAreaField(
        _l("Reason"), [is_filled(lacking), at_most(1000)], filters=[cleaned]
    )


class ReasonForm(FlaskForm):
    """Why; whoever wrote the thing reads it."""

    reason = _reason(_l("Write the reason: the author will read it"))


class PersonReasonForm(FlaskForm):
    """Why; the person it concerns reads it."""

    reason = _reason(_l("Write the reason: the person will read it"))


class PublicReasonForm(FlaskForm):
    """Why; everybody reads it."""

    reason = _reason(_l("Write the reason: readers will see it"))


def with_reason(
    form: Any,
    act: Callable[[str], Any],
    page: str,
    done: str,
    back: str,
    **shown: Any,
) -> ResponseReturnValue:
    """Ask on `page`, a template that extends `layouts/act.html`; when the form is sent
    whole, act, say that it is `done` and go `back`. The caller asks whether one may."""
    if not form.validate_on_submit():
        asked = render_template(page, form=form, back=back, **shown)
        return asked, 422 if form.errors else 200

    act(form.reason.data or "")
    db.session.commit()
    flash(done, "ok")
    return redirect(back, 303)
