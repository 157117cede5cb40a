from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import account_of, find_account
from uclg_share.counted import number_of
from uclg_share.database import db
from uclg_share.groups.models import (
    Committee,
    Lifecycle,
    Membership,
    Role,
    WorkingGroup,
)
from uclg_share.notifications.models import Notification
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.organisations.people import ABLE, WAITING, has_representative
from uclg_share.organisations.queries import proposed_number
from uclg_share.text import clean_line, email_key, without_illegal

LONGEST_QUERY = 100


@dataclass(frozen=True)
class Tiles:
    """What may need an administrator."""

    proposed: int
    waiting: int
    uncoordinated: int
    undelivered: int

    @property
    def all_quiet(self) -> bool:
        waits = (self.proposed, self.waiting, self.uncoordinated, self.undelivered)
        return not any(waits)


def tiles() -> Tiles:
    failed = select(Notification.id).where(Notification.given_up_at.is_not(None))
    return Tiles(
        proposed=proposed_number(),
        waiting=number_of(_waiting().with_only_columns(Affiliation.id)),
        uncoordinated=number_of(select(WorkingGroup.id).where(*_uncoordinated())),
        undelivered=number_of(failed),
    )


def waiting_without_representative(limit: int = 100) -> list[Affiliation]:
    """People of confirmed organisations whom only an administrator can confirm."""
    loaded = _waiting().options(
        joinedload(Affiliation.account), joinedload(Affiliation.organisation)
    )
    oldest = loaded.order_by(Affiliation.requested_at, Affiliation.id)
    return list(db.session.scalars(oldest.limit(limit)))


def groups_without_coordinator() -> list[WorkingGroup]:
    lonely = select(WorkingGroup).where(*_uncoordinated())
    return list(db.session.scalars(lonely.order_by(WorkingGroup.position)))


def all_groups() -> list[WorkingGroup]:
    """Every group, also those in preparation; the names of committees with them."""
    return list(
        db.session.scalars(
            select(WorkingGroup)
            .options(joinedload(WorkingGroup.committee))
            .order_by(WorkingGroup.position, WorkingGroup.id)
        )
    )


def find_any_group(group_id: int) -> WorkingGroup | None:
    return db.session.get(WorkingGroup, group_id)


def find_any_committee(committee_id: int) -> Committee | None:
    return db.session.get(Committee, committee_id)


def find_any_organisation(organisation_id: int) -> Organisation | None:
    return db.session.scalar(
        select(Organisation)
        .where(Organisation.id == organisation_id)
        .options(
            selectinload(Organisation.sections),
            selectinload(Organisation.domains),
            joinedload(Organisation.proposed_by),
        )
    )


def people(text: str) -> Select[Account]:
    """Accounts by a part of the name or the address; none that was forgotten."""
    wanted = clean_line(text[:LONGEST_QUERY])
    known = select(Account).where(Account.email != "")
    if not wanted:
        return known
    return known.where(
        or_(
            Account.name.icontains(wanted, autoescape=True),
            Account.email_key.contains(email_key(wanted), autoescape=True),
        )
    )


def people_to_choose(text: str, limit: int = 10) -> list[Account]:
    """A few accounts that can be given a task."""
    if len(clean_line(text)) < 2:
        return []
    able = people(text).where(*ABLE).order_by(Account.name, Account.id)
    return list(db.session.scalars(able.limit(limit)))


def person_named(text: str) -> Account | None:
    """The account with this number or e-mail address."""
    wanted = without_illegal(text.strip())[:200]
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        return account_of(int(wanted))
    return find_account(email_key(wanted)) if wanted else None


def memberships_of(account: Account) -> list[Membership]:
    return list(
        db.session.scalars(
            select(Membership)
            .where(Membership.account_id == account.id, Membership.ended_at.is_(None))
            .options(joinedload(Membership.group))
            .order_by(Membership.joined_at)
        )
    )


def undelivered() -> Select[Notification]:
    """Mails that were given up, each with the account it was for."""
    return (
        select(Notification)
        .where(Notification.given_up_at.is_not(None))
        .options(joinedload(Notification.account))
    )


def find_undelivered(notification_id: int) -> Notification | None:
    return db.session.scalar(undelivered().where(Notification.id == notification_id))


def slug_is_used(kind: type[WorkingGroup] | type[Committee], slug: str) -> bool:
    return db.session.scalar(select(kind.id).where(kind.slug == slug)) is not None


def last_position() -> int:
    return db.session.scalar(select(func.max(WorkingGroup.position))) or 0


def _waiting() -> Select[Affiliation]:
    return (
        select(Affiliation)
        .join(Account, Account.id == Affiliation.account_id)
        .join(Organisation, Organisation.id == Affiliation.organisation_id)
        .where(*WAITING, *ABLE, Organisation.confirmed_at.is_not(None))
        .where(~has_representative())
    )


def _uncoordinated() -> tuple[ColumnElement[bool], ...]:
    coordinator = exists().where(
        Membership.group_id == WorkingGroup.id,
        Membership.role == Role.COORDINATOR,
        Membership.ended_at.is_(None),
        Membership.account_id == Account.id,
        *ABLE,
    )
    active = WorkingGroup.lifecycle == Lifecycle.ACTIVE
    return active, ~coordinator.correlate(WorkingGroup)
