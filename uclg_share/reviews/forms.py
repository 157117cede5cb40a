from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from uclg_share.admin.languages import in_languages, texts_of, values_in
from uclg_share.reviews.choosing import chosen, offer
from uclg_share.reviews.models import GroupReason, Review, Why
from uclg_share.reviews.reasons import ReasonRecord
from uclg_share.text import clean_text, is_blank
from uclg_share.urls import id_in
from uclg_share.words import options


class Decision(StrEnum):
    ACCEPT = "accept"
    RETURN = "return"
    DECLINE = "decline"


@dataclass(frozen=True)
class Verdict:
    decision: Decision
    reason: Why | None
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
    reason = SelectField(_l("Reason"), default="")
    note = TextAreaField(
        _l("Note to the author"),
        [Length(max=4000, message=_l("Keep the note under 4,000 characters"))],
        filters=[lambda text: clean_text(text or "")],
    )

    verified = BooleanField(_l("I checked the sources and figures"))
    # Whose claim this page has told of: to decide all the same is then meant.
    told = HiddenField()

    def prepare(self, review: Review, own: Sequence[GroupReason]) -> None:
        self.own = own
        self.claimer = str(review.claimed_by_id or "") if review.is_claimed else ""
        offer(self.reason, own)

    def knows_claim(self, account_id: int) -> bool:
        """Nobody else reads it, or the page has said who does."""
        return self.claimer in {"", str(account_id), self.told.data or ""}

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
            chosen(self.reason.data, self.own),
            self.note.data or "",
            self.verified.data,
        )


class _ReasonForm(FlaskForm):
    version = HiddenField()
    hint = TextAreaField(
        _l("When to give it"),
        [Length(max=500, message=_l("Keep it under 500 characters"))],
        filters=[lambda text: clean_text(text or "")],
    )

    def record(self) -> ReasonRecord:
        return ReasonRecord(texts_of(self, "name"), self.hint.data or "")

    @property
    def opened_version(self) -> int:
        return id_in(self.version.data) or 0


OwnReasonForm: Any = type(
    "OwnReasonForm", (_ReasonForm,), in_languages("name", _l("Reason"), 120)
)


def reason_values(reason: GroupReason) -> dict[str, Any]:
    return {
        "version": str(reason.version),
        "hint": reason.hint,
        **values_in("name", reason.names),
    }
