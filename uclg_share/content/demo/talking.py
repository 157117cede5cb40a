"""What the people of the demo say below a practice, report and find helpful."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from uclg_share.accounts.queries import viewer_for
from uclg_share.comments import helping, moderating
from uclg_share.comments.actions import write
from uclg_share.comments.models import Comment
from uclg_share.comments.remark import Remark
from uclg_share.content.demo.arriving import People
from uclg_share.content.demo.people import MIGRATION
from uclg_share.database import db, now
from uclg_share.flags.actions import report
from uclg_share.flags.complaint import Complaint
from uclg_share.flags.models import Concern
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Kind, Post

SAID = Path(__file__).parent / "talking.yaml"
NOTE = "It sells something, below a text about people who arrive."


def talk(people: People) -> Iterator[str]:
    """Say all of it; gives back who said each."""
    post = practice()
    if post is None:  # a pack without a practice of that group
        return
    for entry in yaml.safe_load(SAID.read_text(encoding="utf-8"))["comments"]:
        first = _say(people, post, entry)
        yield people[entry["by"]].name
        for reply in entry.get("replies", []):
            _say(people, post, reply, first)
            yield people[reply["by"]].name
    for role in ("member", "other-member"):
        viewer = viewer_for(people[role])
        helping.find(viewer, post, next(iter(viewer.writes_for)))


def _say(
    people: People, post: Post, entry: dict[str, Any], to: Comment | None = None
) -> Comment:
    viewer = viewer_for(people[entry["by"]])
    comment, _ = write(viewer, post, _remark(viewer, entry), to)
    comment.written_at = now() - timedelta(days=entry["days_ago"])
    if by := entry.get("flagged_by"):
        complaint = Complaint(Concern.ADVERTISING, NOTE)
        report(viewer_for(people[by]), comment, complaint)
    if by := entry.get("hidden_by"):
        moderating.hide(viewer_for(people[by]), comment, entry["reason"])
    return comment


def _remark(viewer: Viewer, entry: dict[str, Any]) -> Remark:
    organisation_id = next(iter(viewer.writes_for), None)
    return Remark(entry["body"], entry["language"], organisation_id)


def practice() -> Post | None:
    """The newest original in English that the group of the demo leads."""
    led = (
        select(Post)
        .join(Post.lead_group)
        .where(
            WorkingGroup.slug == MIGRATION,
            Post.published_at.is_not(None),
            Post.id == Post.family_id,
            Post.language == "en",
            Post.kind.in_([Kind.CASE_STUDY, Kind.EXPERIENCE]),
        )
        .order_by(Post.published_at.desc(), Post.id.desc())
    )
    return db.session.scalars(led.limit(1)).first()
