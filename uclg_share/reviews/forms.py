from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from uclg_share.reviews.models import Reason
from uclg_share.text import clean_text, is_blank
from uclg_share.words import choices, options


class Decision(StrEnum):
    ACCEPT = "accept"
    RETURN = "return"
    DECLINE = "decline"


@dataclass(frozen=True)
class Verdict:
    decision: Decision
    reason: Reason | None
    note: str
    verified: bool = False


class VerdictForm(FlaskForm):
    decision = RadioField(
        _l("Your decision"),
        [InputRequired(_l("Choose what should happen to this text"))],
        choices=options(
            {
                "accept": _l("Accept and publish"),
                "return": _l("Ask for changes"),
                "decline": _l("Decline"),
            }
        ),
    )
    reason = SelectField(
        _l("Reason"), choices=choices(Reason, _l("Choose a reason")), default=""
    )
    note = TextAreaField(
        _l("Note to the author"),
        [Length(max=4000, message=_l("Keep the note under 4,000 characters"))],
        filters=[lambda text: clean_text(text or "")],
    )

    verified = BooleanField(_l("I checked the sources and figures"))

    def validate(self, extra_validators: object = None) -> bool:
        """Asking for changes and declining need a reason and a note."""
        valid: bool = super().validate(extra_validators)
        if self.decision.data not in {Decision.RETURN, Decision.DECLINE}:
            return valid
        if not self.reason.data:
            self.reason.errors = [_l("Choose a reason, so that the author understands")]
            valid = False
        if is_blank(self.note.data or ""):
            self.note.errors = [_l("Tell the author what to change, or why not")]
            valid = False
        return valid

    def verdict(self) -> Verdict:
        return Verdict(
            Decision(self.decision.data),
            Reason(self.reason.data) if self.reason.data else None,
            self.note.data or "",
            self.verified.data,
        )
