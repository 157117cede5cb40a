"""Committees and groups as an administrator describes them."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.groups.models import CommitteeStatus, Joining, Lifecycle, Visibility

Texts = dict[str, str]


@dataclass(frozen=True)
class CommitteeRecord:
    slug: str
    names: Texts
    descriptions: Texts
    aliases: tuple[str, ...]
    status: CommitteeStatus
    merged_into_id: int | None


@dataclass(frozen=True)
class GroupRecord:
    slug: str
    names: Texts
    short_descriptions: Texts
    descriptions: Texts
    committee_id: int | None
    accent: str
    visibility: Visibility
    joining: Joining
    lifecycle: Lifecycle
    guidelines: tuple[str, ...]
    takes_outlines: bool = False
    takes_comments: bool = True
    review_days: int = 3
