"""People who write a text along with its author: asked, there, gone.

The names of those who said yes stand in the byline at once, also of what is published
already; they may change the text, and never send it in, take it back or delete it.
"""

from __future__ import annotations

from typing import Any

from uclg_share import audit
from uclg_share.accounts.queries import account_of, find_account
from uclg_share.audit import Verb
from uclg_share.authorship.models import CoAuthor
from uclg_share.authorship.queries import people_of
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify, notify_address
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_answer_co_author,
    may_ask_co_author,
    may_end_co_author,
)
from uclg_share.posts.models import Post
from uclg_share.text import email_key

MOST_CO_AUTHORS = 10


class OwnAddress(Exception):
    """One asks others to write along, not oneself."""


class TooManyPeople(Exception):
    """Ten write along, or are asked to."""


def ask(viewer: Viewer, post: Post, email: str) -> CoAuthor:
    """Ask whoever reads the mail of an address; asking the same twice is once.

    Nothing here depends on whether the address belongs to an account.
    """
    ensure(may_ask_co_author(viewer, post))

    if email_key(email) == viewer.email_key:
        raise OwnAddress
    db.session.refresh(post, with_for_update={"of": Post})
    known = people_of(post)
    if found := next((p for p in known if p.email_key == email_key(email)), None):
        return found
    if len(known) >= MOST_CO_AUTHORS:
        raise TooManyPeople
    asked = CoAuthor(
        post=post,
        email=email,
        email_key=email_key(email),
        asked_by_id=viewer.account_id,
    )
    db.session.add(asked)
    _trace(viewer, Verb.CO_AUTHOR_ASKED, asked)
    _write_to(viewer, asked)
    return asked


def accept(viewer: Viewer, asked: CoAuthor) -> None:
    """Write along from now on."""
    ensure(may_answer_co_author(viewer, asked))

    if asked.accepted_at and asked.account_id == viewer.account_id:
        return  # pressed twice
    _hold_open(asked)
    asked.accepted_at, asked.account_id = now(), viewer.account_id
    _trace(viewer, Verb.CO_AUTHOR_ACCEPTED, asked)
    _tell(viewer, asked, accepted=True)


def decline(viewer: Viewer, asked: CoAuthor) -> None:
    ensure(may_answer_co_author(viewer, asked))

    _hold_open(asked)
    asked.ended_at, asked.account_id = now(), viewer.account_id
    _trace(viewer, Verb.CO_AUTHOR_DECLINED, asked)
    _tell(viewer, asked, accepted=False)


def end(viewer: Viewer, co_author: CoAuthor) -> None:
    """Go, or take a person off; what they wrote stays in the versions."""
    ensure(may_end_co_author(viewer, co_author))

    _look_again(co_author)
    if co_author.ended_at is not None:
        raise ChangedMeanwhile
    co_author.ended_at = now()
    _trace(viewer, Verb.CO_AUTHOR_ENDED, co_author)


def _look_again(co_author: CoAuthor) -> None:
    db.session.refresh(co_author, with_for_update={"of": CoAuthor})


def _hold_open(asked: CoAuthor) -> None:
    """A question is answered once, and not when it was taken back meanwhile."""
    _look_again(asked)
    if asked.ended_at is not None or asked.accepted_at is not None:
        raise ChangedMeanwhile


def _write_to(viewer: Viewer, asked: CoAuthor) -> None:
    host, known = account_of(viewer.account_id), find_account(asked.email_key)
    assert host is not None
    locale = known.locale if known else host.locale
    about: dict[str, Any] = {"host": host.name, **_about(asked.post)}
    notify_address(asked.email, locale, Topic.CO_AUTHOR_ASKED, **about)


def _tell(viewer: Viewer, asked: CoAuthor, accepted: bool) -> None:
    who = account_of(viewer.account_id)
    assert who is not None
    told: dict[str, Any] = {"name": who.name, "accepted": accepted}
    if asked.post.answering:
        notify(
            [asked.post.answering],
            Topic.CO_AUTHOR_ANSWERED,
            **told,
            **_about(asked.post),
        )


def _about(post: Post) -> dict[str, Any]:
    title = post.working_title or post.title or ""
    return {"post_id": post.id, "title": title, "language": post.language}


def _trace(viewer: Viewer, verb: Verb, co_author: CoAuthor) -> None:
    """Without the address: the log is kept for good."""
    audit.record(viewer, verb, co_author.post, co_author=co_author.id)
