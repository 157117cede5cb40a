"""What an administrator sends from the forms of the administration."""

from __future__ import annotations

from typing import Any

from tests.world import World
from uclg_share.database import db
from uclg_share.organisations.actions import propose
from uclg_share.organisations.affiliations import ask
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.organisations.proposals import Proposal


def again(thing: Any) -> Any:
    db.session.refresh(thing)
    return thing


def proposed(world: World, name: str = "Town of Ávila") -> Organisation:
    town = Proposal(name, OrganisationType.LOCAL_GOVERNMENT, "ES")
    organisation = propose(world.chen, town)
    ask(world.chen, organisation)
    db.session.commit()
    return organisation
