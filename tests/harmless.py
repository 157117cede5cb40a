"""Reads a page as a browser would and names whatever could harm its reader."""

import html
import re
from html.parser import HTMLParser
from urllib.parse import unquote

ALLOWED: dict[str, set[str]] = {
    "a": {"href", "title", "rel", "class"},
    "img": {"src", "alt", "title"},
    "th": {"scope", "class"},
    "td": {"class"},
    "div": {"class"},
    "p": {"class"},
    "code": {"class"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    **{f"h{level}": {"id"} for level in range(3, 7)},
    **{tag: set() for tag in ("blockquote", "br", "em", "hr", "pre", "strong", "ul")},
    **{tag: set() for tag in ("table", "tbody", "thead", "tr")},
}
EMPTY = {"br", "hr", "img"}
OUR_ID = re.compile(r"(fn|fnref\d*|h)-[0-9a-f]{8}-\d+")
OUR_CLASS = re.compile(
    r"admonition( (note|tip|warning|danger))?|admonition-title|footnote"
    r"|align-(left|center|right)|footnote-(ref|backref)|language-[\w#.+-]+"
    r"|note|tip|warning|danger|"
)
OUR_LINK = re.compile(r"https?:|mailto:|[?#]|/(?![/\\])|[^/\\:?#][^/:?#]*([/?#]|$)")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]"
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.dangers: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED:
            self.dangers.append(f"<{tag}>")
        if tag not in EMPTY:
            self.open.append(tag)
        for name, value in attrs:
            self.dangers += _dangers_of(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.dangers.append(f"stray </{tag}>")

    def handle_comment(self, data: str) -> None:
        self.dangers.append(f"comment {data[:20]}")

    def handle_decl(self, decl: str) -> None:
        self.dangers.append(f"declaration {decl[:20]}")

    def handle_pi(self, data: str) -> None:
        self.dangers.append(f"instruction {data[:20]}")

    def unknown_decl(self, data: str) -> None:
        self.dangers.append(f"section {data[:20]}")


def _dangers_of(tag: str, name: str, value: str) -> list[str]:
    if name not in ALLOWED.get(tag, set()):
        return [f"<{tag} {name}>"]
    if name == "href" and not all(OUR_LINK.match(form) for form in _readings(value)):
        return [f"link to {value[:40]}"]
    if name == "src" and not re.fullmatch(r"/media/[\w./-]+", value):
        return [f"picture from {value[:40]}"]
    if name == "id" and not OUR_ID.fullmatch(value):
        return [f"id {value[:40]}"]
    if name == "class" and not OUR_CLASS.fullmatch(value):
        return [f"class {value[:40]}"]
    return []


def _readings(address: str) -> list[str]:
    """The address as it is, and decoded further than any browser decodes it."""
    forms = [address]
    for _ in range(3):
        forms.append(html.unescape(unquote(forms[-1])))
    return [
        re.sub(r"[\x00-\x20\x7f-\xa0\u2000-\u200f]", "", form).lower() for form in forms
    ]


def dangers(page: str) -> list[str]:
    """Empty for a fragment that is well formed and made of our own few elements."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    found = reader.dangers + [f"<{tag}> left open" for tag in reader.open]
    return found + [f"character {each!r}" for each in FORBIDDEN.findall(page)]
