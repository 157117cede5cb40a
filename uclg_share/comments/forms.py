from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from uclg_share import markup
from uclg_share.accounts.forms import is_filled
from uclg_share.comments.remark import Remark
from uclg_share.i18n import LANGUAGES, current_language
from uclg_share.organisations.forms import at_most
from uclg_share.permissions import Viewer
from uclg_share.posts.fields import cleaned, one_of
from uclg_share.posts.models import Talk
from uclg_share.posts.queries import organisations_of
from uclg_share.reasons import PublicReasonForm
from uclg_share.text import is_blank
from uclg_share.urls import id_in
from uclg_share.words import choices

LANGUAGE_CHOICES = {code: name for code, (name, _) in LANGUAGES.items()}


class RemarkField(TextAreaField):
    """The Markdown of a comment, if `markup.render_remark` accepts it."""

    def process_formdata(self, values: list[Any]) -> None:
        self.data = cleaned(values[0]) if values else ""

    def post_validate(self, _form: Any, stopped: bool) -> None:
        if stopped:
            return
        try:
            page = markup.render_remark(self.data or "")
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if is_blank(markup.plain(page)):
            raise ValidationError(_l("Write something first"))


class SignedForm(FlaskForm):
    """What is written in a language, and for one of one's organisations."""

    language = one_of(_l("Language you write in"), choices=LANGUAGE_CHOICES)
    organisation_id = one_of(_l("Organisation you write for"), choices={})

    def offer(self, viewer: Viewer) -> None:
        """A choice of organisations for those who have several."""
        if not self.is_submitted():
            self.language.data = current_language()
        if len(viewer.writes_for) > 1:
            names = {str(one.id): one.name for one in organisations_of(viewer)}
            self.organisation_id.choices = names
        else:
            del self.organisation_id

    def organisation_of(self, viewer: Viewer) -> int | None:
        if self.organisation_id is not None:
            return id_in(self.organisation_id.data)
        return next(iter(viewer.writes_for), None)


class CommentForm(SignedForm):
    body = RemarkField(
        _l("Write a comment"),
        [is_filled(_l("Write something first")), at_most(markup.LONGEST_REMARK)],
    )
    # The comment that is answered; the version of the one that is edited.
    to = HiddenField()
    version = HiddenField()

    def remark(self, viewer: Viewer) -> Remark:
        organisation_id = self.organisation_of(viewer)
        return Remark(self.body.data or "", self.language.data, organisation_id)

    @property
    def opened_version(self) -> int:
        return id_in(self.version.data) or 0


class ClosingForm(PublicReasonForm):
    talk = RadioField(
        _l("What should happen"),
        [InputRequired(_l("Choose one of these"))],
        choices=[one for one in choices(Talk) if one.value != Talk.OPEN],
    )


def open_form(viewer: Viewer, **values: Any) -> CommentForm:
    form = CommentForm(data=values)
    form.offer(viewer)
    if values.get("language") and not form.is_submitted():
        form.language.data = values["language"]
    return form
