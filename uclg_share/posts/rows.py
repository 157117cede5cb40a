"""The repeated lines of the composer, and the limits its fields share."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField
from wtforms.validators import Length

from uclg_share.posts.fields import Line, is_web_address
from uclg_share.posts.models import PartnerRole
from uclg_share.words import choices


def at_most(number: int) -> Length:
    return Length(
        max=number,
        message=_l("Keep it under %(number)s characters", number=f"{number:,}"),
    )


class FewChoices:
    """Not more than so many boxes ticked."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Any) -> None:
        if len(field.data or []) > self.most:
            field.errors = [
                *field.errors,
                _l("Choose at most %(number)s", number=self.most),
            ]


class PartnerForm(Form):
    name = Line(_l("Name"), [at_most(200)])
    role = SelectField(
        _l("Role"), choices=choices(PartnerRole), default=PartnerRole.PARTNER.value
    )


class SourceForm(Form):
    title = Line(_l("Title, publisher and year"), [at_most(300)])
    url = Line(_l("Web address"), [at_most(500), is_web_address])
