"""What administrators set up. Addresses (slugs) are given once and stay."""

from __future__ import annotations

from typing import Any

from uclg_share import audit
from uclg_share.admin.proposals import CommitteeRecord, GroupRecord
from uclg_share.admin.queries import last_position, slug_is_used
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile, hold
from uclg_share.database import db, now
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.notifications.models import Notification
from uclg_share.permissions import Viewer, ensure, may_administer
from uclg_share.posts.models import Reach
from uclg_share.posts.placing import set_reach_of_group
from uclg_share.search.renaming import follow_name, follow_spellings
from uclg_share.search.spellings import spellings_of

COMMITTEE = ("names", "descriptions", "aliases", "status", "merged_into_id")
GROUP = (
    "names",
    "short_descriptions",
    "descriptions",
    "committee_id",
    "accent",
    "visibility",
    "joining",
    "lifecycle",
    "guidelines",
    "takes_outlines",
    "takes_comments",
    "review_days",
)


class SlugTaken(Exception):
    """Another one has this address."""


def add_committee(viewer: Viewer, record: CommitteeRecord) -> Committee:
    ensure(may_administer(viewer))

    audit.take_turn()
    if slug_is_used(Committee, record.slug):
        raise SlugTaken
    committee = Committee(slug=record.slug)
    _take(committee, record, COMMITTEE)
    db.session.add(committee)
    follow_spellings(spellings_of(committee))
    name = record.names["en"]
    audience = Audience.PUBLIC
    audit.record(viewer, Verb.COMMITTEE_ADDED, committee, audience=audience, name=name)
    return committee


def change_committee(
    viewer: Viewer, committee: Committee, record: CommitteeRecord, version: int
) -> None:
    ensure(may_administer(viewer))

    audit.take_turn()
    hold(committee, version)
    before = spellings_of(committee)
    changes = _take(committee, record, COMMITTEE)
    after = spellings_of(committee)
    if before != after:
        follow_spellings(before | after)
    audience = Audience.PUBLIC
    audit.record(
        viewer,
        Verb.COMMITTEE_CHANGED,
        committee,
        audience=audience,
        changes=changes,
    )


def add_group(viewer: Viewer, record: GroupRecord) -> WorkingGroup:
    ensure(may_administer(viewer))

    audit.take_turn()
    if slug_is_used(WorkingGroup, record.slug):
        raise SlugTaken
    group = WorkingGroup(slug=record.slug, position=last_position() + 1)
    _take(group, record, GROUP)
    db.session.add(group)
    db.session.flush()  # the log names the group
    _trace_group(viewer, Verb.GROUP_ADDED, group, name=record.names["en"])
    return group


def change_group(
    viewer: Viewer, group: WorkingGroup, record: GroupRecord, version: int
) -> None:
    """Set everything but the address; who may read its posts follows the group."""
    ensure(may_administer(viewer))

    hold(group, version)
    was_public = group.is_public
    changes = _take(group, record, GROUP)
    if group.is_public is not was_public:
        set_reach_of_group(group, Reach.PUBLIC if group.is_public else Reach.GROUP)
    if "names" in changes:
        follow_name(group)
    _trace_group(viewer, Verb.GROUP_CHANGED, group, changes=changes)


def retry_mail(viewer: Viewer, note: Notification) -> None:
    """Put a mail that was given up into the outbox again."""
    ensure(may_administer(viewer))

    db.session.refresh(note, with_for_update={"of": Notification})
    if note.given_up_at is None:
        raise ChangedMeanwhile
    note.given_up_at, note.leased_until = None, None
    note.attempts, note.error, note.due_at = 0, "", now()
    audit.record(viewer, Verb.MAIL_RETRIED, note, topic=note.topic.value)


def _take(thing: Any, record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """Set the columns; what the log says of it: before and after, cut short."""
    changes = {}
    for name in names:
        value = getattr(record, name)
        value = list(value) if isinstance(value, tuple) else value
        before = getattr(thing, name)
        if before != value:
            changes[name] = [_cut(before), _cut(value)]
            setattr(thing, name, value)
    return changes


def _cut(value: Any) -> Any:
    if isinstance(value, dict):
        return {language: text[:200] for language, text in value.items()}
    if isinstance(value, list):
        return [text[:200] for text in value]
    return value


def _trace_group(viewer: Viewer, verb: Verb, group: WorkingGroup, **data: Any) -> None:
    """For everybody who may read the group."""
    audit.record(
        viewer, verb, group, group_id=group.id, audience=Audience.PUBLIC, **data
    )
