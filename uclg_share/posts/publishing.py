"""How an accepted revision becomes what the public reads.

Markdown is made into HTML here, once, and never when a page is read.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, update

from uclg_share import markup
from uclg_share.authorship.models import CoSignature
from uclg_share.database import db
from uclg_share.groups.counters import recount_posts_in
from uclg_share.groups.models import WorkingGroup
from uclg_share.notifications.announcing import announce, take_off
from uclg_share.organisations.models import Organisation
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import (
    CommitteePlacement,
    Evidence,
    Kind,
    Licence,
    MadeBy,
    Placement,
    Post,
    Reach,
    Revision,
    Sdg,
    Stage,
    Status,
    Theme,
    post_theme,
)
from uclg_share.posts.sending import level_of
from uclg_share.text import slugify

# What follows the number of a post in an address and is no slug.
BELOW = ("comments", "talk", "helpful", "report", "ask")
PAGES = ("edit", "hide", "restore", "translate", *BELOW)
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
    _place(post, draft)


def unpublish(post: Post) -> None:
    """As before the first acceptance: no reader, list or count knows the post."""
    group_ids = [placement.group_id for placement in post.placements]
    for name in LIVE:
        setattr(post, name, None)
    post.countries, post.themes, post.sdgs, post.co_organisations = [], [], [], []
    post.placements, post.committee_placements, post.stale_parts = [], [], []
    take_off(post)
    recount_posts_in(group_ids)


def rendered(kind: Kind, draft: Draft) -> dict[str, str]:
    """The sections of a draft as HTML, in the order of the kind.

    Raises ValueError, with words for people, on Markdown that is refused.
    """
    return {
        part.key: markup.render(draft.sections[part.key])
        for part in SPECS[kind].parts
        if draft.sections.get(part.key, "").strip()
    }


def set_reach(post: Post, reach: Reach) -> None:
    """Who may read a published post, on the post and on every line of every feed."""
    post.reach = reach
    for placement in post.placements:
        placement.reach = _reach_in(post, placement.group_id)
    for line in post.committee_placements:
        line.reach = reach


def set_reach_of_group(group: WorkingGroup, reach: Reach) -> None:
    """The same for everything a group leads; what is hidden stays hidden."""
    db.session.flush()
    led = select(Post.id).where(
        Post.lead_group_id == group.id, Post.reach.in_([Reach.PUBLIC, Reach.GROUP])
    )
    groups = update(Placement).where(Placement.post_id.in_(led))
    committees = update(CommitteePlacement).where(CommitteePlacement.post_id.in_(led))
    db.session.execute(groups.values(reach=reach))
    if reach is Reach.GROUP:
        elsewhere = groups.where(Placement.group_id != group.id)
        db.session.execute(elsewhere.values(reach=Reach.HIDDEN))
    db.session.execute(committees.values(reach=reach))
    # Last: the others are found by what the posts say.
    tagged = select(Placement.group_id).where(Placement.post_id.in_(led)).distinct()
    touched = db.session.scalars(tagged).all()
    db.session.execute(update(Post).where(Post.id.in_(led)).values(reach=reach))
    recount_posts_in(touched)


def _reach_in(post: Post, group_id: int) -> Reach:
    """What only the lead group's members read is not shown to those of another."""
    is_elsewhere = group_id != post.lead_group_id
    if post.reach is None or (post.reach is Reach.GROUP and is_elsewhere):
        return Reach.HIDDEN
    return post.reach


def _set_snapshot(post: Post, draft: Draft) -> None:
    post.title, post.summary = draft.title, draft.summary
    post.slug = _slug(post, draft.title)
    post.language = draft.language
    post.body = rendered(post.kind, draft)
    words = [draft.title, draft.summary, *map(markup.plain, post.body.values())]
    post.plain_text = "\n".join(words)
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
    slug = slugify(title)
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


def _place(post: Post, draft: Draft) -> None:
    before = {placement.group_id for placement in post.placements}
    copies = {
        "published_at": post.published_at,
        "kind": post.kind,
        "family_id": post.family_id,
        "language": post.language,
    }
    post.placements = [
        Placement(group_id=id_, reach=_reach_in(post, id_), **copies)
        for id_ in draft.group_ids
    ]
    post.committee_placements = [
        CommitteePlacement(committee_id=id_, reach=post.reach, **copies)
        for id_ in draft.committee_ids
    ]
    recount_posts_in({*before, *draft.group_ids})
    announce(post, set(draft.group_ids) - before)
