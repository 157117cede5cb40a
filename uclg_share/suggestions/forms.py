"""The form of a coordinator: each running text with its present words."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from uclg_share.families.forms import ROOM
from uclg_share.i18n import current_language
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.fields import Line, Paragraph, Passage, cleaned
from uclg_share.posts.kinds import heading, spec_of
from uclg_share.posts.models import Kind
from uclg_share.posts.rows import at_most
from uclg_share.reviews.models import Review
from uclg_share.suggestions.models import Suggestion
from uclg_share.suggestions.proposal import Proposal, parts_of, reads_as, words_at
from uclg_share.text import is_blank


class WordsForm(FlaskForm):
    version = HiddenField(default="0")
    note = TextAreaField(
        _l("Note to the author"),
        [Length(max=4000, message=_l("Keep the note under 4,000 characters"))],
        filters=[lambda text: cleaned(text or "")],
    )

    kind: Kind
    present: Draft

    @property
    def parts(self) -> list[str]:
        return parts_of(self.kind, self.present)

    def validate(self, extra_validators: Any = None) -> bool:
        """Something has to differ, and nothing may be emptied."""
        valid: bool = super().validate(extra_validators)
        for part in self.parts:
            was = words_at(self.present, part)
            if is_blank(self[part].data or "") and not is_blank(was):
                self[part].errors = [
                    _("Leave the present words where you have none to suggest")
                ]
                valid = False
        if valid and not self.proposal().texts:
            self.form_errors.append(_("Change at least one of the texts"))
            return False
        return valid

    def proposal(self) -> Proposal:
        said = {part: self[part].data or "" for part in self.parts}
        texts = {
            part: words
            for part, words in said.items()
            if not reads_as(words, words_at(self.present, part))
        }
        version = self.version.data or ""
        number = int(version) if version.isascii() and version.isdigit() else -1
        return Proposal(texts, self.note.data or "", number)


def words_form(review: Review, suggestion: Suggestion | None) -> WordsForm:
    """Opened with what one suggested before, else with the words sent in."""
    kind, present = review.post.kind, from_plain(review.revision.content)
    values = {part: words_at(present, part) for part in parts_of(kind, present)}
    if suggestion:
        values |= {text.part: text.words for text in suggestion.texts}
        values |= {"note": suggestion.note, "version": str(suggestion.version)}
    room = ROOM if review.post.is_translation else 1
    fields = {**_fields(kind, present, room), "kind": kind, "present": present}
    form: WordsForm = type("PartsForm", (WordsForm,), fields)(data=values)
    return form


def _fields(kind: Kind, draft: Draft, room: float) -> dict[str, Any]:
    """As long as the composer lets them be."""
    language = current_language()
    sections = {
        part.key: Passage(
            heading(kind, part.key, language), [at_most(int(part.limit * room))]
        )
        for part in spec_of(kind, draft.guide).parts
    }
    return {
        "title": Line(_l("Title"), [at_most(int(120 * room))]),
        "summary": Paragraph(_l("Summary"), [at_most(int(600 * room))]),
        **sections,
    }
