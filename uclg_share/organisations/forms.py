from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from uclg_share.accounts.forms import is_filled
from uclg_share.organisations.domains import own_domain
from uclg_share.organisations.models import OrganisationType
from uclg_share.organisations.proposals import Portrait, Proposal, Record
from uclg_share.posts.fields import (
    Checkboxes,
    Decimal,
    Line,
    cleaned,
    is_web_address,
    one_of,
)
from uclg_share.urls import id_in
from uclg_share.words import choices

# Only these may lie in no country, or in several.
ANYWHERE = {
    OrganisationType.INTERNATIONAL_LGA,
    OrganisationType.UCLG_SECTION,
    OrganisationType.LGA_AGENCY,
    OrganisationType.SOLIDARITY_FUND,
    OrganisationType.ASSOCIATE,
}
MOST_DOMAINS = 20


def at_most(number: int) -> Length:
    return Length(
        max=number,
        message=_l("Keep it under %(number)s characters", number=f"{number:,}"),
    )


class HasCountry:
    """Everything that governs a place lies in a country or territory."""

    def validate_country(self, field: Any) -> None:
        kind = self.type.data  # type: ignore[attr-defined]
        if not field.data and kind not in {value.value for value in ANYWHERE}:
            raise ValidationError(_l("Choose a country or territory"))


def name_field() -> Line:
    return Line(
        _l("Name"),
        [is_filled(_l("Write the name of the organisation")), at_most(200)],
    )


class ProposalForm(FlaskForm, HasCountry):
    name = name_field()
    type = one_of(
        _l("Kind of organisation"),
        choices=choices(OrganisationType),
        default=OrganisationType.LOCAL_GOVERNMENT.value,
    )
    country = one_of(_l("Country or territory"), choices={}, default="")
    writes = BooleanField(_l("I write for this organisation"), default=True)
    is_new = BooleanField(_l("It is none of these"))

    def proposal(self) -> Proposal:
        kind = OrganisationType(self.type.data)
        return Proposal(self.name.data or "", kind, self.country.data or None)


class PortraitForm(FlaskForm):
    """What an organisation's representatives say of it."""

    version = HiddenField()
    local_name = Line(_l("Name in its own languages"), [at_most(200)])
    description = TextAreaField(_l("Description"), [at_most(1000)], filters=[cleaned])
    website = Line(_l("Website"), [at_most(300), is_web_address])
    public_email = Line(_l("Public e-mail address"))
    languages = Checkboxes(_l("Working languages"), choices={})
    sections = Checkboxes(_l("Sections of UCLG"), choices={})

    def validate_public_email(self, field: Any) -> None:
        if not field.data:
            return
        try:
            found = validate_email(field.data, check_deliverability=False)
        except EmailNotValidError as error:
            raise ValidationError(
                _l("Write an e-mail address, such as name@example.org")
            ) from error
        field.data = found.normalized[:200]

    @property
    def opened_version(self) -> int:
        return id_in(self.version.data) or 0

    def portrait(self) -> Portrait:
        return Portrait(
            local_name=self.local_name.data or "",
            description=self.description.data or "",
            website=self.website.data or "",
            public_email=self.public_email.data or "",
            languages=tuple(self.languages.data or []),
            sections=tuple(self.sections.data or []),
        )


class RecordForm(PortraitForm, HasCountry):
    """Everything; for administrators."""

    name = name_field()
    acronym = Line(_l("Acronym"), [at_most(30)])
    type = one_of(_l("Kind of organisation"), choices=choices(OrganisationType))
    country = one_of(_l("Country or territory"), choices={}, default="")
    latitude = Decimal(
        _l("Latitude"),
        [Optional(), NumberRange(-90, 90, _l("Latitude lies between -90 and 90"))],
    )
    longitude = Decimal(
        _l("Longitude"),
        [Optional(), NumberRange(-180, 180, _l("Longitude lies between -180 and 180"))],
    )
    domains = TextAreaField(_l("E-mail domains"), filters=[cleaned])

    def validate_domains(self, field: Any) -> None:
        lines = [line.strip().lstrip("@") for line in (field.data or "").splitlines()]
        named = [own_domain(line) for line in lines if line]
        if len(named) > MOST_DOMAINS:
            raise ValidationError(
                _l("Name at most %(number)s domains", number=MOST_DOMAINS)
            )
        field.data = "\n".join(dict.fromkeys(named))

    def record(self) -> Record:
        return Record(
            name=self.name.data or "",
            type=OrganisationType(self.type.data),
            country=self.country.data or None,
            acronym=self.acronym.data or "",
            latitude=_rounded(self.latitude.data),
            longitude=_rounded(self.longitude.data),
            domains=tuple((self.domains.data or "").splitlines()),
            portrait=self.portrait(),
        )


def _rounded(degrees: float | None) -> float | None:
    """A seat is shown to a tenth of a degree, as places are."""
    return None if degrees is None else round(degrees, 1)
