from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired

from uclg_share.posts.rows import at_most
from uclg_share.saved_searches.models import LONGEST_NAME
from uclg_share.text import clean_line, is_blank


def _line(text: Any) -> str:
    line = clean_line(text) if isinstance(text, str) else ""
    return "" if is_blank(line) else line


class NameForm(FlaskForm):
    name = StringField(
        _l("Name of the search"),
        [DataRequired(_l("Give the search a name")), at_most(LONGEST_NAME)],
        filters=[_line],
    )
