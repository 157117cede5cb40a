"""What a post says: its Markdown and, beside it, what the product would make of it.

Rendering a million texts takes more than an hour, so each form here is written with the
HTML it becomes; `checking.py` asks the product for some of them and compares.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from typing import Any

from bench.worlds.words import Sentence, Tongue
from uclg_share.posts.drafts import Draft, to_plain
from uclg_share.posts.models import Kind
from uclg_share.search.words import as_indexed
from uclg_share.text import beginning, slugify

SECTIONS = {
    Kind.CASE_STUDY: ("context", "what_was_done", "results", "lessons", "transfer"),
    Kind.EXPERIENCE: ("what_happened", "lesson"),
    Kind.QUESTION: ("matter",),
    Kind.DEBATE: ("matter",),
}
# Sentences in a whole text: some three thousand bytes in either script.
LENGTH = {"en": 42, "fr": 42, "es": 42, "ar": 26}
BLANK = to_plain(Draft(title=""))
# Of a title, without its number.
WORDS = 6
# A slug is not cut then, whatever the number.
SHORT = 70
del BLANK["sections"]


@dataclass(frozen=True)
class Told:
    title: str
    slug: str
    summary: str
    # As JSON already: most of the work would else be to write it.
    sections: str
    body: str
    plain_text: str
    # The same to search.
    title_indexed: str
    summary_indexed: str
    body_indexed: str


# Long because: a text and its form in search are made side by side.
def tell(
    chance: random.Random, tongue: Tongue, kind: Kind, language: str, number: int
) -> Told:
    """`number` stands in the title: a word that one text alone has."""
    words = _heading(chance, tongue)
    said = " ".join(word.text for word in words)
    title = f"{said[0].upper()}{said[1:]} {number}"
    sentences = chance.choices(tongue.sentences, k=LENGTH[language])
    summary = sentences[0].text + " " + sentences[1].text
    parts = _shared(sentences[2:], SECTIONS[kind])
    formed = {key: _formed(some, at) for at, (key, some) in enumerate(parts.items())}
    plain = "\n".join(text for _, _, text in formed.values())
    first, *rest = (one.indexed for one in sentences)
    shown = [first, rest.pop(0)]
    title_indexed = " ".join([*(word.indexed for word in words), str(number)])
    # What a discussion is about stands in its text alone.
    told = "" if kind.is_talk else summary
    whole = [title_indexed, *([] if kind.is_talk else shown), *rest]
    told_indexed = " ".join(shown)
    if kind.is_talk:
        summary = beginning(plain)
        told_indexed = as_indexed(summary)
    return Told(
        title=title,
        slug=_slug(said, number),
        summary=summary,
        sections=_json({key: markdown for key, (markdown, _, _) in formed.items()}),
        body=_json({key: html for key, (_, html, _) in formed.items()}),
        plain_text="\n".join([title, told, plain]),
        title_indexed=title_indexed,
        summary_indexed=told_indexed,
        body_indexed=" ".join(whole),
    )


def _heading(chance: random.Random, tongue: Tongue) -> list[Sentence]:
    start = chance.randrange(len(tongue.drawn) - WORDS)
    return [tongue.words[at] for at in tongue.drawn[start : start + WORDS]]


def _slug(said: str, number: int) -> str:
    """As `slugify`, where there is nothing to think about."""
    if said.isascii() and len(said) < SHORT:
        return f"{said.lower().replace(' ', '-')}-{number}"
    return slugify(f"{said} {number}")


def revision_content(told: Told, kind: Kind, **facts: Any) -> str:
    """The draft it was published from, as JSON."""
    summary = "" if kind.is_talk else told.summary
    said = json.dumps(BLANK | {"title": told.title, "summary": summary} | facts)
    return f'{said[:-1]}, "sections": {told.sections}}}'


def _json(escaped: dict[str, str]) -> str:
    """Of texts that are escaped already."""
    return "{" + ", ".join(f'"{key}": "{text}"' for key, text in escaped.items()) + "}"


def _shared(
    sentences: list[Sentence], keys: tuple[str, ...]
) -> dict[str, list[Sentence]]:
    """To each section its share, to the last the rest."""
    size = len(sentences) // len(keys)
    shares = {key: sentences[at * size :][:size] for at, key in enumerate(keys)}
    shares[keys[-1]] = sentences[(len(keys) - 1) * size :]
    return shares


def _formed(sentences: list[Sentence], at: int) -> tuple[str, str, str]:
    """Two paragraphs, the first with a bold beginning; each third has a list.

    Markdown and HTML as they stand in JSON, and the plain text.
    """
    plain = " ".join(one.text for one in sentences)
    texts = [one.escaped for one in sentences]
    first, rest = texts[0], " ".join(texts[1:3])
    markdown, html = f"**{first}** {rest}", f"<p><strong>{first}</strong> {rest}</p>"
    others = texts[3:]
    if at % 3 == 2 and others:
        markdown += r"\n\n" + r"\n".join(f"- {text}" for text in others)
        lines = r"\n".join(f"<li>{text}</li>" for text in others)
        html += rf"\n<ul>\n{lines}\n</ul>"
    elif others:
        markdown += r"\n\n" + " ".join(others)
        html += rf"\n<p>{' '.join(others)}</p>"
    return markdown, html, plain
