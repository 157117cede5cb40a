"""The small, named world every test lives in.

Amina writes for the Hills and is a member of Water. Bruno coordinates Water and
represents the Coast. Chen belongs to nothing. Dina administers the site. Elif
coordinates Water too. Fatou coordinates Budgets and writes for the Coast. Gabriel
represents the Hills. Hana is suspended, and was a member of Water. Ines has not
confirmed her address.

Water is public and joined by approval, and belongs to the Cooperation committee;
Budgets is for its members only, by invitation; Markets is public and open to join.
"""

# Long because: the whole cast and its relations are read on one page.
from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from flask.testing import FlaskClient

from uclg_share.accounts.models import Account, SignIn
from uclg_share.accounts.queries import digest, viewer_for
from uclg_share.current import SEEN, TOKEN
from uclg_share.database import db, now
from uclg_share.groups.models import (
    Committee,
    Joining,
    Membership,
    Role,
    Visibility,
    WorkingGroup,
)
from uclg_share.organisations.models import (
    Affiliation,
    Domain,
    Organisation,
    OrganisationType,
    Section,
)
from uclg_share.organisations.models import Role as OrganisationRole
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Sdg, Theme

PASSWORD = "a long walk to the market"
PEOPLE = ["amina", "bruno", "chen", "dina", "elif", "fatou", "gabriel", "hana", "ines"]


@dataclass
class World:
    amina: Account
    bruno: Account
    chen: Account
    dina: Account
    elif_: Account
    fatou: Account
    gabriel: Account
    hana: Account
    ines: Account
    hills: Organisation
    coast: Organisation
    water: WorkingGroup
    budgets: WorkingGroup
    markets: WorkingGroup
    cooperation: Committee

    def viewer(self, name: str) -> Viewer:
        """`world.viewer("bruno")`: the facts about him as they stand now."""
        return viewer_for(getattr(self, "elif_" if name == "elif" else name))


@cache
def password_hash() -> str:
    return PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)


def build_world() -> World:
    people = _people()
    hills, coast = _organisations()
    cooperation = Committee(
        slug="cooperation",
        names=named("Cooperation"),
        aliases=["Committee on Cooperation"],
    )
    groups = _groups(cooperation)
    db.session.add_all([*people.values(), hills, coast, cooperation, *groups.values()])
    db.session.add_all(_vocabulary())
    db.session.flush()
    _affiliate(people, hills, coast)
    _join(people, groups)
    db.session.commit()
    cast: dict[str, Any] = {
        "elif_" if name == "elif" else name: who for name, who in people.items()
    }
    return World(**cast | groups, hills=hills, coast=coast, cooperation=cooperation)


def named(name: str) -> dict[str, str]:
    return {
        "en": name,
        "fr": f"{name} (fr)",
        "es": f"{name} (es)",
        "ar": f"{name} (ar)",
    }


def sign_in(client: FlaskClient, account: Account) -> None:
    """Sign a browser in without the password page; a fresh row, as the page makes."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(token_hash=digest(token), account_id=account.id, device="Test")
    )
    db.session.commit()
    with client.session_transaction() as session:
        session.clear()
        session[TOKEN] = token
        session[SEEN] = int(now().timestamp())


def _people() -> dict[str, Account]:
    people = {
        name: Account(
            name=name.title(),
            email=f"{name}@people.example.org",
            email_key=f"{name}@people.example.org",
            password_hash=password_hash(),
            email_confirmed_at=now(),
        )
        for name in PEOPLE
    }
    people["dina"].is_admin = True
    people["hana"].suspended_at = now()
    people["ines"].email_confirmed_at = None
    return people


def _organisations() -> tuple[Organisation, Organisation]:
    hills = Organisation(
        slug="hills",
        name="Association of Hill Municipalities",
        acronym="AHM",
        search_text="association of hill municipalities ahm",
        type=OrganisationType.NATIONAL_LGA,
        country="TN",
        confirmed_at=now(),
        domains=[Domain(domain="hills.example.org")],
    )
    coast = Organisation(
        slug="coast",
        name="Federation of Coastal Towns",
        search_text="federation of coastal towns",
        type=OrganisationType.NATIONAL_LGA,
        country="EC",
        confirmed_at=now(),
    )
    return hills, coast


def _groups(committee: Committee) -> dict[str, WorkingGroup]:
    return {
        "water": WorkingGroup(
            slug="water",
            position=1,
            names=named("Water"),
            short_descriptions=named("Pipes and wells"),
            descriptions=named("All about water."),
            committee=committee,
            accent="tour",
            **{"member_count": 3, "coordinator_count": 2},
        ),
        "budgets": WorkingGroup(
            slug="budgets",
            position=2,
            names=named("Budgets"),
            accent="led",
            visibility=Visibility.MEMBERS,
            joining=Joining.INVITATION,
            member_count=1,
            coordinator_count=1,
        ),
        "markets": WorkingGroup(
            slug="markets",
            position=3,
            names=named("Markets"),
            accent="city",
            joining=Joining.OPEN,
        ),
    }


def _vocabulary() -> list[Theme | Sdg | Section]:
    themes = [
        Theme(slug=slug, position=place, names=named(slug.title()))
        for place, slug in enumerate(
            ["food", "tourism", "training", "gender", "youth", "digital"]
        )
    ]
    goals = [
        Sdg(number=number, names=named(f"Goal {number}")) for number in range(1, 18)
    ]
    sections = [
        Section(code=code, names=named(code.title())) for code in ("AFRICA", "MEWA")
    ]
    return [*themes, *goals, *sections]


def _affiliate(
    people: dict[str, Account], hills: Organisation, coast: Organisation
) -> None:
    for name, organisation, role in (
        ("amina", hills, OrganisationRole.CONTRIBUTOR),
        ("gabriel", hills, OrganisationRole.REPRESENTATIVE),
        ("hana", hills, OrganisationRole.CONTRIBUTOR),
        ("bruno", coast, OrganisationRole.REPRESENTATIVE),
        ("fatou", coast, OrganisationRole.CONTRIBUTOR),
        ("elif", coast, OrganisationRole.CONTRIBUTOR),
    ):
        db.session.add(
            Affiliation(
                account=people[name],
                organisation=organisation,
                role=role,
                confirmed_at=now(),
            )
        )


def _join(people: dict[str, Account], groups: dict[str, WorkingGroup]) -> None:
    for name, group, role in (
        ("amina", "water", Role.MEMBER),
        ("bruno", "water", Role.COORDINATOR),
        ("elif", "water", Role.COORDINATOR),
        ("hana", "water", Role.MEMBER),
        ("fatou", "budgets", Role.COORDINATOR),
    ):
        db.session.add(Membership(account=people[name], group=groups[group], role=role))
