"""How a post is named elsewhere: as a sentence, in BibTeX and in RIS.

Organisations are authors as they are: nothing of a name is turned round or shortened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date

from flask import url_for

from uclg_share.i18n import local
from uclg_share.posts.display import DEEDS
from uclg_share.posts.models import Post
from uclg_share.posts.reading import Reading
from uclg_share.text import clean_line
from uclg_share.urls import absolute
from uclg_share.words import word

SITE = "UCLG Share"
BIBTEX = "application/x-bibtex; charset=utf-8"
RIS = "application/x-research-info-systems; charset=utf-8"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun",
          "jul", "aug", "sep", "oct", "nov", "dec")  # fmt: skip
BABEL = {"en": "english", "fr": "french", "es": "spanish", "ar": "arabic"}
# BibTeX counts braces whatever stands before them: as words they do no harm.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    '"': r"\textquotedbl{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
RUNS = re.compile("[" + re.escape("".join(SPECIAL)) + "]")


@dataclass(frozen=True)
class Reference:
    number: int
    authors: tuple[str, ...]
    title: str
    summary: str
    kind: str
    language: str
    published: date
    address: str
    licence: str
    deed: str
    themes: tuple[str, ...] = ()


def reference_to(post: Post, reading: Reading) -> Reference:
    """With the address that never changes, in the language of the page."""
    assert post.published_at is not None
    signed = [post.organisation] if post.organisation else []
    return Reference(
        number=post.id,
        authors=tuple(one.name for one in [*signed, *reading.co_organisations])
        or (SITE,),
        title=reading.title,
        summary=reading.summary,
        kind=str(word(reading.kind)),
        language=reading.language,
        published=post.published_at.astimezone(UTC).date(),
        address=absolute(url_for("posts.show", post_id=post.id, slug=None)),
        licence=str(word(reading.licence)),
        deed=DEEDS[reading.licence],
        themes=tuple(local(theme.names) for theme in reading.themes),
    )


def sentence(one: Reference) -> str:
    authors = "; ".join(one.authors)
    return f"{authors} ({one.published.year}). {one.title}. {SITE}. {one.address}"


def bibtex(one: Reference) -> str:
    fields = {
        # Braces around each, so that no part is taken for a family name.
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in one.authors),
        "title": f"{{{_escaped(one.title)}}}",
        "year": str(one.published.year),
        "publisher": SITE,
        "howpublished": _escaped(one.kind),
        "url": one.address,
        "langid": BABEL.get(one.language, one.language),
        "abstract": _escaped(one.summary),
        "keywords": "; ".join(map(_escaped, one.themes)),
        "note": _escaped(one.licence),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    lines.insert(3, f"  month = {MONTHS[one.published.month - 1]},")
    return "\n".join([f"@misc{{uclg-share-{one.number},", *lines, "}", ""])


def ris(one: Reference) -> str:
    """Two letters, a dash, a value: one line each, as no line of ours holds a break."""
    return "".join(f"{tag}  - {clean_line(value)}\r\n" for tag, value in _tags(one))


def _tags(one: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC"
    for name in one.authors:
        yield "AU", name
    yield "TI", one.title
    yield "PY", str(one.published.year)
    yield "DA", one.published.strftime("%Y/%m/%d/")
    yield "PB", SITE
    yield "M3", one.kind
    yield "UR", one.address
    yield "LA", one.language
    if one.summary:
        yield "AB", one.summary
    for theme in one.themes:
        yield "KW", theme
    yield "C1", f"{one.licence}, {one.deed}"
    yield "ID", f"uclg-share-{one.number}"
    yield "ER", ""


def _escaped(words: str) -> str:
    return RUNS.sub(lambda found: SPECIAL[found[0]], clean_line(words))
