from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField
from wtforms.validators import ValidationError

from uclg_share.database import now

USUAL, LONGEST = timedelta(days=14), timedelta(days=90)


class Day(DateField):
    """A day, refused in our own words."""

    def process_formdata(self, values: list[Any]) -> None:
        try:
            super().process_formdata(values)
        except ValueError as error:
            self.data = None
            raise ValueError(_l("Choose a day")) from error


class PinForm(FlaskForm):
    until = Day(_l("Until and including"))

    def validate_until(self, field: Any) -> None:
        if field.data is None:
            raise ValidationError(_l("Choose a day"))
        if not first_day() <= field.data <= last_day():
            raise ValidationError(
                _l("Choose a day from tomorrow on, at most 90 days ahead")
            )

    @property
    def moment(self) -> datetime:
        """The last second of the day, in UTC as all days here."""
        day: date = self.until.data  # type: ignore[assignment]
        return datetime.combine(day, time(23, 59, 59), UTC)


def usual_day() -> date:
    return (now() + USUAL).date()


def first_day() -> date:
    return (now() + timedelta(days=1)).date()


def last_day() -> date:
    return (now() + LONGEST).date()
