from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.drafts import case_study, published
from tests.records import failed_mail, last_entry
from tests.world import World, named
from uclg_share.admin.actions import (
    SlugTaken,
    add_committee,
    add_group,
    change_committee,
    change_group,
    retry_mail,
)
from uclg_share.admin.proposals import CommitteeRecord, GroupRecord
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.models import (
    CommitteeStatus,
    Joining,
    Lifecycle,
    Visibility,
    WorkingGroup,
)
from uclg_share.permissions import NotAllowed
from uclg_share.posts.models import Placement, Reach
from uclg_share.posts.placing import set_reach
from uclg_share.posts.queries import find_post

COMMITTEE = CommitteeRecord(
    slug="peace",
    names=named("Peace"),
    descriptions={"en": "Calm."},
    aliases=("Committee on Peace",),
    status=CommitteeStatus.ACTIVE,
    merged_into_id=None,
)


GROUP = GroupRecord(
    slug="waste",
    names=named("Waste"),
    short_descriptions={"en": "Bins."},
    descriptions={"en": "All about bins."},
    committee_id=None,
    accent="c",
    visibility=Visibility.PUBLIC,
    joining=Joining.OPEN,
    lifecycle=Lifecycle.ACTIVE,
    guidelines=("What is in the bin?",),
)


def like(group: WorkingGroup) -> GroupRecord:
    return GroupRecord(
        slug=group.slug,
        names=group.names,
        short_descriptions=group.short_descriptions,
        descriptions=group.descriptions,
        committee_id=group.committee_id,
        accent=group.accent,
        visibility=group.visibility,
        joining=group.joining,
        lifecycle=group.lifecycle,
        guidelines=tuple(group.guidelines),
    )


def test_a_committee_is_added_and_changed(world: World) -> None:
    dina = world.viewer("dina")

    committee = add_committee(dina, COMMITTEE)
    merged = replace(
        COMMITTEE,
        slug="another",
        status=CommitteeStatus.MERGED,
        merged_into_id=world.cooperation.id,
    )
    change_committee(dina, committee, merged, committee.version)

    assert committee.slug == "peace"
    assert committee.aliases == ["Committee on Peace"]
    assert committee.merged_into_id == world.cooperation.id
    assert last_entry().data["changes"]["status"] == ["active", "merged"]


def test_a_group_is_added_at_the_end(world: World) -> None:
    group = add_group(world.viewer("dina"), GROUP)

    assert group.position == 4
    assert group.guidelines == ["What is in the bin?"]
    entry = last_entry()
    assert (entry.verb, entry.group_id) == (Verb.GROUP_ADDED, group.id)


@pytest.mark.parametrize("name", ["amina", "bruno", "gabriel", "hana"])
def test_nobody_else_sets_anything_up(world: World, name: str) -> None:
    viewer = world.viewer(name)

    with pytest.raises(NotAllowed):
        add_committee(viewer, COMMITTEE)
    with pytest.raises(NotAllowed):
        change_committee(viewer, world.cooperation, COMMITTEE, 1)
    with pytest.raises(NotAllowed):
        add_group(viewer, GROUP)
    with pytest.raises(NotAllowed):
        change_group(viewer, world.water, GROUP, 1)
    with pytest.raises(NotAllowed):
        retry_mail(viewer, failed_mail(world))


def test_an_address_is_given_once(world: World) -> None:
    dina = world.viewer("dina")

    with pytest.raises(SlugTaken):
        add_group(dina, replace(GROUP, slug="water"))
    with pytest.raises(SlugTaken):
        add_committee(dina, replace(COMMITTEE, slug="cooperation"))


def test_a_stale_form_changes_no_group(world: World) -> None:
    dina, version = world.viewer("dina"), world.water.version
    change_group(dina, world.water, replace(like(world.water), accent="d"), version)

    with pytest.raises(ChangedMeanwhile):
        change_group(dina, world.water, GROUP, version)

    assert world.water.accent == "d"


def test_what_a_group_published_follows_who_can_read_it(world: World) -> None:
    post = published(world)
    hidden = published(world, case_study(world, "Hidden"))
    set_reach(hidden, Reach.HIDDEN)
    closed = replace(like(world.water), visibility=Visibility.MEMBERS)

    change_group(world.viewer("dina"), world.water, closed, world.water.version)
    db.session.expire_all()

    assert (post.reach, hidden.reach) == (Reach.GROUP, Reach.HIDDEN)
    assert post.committee_placements[0].reach is Reach.GROUP
    change_group(
        world.viewer("dina"),
        world.water,
        replace(closed, visibility=Visibility.PUBLIC),
        world.water.version,
    )
    db.session.expire_all()
    reaches = db.session.scalars(select(Placement.reach).order_by(Placement.post_id))
    assert reaches.all() == [Reach.PUBLIC, Reach.HIDDEN]


def test_a_group_back_in_preparation_shows_nothing(world: World) -> None:
    post, dina = published(world), world.viewer("dina")
    hidden = replace(like(world.water), lifecycle=Lifecycle.DRAFT)

    change_group(dina, world.water, hidden, world.water.version)

    assert find_post(world.viewer("chen"), post.id) is None
    assert find_post(world.viewer("amina"), post.id) == post

    open_again = replace(like(world.water), lifecycle=Lifecycle.ACTIVE)
    change_group(dina, world.water, open_again, world.water.version)

    assert find_post(world.viewer("chen"), post.id) == post


def test_posts_of_another_group_stay_as_they_are(world: World) -> None:
    draft = case_study(
        world, organisation_id=world.coast.id, group_ids=(world.budgets.id,)
    )
    secret = published(world, draft, world.fatou, world.budgets)
    published(world)
    opened = replace(like(world.water), visibility=Visibility.MEMBERS)
    dina = world.viewer("dina")
    change_group(dina, world.water, opened, world.water.version)

    again = replace(opened, visibility=Visibility.PUBLIC)
    change_group(dina, world.water, again, world.water.version)
    db.session.expire_all()

    assert secret.reach is Reach.GROUP
