"""How an accepted revision becomes what the public reads.

Markdown is made into HTML here, once, and never when a page is read.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update

from uclg_share import markup
from uclg_share.authorship.models import CoSignature
from uclg_share.counts.counting import recount_families
from uclg_share.database import db
from uclg_share.groups.counters import recount_posts_in
from uclg_share.notifications.announcing import take_off
from uclg_share.organisations.models import Organisation
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import (
    Evidence,
    Kind,
    Licence,
    MadeBy,
    Post,
    Reach,
    Revision,
    Sdg,
    Stage,
    Status,
    Theme,
    post_theme,
)
from uclg_share.posts.placing import place
from uclg_share.posts.sending import level_of
from uclg_share.related.relating import keep_related
from uclg_share.saved_searches import telling
from uclg_share.search.index import forget, keep_found
from uclg_share.text import beginning, slugify

# What follows the number of a post in an address and is no slug.
BELOW = ("comments", "talk", "helpful", "report", "ask", "answers", "answer")
AFTER = ("archive", "bring-back")
PAGES = ("edit", "hide", "restore", "translate", *BELOW, *AFTER)
SLUG_LENGTH = 50  # letters: the address of a post stands in every list
# The columns of the live snapshot; without them nothing of a post can leak.
LIVE = (
    *("live_revision", "reach", "slug", "title", "summary", "body", "plain_text"),
    *("place", "country", "latitude", "longitude", "started", "ended", "status"),
    *("evidence", "licence", "published_at", "updated_at"),
    *("completeness", "verified_at", "verified_by_id", "made_by"),
)


def publish(post: Post, revision: Revision, at: datetime, reach: Reach) -> None:
    """Set the live snapshot, the tags and the placements from one revision."""
    draft = from_plain(revision.content)
    is_new = post.published_at is None
    _set_snapshot(post, draft)
    post.organisation_id = draft.organisation_id
    post.lead_group_id = draft.lead_group_id
    post.live_revision = revision
    post.stage = Stage.ACCEPTED
    post.published_at, post.updated_at = post.published_at or at, at
    post.reach = reach
    post.completeness = level_of(post, draft)
    # Whoever accepts says anew whether this text was checked.
    post.verified_at, post.verified_by_id = None, None
    _set_tags(post, draft)
    _name_signers(post, revision, draft)
    if post.is_translation and post.original:
        post.answered_at = post.original.answered_at
        post.link_count = post.original.link_count
    place(post, draft)
    keep_found(post)
    if is_new:
        telling.expect(post)
    keep_related(post.family_id)


def unpublish(post: Post) -> None:
    """As before the first acceptance: no reader, list or count knows the post."""
    group_ids = [placement.group_id for placement in post.placements]
    for name in LIVE:
        setattr(post, name, None)
    post.countries, post.themes, post.sdgs, post.co_organisations = [], [], [], []
    post.placements, post.committee_placements, post.stale_parts = [], [], []
    take_off(post)
    telling.take_off(post)
    forget(post)
    recount_posts_in(group_ids)
    recount_families([post.family_id])
    keep_related(post.family_id)


def rendered(kind: Kind, draft: Draft) -> dict[str, str]:
    """The sections of a draft as HTML, in the order of the kind.

    Raises ValueError, with words for people, on Markdown that is refused.
    """
    return {
        part.key: markup.render(draft.sections[part.key])
        for part in SPECS[kind].parts
        if draft.sections.get(part.key, "").strip()
    }


def _set_snapshot(post: Post, draft: Draft) -> None:
    post.title, post.summary = draft.title, draft.summary
    post.slug = _slug(post, draft.title)
    post.language = draft.language
    post.body = rendered(post.kind, draft)
    told = [markup.plain(html) for html in post.body.values()]
    post.plain_text = "\n".join([draft.title, draft.summary, *told])
    if post.kind.is_talk:  # lists and mails show how it begins
        post.summary = beginning("\n".join(told))
    post.place, post.country = draft.place, draft.country or None
    post.countries = list(draft.countries)
    post.latitude, post.longitude = draft.latitude, draft.longitude
    post.started, post.ended = draft.started or None, draft.ended or None
    post.status = Status(draft.status) if draft.status else None
    post.evidence = Evidence(draft.evidence) if draft.evidence else None
    post.licence = Licence(draft.licence)
    post.made_by = MadeBy(draft.origin.made_by) if draft.origin else None


def _slug(post: Post, title: str) -> str:
    """Readable, and never the name of a page that stands at the same place."""
    slug = slugify(title, SLUG_LENGTH)
    return f"{slug}-{post.id}".strip("-") if slug in {"", *PAGES} else slug


def _set_tags(post: Post, draft: Draft) -> None:
    themes = select(Theme).where(Theme.slug.in_(draft.themes))
    goals = select(Sdg).where(Sdg.number.in_(draft.sdgs))
    post.themes = list(db.session.scalars(themes))
    post.sdgs = list(db.session.scalars(goals))
    db.session.flush()  # the lines are there
    lines = update(post_theme).where(post_theme.c.post_id == post.id)
    db.session.execute(lines.values(published_at=post.published_at))


def _name_signers(post: Post, revision: Revision, draft: Draft) -> None:
    """Of the further organisations a text names, those that have said yes; what was
    compiled by nobody's account names them all."""
    named: ColumnElement[bool] = Organisation.id.in_(draft.co_organisation_ids)
    if revision.editor_id is not None:
        db.session.flush()
        # An answer given in this moment waits, and then finds the post live.
        db.session.execute(select(Post.id).where(Post.id == post.id).with_for_update())
        has_signed = select(CoSignature.organisation_id).where(
            CoSignature.post_id == post.id, CoSignature.confirmed_at.is_not(None)
        )
        named = and_(named, Organisation.id.in_(has_signed))
    signers = select(Organisation).where(named).order_by(Organisation.name)
    post.co_organisations = list(db.session.scalars(signers))
