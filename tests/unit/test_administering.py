from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.drafts import case_study, published
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
from uclg_share.admin.queries import (
    groups_without_coordinator,
    people,
    people_to_choose,
    person_named,
    tiles,
    waiting_without_representative,
)
from uclg_share.audit import AuditEntry, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.groups.models import (
    CommitteeStatus,
    Joining,
    Lifecycle,
    Visibility,
    WorkingGroup,
)
from uclg_share.notifications.models import Notification, Topic
from uclg_share.organisations.affiliations import ask, end
from uclg_share.organisations.people import current_of
from uclg_share.permissions import NotAllowed
from uclg_share.posts.models import Placement, Reach
from uclg_share.posts.publishing import set_reach
from uclg_share.verbs import VERBS

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


def last_entry() -> AuditEntry:
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    return db.session.scalars(newest).one()


def failed_mail(world: World) -> Notification:
    note = Notification(
        account_id=world.amina.id,
        topic=Topic.POST_ACCEPTED,
        attempts=12,
        given_up_at=now(),
        error="550 no such mailbox",
    )
    db.session.add(note)
    db.session.flush()
    return note


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


def test_a_mail_is_put_into_the_outbox_again(world: World) -> None:
    note = failed_mail(world)

    retry_mail(world.viewer("dina"), note)

    assert (note.given_up_at, note.attempts, note.error) == (None, 0, "")
    assert last_entry().verb is Verb.MAIL_RETRIED
    with pytest.raises(ChangedMeanwhile):
        retry_mail(world.viewer("dina"), note)


def test_all_is_quiet_but_for_a_group_nobody_coordinates(world: World) -> None:
    assert groups_without_coordinator() == [world.markets]
    world.markets.lifecycle = Lifecycle.ARCHIVED

    assert tiles().all_quiet


def test_a_suspended_coordinator_coordinates_nothing(world: World) -> None:
    world.fatou.suspended_at = now()

    assert world.budgets in groups_without_coordinator()
    assert tiles().uncoordinated == 2


def test_who_waits_without_a_representative_waits_for_us(world: World) -> None:
    with_one = ask(world.chen, world.coast)
    alone = ask(world.chen, world.hills)
    gabriel = current_of(world.gabriel.id, world.hills.id)
    assert gabriel is not None
    end(world.viewer("dina"), gabriel)

    assert waiting_without_representative() == [alone]
    assert with_one.is_waiting
    assert tiles().waiting == 1


@pytest.mark.parametrize(
    "text, names",
    [
        ("AMIN", ["Amina"]),
        ("bruno@people", ["Bruno"]),
        ("%", []),
        ("_", []),
        ("x" * 5000, []),
        ("\x00", None),
        ("", None),
    ],
)
def test_people_are_found(world: World, text: str, names: list[str] | None) -> None:
    found = [one.name for one in db.session.scalars(people(text))]

    assert len(found) == 9 if names is None else found == names


def test_only_able_people_are_offered(world: World) -> None:
    assert [one.name for one in people_to_choose("people.example")] == [
        *["Amina", "Bruno", "Chen", "Dina", "Elif", "Fatou", "Gabriel"]
    ]
    assert people_to_choose("a") == []


def test_a_person_is_named_by_number_or_address(world: World) -> None:
    assert person_named(str(world.amina.id)) is world.amina
    assert person_named(" Bruno@People.Example.org ") is world.bruno
    assert person_named("9" * 30) is person_named("nobody\x00") is None


def test_every_act_has_its_words() -> None:
    assert set(VERBS) == set(Verb)
