"""From a notification to a message, and from a message to a mail server."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from email_validator import EmailNotValidError, validate_email
from flask import current_app, g, url_for

from uclg_share import keys
from uclg_share.database import now
from uclg_share.i18n import DEFAULT, LANGUAGES
from uclg_share.notifications.models import Notification
from uclg_share.text import clean_line, without_illegal
from uclg_share.urls import absolute

TIMEOUT = 10.0
LONGEST_HEADER = 200


class Undeliverable(Exception):
    """There is no address a mail could go to."""


def compose(note: Notification) -> EmailMessage:
    """With the same Message-ID each time: sent twice, it shows as the same mail."""
    address = note.address or (note.account.email if note.account else "")
    to = _mailbox(address)
    message = EmailMessage(policy=policy.SMTP if _is_ascii(to) else policy.SMTPUTF8)
    language = note.locale if note.locale in LANGUAGES else DEFAULT
    subject, text, html = _rendered(note, language)
    name, sender = parseaddr(current_app.config["SETTINGS"].mail_from)
    message["Subject"] = subject
    message["From"] = _mailbox(sender, name)
    message["To"] = to
    message["Date"] = format_datetime(now())
    message["Message-ID"] = _message_id(note)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    # Last, or it would be taken for a header of the first part.
    message["Content-Language"] = language
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
        _post(url, message)


def header(text: str) -> str:
    """A text from people as the value of a header: one line, and nothing that Python's
    e-mail package would take for an encoded word and unpack (CVE-2024-6923)."""
    return clean_line(text)[:LONGEST_HEADER].replace("=?", "= ?")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words and addresses as a page in this language would have them."""
    with current_app.app_context(), current_app.test_request_context():
        g.lang = language
        yield


def link(endpoint: str, **values: Any) -> str:
    """An absolute address, inside `speaking`."""
    return absolute(url_for(endpoint, **values))


def _rendered(note: Notification, language: str) -> tuple[str, str, str]:
    data = dict(note.data)
    if nonce := data.get("nonce"):
        data["secret"] = keys.secret_of(nonce, current_app.config["SECRET_KEY"])
    values = {
        "account": note.account,
        "data": data,
        "language": language,
        "link": link,
        "site": current_app.config["SETTINGS"].base_url,
    }
    folder = f"emails/{note.topic.value}"
    with speaking(language):
        find = current_app.jinja_env.get_template
        subject = header(find(f"{folder}/subject.txt").render(**values))
        text = find(f"{folder}/body.txt").render(**values)
        html = find(f"{folder}/body.html").render(**values, subject=subject)
    return subject, without_illegal(text).strip() + "\n", without_illegal(html)


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


def _post(url: SplitResult, message: EmailMessage) -> None:
    server = _connect(url)
    try:
        server.send_message(message)
    finally:
        # The mail is accepted or not by now; a bad farewell changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
        server.close()


def _connect(url: SplitResult) -> smtplib.SMTP:
    host = url.hostname or "localhost"
    name = urlsplit(current_app.config["SETTINGS"].base_url).hostname
    server: smtplib.SMTP
    if url.scheme == "smtps":
        context = ssl.create_default_context()
        server = smtplib.SMTP_SSL(
            host, url.port or 465, name, timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(host, url.port or 25, name, timeout=TIMEOUT)
    if parse_qs(url.query).get("starttls") == ["1"]:
        server.starttls(context=ssl.create_default_context())
    if url.username:
        server.login(unquote(url.username), unquote(url.password or ""))
    return server
