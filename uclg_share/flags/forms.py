from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from uclg_share.flags.complaint import Complaint
from uclg_share.flags.models import Concern, Settlement
from uclg_share.organisations.forms import at_most
from uclg_share.posts.fields import cleaned
from uclg_share.text import is_blank
from uclg_share.words import choices, options

LONGEST = 1000


class ComplaintForm(FlaskForm):
    concern = RadioField(
        _l("What is wrong with it"),
        [InputRequired(_l("Choose what is wrong with it"))],
        choices=choices(Concern),
    )
    note = TextAreaField(
        _l("What you want to add"), [at_most(LONGEST)], filters=[cleaned]
    )

    def validate(self, extra_validators: object = None) -> bool:
        """What no reason of the list covers has to be said in words."""
        valid: bool = super().validate(extra_validators)
        if self.concern.data == Concern.OTHER and is_blank(self.note.data or ""):
            self.note.errors = [_l("Say in a few words what is wrong")]
            return False
        return valid

    def complaint(self) -> Complaint:
        return Complaint(Concern(self.concern.data), self.note.data or "")


class SettlementForm(FlaskForm):
    settlement = RadioField(
        _l("Your decision"),
        [InputRequired(_l("Choose what should happen to this text"))],
        choices=options({"kept": _l("Leave it as it is"), "hidden": _l("Hide it")}),
    )
    answer = TextAreaField(_l("Reason"), [at_most(LONGEST)], filters=[cleaned])

    def validate(self, extra_validators: object = None) -> bool:
        """Nothing is hidden without a reason."""
        valid: bool = super().validate(extra_validators)
        hides = self.settlement.data == Settlement.HIDDEN
        if hides and is_blank(self.answer.data or ""):
            self.answer.errors = [_l("Write the reason: the author will read it")]
            return False
        return valid

    @property
    def decision(self) -> Settlement:
        return Settlement(self.settlement.data)
