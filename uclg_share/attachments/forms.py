"""What is said about each stored file of a text, and the field that takes new ones."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField

from uclg_share.attachments.refusals import MOST_SHOWN
from uclg_share.posts.drafts import Enclosure
from uclg_share.posts.fields import Line, Paragraph
from uclg_share.posts.rows import at_most
from uclg_share.urls import id_in

LONGEST_ALT = 300


class FileForm(Form):
    attachment_id = HiddenField()
    alt = Line(
        _l("What it shows, for people who cannot see it"), [at_most(LONGEST_ALT)]
    )
    decorative = BooleanField(_l("It adds nothing to the text"))
    caption = Line(_l("Caption"), [at_most(300)])
    credit = Line(_l("Credit: who made it"), [at_most(200)])
    people = BooleanField(_l("People can be recognised"))
    children = BooleanField(_l("Children can be recognised"))
    consent = Paragraph(_l("How they agreed to be shown"), [at_most(500)])

    @property
    def file_id(self) -> int:
        return id_in(self.attachment_id.data) or 0

    def enclosure(self) -> Enclosure:
        return Enclosure(
            attachment_id=self.file_id,
            alt=self.alt.data or "",
            decorative=self.decorative.data,
            caption=self.caption.data or "",
            credit=self.credit.data or "",
            people=self.people.data,
            children=self.children.data,
            consent=self.consent.data or "",
        )


class FileFields(FlaskForm):
    files = FieldList(FormField(FileForm), max_entries=MOST_SHOWN)
    new_files = MultipleFileField(_l("Add pictures or files"))

    def enclosures(self) -> tuple[Enclosure, ...]:
        return tuple(row.form.enclosure() for row in self.files if row.form.file_id)


def values_of_files(files: tuple[Enclosure, ...]) -> list[dict[str, Any]]:
    """The starting values of `files`: the way back from `enclosures`."""
    return [
        {**vars(one), "attachment_id": str(one.attachment_id)}
        for one in files[:MOST_SHOWN]
    ]
