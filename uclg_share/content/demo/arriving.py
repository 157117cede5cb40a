"""The people of the demo move in: accounts, organisations, groups, open questions."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from uclg_share import audit
from uclg_share.accounts import passwords
from uclg_share.accounts.actions import appoint_administrator
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.audit import Audience, Verb
from uclg_share.content.demo.people import HOMES, MIGRATION, OLIVE, PEOPLE, Home, Person
from uclg_share.database import db, now
from uclg_share.groups.counters import recount_people
from uclg_share.groups.models import JoinRequest, Membership, Role, WorkingGroup
from uclg_share.organisations import affiliations
from uclg_share.organisations.actions import propose
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.organisations.models import Role as OrganisationRole
from uclg_share.organisations.proposals import Proposal
from uclg_share.permissions import ANYONE, OPERATOR
from uclg_share.text import email_key

INVENTED = "An invented organisation, for trying this site out."
ABOUT = "An invented person, for trying this site out."
MESSAGE = (
    "Families from across the river settle in our towns, and we would like to learn how"
    " others welcome them. What we can offer: the lessons of our joint school bus."
)

VALLEY = Proposal(
    "Union of Valley Councils (demo)", OrganisationType.NATIONAL_LGA, "JO"
)

People = dict[str, Account]
"""Accounts by what `Person.role` calls them."""


def move_in(secret: Mapping[str, str]) -> People:
    """Add everybody; `secret` is the password of each role."""
    homes = {home.slug: _found(home) for home in HOMES}
    people = {person.role: _register(person, secret[person.role]) for person in PEOPLE}
    for person in PEOPLE:
        account = people[person.role]
        if person.home:
            _affiliate(account, homes[person.home], person)
        if person.group:
            _join(account, person)
        if person.is_admin:
            appoint_administrator(OPERATOR, account)
    _ask(people["other-member"], homes[OLIVE])
    return people


def _found(home: Home) -> Organisation:
    organisation = Organisation(
        slug=home.slug,
        name=home.name,
        acronym=home.acronym,
        type=home.type,
        country=home.country,
        latitude=home.latitude,
        longitude=home.longitude,
        languages=list(home.languages),
        description=INVENTED,
        confirmed_at=now(),
    )
    db.session.add(organisation)
    name = organisation.name
    audit.record(
        OPERATOR,
        Verb.ORGANISATION_ADDED,
        organisation,
        audience=Audience.PUBLIC,
        name=name,
    )
    return organisation


def _register(person: Person, password: str) -> Account:
    account = Account(
        name=person.name,
        email=person.email,
        email_key=email_key(person.email),
        job_title=person.job_title,
        about=ABOUT,
        password_hash=passwords.hashed(password),
        email_confirmed_at=now(),
    )
    db.session.add(account)
    audit.record(ANYONE, Verb.ACCOUNT_REGISTERED, account)
    return account


def _affiliate(account: Account, home: Organisation, person: Person) -> None:
    affiliation = affiliations.ask(account, home)
    affiliations.confirm(OPERATOR, affiliation)
    if person.represents:
        representative = OrganisationRole.REPRESENTATIVE
        affiliations.change_role(OPERATOR, affiliation, representative)


def _join(account: Account, person: Person) -> None:
    group = _group(person.group)
    role = Role.COORDINATOR if person.coordinates else Role.MEMBER
    membership = Membership(group=group, account=account, role=role)
    db.session.add(membership)
    recount_people(group)
    audit.record(
        OPERATOR,
        Verb.MEMBERSHIP_ADDED,
        membership,
        group_id=group.id,
        audience=Audience.PUBLIC if person.coordinates else Audience.GROUP,
        account=account.id,
        role=role.value,
    )


def _ask(account: Account, home: Organisation) -> None:
    """Somebody waits for all that can be asked: a group, two organisations."""
    group = _group(MIGRATION)
    request = JoinRequest(group=group, account=account, message=MESSAGE)
    db.session.add(request)
    audit.record(
        viewer_for(account),
        Verb.JOIN_ASKED,
        request,
        group_id=group.id,
        audience=Audience.COORDINATORS,
    )
    affiliations.request(viewer_for(account), home)
    affiliations.ask(account, propose(account, VALLEY))


def _group(slug: str) -> WorkingGroup:
    return db.session.scalars(
        select(WorkingGroup).where(WorkingGroup.slug == slug)
    ).one()
