"""A reader who follows every link of the site and notes every form."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from flask.testing import FlaskClient

MOST_PAGES = 800
HOST = "http://localhost"


@dataclass(frozen=True)
class Form:
    action: str
    fields: tuple[tuple[str, str], ...]


@dataclass
class Seen:
    """The answers to every address, and the forms that would change something."""

    codes: dict[str, int] = field(default_factory=dict)
    forms: set[Form] = field(default_factory=set)


class Page(HTMLParser):
    """The links of a page, and its forms with what they would send."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.sent: dict[str, str] = {}
        self.action: str | None = None
        self.select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in {"a", "link"} and "href" in values:
            self.links.append(self._whole(values["href"]))
        elif tag == "form" and values.get("method", "").lower() == "post":
            self.action, self.sent = self._whole(values.get("action", "")), {}
        elif tag == "select":
            self.select = values.get("name", "")
        elif tag == "option" and (self.select not in self.sent or "selected" in values):
            self.sent[self.select] = values.get("value", "")
        elif tag in {"input", "textarea", "button"} and values.get("name"):
            self._note(values)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.action:
            self.forms.append(Form(self.action, tuple(sorted(self.sent.items()))))
            self.action = None

    def _note(self, values: dict[str, str]) -> None:
        is_box = values.get("type") in {"checkbox", "radio"}
        if not is_box or "checked" in values:
            self.sent.setdefault(values["name"], values.get("value") or "Some words")

    def _whole(self, address: str) -> str:
        return urldefrag(urljoin(HOST + self.address, address)).url


def crawl(browser: FlaskClient, start: str) -> Seen:
    """Every page that can be reached from here in one language, nearest first."""
    seen, waiting = Seen(), deque([start])
    while waiting:
        address = waiting.popleft()
        if address in seen.codes:
            continue
        assert len(seen.codes) < MOST_PAGES, f"there is no end: {address}"
        answer = browser.get(address)
        seen.codes[address] = answer.status_code
        if answer.location:
            waiting.extend(internal([urljoin(HOST + address, answer.location)]))
        if answer.mimetype == "text/html":
            page = Page(address, answer.text)
            waiting.extend(internal(page.links))
            seen.forms.update(page.forms)
    return seen


def internal(links: list[str]) -> list[str]:
    """Those that stay on the site and in English."""
    here = [urlsplit(link) for link in links if link.startswith(HOST + "/")]
    return [
        link.path + (f"?{link.query}" if link.query else "")
        for link in here
        if link.path[:4] not in {"/fr/", "/es/", "/ar/"}
    ]
