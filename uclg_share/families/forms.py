"""The form of a translation: words alone, each named as `words_of` names it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField

from uclg_share.families.words import with_words, words_of
from uclg_share.posts.drafts import Draft, Origin
from uclg_share.posts.fields import Line, Paragraph, Passage
from uclg_share.posts.forms import PostForm
from uclg_share.posts.kinds import spec_of
from uclg_share.posts.models import Kind, MadeBy
from uclg_share.posts.rows import at_most
from uclg_share.text import is_blank
from uclg_share.words import choices

# Some languages need more letters to say the same.
ROOM = 1.5
LABELS = {
    "place": _l("Municipality or place"),
    "resources_note": _l("What it cost, in words"),
    "partner": _l("Partner"),
    "source": _l("Source"),
    "file": _l("What the file shows"),
}
KEPT = ("base", "title", "summary")


@dataclass(frozen=True)
class Ground:
    """What a translation stands on: its own text with the facts of today, the text of
    the original if it may be read, its number, and what has changed in it."""

    kind: Kind
    own: Draft
    original: Draft | None = None
    number: int = 0
    stale: tuple[str, ...] = ()


class TranslationForm(PostForm):
    """`seen`: the version of the original that stood beside the fields. A box that was
    ticked beside an older one says nothing of the newest."""

    seen = HiddenField(default="0")
    title = Line(_l("Title"), [at_most(180)])
    summary = Paragraph(_l("Summary"), [at_most(900)])
    made_by = RadioField(
        _l("How this translation was made"),
        choices=choices(MadeBy),
        default=MadeBy.PERSON.value,
    )

    ground: Ground

    def validate(self, extra_validators: Any = None) -> bool:
        """The facts are not asked here."""
        valid: bool = FlaskForm.validate(self, extra_validators)
        return valid

    def draft(self) -> Draft:
        own = self.ground.own
        known = words_of(own)
        typed = {name: self[name].data or "" for name in known if name in self}
        told = with_words(own, known | typed)
        return replace(told, origin=Origin(self.made_by.data, self._follows()))

    def _follows(self) -> dict[str, int]:
        origin, ground = self.ground.own.origin, self.ground
        before = origin.follows if origin else {}
        ticked = [key for key in ground.stale if self._is_ticked(key)]
        return {**before, **dict.fromkeys(ticked, ground.number)}

    def _is_ticked(self, key: str) -> bool:
        name = box_of(key)
        return name in self and bool(self[name].data)


def form_beside(ground: Ground, base: int, typed: Any = None) -> TranslationForm:
    """Holding what was sent or typed, or else what was saved."""
    values = {**words_of(ground.own), "base": str(base), "seen": str(ground.number)}
    if ground.own.origin:
        values["made_by"] = ground.own.origin.made_by
    options: dict[str, Any] = {"data": values}
    if typed is not None:
        options = {"formdata": typed}
    form = _class_for(ground)(**options)
    if form.seen.data != str(ground.number):
        for key in ground.stale:
            form[box_of(key)].data = False
        form.seen.data = str(ground.number)
    return form


def box_of(key: str) -> str:
    return f"follows_{key}"


def fields_of(ground: Ground) -> list[str]:
    """What is said in either text, in the order of the form."""
    said = words_of(ground.own)
    model = words_of(ground.original) if ground.original else {}
    names = dict.fromkeys(["title", "summary", *model, *said])
    always = {"title", "summary"}
    return [
        name
        for name in names
        if name in always
        or not is_blank(said.get(name, ""))
        or not is_blank(model.get(name, ""))
    ]


def _class_for(ground: Ground) -> type[TranslationForm]:
    own: dict[str, Any] = dict.fromkeys(_facts_of_a_post())
    for name in fields_of(ground):
        if name not in KEPT:
            own[name] = _field(ground, name)
    label = _l("My translation follows the new text")
    own |= {box_of(key): BooleanField(label) for key in ground.stale}
    own |= {"ground": ground, "kind": ground.kind, "guide": ground.own.guide}
    return type("TextForm", (TranslationForm,), own)


def _field(ground: Ground, name: str) -> Any:
    parts = {part.key: part for part in spec_of(ground.kind, ground.own.guide).parts}
    if part := parts.get(name):
        question: Any = part.question
        return Passage(question, [at_most(int(part.limit * ROOM))])
    label = LABELS.get(name) or LABELS.get(name.partition("_")[0], name)
    return Line(label, [at_most(500)])


@cache
def _facts_of_a_post() -> Iterable[str]:
    """Every field of a post but those a translation has too: set to None they go."""
    known = (name for name in dir(PostForm) if not name.startswith("_"))
    fields = [name for name in known if hasattr(getattr(PostForm, name), "_formfield")]
    return tuple(name for name in fields if name not in KEPT)
