"""Who tries the site out: one account for each role. All of them are invented."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.organisations.models import OrganisationType

MIGRATION, CAPACITY = "migration-codevelopment", "cib"
OLIVE, RIVER = "olive-coast-towns-demo", "river-towns-demo"
HOST = "demo.example.org"


@dataclass(frozen=True)
class Home:
    """An organisation of the demo."""

    slug: str
    name: str
    acronym: str
    type: OrganisationType
    country: str
    latitude: float
    longitude: float
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Person:
    """`role` names the account on the list that is printed."""

    role: str
    name: str
    mailbox: str
    job_title: str
    home: str = ""
    group: str = ""
    coordinates: bool = False
    represents: bool = False
    is_admin: bool = False

    @property
    def email(self) -> str:
        return f"{self.mailbox}@{HOST}"

    @property
    def own_words(self) -> list[str]:
        """What their password must not be."""
        return [self.name, self.mailbox, *(home.name for home in HOMES)]


HOMES = (
    Home(
        OLIVE,
        "Association of Olive Coast Towns (demo)",
        "AOCT",
        OrganisationType.NATIONAL_LGA,
        "TN",
        36.4,
        10.6,
        ("ar", "fr"),
    ),
    Home(
        RIVER,
        "Union of River Towns (demo)",
        "URT",
        OrganisationType.SUBNATIONAL_LGA,
        "UY",
        -34.2,
        -58.0,
        ("es",),
    ),
)
PEOPLE = (
    Person(
        "member",
        "Amina Bensalah",
        "amina.bensalah",
        "Programme officer",
        home=OLIVE,
        group=MIGRATION,
    ),
    Person(
        "other-member",
        "Luis Ortega",
        "luis.ortega",
        "Training officer",
        home=RIVER,
        group=CAPACITY,
    ),
    Person(
        "coordinator",
        "Leïla Mansouri",
        "leila.mansouri",
        "Head of international relations",
        home=OLIVE,
        group=MIGRATION,
        coordinates=True,
        represents=True,
    ),
    Person(
        "second-coordinator",
        "Samir Haddad",
        "samir.haddad",
        "Adviser on migration",
        home=OLIVE,
        group=MIGRATION,
        coordinates=True,
    ),
    Person(
        "administrator",
        "Ingrid Solberg",
        "ingrid.solberg",
        "Secretariat",
        is_admin=True,
    ),
)
