"""An entry in the words of its reader: what, about what, as what, why. Never who."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from uclg_share.audit import CAPACITY, AuditEntry, Verb
from uclg_share.capacities import Capacity
from uclg_share.flags.models import Settlement
from uclg_share.groups.models import Role, WorkingGroup
from uclg_share.i18n import local
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Talk
from uclg_share.public_log.naming import (
    COMMENT,
    Subject,
    groups_of,
    place_of,
    subjects_of,
)
from uclg_share.public_log.sorts import WITH_REASON
from uclg_share.words import word

E_MAIL = re.compile(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+")
APPOINTED, DISMISSED = _l("Coordinator appointed"), _l("Coordinator is a member again")
FIELDS = {
    "accent": _l("Colour and sign"),
    "aliases": _l("Other spellings"),
    "committee_id": _l("Committee"),
    "descriptions": _l("Mandate"),
    "guidelines": _l("What to write about"),
    "joining": _l("How people join"),
    "lifecycle": _l("Stage"),
    "names": _l("Name"),
    "short_descriptions": _l("In short"),
    "status": _l("Status"),
    "takes_comments": _l("Comments"),
    "takes_outlines": _l("Outlines"),
    "visibility": _l("Who can read"),
}


@dataclass(frozen=True)
class Line:
    entry: AuditEntry
    act: Any
    detail: str
    reason: str
    by: str
    subject: Subject | None
    group: WorkingGroup | None


def lines_of(
    viewer: Viewer, entries: Iterable[AuditEntry], of: WorkingGroup | None
) -> list[Line]:
    """`of` is the group whose log it is, if it is that of one."""
    entries = list(entries)
    groups = {of.id: of} if of else groups_of(viewer, entries)
    subjects = subjects_of(viewer, entries)
    lines = []
    for entry in entries:
        group = groups.get(entry.group_id or 0)
        place = place_of(entry)
        subject = subjects[place] if place else None
        if subject and _is_of_comment(entry):
            subject = replace(subject, kind=COMMENT)
        line = Line(
            entry,
            act_of(entry),
            detail_of(entry),
            reason_of(entry),
            role_of(entry, group),
            subject,
            group,
        )
        lines.append(line)
    return lines


def act_of(entry: AuditEntry) -> Any:
    """Who became or ceased to be what is said without the person."""
    coordinates = Role.COORDINATOR.value
    if entry.verb is Verb.MEMBERSHIP_CHANGED:
        return APPOINTED if entry.data.get("after") == coordinates else DISMISSED
    if entry.data.get("role") == coordinates and entry.verb is Verb.MEMBERSHIP_ADDED:
        return APPOINTED
    if entry.data.get("role") == coordinates and entry.verb is Verb.MEMBERSHIP_ENDED:
        return _("Membership of a coordinator ended")
    return word(entry.verb)


def detail_of(entry: AuditEntry) -> str:
    if entry.verb is Verb.TALK_CLOSED:
        return str(word(Talk(entry.data["how"])))
    if entry.verb is Verb.FLAG_SETTLED:
        return str(word(Settlement(entry.data["settlement"])))
    if isinstance(changes := entry.data.get("changes"), dict):
        said = [str(FIELDS[name]) for name in changes if name in FIELDS]
        return str(_(", ")).join(said)
    return ""


def reason_of(entry: AuditEntry) -> str:
    """Only where it was given to be read by all; without addresses of people."""
    if entry.verb not in WITH_REASON:
        return ""
    return E_MAIL.sub("[…]", entry.reason)


def role_of(entry: AuditEntry, group: WorkingGroup | None) -> str:
    """As what somebody acted then; an entry from before this was kept says what it can
    vouch for."""
    kept = entry.data.get(CAPACITY)
    if kept is None and entry.data.get("own_post"):
        kept = Capacity.ONLY_COORDINATOR
    name = local(group.names) if group else ""
    said: dict[Capacity, str] = {
        Capacity.ONLY_COORDINATOR: _("The only coordinator, on a text of their own"),
        Capacity.ADMINISTRATOR: _("An administrator"),
        Capacity.AUTHOR: _("The author"),
        Capacity.MEMBER: _("A member"),
        Capacity.OPERATOR: _("Whoever runs the site"),
        Capacity.PROGRAM: _("The site, by itself"),
        Capacity.COORDINATOR: _("A coordinator of %(group)s", group=name)
        if name
        else _("A coordinator"),
    }
    if kept is not None:
        return said[Capacity(kept)]
    if entry.actor_id is None:
        return said[Capacity.PROGRAM]
    return str(_("A coordinator or an administrator"))


def _is_of_comment(entry: AuditEntry) -> bool:
    return entry.subject.startswith("comment:") or bool(entry.data.get("comment"))
