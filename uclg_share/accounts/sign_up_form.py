"""Joining: who somebody is, and which organisation they write for."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, PasswordField, RadioField
from wtforms.validators import Length, ValidationError

from uclg_share.accounts.actions import Registration
from uclg_share.accounts.forms import (
    LANGUAGE_CHOICES,
    is_email,
    is_new_password,
    name_field,
)
from uclg_share.organisations.forms import HasCountry
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.organisations.proposals import Proposal
from uclg_share.posts.fields import Line, one_of
from uclg_share.text import fold, is_blank
from uclg_share.words import choices


class SignUpForm(FlaskForm, HasCountry):
    """`found` is what the directory knows by the typed name; set before validation."""

    name = name_field(_l("Your name"))
    email = Line(_l("Work e-mail"), [is_email])
    locale = one_of(_l("Language of mails"), choices=LANGUAGE_CHOICES)
    organisation = Line(
        _l("Your organisation"), [Length(max=200, message=_l("Write a shorter name"))]
    )
    organisation_id = HiddenField()
    match = RadioField(_l("Which one is it?"), choices={}, validate_choice=False)
    not_listed = BooleanField(_l("Mine is not listed"))
    type = one_of(
        _l("Kind of organisation"),
        choices=choices(OrganisationType),
        default=OrganisationType.LOCAL_GOVERNMENT.value,
    )
    country = one_of(_l("Country or territory"), choices={}, default="")
    password = PasswordField(_l("Password"), [is_new_password])
    # People leave it empty; programs that fill every field do not.
    homepage = Line(
        _l("Leave this empty"), [Length(max=0, message=_l("Leave this field empty"))]
    )
    found: tuple[Organisation, ...] = ()

    def own_words(self) -> list[str]:
        local_part = (self.email.data or "").partition("@")[0]
        return [self.name.data or "", local_part, self.organisation.data or ""]

    @property
    def chosen(self) -> Organisation | None:
        """The one picked while typing, the one marked, or the only one of that name."""
        if self.not_listed.data:
            return None
        typed = fold(self.organisation.data or "")
        named = [one for one in self.found if fold(one.name) == typed]
        for one in named:
            if str(one.id) == self.organisation_id.data:
                return one
        for one in self.found:
            if str(one.id) == self.match.data:
                return one
        return named[0] if len(named) == 1 else None

    def show_choice(self) -> None:
        """From here on the marked one carries the choice, in sight of the reader."""
        if self.chosen:
            self.match.data = str(self.chosen.id)
        self.organisation_id.data = ""

    def validate_organisation(self, field: Any) -> None:
        if is_blank(field.data or ""):
            raise ValidationError(_l("Write the name of your organisation"))
        if not self.not_listed.data and self.chosen is None:
            raise ValidationError(
                _l("Find your organisation and choose it, or say that it is not listed")
            )

    def validate_country(self, field: Any) -> None:
        if self.not_listed.data:
            super().validate_country(field)

    def registration(self) -> Registration:
        return Registration(
            name=self.name.data or "",
            email=self.email.data or "",
            password=self.password.data or "",
            locale=self.locale.data,
        )

    def proposal(self) -> Proposal:
        kind = OrganisationType(self.type.data)
        return Proposal(self.organisation.data or "", kind, self.country.data or None)
