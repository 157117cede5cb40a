"""The way to the mail server: a line for one mail, or for many inside `line`."""

from __future__ import annotations

import smtplib
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from flask import current_app

TIMEOUT = 10.0
# Servers like to be rid of a client now and then.
MOST_MAILS = 100


@dataclass
class Line(threading.local):
    """What this thread keeps open between two mails."""

    is_kept: bool = False
    server: smtplib.SMTP | None = None
    url: str = ""
    sent: int = field(default=0)


_line = Line()


@contextmanager
def line() -> Iterator[None]:
    """Mails sent inside share a line, until `hang_up` or the end."""
    _line.is_kept = True
    try:
        yield
    finally:
        _line.is_kept = False
        hang_up()


def hang_up() -> None:
    server, _line.server, _line.sent = _line.server, None, 0
    if server is None:
        return
    # The mails are accepted or not by now; a bad farewell changes nothing.
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def post(url: SplitResult, message: EmailMessage, timeout: float = TIMEOUT) -> None:
    """Hand one mail over; whatever fails is raised, and the line is left."""
    if _line.server is None or _line.url != url.geturl() or _line.sent >= MOST_MAILS:
        hang_up()
        _line.server, _line.url = _connect(url, timeout), url.geturl()
    try:
        _line.server.send_message(message)
        _line.sent += 1
    except BaseException:
        hang_up()
        raise
    if not _line.is_kept:
        hang_up()


def _connect(url: SplitResult, timeout: float) -> smtplib.SMTP:
    host = url.hostname or "localhost"
    name = urlsplit(current_app.config["SETTINGS"].base_url).hostname
    server: smtplib.SMTP
    if url.scheme == "smtps":
        context = ssl.create_default_context()
        server = smtplib.SMTP_SSL(
            host, url.port or 465, name, timeout=timeout, context=context
        )
    else:
        server = smtplib.SMTP(host, url.port or 25, name, timeout=timeout)
    if parse_qs(url.query).get("starttls") == ["1"]:
        server.starttls(context=ssl.create_default_context())
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server
