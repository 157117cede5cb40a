"""What the people of the demo ask each other, and what answers it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from uclg_share.accounts.queries import viewer_for
from uclg_share.answers.actions import accept as mark
from uclg_share.answers.actions import link
from uclg_share.comments.actions import write
from uclg_share.comments.remark import Remark
from uclg_share.content.demo.arriving import People
from uclg_share.content.demo.talking import practice
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import proposed_committees
from uclg_share.posts.actions import start
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import Kind, Post
from uclg_share.reviews.actions import accept, submit

ASKED = Path(__file__).parent / "asking.yaml"


def ask_and_debate(people: People) -> Iterator[str]:
    """Publish all of it with what was said below; gives back the titles."""
    for entry in yaml.safe_load(ASKED.read_text(encoding="utf-8"))["discussions"]:
        group = _group(entry["group"])
        if group is None:  # another pack
            continue
        post = _publish(people, entry, group)
        for answer in entry["answers"]:
            _answer(people, post, answer)
        if "note" in entry and (found := practice()):
            viewer = viewer_for(people["coordinator"])
            link(viewer, post, found, entry["note"])
        yield entry["title"]


def _publish(people: People, entry: dict[str, Any], group: WorkingGroup) -> Post:
    viewer = viewer_for(people[entry["by"]])
    draft = Draft(
        title=entry["title"],
        language=entry["language"],
        sections={"matter": entry["matter"]},
        organisation_id=next(iter(viewer.writes_for), None),
        group_ids=(group.id,),
        committee_ids=tuple(proposed_committees((group.id,))),
        themes=tuple(entry["themes"]),
        country=entry["country"],
    )
    review = submit(viewer, start(viewer, Kind(entry["kind"]), draft), group)
    accept(viewer_for(people[entry["judge"]]), review)
    return review.post


def _answer(people: People, post: Post, answer: dict[str, Any]) -> None:
    viewer = viewer_for(people[answer["by"]])
    organisation_id = next(iter(viewer.writes_for), None)
    remark = Remark(answer["body"], answer["language"], organisation_id)
    comment, _ = write(viewer, post, remark)
    if answer.get("is_the_answer"):
        mark(viewer_for(people["member"]), comment, None)


def _group(slug: str) -> WorkingGroup | None:
    return db.session.scalar(select(WorkingGroup).where(WorkingGroup.slug == slug))
