"""The composer's form: one class for each kind, made from what the kind asks."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
)
from wtforms.validators import NumberRange, Optional

from uclg_share.attachments.forms import FileFields
from uclg_share.authorship.forms import SigningFields
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.completeness import MOST_SDGS, MOST_THEMES
from uclg_share.posts.drafts import Draft, Partner, Resources, Source, only_talk
from uclg_share.posts.fields import (
    Checkboxes,
    Decimal,
    Line,
    Paragraph,
    Passage,
    Year,
    is_partial_date,
)
from uclg_share.posts.guides.texts import Part
from uclg_share.posts.kinds import spec_of
from uclg_share.posts.models import (
    Evidence,
    Kind,
    Licence,
    PopulationBand,
    Status,
)
from uclg_share.posts.page_order import InPageOrder
from uclg_share.posts.rows import FewChoices, PartnerForm, SourceForm, at_most
from uclg_share.words import choices

MOST_ROWS = 20


class PostForm(InPageOrder, SigningFields, FileFields):
    base = HiddenField(default="0")
    title = Line(_l("Title"), [at_most(120)])
    summary = Paragraph(_l("Summary"), [at_most(600)])
    language = SelectField(
        _l("Language you write in"),
        choices={code: name for code, (name, _) in LANGUAGES.items()},
    )
    organisation_id = SelectField(_l("Organisation you write for"), choices={})
    lead_group = SelectField(_l("Working group that reviews it"), choices={})
    other_groups = Checkboxes(_l("Other working groups"), choices={})
    committees = Checkboxes(_l("Committees"), choices={})
    themes = Checkboxes(_l("Themes"), [FewChoices(MOST_THEMES)], choices={})
    sdgs = Checkboxes(
        _l("Sustainable Development Goals"), [FewChoices(MOST_SDGS)], choices={}
    )
    place = Line(_l("Municipality or place"), [at_most(120)])
    country = SelectField(_l("Country or territory"), choices={})
    countries = SelectMultipleField(_l("More countries or territories"), choices={})
    latitude = Decimal(
        _l("Latitude"),
        [Optional(), NumberRange(-90, 90, _l("Latitude lies between -90 and 90"))],
    )
    longitude = Decimal(
        _l("Longitude"),
        [Optional(), NumberRange(-180, 180, _l("Longitude lies between -180 and 180"))],
    )
    population_band = SelectField(
        _l("Size of the place"),
        choices=choices(PopulationBand, _l("Choose")),
    )
    started = Line(_l("Started"), [is_partial_date])
    ended = Line(_l("Ended"), [is_partial_date])
    status = SelectField(
        _l("How far it has come"), choices=choices(Status, _l("Choose"))
    )
    evidence = SelectField(
        _l("What the results rest on"), choices=choices(Evidence, _l("Choose"))
    )
    partners = FieldList(FormField(PartnerForm), min_entries=1, max_entries=MOST_ROWS)
    amount = Decimal(
        _l("Amount"),
        [Optional(), NumberRange(min=0, message=_l("Write an amount above zero"))],
    )
    currency = Line(_l("Currency"), [at_most(3)])
    amount_year = Year(_l("Year of the amount"))
    resources_note = Line(_l("What it cost, in words"), [at_most(500)])
    sources = FieldList(FormField(SourceForm), min_entries=1, max_entries=MOST_ROWS)
    licence = RadioField(
        _l("Licence"), choices=choices(Licence), default=Licence.CC_BY.value
    )

    kind: Kind
    guide: int

    @property
    def passages(self) -> list[tuple[Part, Any]]:
        """The sections of the kind, each with its field."""
        parts = spec_of(self.kind, self.guide).parts
        return [(part, self[part.key]) for part in parts]

    def validate(self, extra_validators: Any = None) -> bool:
        valid: bool = super().validate(extra_validators)
        if self.started.data and self.ended.data and not self.ended.errors:
            shared = min(len(self.started.data), len(self.ended.data))
            if self.ended.data[:shared] < self.started.data[:shared]:
                self.ended.errors = [_l("The end cannot come before the start")]
                valid = False
        if any(field.errors for field in (self.themes, self.sdgs)):
            valid = False
        return valid

    # Long because: one line for each field.
    def draft(self) -> Draft:
        """What was written, as plain data; call it on a valid form."""
        organisation_id = int(self.organisation_id.data or 0) or None
        draft = Draft(
            title=self.title.data or "",
            summary=self.summary.data or "",
            language=self.language.data,
            sections={part.key: field.data or "" for part, field in self.passages},
            organisation_id=organisation_id,
            co_organisation_ids=self.signers(organisation_id),
            group_ids=self._groups(),
            committee_ids=tuple(int(i) for i in self.committees.data or []),
            themes=tuple(self.themes.data or []),
            sdgs=tuple(int(i) for i in self.sdgs.data or []),
            place=self.place.data or "",
            country=self.country.data or "",
            countries=tuple(self.countries.data or []),
            latitude=_rounded(self.latitude.data),
            longitude=_rounded(self.longitude.data),
            population_band=self.population_band.data or "",
            started=self.started.data or "",
            ended=self.ended.data or "",
            status=self.status.data or "",
            evidence=self.evidence.data or "",
            partners=self._partners(),
            resources=self._resources(),
            sources=self._sources(),
            licence=self.licence.data,
            files=self.enclosures(),
            guide=self.guide,
        )
        return only_talk(draft) if self.kind.is_talk else draft

    def _groups(self) -> tuple[int, ...]:
        """The lead group first; without one there are no others."""
        if not self.lead_group.data:
            return ()
        ids = [self.lead_group.data, *(self.other_groups.data or [])]
        return tuple(dict.fromkeys(map(int, ids)))

    def _partners(self) -> tuple[Partner, ...]:
        rows = [row for row in self.partners.data if row["name"]]
        return tuple(Partner(row["name"], row["role"]) for row in rows)

    def _resources(self) -> Resources:
        return Resources(
            self.amount.data,
            (self.currency.data or "").upper(),
            self.amount_year.data,
            self.resources_note.data or "",
        )

    def _sources(self) -> tuple[Source, ...]:
        rows = [row for row in self.sources.data if row["title"] or row["url"]]
        return tuple(Source(row["title"], row["url"]) for row in rows)


def _rounded(degrees: float | None) -> float | None:
    """A place is the municipality's: a tenth of a degree is all that is kept."""
    return None if degrees is None else round(degrees, 1)


def form_for(kind: Kind, version: int | None = None) -> type[PostForm]:
    """As a version of the guide asks; without one, as new texts are asked."""
    return _form_for(kind, spec_of(kind, version).version)


@cache
def _form_for(kind: Kind, version: int) -> type[PostForm]:
    parts: dict[str, Any] = {
        part.key: _passage(part) for part in spec_of(kind, version).parts
    }
    known = {**parts, "kind": kind, "guide": version}
    return type(f"{kind.name.title()}Form", (PostForm,), known)


def _passage(part: Part) -> Passage:
    question: Any = part.question  # speaks the language of the page
    return Passage(question, [at_most(part.limit)])
