"""A site with one of everything, and a sample address of each of its rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from tests.drafts import case_study, drafted, experience, published, waiting
from tests.groups import asked, invited, link_of_newest
from tests.records import failed_mail
from tests.world import World, sign_in
from uclg_share.accounts.models import Account
from uclg_share.assets import KNOWN
from uclg_share.database import db
from uclg_share.groups.people import membership_of
from uclg_share.organisations.actions import propose
from uclg_share.organisations.affiliations import ask
from uclg_share.organisations.models import OrganisationType
from uclg_share.organisations.proposals import Proposal
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Kind

# Whoever is further down may do more.
ROLES = {
    "visitor": "",
    "suspended": "hana",
    "unconfirmed": "ines",
    "stranger": "chen",
    "author": "amina",
    "representative": "gabriel",
    "other": "fatou",
    "coordinator": "bruno",
    "administrator": "dina",
}
