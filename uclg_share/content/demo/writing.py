"""What the people of the demo have written: drafts, texts that wait, one sent back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.attachments.actions import add
from uclg_share.attachments.intake import read
from uclg_share.authorship.actions import accept, ask
from uclg_share.content.demo.arriving import People
from uclg_share.content.demo.drawing import town_hall
from uclg_share.database import db, now
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import proposed_committees
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer
from uclg_share.posts.actions import save, start
from uclg_share.posts.drafts import Draft, Enclosure, Source
from uclg_share.posts.models import Kind, Post
from uclg_share.reviews.actions import send_back, submit
from uclg_share.reviews.models import Reason, Review
from uclg_share.suggestions.actions import suggest
from uclg_share.suggestions.proposal import Proposal

TEXTS = Path(__file__).parent / "texts.yaml"
PLAIN = ("title", "summary", "language", "sections", "place", "country", "started")
STATED = ("ended", "status", "evidence")


def write_all(people: People) -> Iterator[str]:
    """Write them one after the other; gives back the titles."""
    for entry in yaml.safe_load(TEXTS.read_text(encoding="utf-8"))["texts"]:
        _write(people, entry)
        yield entry["title"]


def _write(people: People, entry: dict[str, Any]) -> None:
    viewer = viewer_for(people[entry["by"]])
    draft = _draft(entry)
    post = start(viewer, Kind(entry["kind"]), draft)
    if "along" in entry:
        _ask_along(viewer, post, people[entry["along"]])
    if "picture" in entry:
        _show(viewer, post, draft, entry["picture"])
    written = now() - timedelta(days=entry["days_ago"])
    if entry["stage"] != "draft":
        group = db.session.get_one(WorkingGroup, draft.group_ids[0])
        review = submit(viewer, post, group)
        if entry["stage"] == "returned":
            judge = viewer_for(people["coordinator"])
            suggest(judge, review, Proposal(entry["suggested"]))
            send_back(judge, review, Reason(entry["reason"]), entry["note"])
        _date_review(review, written)
    _date_post(post, written)


def _ask_along(viewer: Viewer, post: Post, who: Account) -> None:
    """Somebody is asked to write along, and says yes."""
    accept(viewer_for(who), ask(viewer, post, who.email))


def _show(viewer: Viewer, post: Post, draft: Draft, words: dict[str, str]) -> None:
    """A picture comes with the text, described."""
    stored = add(viewer, post, read(words["name"], town_hall()))
    shown = Enclosure(
        stored.id, words["alt"], caption=words["caption"], credit=words["credit"]
    )
    save(viewer, post, replace(draft, files=(shown,)), base=1)


def _draft(entry: dict[str, Any]) -> Draft:
    homes = select(Organisation.id).where(Organisation.slug == entry["organisation"])
    others = select(Organisation.id).where(
        Organisation.slug.in_(entry.get("co_organisations", []))
    )
    groups = select(WorkingGroup.id).where(WorkingGroup.slug.in_(entry["groups"]))
    group_ids = tuple(db.session.scalars(groups))
    return Draft(
        **{name: entry[name] for name in (*PLAIN, *STATED)},
        organisation_id=db.session.scalars(homes).one(),
        co_organisation_ids=tuple(db.session.scalars(others)),
        group_ids=group_ids,
        committee_ids=tuple(proposed_committees(group_ids)),
        themes=tuple(entry["themes"]),
        sdgs=tuple(entry["sdgs"]),
        sources=tuple(Source(**line) for line in entry["sources"]),
    )


def _date_post(post: Post, written: datetime) -> None:
    """As if it had been written on its day."""
    post.created_at, post.changed_at = written, written
    for revision in post.revisions:
        revision.created_at = written


def _date_review(review: Review, sent: datetime) -> None:
    review.submitted_at = sent
    if review.decided_at:
        review.decided_at = sent + timedelta(days=1)
