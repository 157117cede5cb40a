"""The words of a text without its markup."""

import html
import re

from uclg_share.markup.sanitise import INLINE, TAGS
from uclg_share.text import clean_text

_NOTE_MARK = re.compile(
    r'<sup id="[^"<>]*"><a [^<>]*>[^<>]*</a></sup>'
    r'|<a [^<>]*class="footnote-backref"[^<>]*>[^<>]*</a>'
)
_ALTERNATIVE = re.compile(r'<img (?:[^<>]*? )?alt="([^"<>]*)"[^<>]*>')
_INLINE = re.compile(rf"</?(?:{'|'.join(INLINE)})(?: [^<>]*)?>")
_BLOCK = re.compile(rf"</?(?:{'|'.join(TAGS - INLINE)})(?: [^<>]*)?>")


def plain(html_or_text: str) -> str:
    """One line of readable text for search, descriptions and feeds; not HTML any more.

    Only the tags that `render` writes count as markup, so plain text stays as it is.
    """
    text = _NOTE_MARK.sub("", html_or_text)
    text = _ALTERNATIVE.sub(r"\1", text)
    text = _BLOCK.sub("\n", _INLINE.sub("", text))
    return " ".join(clean_text(html.unescape(text)).split())
