"""An organisation as somebody describes it, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.organisations.models import OrganisationType


@dataclass(frozen=True)
class Proposal:
    """What anybody knows of an organisation that is not in the directory yet."""

    name: str
    type: OrganisationType
    country: str | None


@dataclass(frozen=True)
class Portrait:
    """What an organisation says of itself."""

    local_name: str = ""
    description: str = ""
    website: str = ""
    public_email: str = ""
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record(Proposal):
    """Everything the directory holds; a domain confirms people, a name is unique."""

    acronym: str = ""
    latitude: float | None = None
    longitude: float | None = None
    domains: tuple[str, ...] = ()
    portrait: Portrait = Portrait()
