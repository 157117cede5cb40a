"""What the site says about itself: Markdown files, made into HTML once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import yaml
from flask_babel import gettext as _
from markupsafe import Markup

from uclg_share import markup
from uclg_share.reviews.models import Reason
from uclg_share.words import word

FOLDER = Path(__file__).parent / "texts"
FILE = re.compile(r"---\n(.*?)\n---\n(.*)", re.DOTALL)
HEADING = re.compile(r"^## (.+) \{#([a-z-]+)\}$", re.MULTILINE)
BLANK = re.compile(r"\{([a-z_]+)\}")
# For members' texts; what we write ourselves stands behind its links.
DISTRUST = ' rel="nofollow ugc noopener"'
# Code as a whole; tags and entities stay as they are; then words in Latin letters.
LATIN = re.compile(
    r"(<code>.*?</code>)|(<[^>]*>|&#?\w+;)|([A-Za-z](?:[\w .:/@+-]*\w)?)", re.ASCII
)
REGION = Markup(
    '<div class="scroll scroll-text" role="region" tabindex="0" aria-label="{}">'
)


@dataclass(frozen=True)
class Passage:
    """What stands below one heading; `anchor` is its name in addresses."""

    anchor: str
    heading: str
    html: str


@dataclass(frozen=True)
class Text:
    title: str
    summary: str
    changed: datetime
    intro: str
    passages: tuple[Passage, ...]


@cache
def text_of(name: str, language: str, contact: str) -> Text:
    """One text in the language of the request, with the blanks in it filled."""
    head, body = read(name, language)
    known = {"contact": contact, **{each.value: str(word(each)) for each in Reason}}
    body = BLANK.sub(lambda found: known[found[1]], body)
    intro, *rest = HEADING.split(body)
    triples = zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    return Text(
        title=head["title"],
        summary=head["summary"],
        changed=datetime.fromisoformat(head["changed"]).replace(tzinfo=UTC),
        intro=_html(intro, language, head["title"]),
        passages=tuple(
            Passage(anchor, heading, _html(words, language, heading))
            for heading, anchor, words in triples
        ),
    )


def read(name: str, language: str) -> tuple[dict[str, str], str]:
    """The head of a file and what follows it, as written."""
    path = FOLDER / language / f"{name}.md"
    parts = FILE.fullmatch(path.read_text(encoding="utf-8"))
    if parts is None:
        raise ValueError(f"{path} has no head")
    return yaml.load(parts[1], Loader=yaml.BaseLoader), parts[2]  # noqa: S506  strings


def _html(words: str, language: str, heading: str) -> str:
    page = markup.render(words).replace(DISTRUST, "")
    region = REGION.format(_("Table: %(heading)s", heading=heading))
    page = page.replace("<table>", f"{region}<table>")
    page = page.replace("</table>", "</table></div>")
    return _isolated(page) if language == "ar" else page


def _isolated(page: str) -> str:
    """Latin words in Arabic text keep their own direction."""
    return LATIN.sub(
        lambda found: found[2] or f'<bdi dir="ltr">{found[1] or found[3]}</bdi>', page
    )
