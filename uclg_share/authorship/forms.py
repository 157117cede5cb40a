from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import ValidationError

from uclg_share.accounts.forms import is_email, is_filled
from uclg_share.authorship.signed import confirmed_organisations
from uclg_share.organisations.models import Organisation
from uclg_share.organisations.queries import suggestions
from uclg_share.permissions import ANYONE
from uclg_share.posts.fields import Checkboxes, Line
from uclg_share.posts.rows import FewChoices, at_most
from uclg_share.text import fold
from uclg_share.urls import id_in

MOST_SIGNERS = 10


class CoAuthorForm(FlaskForm):
    email = Line(_l("E-mail"), [is_filled(_l("Write an e-mail address")), is_email])


class SigningFields(FlaskForm):
    """The further organisations of a text: found by name one at a time, and kept as
    boxes that can be cleared again."""

    co_organisations = Checkboxes(
        _l("Organisations that sign too"), [FewChoices(MOST_SIGNERS)], choices={}
    )
    co_organisation = Line(_l("Add an organisation"), [at_most(200)])
    # The one that was picked from the suggestions.
    co_organisation_id = HiddenField()

    def offer_signers(self) -> None:
        """The boxes: what was chosen, as far as the directory knows it."""
        chosen = [id_in(text) for text in self.co_organisations.data or []]
        ids = {row_id for row_id in chosen[: 2 * MOST_SIGNERS] if row_id}
        known = confirmed_organisations(ids) if ids else []
        self.co_organisations.choices = {str(one.id): one.name for one in known}

    def signers(self, organisation_id: int | None) -> tuple[int, ...]:
        """By id; the organisation that signs first does not sign twice."""
        ids = dict.fromkeys(map(id_in, self.co_organisations.data or []))
        return tuple(row_id for row_id in ids if row_id and row_id != organisation_id)

    def add_signer(self) -> None:
        """Without script, too, a typed name becomes a box."""
        try:
            self._take_typed()
        except ValidationError as error:
            self.co_organisation.errors = [error.args[0]]

    def validate_co_organisation(self, field: Any) -> None:
        """What was typed and not added yet is not lost when the text is saved."""
        if not field.errors:
            self._take_typed()

    def _take_typed(self) -> None:
        typed = self.co_organisation.data or ""
        if not typed:
            return
        found = suggestions(ANYONE, typed)
        one = self._meant(found, fold(typed))
        if one is None:
            self._show(found)
            raise ValidationError(
                _l("Several organisations match: mark the one you mean")
                if found
                else _l("No organisation of this name is in the directory")
            )
        self._show([one])
        ticked = self.co_organisations.data or []
        self.co_organisations.data = list(dict.fromkeys([*ticked, str(one.id)]))
        self.co_organisation.data = ""
        self.co_organisation_id.data = ""

    def _meant(self, found: list[Organisation], typed: str) -> Organisation | None:
        """The one picked, the only one of that name, or the only one found."""
        names = [one for one in found if typed in {fold(one.name), fold(one.acronym)}]
        picked = [one for one in names if str(one.id) == self.co_organisation_id.data]
        for group in (picked, names, found):
            if len(group) == 1:
                return group[0]
        return None

    def _show(self, found: list[Organisation]) -> None:
        boxes = {str(one.id): one.name for one in found}
        offered: Any = self.co_organisations.choices
        self.co_organisations.choices = {**offered, **boxes}
