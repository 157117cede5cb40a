"""Who writes for an organisation, who waits to, and who decides."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import joinedload

from uclg_share.accounts.models import Account
from uclg_share.counted import number_of
from uclg_share.database import db
from uclg_share.notifications.models import Notification, Topic
from uclg_share.organisations.models import Affiliation, Domain, Organisation, Role
from uclg_share.text import email_key

# An organisation with more people than this shows the first of them.
MOST_PEOPLE = 500
WAITING = (
    Affiliation.confirmed_at.is_(None),
    Affiliation.declined_at.is_(None),
    Affiliation.ended_at.is_(None),
)
CURRENT = (Affiliation.confirmed_at.is_not(None), Affiliation.ended_at.is_(None))
ABLE = (Account.email_confirmed_at.is_not(None), Account.suspended_at.is_(None))


def people_of(organisation: Organisation) -> list[Affiliation]:
    """Those who write for it now, by name, each with the account."""
    return _list(_of(organisation, *CURRENT, *ABLE).order_by(Account.name, Account.id))


def people_number(organisation: Organisation) -> int:
    people = _of(organisation, *CURRENT, *ABLE)
    return number_of(people.with_only_columns(Affiliation.id))


def waiting_people(organisation: Organisation) -> list[Affiliation]:
    """Those who asked, oldest first; also those whose address is not confirmed yet."""
    waiting = _of(organisation, *WAITING, Account.suspended_at.is_(None))
    return _list(waiting.order_by(Affiliation.requested_at, Affiliation.id))


def affiliations_of(account_id: int) -> list[Affiliation]:
    """Everything one asked for, newest first, each with the organisation."""
    return list(
        db.session.scalars(
            select(Affiliation)
            .where(Affiliation.account_id == account_id)
            .options(joinedload(Affiliation.organisation))
            .order_by(Affiliation.requested_at.desc(), Affiliation.id.desc())
            .limit(100)
        )
    )


def find_affiliation(affiliation_id: int) -> Affiliation | None:
    """One of them, whoever asks: what may be done with it is for the rules to say."""
    return db.session.scalar(
        select(Affiliation)
        .where(Affiliation.id == affiliation_id)
        .options(joinedload(Affiliation.organisation), joinedload(Affiliation.account))
    )


def current_of(account_id: int, organisation_id: int) -> Affiliation | None:
    """Waiting or confirmed, and not over."""
    return db.session.scalar(
        select(Affiliation).where(
            Affiliation.account_id == account_id,
            Affiliation.organisation_id == organisation_id,
            Affiliation.declined_at.is_(None),
            Affiliation.ended_at.is_(None),
        )
    )


def waiting_of(account_id: int) -> list[Affiliation]:
    return list(
        db.session.scalars(
            select(Affiliation)
            .where(Affiliation.account_id == account_id, *WAITING)
            .options(joinedload(Affiliation.organisation))
            .order_by(Affiliation.id)
        )
    )


def representatives_of(organisation: Organisation) -> list[Account]:
    return list(
        db.session.scalars(
            select(Account)
            .join(Affiliation, Affiliation.account_id == Account.id)
            .where(
                Affiliation.organisation_id == organisation.id,
                Affiliation.role == Role.REPRESENTATIVE,
                *CURRENT,
                *ABLE,
            )
            .order_by(Account.id)
        )
    )


def deciders_for(organisation: Organisation) -> list[Account]:
    """The representatives; where there are none, the administrators."""
    found = [] if organisation.is_proposed else representatives_of(organisation)
    if found:
        return found
    administrators = select(Account).where(Account.is_admin, *ABLE)
    return list(db.session.scalars(administrators.order_by(Account.id).limit(50)))


def was_told(deciders: Iterable[Account], affiliation: Affiliation) -> bool:
    """Whether they heard of this question: an address can be confirmed again."""
    told = select(Notification.id).where(
        Notification.account_id.in_([who.id for who in deciders]),
        Notification.topic == Topic.AFFILIATION_ASKED,
        Notification.data["affiliation_id"].as_integer() == affiliation.id,
    )
    return db.session.scalar(told.limit(1)) is not None


def is_own_domain(email: str, organisation: Organisation) -> bool:
    """Whether an address lies in a domain of the organisation, or below one."""
    if organisation.confirmed_at is None:
        return False
    labels = email_key(email).rpartition("@")[2].split(".")
    domains = [".".join(labels[at:]) for at in range(len(labels) - 1)][:20]
    own = select(Domain.domain).where(
        Domain.organisation_id == organisation.id, Domain.domain.in_(domains)
    )
    return db.session.scalar(own.limit(1)) is not None


def has_representative() -> ColumnElement[bool]:
    """For a statement about organisations: somebody can decide there."""
    representative = exists().where(
        Affiliation.organisation_id == Organisation.id,
        Affiliation.role == Role.REPRESENTATIVE,
        Affiliation.account_id == Account.id,
        *CURRENT,
        *ABLE,
    )
    return representative.correlate(Organisation)


def _of(organisation: Organisation, *which: ColumnElement[bool]) -> Select[Affiliation]:
    return (
        select(Affiliation)
        .join(Account, Account.id == Affiliation.account_id)
        .where(Affiliation.organisation_id == organisation.id, *which)
    )


def _list(people: Select[Affiliation]) -> list[Affiliation]:
    loaded = people.options(joinedload(Affiliation.account)).limit(MOST_PEOPLE)
    return list(db.session.scalars(loaded))
