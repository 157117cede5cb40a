"""Experiences of Amina's, and the case studies that grow out of them."""

from __future__ import annotations

from typing import Any

from tests.drafts import case_study, experience
from tests.world import World
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.actions import develop, save, start
from uclg_share.posts.models import Kind, Post
from uclg_share.reviews.actions import accept, submit

WALK = "A walk along the canal"
STUDY = "Canals that are walked"


def told(world: World, **changes: Any) -> Post:
    """The draft of an experience."""
    return start(world.viewer("amina"), Kind.EXPERIENCE, experience(world, **changes))


def told_to_all(world: World, **changes: Any) -> Post:
    """An experience that Water published."""
    return sent_and_accepted(world, told(world, **changes), world.water)


def grown_for_all(world: World, post: Post) -> Post:
    """The case study that grew out of an experience, under its own title, published."""
    study = develop(world.viewer("amina"), post)
    save(world.viewer("amina"), study, case_study(world, WALK), 1)
    sent_and_accepted(world, study, world.water)
    study.title = STUDY
    db.session.commit()
    return study


def sent_and_accepted(world: World, post: Post, group: WorkingGroup) -> Post:
    review = submit(world.viewer("amina"), post, group)
    accept(world.viewer("elif"), review)
    db.session.commit()
    return post
