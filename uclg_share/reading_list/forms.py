from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import TextAreaField

from uclg_share.posts.fields import cleaned
from uclg_share.posts.rows import at_most
from uclg_share.reading_list.models import LONGEST_NOTE


class NoteForm(FlaskForm):
    note = TextAreaField(_l("Your note"), [at_most(LONGEST_NOTE)], filters=[cleaned])
