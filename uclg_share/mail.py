"""From a notification to a message, and from a message to a mail server."""

from __future__ import annotations

from binascii import b2a_qp
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from email_validator import EmailNotValidError, validate_email
from flask import current_app

from uclg_share.database import now
from uclg_share.i18n import DEFAULT, LANGUAGES
from uclg_share.mail_headers import ASCII, UTF8, header, registry
from uclg_share.mail_server import TIMEOUT, post
from uclg_share.mail_texts import written
from uclg_share.notifications.models import Notification

# Nothing in quoted-printable looks like it.
BOUNDARY = "=_between"


class Undeliverable(Exception):
    """There is no address a mail could go to."""


def compose(note: Notification) -> EmailMessage:
    """With the same Message-ID each time: sent twice, it shows as the same mail."""
    address = note.address or (note.account.email if note.account else "")
    to = _mailbox(address)
    message = EmailMessage(policy=ASCII if _is_ascii(to) else UTF8)
    language = note.locale if note.locale in LANGUAGES else DEFAULT
    words = written(note, language)
    sender = _sender(current_app.config["SETTINGS"].mail_from)
    message["Subject"] = words.subject
    message["From"] = sender
    message["To"] = to
    message["Date"] = format_datetime(now())
    message["Message-ID"] = _message_id(note)
    message["Auto-Submitted"] = "auto-generated"
    if words.way_out:
        message["List-Unsubscribe"] = f"<{words.way_out}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Content-Language"] = language
    _fill(message, plain=words.text, html=words.html)
    return message


def send(message: EmailMessage) -> None:
    """Hand a message over as MAIL_URL says; whatever fails is raised."""
    url = urlsplit(current_app.config["SETTINGS"].mail_url)
    if url.scheme == "file":
        _keep(Path(unquote(url.path)), message)
    elif url.scheme == "log":
        said = {"reason": header(str(message["Subject"]))}
        current_app.logger.info("mail not sent", extra=said)
    else:
        post(url, message, TIMEOUT)


def _fill(message: EmailMessage, **texts: str) -> None:
    """The same text in several forms. Python's own way tries encodings and letters one
    by one, which took longer than to write the mail."""
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = f'multipart/alternative; boundary="{BOUNDARY}"'
    for form, text in texts.items():
        part = EmailMessage(policy=message.policy)
        part["Content-Type"] = _form(form)
        part["Content-Transfer-Encoding"] = "quoted-printable"
        part.set_payload(b2a_qp(text.encode(), istext=True).decode("ascii"))
        message.attach(part)


@cache
def _form(name: str) -> Any:
    return registry("Content-Type", f'text/{name}; charset="utf-8"')


def _mailbox(address: str, name: str = "") -> Address:
    try:
        if "=?" in address:
            raise EmailNotValidError  # see `header`
        found = validate_email(
            address, check_deliverability=False, globally_deliverable=False
        )
    except EmailNotValidError as error:
        raise Undeliverable(f"not an address: {header(address)}") from error
    domain = found.ascii_domain
    return Address(header(name), username=found.local_part, domain=domain)


@lru_cache(maxsize=8)
def _sender(mail_from: str) -> Any:
    name, address = parseaddr(mail_from)
    return registry("From", _mailbox(address, name))


def _is_ascii(to: Address) -> bool:
    return to.addr_spec.isascii()


def _message_id(note: Notification) -> str:
    host = urlsplit(current_app.config["SETTINGS"].base_url).hostname
    moment = int(note.created_at.timestamp() * 1_000_000)
    return f"<{note.id:08}.{moment}.{note.topic.value}@{host}>"


def _keep(folder: Path, message: EmailMessage) -> None:
    """One file for a mail; sending it again writes the same file."""
    folder.mkdir(parents=True, exist_ok=True)
    name = str(message["Message-ID"]).strip("<>").rpartition("@")[0]
    half = folder / f".{name}.part"
    half.write_bytes(message.as_bytes())
    half.replace(folder / f"{name}.eml")
