"""Which addresses a text may point to."""

import html
import re
from urllib.parse import unquote

SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
# Browsers skip some of these inside an address; no address needs any.
_SKIPPED = re.compile("[\x00-\x20\x7f-\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f"
                      "\u205f-\u206f\u3000\ufeff]")  # fmt: skip
# Another site without naming it, or (RFC 3986, 4.2) no relative address at all.
_ELSEWHERE = re.compile(r"[/\\]{2}|\\|[^/?#]*:")
_OUR_PICTURE = re.compile(r"/media/[\w-]+(?:[./][\w-]+)*")


def is_safe_link(address: str) -> bool:
    """Whether it leads to a web page, a mailbox or a place on our own pages.

    The address is also read as a browser would after one more decoding than it does.
    """
    for form in _readings(address):
        scheme = _SCHEME.match(form)
        if scheme:
            return scheme.group(1) in SCHEMES
        if _ELSEWHERE.match(form):
            return False
    return True


def is_our_picture(address: str) -> bool:
    return _OUR_PICTURE.fullmatch(address) is not None


def _readings(address: str) -> list[str]:
    readings = [address]
    for _ in range(3):
        readings.append(unquote(html.unescape(readings[-1])))
    return [_SKIPPED.sub("", reading).lower() for reading in readings]
