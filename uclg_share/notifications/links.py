"""The address that ends one kind of mail: it proves itself and tells of nobody."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from uclg_share.database import db
from uclg_share.notifications.kinds import NEWS_OF
from uclg_share.notifications.models import Mailing, News, Notification, Topic

LONGEST = 200


def news_in(note: Notification) -> tuple[News, ...]:
    """The kinds of news a mail brings; none for one that nobody can do without."""
    if note.topic is Topic.DIGEST:
        return tuple(News(kind) for kind in note.data.get("news", ()))
    news = NEWS_OF.get(note.topic)
    return (news,) if news else ()


def token_for(mailing: Mailing, kinds: Iterable[News], key: str) -> str:
    """`key` is SECRET_KEY. The same for every mail of the kind: it does not expire."""
    return f"{mailing.alias}.{_seal(mailing.alias, kinds, key)}"


def read(token: str, keys: Iterable[str]) -> tuple[Mailing, tuple[News, ...]] | None:
    """Whose mail of which kinds a link ends; invented and cut ones are None."""
    alias, _, sealed = token[:LONGEST].partition(".")
    if not (alias and sealed and token.isascii()):
        return None
    mailing = db.session.scalar(
        select(Mailing)
        .where(Mailing.alias == alias)
        .options(joinedload(Mailing.account))
    )
    if mailing is None:
        return None
    for key in keys:
        for kinds in _every_scope():
            if hmac.compare_digest(_seal(alias, kinds, key), sealed):
                return mailing, kinds
    return None


def _seal(alias: str, kinds: Iterable[News], key: str) -> str:
    words = f"unsubscribe:{alias}:{'+'.join(sorted(kinds))}"
    made = hmac.new(key.encode(), words.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made.digest()).decode().rstrip("=")


def _every_scope() -> list[tuple[News, ...]]:
    sizes = range(1, len(News) + 1)
    return [kinds for size in sizes for kinds in combinations(News, size)]
