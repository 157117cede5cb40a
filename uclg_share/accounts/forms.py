from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from uclg_share.accounts import passwords
from uclg_share.accounts.actions import Profile
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.fields import Line, cleaned, one_of
from uclg_share.text import is_blank
from uclg_share.words import options

LONGEST_EMAIL = 190
LANGUAGE_CHOICES = {code: name for code, (name, _) in LANGUAGES.items()}
READ_CHOICES = options({"": _l("None"), **LANGUAGE_CHOICES})


def is_filled(message: Any) -> Any:
    """Refuse what is empty or made of invisible letters."""

    def check(_form: Any, field: Any) -> None:
        if is_blank(field.data or ""):
            raise ValidationError(message)

    return check


def is_email(_form: Any, field: Any) -> None:
    """A well-formed address; whether it exists is found out by writing to it."""
    text = field.data or ""
    if len(text) > LONGEST_EMAIL:
        raise ValidationError(_l("Write a shorter e-mail address"))
    try:
        # What headers of mails would take for an encoded word is no name of a mailbox.
        if "=?" in text:
            raise EmailNotValidError
        found = validate_email(text, check_deliverability=False)
    except EmailNotValidError as error:
        raise ValidationError(
            _l("Write an e-mail address, such as name@example.org")
        ) from error
    field.data = found.normalized


def is_new_password(form: Any, field: Any) -> None:
    """Long enough, and not what anybody would guess."""
    text = field.data or ""
    if len(text) < passwords.SHORTEST:
        raise ValidationError(
            _l("Use at least %(number)s characters", number=passwords.SHORTEST)
        )
    if len(text) > passwords.LONGEST:
        raise ValidationError(
            _l("Use at most %(number)s characters", number=passwords.LONGEST)
        )
    if passwords.is_common(text, *form.own_words()):
        raise ValidationError(
            _l("Many people would guess this one. Use a short sentence of your own")
        )


def name_field(label: Any) -> Line:
    return Line(
        label,
        [
            is_filled(_l("Write your name as others should see it")),
            Length(max=120, message=_l("Write a shorter name")),
        ],
    )


def typed_password(label: Any, message: Any) -> PasswordField:
    """One that exists already: only its presence is asked."""
    longest = Length(max=passwords.LONGEST, message=message)
    return PasswordField(label, [InputRequired(message), longest])


class SignInForm(FlaskForm):
    email = Line(
        _l("E-mail"),
        [
            InputRequired(_l("Write your e-mail address")),
            Length(max=300, message=_l("Write a shorter e-mail address")),
        ],
    )
    password = typed_password(_l("Password"), _l("Write your password"))
    next = HiddenField()


class AddressForm(FlaskForm):
    email = Line(_l("E-mail"), [is_email])


class PasswordForm(FlaskForm):
    """A new password, where the link in the mail was proof enough."""

    password = PasswordField(_l("New password"), [is_new_password])
    words: Sequence[str] = ()

    def own_words(self) -> Sequence[str]:
        return self.words


class ChangePasswordForm(PasswordForm):
    current_password = typed_password(
        _l("Current password"), _l("Write your current password")
    )


class ProveForm(FlaskForm):
    password = typed_password(_l("Password"), _l("Write your password"))
    next = HiddenField()


class ChangeEmailForm(FlaskForm):
    email = Line(_l("New e-mail"), [is_email])
    current_password = typed_password(
        _l("Current password"), _l("Write your current password")
    )


class ProfileForm(FlaskForm):
    name = name_field(_l("Name"))
    job_title = Line(
        _l("Role in your organisation"),
        [Length(max=120, message=_l("Write a shorter role"))],
    )
    about = TextAreaField(
        _l("About you"),
        [Length(max=600, message=_l("Keep it under 600 characters"))],
        filters=[cleaned],
    )
    locale = one_of(_l("Language of mails"), choices=LANGUAGE_CHOICES)
    reads_1 = one_of(_l("Language you read best"), choices=READ_CHOICES, default="")
    reads_2 = one_of(_l("Second language you read"), choices=READ_CHOICES, default="")
    reads_3 = one_of(_l("Third language you read"), choices=READ_CHOICES, default="")

    @property
    def reads(self) -> list[Any]:
        """In the order of preference."""
        return [self.reads_1, self.reads_2, self.reads_3]

    def profile(self) -> Profile:
        return Profile(
            self.name.data or "",
            self.job_title.data or "",
            self.about.data or "",
            self.locale.data,
            tuple(dict.fromkeys(one.data for one in self.reads if one.data)),
        )
