"""Fields of the composer that WTForms does not have."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget, TextArea, TextInput

from uclg_share import markup
from uclg_share.text import clean_text

PARTIAL_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?")


def cleaned(text: Any) -> str:
    return clean_text(text) if isinstance(text, str) else ""


class Line(StringField):
    """One line of plain text, cleaned."""

    def process_formdata(self, values: list[Any]) -> None:
        text = cleaned(values[0]) if values else ""
        self.data = " ".join(text.split())


class Paragraph(Line):
    """A few sentences: room to write them, kept as one line."""

    widget = TextArea()


class Passage(TextAreaField):
    """Markdown that `markup.render` accepts."""

    def process_formdata(self, values: list[Any]) -> None:
        self.data = cleaned(values[0]) if values else ""

    def pre_validate(self, _form: Any) -> None:
        if not self.data:
            return
        try:
            markup.render(self.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Checkboxes(SelectMultipleField):
    """Several choices, each a box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, _form: Any) -> None:
        known = {str(value) for value, *_ in self.iter_choices()}
        if any(str(value) not in known for value in self.data or []):
            raise ValidationError(_l("Choose from the list"))


def one_of(label: Any, **options: Any) -> SelectField:
    """One of several, refused in our own words."""
    options["invalid_choice_message"] = _l("Choose from the list")
    return SelectField(label, **options)


class Decimal(Field):
    """A number, written with a point or a comma; empty is None."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data:.15g}"

    def process_formdata(self, values: list[Any]) -> None:
        text = (values[0] if values else "").strip().replace(",", ".").replace("−", "-")
        self.data = None
        if not text:
            return
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text):
            raise ValueError(_l("Write a number, such as 36.4"))
        self.data = float(text)


class Year(IntegerField):
    """A year, or nothing."""

    def process_formdata(self, values: list[Any]) -> None:
        text = (values[0] if values else "").strip()
        self.data = None
        if not text:
            return
        if not re.fullmatch(r"(19|20)\d\d", text):
            raise ValueError(_l("Write the year with four digits"))
        self.data = int(text)


def is_partial_date(_form: Any, field: Any) -> None:
    if field.data and not PARTIAL_DATE.fullmatch(field.data):
        raise ValidationError(_l("Write a year or a year and month, such as 2024-09"))


def is_web_address(_form: Any, field: Any) -> None:
    """Only http and https, so that no link runs a script."""
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or "." not in parts.netloc:
        raise ValidationError(_l("Write the whole address, beginning with https://"))
