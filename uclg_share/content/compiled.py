"""The practices of a pack as published posts, marked as compiled from public sources.

Nobody is their author: the organisations have not written them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Select, select

from uclg_share.content.directory import organisation_ids
from uclg_share.content.entries import Pack, PracticeEntry
from uclg_share.content.tally import Tally
from uclg_share.database import db, now
from uclg_share.families.reach import post_reach
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.posts.drafts import Draft, Partner, Resources, Source, to_plain
from uclg_share.posts.models import Kind, Post, Revision
from uclg_share.posts.publishing import publish
from uclg_share.text import clean_line, clean_text

NEWEST_IS = timedelta(days=2)
BETWEEN = timedelta(days=5)
OPENING = time(8)
WORKING_MINUTES = 9 * 60


@dataclass(frozen=True)
class Shelf:
    """The rows the slugs of a pack stand for."""

    organisations: dict[str, int]
    groups: dict[str, WorkingGroup]
    committees: dict[str, int]


def shelf_of(pack: Pack) -> Shelf:
    committees = select(Committee.slug, Committee.id)
    return Shelf(
        organisation_ids(pack.organisations),
        {group.slug: group for group in db.session.scalars(select(WorkingGroup))},
        {slug: row_id for slug, row_id in db.session.execute(committees)},
    )


def add_practices(pack: Pack, tally: Tally) -> None:
    """Publish those that were never loaded; what exists is left as it is."""
    known = {post.seed_slug: post for post in db.session.scalars(_loaded())}
    shelf = shelf_of(pack)
    moments = moments_of(pack.practices, now())
    # Originals first: a translation joins the family of its original.
    for entry in sorted(pack.practices, key=lambda e: e.translation_of is not None):
        if entry.slug in known:
            continue
        original = known[entry.translation_of] if entry.translation_of else None
        dated = original.published_at if original else None
        at = dated or moments[entry.translation_of or entry.slug]
        known[entry.slug] = _publish(entry, shelf, at, original)
        tally.add("practices", entry.slug)


def moments_of(
    entries: Iterable[PracticeEntry], today: datetime
) -> dict[str, datetime]:
    """When each original appears to have come: one every five days, in working hours.

    The order depends on the slugs alone, and mixes kinds and groups.
    """
    originals = [entry.slug for entry in entries if entry.translation_of is None]
    mixed = sorted(originals, key=_number)
    day = datetime.combine(today.date(), OPENING, today.tzinfo) - NEWEST_IS
    return {
        slug: day - place * BETWEEN + timedelta(minutes=_number(slug) % WORKING_MINUTES)
        for place, slug in enumerate(mixed)
    }


def _number(slug: str) -> int:
    return int.from_bytes(hashlib.sha256(slug.encode()).digest()[:8], "big")


def _loaded() -> Select[Post]:
    return select(Post).where(Post.seed_slug.is_not(None))


def _publish(
    entry: PracticeEntry, shelf: Shelf, at: datetime, original: Post | None
) -> Post:
    draft = _draft(entry, shelf)
    post = Post(
        kind=Kind(entry.kind.replace("-", "_")),
        seed_slug=entry.slug,
        is_compiled=True,
        lead_group=shelf.groups[entry.groups[0]],
        organisation_id=draft.organisation_id,
        language=draft.language,
        working_title=draft.title,
        created_at=at,
        changed_at=at,
    )
    db.session.add(post)
    db.session.flush()  # an original names its family by its own id
    post.family_id = original.family_id if original else post.id
    revision = Revision(post=post, number=1, created_at=at, content=to_plain(draft))
    publish(post, revision, at, post_reach(post, post.lead_group))
    return post


# Long because: one line for each field.
def _draft(entry: PracticeEntry, shelf: Shelf) -> Draft:
    return Draft(
        title=clean_line(entry.title),
        summary=clean_line(entry.summary),
        language=entry.language,
        sections={key: clean_text(words) for key, words in entry.sections.items()},
        organisation_id=shelf.organisations[entry.organisation],
        co_organisation_ids=tuple(
            shelf.organisations[slug] for slug in entry.co_organisations
        ),
        group_ids=tuple(shelf.groups[slug].id for slug in entry.groups),
        committee_ids=tuple(shelf.committees[slug] for slug in entry.committees),
        themes=entry.themes,
        sdgs=entry.sdgs,
        place=clean_line(entry.place),
        country=entry.country or "",
        countries=entry.countries,
        latitude=entry.latitude,
        longitude=entry.longitude,
        population_band=entry.population_band,
        started=entry.started,
        ended=entry.ended or "",
        status=entry.status,
        evidence=entry.evidence,
        partners=tuple(Partner(line.name, line.role) for line in entry.partners),
        resources=Resources(
            entry.resources.amount,
            entry.resources.currency or "",
            entry.resources.year,
            entry.resources.note,
        ),
        sources=tuple(Source(line.title, line.url) for line in entry.sources),
        licence=entry.licence,
    )
