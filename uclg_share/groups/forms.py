from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from uclg_share.accounts.forms import LANGUAGE_CHOICES, is_email, is_filled
from uclg_share.groups.invitations import Guest
from uclg_share.organisations.forms import at_most
from uclg_share.posts.fields import Line, cleaned, one_of


class RequestForm(FlaskForm):
    """Why somebody would like to join; they need not say."""

    message = TextAreaField(
        _l("Message to the coordinators"), [at_most(1000)], filters=[cleaned]
    )


class InvitationForm(FlaskForm):
    email = Line(_l("E-mail"), [is_filled(_l("Write an e-mail address")), is_email])
    locale = one_of(_l("Language of the mail"), choices=LANGUAGE_CHOICES)

    def guest(self) -> Guest:
        return Guest(self.email.data or "", self.locale.data)


class EndingForm(FlaskForm):
    """Why a membership ends; read by the coordinators."""

    reason = TextAreaField(
        _l("Reason"),
        [is_filled(_l("Write the reason: it is kept in the log")), at_most(1000)],
        filters=[cleaned],
    )
