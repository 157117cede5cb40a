from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length

from uclg_share.desk.acts import Act, Given
from uclg_share.reviews.choosing import chosen, offer
from uclg_share.reviews.models import GroupReason
from uclg_share.text import clean_text, is_blank


class TogetherForm(FlaskForm):
    """The reason for all that is sent back or declined, given once."""

    reason = SelectField(_l("Reason"), default="", validate_choice=True)
    note = TextAreaField(
        _l("Note to each of them"),
        [Length(max=1000, message=_l("Keep the note under 1,000 characters"))],
        filters=[lambda text: clean_text(text or "")],
    )

    def prepare(self, act: Act, has_texts: bool, own: Sequence[GroupReason]) -> None:
        self.own, self.act, self.has_texts = own, act, has_texts
        offer(self.reason, own)

    def validate(self, extra_validators: object = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if self.act is Act.ACCEPT:
            return valid
        if self.has_texts and not self.reason.data:
            self.reason.errors = [_l("Choose a reason, so that the author understands")]
            valid = False
        if is_blank(self.note.data or ""):
            self.note.errors = [_l("Write the reason: the person will read it")]
            valid = False
        return valid

    def given(self) -> Given:
        return Given(chosen(self.reason.data, self.own), self.note.data or "")
