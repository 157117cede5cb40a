"""Texts for the named world, and the shortest ways to have one waiting or published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.world import World
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts import actions
from uclg_share.posts.drafts import Draft, Partner, Source
from uclg_share.posts.models import Kind, Post
from uclg_share.reviews.actions import accept, submit
from uclg_share.reviews.models import Review

TITLE = "Leak detection in Maputo"


def case_study(world: World, title: str = TITLE, **changes: Any) -> Draft:
    """A complete case study that Amina may send to Water."""
    draft = Draft(
        title=title,
        summary="We listened to the pipes at night and found forty leaks in a month.",
        language="en",
        sections={
            "context": "Half of the **water** was lost.",
            "what_was_done": "1. We listened.\n2. We dug.",
            "results": "Losses fell from 50 to 31 percent.",
            "lessons": "The first sensors drowned.",
            "transfer": "Two people and a quiet night.",
        },
        organisation_id=world.hills.id,
        group_ids=(world.water.id,),
        committee_ids=(world.cooperation.id,),
        themes=("training", "digital"),
        sdgs=(6, 11),
        place="Maputo",
        country="MZ",
        latitude=-26.0,
        longitude=32.6,
        started="2024-02",
        status="ongoing",
        evidence="own-monitoring",
        partners=(Partner("Water utility", "lead"),),
        sources=(Source("Utility report 2025", "https://example.org/report"),),
    )
    return replace(draft, **changes)


def experience(
    world: World, title: str = "A walk along the canal", **changes: Any
) -> Draft:
    sections = {"what_happened": "We walked.", "lesson": "Walk slowly."}
    return replace(case_study(world, title, **changes), sections=sections)


def drafted(
    world: World,
    draft: Draft | None = None,
    author: Account | None = None,
    kind: Kind | None = None,
) -> Post:
    viewer = viewer_for(author or world.amina)
    text = draft or case_study(world)
    return actions.start(viewer, kind or kind_of(text), text)


def kind_of(draft: Draft) -> Kind:
    """As its sections have it; a discussion may be of three kinds."""
    if "matter" in draft.sections:
        return Kind.QUESTION
    return Kind.EXPERIENCE if "lesson" in draft.sections else Kind.CASE_STUDY


def waiting(
    world: World,
    draft: Draft | None = None,
    author: Account | None = None,
    group: WorkingGroup | None = None,
) -> Review:
    """A text of Amina's on the desk of Water."""
    post = drafted(world, draft, author)
    return submit(viewer_for(author or world.amina), post, group or world.water)


def published(
    world: World,
    draft: Draft | None = None,
    author: Account | None = None,
    group: WorkingGroup | None = None,
) -> Post:
    """A text of Amina's that Elif accepted."""
    review = waiting(world, draft, author, group)
    judge = world.fatou if group is world.budgets else world.elif_
    accept(viewer_for(judge), review)
    db.session.commit()
    return review.post
