from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from uclg_share.accounts.forms import is_filled
from uclg_share.comments.forms import SignedForm
from uclg_share.messages.note import Note
from uclg_share.organisations.forms import at_most
from uclg_share.permissions import Viewer
from uclg_share.posts.fields import cleaned

LONGEST = 4000


class NoteForm(SignedForm):
    body = TextAreaField(
        _l("Your message"),
        [is_filled(_l("Write your message")), at_most(LONGEST)],
        filters=[cleaned],
    )

    def note(self, viewer: Viewer) -> Note:
        organisation_id = self.organisation_of(viewer)
        return Note(self.body.data or "", self.language.data, organisation_id)


def open_form(viewer: Viewer) -> NoteForm:
    form = NoteForm()
    form.offer(viewer)
    return form
