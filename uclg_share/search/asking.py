"""What somebody asks of search, read from one line of text.

Words, "phrases", -exclusions and fields such as `country:`; whatever cannot be read is
explained in words, and the rest is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flask_babel import gettext as _

from uclg_share.search.fields import FIELDS, Known
from uclg_share.search.words import IS_POST, mark, words_of

LONGEST_QUERY = 200
MOST_TERMS = 12
MOST_VALUES = 12
QUOTES = str.maketrans(dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'))
PIECE = re.compile(
    rf'(?P<out>-?)(?:(?P<field>{"|".join(FIELDS)}):)?(?:"(?P<quoted>[^"]*)(?:"|$)'
    r"|(?P<bare>[^\s\"]+))",
    re.IGNORECASE,
)
Phrase = tuple[str, ...]
# What joins the words of a question: not looked for unless quoted.
JOINING_WORDS = Path(__file__).parent / "joining_words.txt"
JOINING = frozenset(words_of(JOINING_WORDS.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Term:
    """One word or phrase; `is_out` where it must not be found."""

    words: Phrase
    raw: str
    is_out: bool = False


@dataclass(frozen=True)
class Choice:
    """One value of a field; `raw` is what stands in the line, nothing if it was ticked
    below."""

    field: str
    value: str
    raw: str = ""
    is_out: bool = False


@dataclass(frozen=True)
class Wanted:
    """What the index is asked: one phrase of each of `all`, none of `none`."""

    all: tuple[tuple[Phrase, ...], ...]
    none: tuple[Phrase, ...] = ()


@dataclass
class Asked:
    text: str = ""
    terms: list[Term] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    # Too long to be read at all.
    is_refused: bool = False

    @property
    def sought(self) -> list[Term]:
        return [term for term in self.terms if not term.is_out]

    @property
    def is_nothing(self) -> bool:
        return not (self.terms or self.choices)

    @property
    def line(self) -> str:
        """What stands in the box: what is chosen stands below it, as if ticked."""
        out = [one.raw for one in self.choices if one.is_out]
        return " ".join([*(term.raw for term in self.terms), *out])

    def wanted(self, loosely: bool = False) -> Wanted:
        """`loosely`: any of the words is enough."""
        words = tuple(term.words for term in self.sought)
        everything = [words] if loosely else [(phrase,) for phrase in words]
        chosen: dict[str, list[Phrase]] = {}
        for one in self.choices:
            if not one.is_out:
                phrase = (mark(one.field, one.value),)
                chosen.setdefault(one.field, []).append(phrase)
        everything += [tuple(phrases) for phrases in chosen.values()]
        out = [term.words for term in self.terms if term.is_out]
        out += [(mark(one.field, one.value),) for one in self.choices if one.is_out]
        return Wanted(tuple(p for p in everything if p) or (((IS_POST,),),), tuple(out))


def read(text: str, ticked: Mapping[str, Iterable[str]], known: Known) -> Asked:
    """A line and what was ticked below it."""
    line = " ".join(text.translate(QUOTES).split())
    asked = Asked(text=line)
    if len(line) > LONGEST_QUERY:
        asked.problems.append(
            _(
                "That is too long to look for: keep it under %(number)s characters.",
                number=LONGEST_QUERY,
            )
        )
        asked.text, asked.is_refused = line[:LONGEST_QUERY], True
        return asked
    for piece in PIECE.finditer(line):
        _take(asked, piece, known)
    _tick(asked, ticked, known)
    _tidy(asked)
    return asked


def _take(asked: Asked, piece: re.Match[str], known: Known) -> None:
    quoted = piece["quoted"]
    said = piece["bare"] if quoted is None else quoted
    is_out = bool(piece["out"])
    if quoted is not None and not piece[0].endswith('"'):
        asked.problems.append(_("A quotation mark was not closed; we read to the end."))
    if piece["field"]:
        _choose(asked, piece["field"].lower(), said, known, piece[0], is_out)
        return
    words = tuple(words_of(said))
    if words:
        asked.terms.append(Term(words, piece[0], is_out))


def _choose(
    asked: Asked, name: str, said: str, known: Known, raw: str, is_out: bool
) -> None:
    value = known.find(name, said)
    if value is None:
        told = f"{name}:{said}"
        asked.problems.append(
            _("We do not know “%(value)s”, so we looked without it.", value=told)
        )
        return
    asked.choices.append(Choice(name, value, raw, is_out))


def _tick(asked: Asked, ticked: Mapping[str, Iterable[str]], known: Known) -> None:
    typed = {(one.field, one.value) for one in asked.choices if not one.is_out}
    for name, values in ticked.items():
        for said in list(dict.fromkeys(values))[:MOST_VALUES]:
            value = known.find(name, said) if len(said) <= LONGEST_QUERY else None
            if value is not None and (name, value) not in typed:
                asked.choices.append(Choice(name, value))
                typed.add((name, value))


def _tidy(asked: Asked) -> None:
    telling = [
        term
        for term in asked.terms
        if term.is_out or '"' in term.raw or not JOINING.issuperset(term.words)
    ]
    if any(not term.is_out for term in telling):
        asked.terms = telling
    if len(asked.terms) > MOST_TERMS:
        asked.problems.append(
            _("We looked for the first %(number)s words alone.", number=MOST_TERMS)
        )
        asked.terms = asked.terms[:MOST_TERMS]
    if asked.text and asked.is_nothing and not asked.problems:
        asked.problems.append(_("There is no word in this that we could look for."))
