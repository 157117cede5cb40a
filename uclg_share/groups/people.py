"""Who belongs to a group, and who coordinates it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import Membership, Role, WorkingGroup
from uclg_share.groups.queries import coordinators_of
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.organisations.people import ABLE, CURRENT
from uclg_share.permissions import Viewer, may_coordinate

BY_NAME = (Account.name, Membership.id)


def key_of(membership: Membership) -> tuple[str, int]:
    return membership.account.name, membership.id


def members_of(viewer: Viewer, group: WorkingGroup) -> Select[Membership]:
    """The people of a group; those who are suspended are shown to its coordinators."""
    people = (
        select(Membership)
        .join(Membership.account)
        .where(Membership.group_id == group.id, Membership.ended_at.is_(None))
        .options(contains_eager(Membership.account))
    )
    return people if may_coordinate(viewer, group) else people.where(*ABLE)


def membership_of(account_id: int, group: WorkingGroup) -> Membership | None:
    return db.session.scalar(
        select(Membership).where(
            Membership.account_id == account_id,
            Membership.group_id == group.id,
            Membership.ended_at.is_(None),
        )
    )


def find_membership(group: WorkingGroup, membership_id: int) -> Membership | None:
    """A membership of this group, current or over."""
    return db.session.scalar(
        select(Membership)
        .where(Membership.id == membership_id, Membership.group_id == group.id)
        .options(joinedload(Membership.account))
    )


def coordinators_by_group(groups: Iterable[WorkingGroup]) -> dict[int, list[Account]]:
    """By the id of the group, in one statement."""
    found: dict[int, list[Account]] = {group.id: [] for group in groups}
    rows = (
        select(Membership.group_id, Account)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.group_id.in_(found),
            Membership.role == Role.COORDINATOR,
            Membership.ended_at.is_(None),
            *ABLE,
        )
        .order_by(Account.name, Account.id)
    )
    for group_id, account in db.session.execute(rows):
        found[group_id].append(account)
    return found


def deciders_for(group: WorkingGroup) -> list[Account]:
    """The coordinators; where nobody can act, the administrators."""
    found = [who for who in coordinators_of(group) if who.may_sign_in]
    if found:
        return found
    administrators = select(Account).where(Account.is_admin, *ABLE)
    return list(db.session.scalars(administrators.order_by(Account.id).limit(50)))


def organisations_of_all(people: Iterable[int]) -> dict[int, list[Organisation]]:
    """The organisations that confirmed each of these people, in one statement."""
    found: dict[int, list[Organisation]] = {account_id: [] for account_id in people}
    rows = (
        select(Affiliation.account_id, Organisation)
        .join(Organisation, Organisation.id == Affiliation.organisation_id)
        .where(
            Affiliation.account_id.in_(found),
            *CURRENT,
            Organisation.confirmed_at.is_not(None),
        )
        .order_by(Organisation.sort_name, Organisation.id)
    )
    for account_id, organisation in db.session.execute(rows):
        found[account_id].append(organisation)
    return found
