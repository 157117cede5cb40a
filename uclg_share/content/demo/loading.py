"""`flask demo`: everything of a pack, and once the people who try it out.

Whoever calls commits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select, update

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.audit import Audience, AuditEntry, Verb
from uclg_share.content.compiled import add_practices
from uclg_share.content.demo.arriving import People, move_in
from uclg_share.content.demo.asking import ask_and_debate
from uclg_share.content.demo.keeping import keep
from uclg_share.content.demo.talking import talk
from uclg_share.content.demo.writing import write_all
from uclg_share.content.entries import Pack
from uclg_share.content.loading import seed
from uclg_share.content.tally import Tally
from uclg_share.database import db, now
from uclg_share.notifications.models import Notification
from uclg_share.permissions import OPERATOR

SUBJECT = "content:demo"


@dataclass(frozen=True)
class Load:
    """What was added of the seed, and beyond it."""

    basics: Tally
    demo: Tally

    @property
    def has_people(self) -> bool:
        return "accounts" in self.demo.added


def load(pack: Pack, secret: Mapping[str, str]) -> Load:
    """Add what is missing; `secret` has a password for each role.

    The people come with the first load alone: what testers did to them stays.
    """
    audit.take_turn()
    strangers = db.session.scalar(select(func.count()).select_from(Account))
    basics, tally = seed(pack), Tally()
    add_practices(pack, tally)
    if not is_loaded():
        _settle(secret, tally)
    if tally:
        numbers = tally.numbers() | {"accounts_before": strangers}
        loaded = Verb.CONTENT_LOADED
        audit.record(OPERATOR, loaded, SUBJECT, audience=Audience.PUBLIC, **numbers)
    return Load(basics, tally)


def is_loaded() -> bool:
    return _first_load() is not None


def is_nothing_else() -> bool:
    """Whether the demo was loaded before anybody else had an account."""
    first = _first_load()
    return first is not None and first.data.get("accounts_before") == 0


def _first_load() -> AuditEntry | None:
    loads = select(AuditEntry).where(AuditEntry.subject == SUBJECT)
    return db.session.scalar(loads.order_by(AuditEntry.id).limit(1))


def _settle(secret: Mapping[str, str], tally: Tally) -> None:
    people = move_in(secret)
    for account in people.values():
        tally.add("accounts", account.name)
    for title in write_all(people):
        tally.add("unpublished texts", title)
    for name in talk(people):
        tally.add("comments", name)
    for title in ask_and_debate(people):
        tally.add("discussions", title)
    keep(people)
    _keep_mail_back(people)


def _keep_mail_back(people: People) -> None:
    """Nobody waits to read what happened while the demo was made."""
    db.session.flush()
    ids = [account.id for account in people.values()]
    addresses = [account.email for account in people.values()]
    notes = update(Notification).where(
        Notification.account_id.in_(ids) | Notification.address.in_(addresses)
    )
    db.session.execute(notes.values(mailed_at=now()))
