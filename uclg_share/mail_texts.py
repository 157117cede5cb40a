"""What a mail says, in the language of its reader."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app, g
from markupsafe import escape
from werkzeug.test import create_environ

from uclg_share import keys
from uclg_share.accounts.queries import viewer_for
from uclg_share.mail_headers import header
from uclg_share.notifications.digest_mail import Contents, Shown, contents_of
from uclg_share.notifications.lines import line_of
from uclg_share.notifications.links import news_in, token_for
from uclg_share.notifications.models import Notification, Topic
from uclg_share.notifications.preferences import mailing_of
from uclg_share.reminders.contents import contents_of as contents_of_desk
from uclg_share.saved_searches.contents import posts_found
from uclg_share.text import without_illegal
from uclg_share.urls import link

END = "notifications.unsubscribe"
WAITING = {Topic.DESK_WAITS, Topic.DESK_FORGOTTEN}
# Stand for what differs between two mails of the same words; nobody can write them.
NAME, TOKEN = f"-{secrets.token_hex(16)}-", f"-{secrets.token_hex(16)}-"


class NothingToSay(Exception):
    """Nothing of what the mail is about can be read any more."""


@dataclass(frozen=True)
class Words:
    """`way_out` is the address that ends such mail, or empty."""

    subject: str
    text: str
    html: str
    way_out: str

    def to(self, name: str, token: str) -> Words:
        """The words made for nobody, addressed to somebody."""
        name = without_illegal(name)
        return Words(
            self.subject,
            self.text.replace(NAME, name).replace(TOKEN, token),
            self.html.replace(NAME, escape(name)).replace(TOKEN, token),
            self.way_out.replace(TOKEN, token),
        )


def written(note: Notification, language: str) -> Words:
    token = _way_out(note)
    if note.topic is not Topic.DIGEST or note.account is None:
        values = _values(note, language) | _waiting(note) | _found(note)
        return _written(note.topic, values, token)
    digest = contents_of(note, note.account, language)
    if digest.is_empty:
        raise NothingToSay("nothing in it can be read any more.")
    if digest.notes or not token:
        more = {"digest": digest, "line_of": line_of}
        return _written(note.topic, _values(note, language) | more, token)
    base: str = current_app.config["SETTINGS"].base_url
    return _for_many(digest.shown, language, base).to(note.account.name, token)


def _waiting(note: Notification) -> dict[str, Any]:
    """What of a reminder still waits."""
    if note.topic not in WAITING or note.account is None:
        return {}
    waiting = contents_of_desk(viewer_for(note.account), note.data)
    if not waiting:
        raise NothingToSay("all of it was answered meanwhile.")
    return {"waiting": waiting}


def _found(note: Notification) -> dict[str, Any]:
    """The posts that a saved search has found, as far as they can be read."""
    if note.topic is not Topic.SEARCH_FOUND or note.account is None:
        return {}
    return {"found": posts_found(viewer_for(note.account), note.data)}


# A pure function of what it is given: many members get the same list.
@lru_cache(maxsize=256)
def _for_many(shown: Shown, language: str, base: str) -> Words:
    values = {
        "account": {"name": NAME},
        "digest": Contents(*shown),
        "language": language,
        "link": link,
        "site": base,
    }
    return _written(Topic.DIGEST, values, TOKEN)


def _written(topic: Topic, values: dict[str, Any], token: str) -> Words:
    folder = f"emails/{topic.value}"
    with speaking(values["language"]):
        values["end"] = link(END, token=token) if token else ""
        find = current_app.jinja_env.get_template
        subject = header(find(f"{folder}/subject.txt").render(**values))
        text = find(f"{folder}/body.txt").render(**values)
        html = find(f"{folder}/body.html").render(**values, subject=subject)
    body = without_illegal(text).strip() + "\n"
    return Words(subject, body, without_illegal(html), values["end"])


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


def _values(note: Notification, language: str) -> dict[str, Any]:
    data = dict(note.data)
    if nonce := data.get("nonce"):
        data["secret"] = keys.secret_of(nonce, current_app.config["SECRET_KEY"])
    return {
        "account": note.account,
        "data": data,
        "language": language,
        "link": link,
        "site": current_app.config["SETTINGS"].base_url,
    }
