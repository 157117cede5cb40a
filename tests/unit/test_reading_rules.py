"""A list shows what its rule allows, and all of it: predicate and filter agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, Select, select

from tests.every_post import every_group, every_post, let_in
from tests.roles import cast, viewer_at_the_door
from tests.world import World
from uclg_share.database import db, now
from uclg_share.groups.models import Role, WorkingGroup
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.permissions import (
    OPERATOR,
    Viewer,
    listed,
    may_read_group,
    may_read_inside,
    may_read_post,
    may_review,
    own_posts,
    readable_groups,
    readable_organisations,
    readable_posts,
    reviewed_groups,
)
from uclg_share.posts.models import Placement, Post, Reach


@dataclass
class Everything:
    """All there can be, and everyone who may look at it."""

    viewers: dict[str, Viewer]
    groups: list[WorkingGroup]
    posts: list[Post]
    organisations: list[Organisation]


@pytest.fixture
def everything(app: Flask, world: World) -> Everything:
    people = cast(world)
    groups = every_group(world)
    let_in(world.amina, groups[1::2], Role.MEMBER)
    let_in(people["member"] or world.chen, groups[::2], Role.MEMBER)
    let_in(world.bruno, groups[2::3], Role.COORDINATOR)
    posts, organisations = every_post(world, groups), every_organisation(world)
    viewers = {role: viewer_at_the_door(app, who) for role, who in people.items()}
    return Everything(viewers | {"operator": OPERATOR}, groups, posts, organisations)


def every_organisation(world: World) -> list[Organisation]:
    """Those of the world, and proposals: waiting, confirmed, declined."""
    moments: dict[str, dict[str, Any]] = {
        "waits": {},
        "known": {"confirmed_at": now()},
        "refused": {"declined_at": now()},
    }
    made = [
        Organisation(
            slug=f"{name}-{who.id}",
            name=f"Town {name}",
            type=OrganisationType.LOCAL_GOVERNMENT,
            proposed_by_id=who.id,
            **facts,
        )
        for name, facts in moments.items()
        for who in (world.chen, world.bruno)
    ]
    db.session.add_all(made)
    db.session.commit()
    return [world.hills, world.coast, *made]


def differences(
    everything: Everything,
    rows: list[Any],
    predicate: Callable[[Viewer, Any], bool],
    rule: Callable[[Viewer], ColumnElement[bool]],
) -> dict[str, set[int]]:
    """By role, the rows that one of the two lets through and the other does not."""
    model = type(rows[0])
    allowed = {
        role: {row.id for row in rows if predicate(viewer, row)}
        for role, viewer in everything.viewers.items()
    }
    assert len(set(map(frozenset, allowed.values()))) > 2, "all roles read the same"
    return {
        role: odd
        for role, viewer in everything.viewers.items()
        if (odd := allowed[role] ^ found(select(model.id).where(rule(viewer))))
    }


def found(ids: Select[int]) -> set[int]:
    return set(db.session.scalars(ids))


def test_groups_that_are_listed_are_those_one_may_read(everything: Everything) -> None:
    groups = everything.groups

    assert differences(everything, groups, may_read_group, readable_groups) == {}


def test_groups_on_a_desk_are_those_one_may_review(everything: Everything) -> None:
    groups = everything.groups

    assert differences(everything, groups, may_review, reviewed_groups) == {}


def test_posts_that_are_found_are_those_one_may_read(everything: Everything) -> None:
    posts = everything.posts

    assert differences(everything, posts, may_read_post, readable_posts) == {}


def test_own_work_is_what_one_wrote_and_kept(everything: Everything) -> None:
    def is_mine(viewer: Viewer, post: Post) -> bool:
        is_author = viewer.is_signed_in and post.author_id == viewer.account_id
        return is_author and post.deleted_at is None

    assert differences(everything, everything.posts, is_mine, own_posts) == {}


def test_proposed_organisations_are_known_to_who_proposed_them(
    everything: Everything,
) -> None:
    def may_know(viewer: Viewer, organisation: Organisation) -> bool:
        if viewer.is_admin or organisation.confirmed_at is not None:
            return True
        if organisation.declined_at is not None or not viewer.is_signed_in:
            return False
        return organisation.proposed_by_id == viewer.account_id

    rows = everything.organisations
    assert differences(everything, rows, may_know, readable_organisations) == {}


def test_a_feed_lists_what_one_may_read_of_its_group_and_all_of_it(
    everything: Everything,
) -> None:
    """What others share with everyone; of what members keep, only what it leads."""
    for viewer in everything.viewers.values():
        readable = {post for post in everything.posts if may_read_post(viewer, post)}
        for group in everything.groups:
            if may_read_group(viewer, group):
                belonging = {post for post in readable if belongs(post, group)}

                assert shown_in(viewer, group) == belonging


def belongs(post: Post, group: WorkingGroup) -> bool:
    tagged = group.id in {line.group_id for line in post.placements}
    is_kept = post.reach is Reach.GROUP and post.lead_group_id == group.id
    return tagged and (post.reach is Reach.PUBLIC or is_kept)


def shown_in(viewer: Viewer, group: WorkingGroup) -> set[Post]:
    lines = select(Post).join(Placement, Placement.post_id == Post.id)
    here = lines.where(
        Placement.group_id == group.id, listed(may_read_inside(viewer, group))
    )
    return set(db.session.scalars(here))
