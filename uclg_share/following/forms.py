from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

from uclg_share.notifications.models import Frequency
from uclg_share.words import choices


class OftenForm(FlaskForm):
    often = RadioField(
        _l("How often do you want the news of what you follow?"),
        choices=choices(Frequency),
        validate_choice=True,
    )
