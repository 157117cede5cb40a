"""From a notification to a message, and from a message to a mail server."""

from __future__ import annotations

from binascii import b2a_qp
from collections.abc import Iterator
from contextlib import contextmanager
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from email_validator import EmailNotValidError, validate_email
from flask import current_app, g
from werkzeug.test import create_environ

from uclg_share import keys
from uclg_share.database import now
from uclg_share.i18n import DEFAULT, LANGUAGES
from uclg_share.mail_headers import ASCII, UTF8, registry
from uclg_share.mail_server import TIMEOUT, post
from uclg_share.notifications.digest_mail import contents_of
from uclg_share.notifications.lines import line_of
from uclg_share.notifications.links import news_in, token_for
from uclg_share.notifications.models import Notification, Topic
from uclg_share.notifications.preferences import mailing_of
from uclg_share.text import clean_line, without_illegal
from uclg_share.urls import link

LONGEST_HEADER = 200
END = "notifications.unsubscribe"
# Nothing in quoted-printable looks like it.
BOUNDARY = "=_between"


class Undeliverable(Exception):
    """There is no address a mail could go to."""


class NothingToSay(Exception):
    """Nothing of what the mail is about can be read any more."""


def compose(note: Notification) -> EmailMessage:
    """With the same Message-ID each time: sent twice, it shows as the same mail."""
    address = note.address or (note.account.email if note.account else "")
    to = _mailbox(address)
    message = EmailMessage(policy=ASCII if _is_ascii(to) else UTF8)
    language = note.locale if note.locale in LANGUAGES else DEFAULT
    subject, text, html, way_out = _rendered(note, language)
    sender = _sender(current_app.config["SETTINGS"].mail_from)
    message["Subject"] = subject
    message["From"] = sender
    message["To"] = to
    message["Date"] = format_datetime(now())
    message["Message-ID"] = _message_id(note)
    message["Auto-Submitted"] = "auto-generated"
    if way_out:
        message["List-Unsubscribe"] = f"<{way_out}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Content-Language"] = language
    _fill(message, plain=text, html=html)
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


def header(text: str) -> str:
    """A text from people as the value of a header: one line, and nothing that Python's
    e-mail package would take for an encoded word and unpack (CVE-2024-6923)."""
    return clean_line(text)[:LONGEST_HEADER].replace("=?", "= ?")


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


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words and addresses as a page in this language would have them."""
    environ = _environ(current_app.config["SETTINGS"].base_url)
    with current_app.app_context(), current_app.request_context({**environ}):
        g.lang = language
        yield


@lru_cache(maxsize=8)
def _environ(_base_url: str) -> dict[str, Any]:
    """What a visit of the site looks like to the program; building it takes a while."""
    return create_environ()


def _way_out(note: Notification) -> str:
    """What the link to unsubscribe carries; empty for mail one cannot do without."""
    kinds = news_in(note)
    if note.account is None or not kinds:
        return ""
    key = current_app.config["SECRET_KEY"]
    return token_for(mailing_of(note.account.id), kinds, key)


def _rendered(note: Notification, language: str) -> tuple[str, str, str, str]:
    """Subject, text, HTML, and the address that ends such mail."""
    token, values = _way_out(note), _values(note, language)
    folder = f"emails/{note.topic.value}"
    with speaking(language):
        values["end"] = link(END, token=token) if token else ""
        find = current_app.jinja_env.get_template
        subject = header(find(f"{folder}/subject.txt").render(**values))
        text = find(f"{folder}/body.txt").render(**values)
        html = find(f"{folder}/body.html").render(**values, subject=subject)
    body = without_illegal(text).strip() + "\n"
    return subject, body, without_illegal(html), values["end"]


def _values(note: Notification, language: str) -> dict[str, Any]:
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
    if note.topic is not Topic.DIGEST or note.account is None:
        return values
    digest = contents_of(note, note.account, language)
    if digest.is_empty:
        raise NothingToSay("nothing in it can be read any more.")
    return values | {"digest": digest, "line_of": line_of}


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
