"""The parsed text made fit for a page: headings, links, pictures and tables."""

import html
import re
import secrets
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from uclg_share.markup.addresses import is_our_picture, is_safe_link
from uclg_share.markup.refusals import Refusal, Unreadable
from uclg_share.text import slugify

# The sanitiser is quadratic in depth, and no reader follows so many levels.
_DEPTH = 50
_HEADING = re.compile(r"h[1-6]")
_FIRST_LEVEL = 3  # the page has h1, its sections h2
_UNWRAPPED = "span"  # the sanitiser drops this tag and keeps what is in it


class Depth(Treeprocessor):
    """Runs before the first recursive step over the tree."""

    def run(self, root: Element) -> None:
        level = [root]
        for _ in range(_DEPTH):
            level = [child for element in level for child in element]
        if level:
            raise Unreadable(Refusal.TOO_DEEP)


class Shape(Treeprocessor):
    """Runs when all text is in its final form."""

    def run(self, root: Element) -> None:
        for cell in root.iter("th"):
            _head(cell)
        for tag in ("th", "td"):
            for cell in root.iter(tag):
                _align(cell)
        _level(root)
        for link in root.iter("a"):
            _check_link(link)
        for picture in list(root.iter("img")):
            _check_picture(picture)
        _connect(root)


def _text(element: Element) -> str:
    alternatives = " ".join(each.get("alt", "") for each in element.iter("img"))
    return f"{''.join(element.itertext())} {alternatives}".strip()


def _head(cell: Element) -> None:
    if _text(cell):
        cell.set("scope", "col")
    else:
        cell.tag = "td"  # an empty head is no head to a screen reader


def _align(cell: Element) -> None:
    """Our content security policy blocks style attributes."""
    style = cell.attrib.pop("style", "")
    if style:
        cell.set("class", "align-" + style.removeprefix("text-align: ").rstrip(";"))


def _level(root: Element) -> None:
    """Number the headings as an outline: no gap, whatever the author began with."""
    above: list[str] = []
    for heading in _headings(root):
        if not _text(heading):
            heading.tag = _UNWRAPPED
            continue
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(_FIRST_LEVEL + len(above) - 1, 6)}"


def _headings(root: Element) -> Iterator[Element]:
    return (each for each in root.iter() if _HEADING.fullmatch(str(each.tag)))


def _check_link(link: Element) -> None:
    address = _address(link, "href")
    if not address or not is_safe_link(address):
        _unwrap(link)
        return
    if address.lower().startswith("www."):
        link.set("href", f"https://{address}")
    for picture in link.iter("img"):
        if not is_our_picture(picture.get("src", "")):
            _unwrap_picture(picture)
    if not _text(link):
        link.text = address


def _check_picture(picture: Element) -> None:
    """A picture from elsewhere becomes a link: loading it would tell on the reader."""
    if picture.tag == _UNWRAPPED or is_our_picture(picture.get("src", "")):
        return
    address = _address(picture, "src")
    _unwrap_picture(picture)
    if address.startswith(("https://", "http://")) and is_safe_link(address):
        picture.tag = "a"
        picture.set("href", address)
        picture.text = picture.text or address


def _unwrap_picture(picture: Element) -> None:
    words = picture.get("alt", "")
    _unwrap(picture)
    picture.text = words


def _unwrap(element: Element) -> None:
    element.tag = _UNWRAPPED
    element.attrib.clear()


def _address(element: Element, name: str) -> str:
    return html.unescape(element.get(name, "").replace(AMP_SUBSTITUTE, "&")).strip()


def _connect(root: Element) -> None:
    """Links within the text reach footnotes and headings of this text alone."""
    links = [link for link in root.iter("a") if link.get("href", "").startswith("#")]
    if not links:
        return
    places = {
        f"#{name}": f"#{name}" for each in root.iter() if (name := each.get("id"))
    }
    places |= _named_headings(root, {slugify(_target(link)) for link in links})
    for link in links:
        target = link.get("href", "")
        place = places.get(target) or places.get(slugify(_target(link)))
        if place:
            link.set("href", place)
            continue
        if link.get("class") == "footnote-backref":
            link.text = ""  # a note that nothing refers to
        _unwrap(link)


def _target(link: Element) -> str:
    return unquote(_address(link, "href"))[1:]


def _named_headings(root: Element, wanted: set[str]) -> dict[str, str]:
    text_id = secrets.token_hex(4)
    found: dict[str, str] = {}
    for heading in _headings(root):
        name = slugify("".join(heading.itertext()))
        if name and name in wanted and name not in found:
            heading.set("id", f"h-{text_id}-{len(found) + 1}")
            found[name] = f"#{heading.get('id')}"
    return found
