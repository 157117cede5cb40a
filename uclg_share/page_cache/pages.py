"""A page as it is kept, and what of it answers which request."""

from __future__ import annotations

import gzip
import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

Headers = list[tuple[str, str]]
# Kept once and read often: a better packing than that of `compression.py` pays.
LEVEL = 9
OVERHEAD = 2000  # bytes that headers, key and objects need, more or less
# Acts make a page old at once, but the clock acts too: a pin ends, a year is over.
LONGEST_LIFE = 60.0
# They differ from answer to answer, or belong to one form of the body.
OWN = {
    *("content-length", "content-encoding", "etag"),
    *("date", "x-request-id"),
}
NONCE = re.compile(r" 'nonce-([\w-]+)'")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer in both its forms. `until` is on the clock of `time.monotonic`."""

    view: str
    stamp: int
    until: float
    etag: str
    given: Headers  # those of the application that hold for each form
    headers: Headers
    of_plain: Headers
    of_packed: Headers
    plain: bytes
    packed: bytes

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed) + OVERHEAD


def made(
    view: str, stamp: int, until: float, headers: Headers, body: bytes
) -> Page | None:
    """The page of an answer; nothing where it holds what was meant for one reader."""
    named = {name.lower(): value for name, value in headers}
    is_packed = named.get("content-encoding") == "gzip"
    plain = gzip.decompress(body) if is_packed else body
    nonces = NONCE.findall(named.get("content-security-policy", ""))
    if "set-cookie" in named or any(one.encode() in plain for one in nonces):
        return None
    # A number for one use must not be used again; and no page of these uses it.
    given = [(name, NONCE.sub("", value)) for name, value in headers if _stays(name)]
    packed = gzip.compress(plain, LEVEL, mtime=0)
    return laid_out(view, stamp, until, given, plain, packed)


def laid_out(
    view: str, stamp: int, until: float, given: Headers, plain: bytes, packed: bytes
) -> Page:
    """The page with the headers of each of its answers, written once."""
    etag = f'W/"{hashlib.blake2b(plain, digest_size=12).hexdigest()}"'
    kind = [header for header in given if header[0].lower() == "content-type"]
    common = [header for header in given if header not in kind]
    return Page(
        view=view,
        stamp=stamp,
        until=until,
        etag=etag,
        given=given,
        headers=[*common, ("ETag", etag)],
        of_plain=[*kind, ("Content-Length", str(len(plain)))],
        of_packed=[
            *kind,
            ("Content-Length", str(len(packed))),
            ("Content-Encoding", "gzip"),
        ],
        plain=plain,
        packed=packed,
    )


def _stays(name: str) -> bool:
    return name.lower() not in OWN


def answer(
    page: Page, environ: WSGIEnvironment, start_response: StartResponse, number: str
) -> tuple[int, Iterable[bytes]]:
    """The status and the body that was sent for this request."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    mine = [*page.headers, ("X-Request-Id", number)]
    if known and (page.etag[2:] in known or known.strip() == "*"):
        start_response("304 NOT MODIFIED", mine)
        return 304, []
    is_packed = reads_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    start_response("200 OK", mine + (page.of_packed if is_packed else page.of_plain))
    if environ["REQUEST_METHOD"] == "HEAD":
        return 200, []
    return 200, [page.packed if is_packed else page.plain]


def reads_gzip(said: str) -> bool:
    """What `compression.py` would say; the words of all browsers take no parsing."""
    if "q=" not in said and "*" not in said:
        return "gzip" in said
    return parse_accept_header(said, Accept).quality("gzip") > 0


def fresh_number() -> str:
    """As the application numbers its requests."""
    return secrets.token_hex(8)
