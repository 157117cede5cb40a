"""`@Amina` in a comment: who among the members of the group is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import Membership, WorkingGroup
from uclg_share.organisations.people import ABLE
from uclg_share.text import fold

MOST = 10
# Not in the middle of a word: an e-mail address mentions nobody.
SIGN = re.compile(r"(?<![\w@.])@(?=\w)")
WORD = re.compile(r"\w+")
LONGEST_NAME = 80


@dataclass(frozen=True)
class Mentions:
    """Whom a text names, and what it says where no one or several could be meant."""

    people: tuple[Account, ...] = ()
    unclear: tuple[str, ...] = ()


def mentions_in(text: str, group: WorkingGroup | None) -> Mentions:
    """A whole name, or a first name that only one member has."""
    written = [text[sign.end() :] for sign in SIGN.finditer(text)][:MOST]
    if not written or group is None:
        return Mentions()
    names = _names_in(group)
    people: list[Account] = []
    unclear: list[str] = []
    for rest in written:
        meant = _meant(_words(rest.split("\n")[0][:LONGEST_NAME]), names)
        if len(meant) == 1:
            people.append(meant[0])
        else:
            unclear.append(WORD.match(rest)[0])  # type: ignore[index]  # SIGN saw it
    return Mentions(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(unclear)))


def _meant(words: list[str], names: list[tuple[list[str], Account]]) -> list[Account]:
    whole = [(name, who) for name, who in names if name and words[: len(name)] == name]
    if whole:
        longest = max(len(name) for name, _ in whole)
        return [who for name, who in whole if len(name) == longest]
    return [who for name, who in names if name[:1] == words[:1]]


def _names_in(group: WorkingGroup) -> list[tuple[list[str], Account]]:
    members = (
        select(Account)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.group_id == group.id, Membership.ended_at.is_(None), *ABLE)
        .order_by(Account.id)
    )
    return [(_words(who.name), who) for who in db.session.scalars(members)]


def _words(text: str) -> list[str]:
    """As search compares them: without accents, capitals and signs."""
    return WORD.findall(fold(text))


def newly(mentioned: Iterable[Account], before: Iterable[Account]) -> list[Account]:
    """Those an edit adds: the others have been told."""
    told = {who.id for who in before}
    return [who for who in mentioned if who.id not in told]
