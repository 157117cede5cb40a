"""The lines of every feed: columns only, one statement, one index range.

A reader sees one card for each family of translations: the text in the language of the
page, or else in the best of those they read, or else the original.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import (
    Integer,
    Select,
    String,
    cast,
    func,
    select,
)
from sqlalchemy.orm import aliased

from uclg_share.authorship.bylines import NAMES
from uclg_share.database import db, plain
from uclg_share.families.best import in_best_language
from uclg_share.feeds.choice import Choice
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, listed, may_read_inside
from uclg_share.posts.models import (
    CommitteePlacement,
    Placement,
    Post,
    Reach,
)
from uclg_share.prepared import given

Line: TypeAlias = type[Placement] | type[CommitteePlacement]
Sibling = aliased(Post)
Tag = aliased(Placement)

COLUMNS = (
    Post.id,
    Post.family_id,
    Post.kind,
    Post.slug,
    Post.title,
    Post.summary,
    Post.language,
    Post.place,
    Post.country,
    plain(Post.countries),
    Post.latitude,
    Post.longitude,
    Post.started,
    Post.ended,
    Post.published_at,
    Post.updated_at,
    Post.is_compiled,
    Post.lead_group_id,
    Post.licence,
    Post.made_by,
    Post.completeness,
    Post.verified_at,
    Post.answered_at,
    Organisation.name.label("organisation"),
    Organisation.slug.label("organisation_slug"),
    # Every group it is tagged to, and every language it can be read in.
    select(func.aggregate_strings(cast(Tag.group_id, String), ","))
    .where(Tag.post_id == Post.id)
    .scalar_subquery()
    .label("group_ids"),
    select(func.aggregate_strings(Sibling.language, ","))
    .where(Sibling.family_id == Post.family_id, Sibling.reach == Reach.PUBLIC)
    .scalar_subquery()
    .label("languages"),
)


# The group or committee of a statement that is built before one is known.
HERE = given("here", Integer)


def of_group(
    viewer: Viewer,
    group: WorkingGroup,
    languages: tuple[str, ...],
    choice: Choice | None = None,
    whole: bool = False,
) -> Select[Any]:
    """What a group has published; `whole` adds the body, for Atom and JSON."""
    inside = has_inside(viewer, group)
    return of_any_group(inside, languages, choice, whole, group.id)


def has_inside(viewer: Viewer, group: WorkingGroup) -> bool:
    """Whether the feed may have lines for members alone, and this viewer reads them.
    Such a text stands in the group that leads it and in no other (`posts/placing.py`):
    a public group has none."""
    return not group.is_public and may_read_inside(viewer, group)


def of_any_group(
    inside: bool,
    languages: tuple[str, ...],
    choice: Choice | None = None,
    whole: bool = False,
    group_id: Any = HERE,
) -> Select[Any]:
    """The same before a group is known, for the parameter `here`."""
    lines = lines_of(Placement, languages, whole).where(
        Placement.group_id == group_id, listed(inside)
    )
    return chosen(lines, choice)


def chosen(lines: Select[Any], choice: Choice | None) -> Select[Any]:
    """Of the lines of a group, those that a reader chose to see."""
    if choice is Choice.UNANSWERED:  # a short index of its own
        return lines.where(Placement.open_since.is_not(None))
    return lines.where(Placement.kind.in_(choice.kinds)) if choice else lines


def of_committee(
    committee: Committee,
    languages: tuple[str, ...],
    choice: Choice | None = None,
    whole: bool = False,
) -> Select[Any]:
    return of_any_committee(languages, choice, whole, committee.id)


def of_any_committee(
    languages: tuple[str, ...],
    choice: Choice | None = None,
    whole: bool = False,
    committee_id: Any = HERE,
) -> Select[Any]:
    """The same before a committee is known, for the parameter `here`."""
    lines = lines_of(CommitteePlacement, languages, whole).where(
        CommitteePlacement.committee_id == committee_id,
        CommitteePlacement.reach == Reach.PUBLIC,
    )
    if choice is Choice.UNANSWERED:
        lines = lines.where(Post.answered_at.is_(None))
    return lines.where(CommitteePlacement.kind.in_(choice.kinds)) if choice else lines


def places_of(group: WorkingGroup, limit: int = 60) -> list[Any]:
    """Where the newest public practices of a group happened, for its dot map."""
    places = (
        select(Post.latitude, Post.longitude, Post.place)
        .join(Placement, Placement.post_id == Post.id)
        .where(
            Placement.group_id == group.id,
            Placement.reach == Reach.PUBLIC,
            Placement.post_id == Placement.family_id,
            Post.latitude.is_not(None),
        )
        .order_by(Placement.published_at.desc())
        .limit(limit)
    )
    return list(db.session.execute(places).all())


def lines_of(
    line: Line, languages: tuple[str, ...], whole: bool = False
) -> Select[Any]:
    """What every feed of tags begins with."""
    extra = (Post.body, *NAMES) if whole else ()
    return (
        select(*COLUMNS, *extra)
        .select_from(line)
        .join(Post, Post.id == line.post_id)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .where(in_best_language(line, languages))
    )


def read_by(line: Line) -> tuple[Any, Any]:
    """The columns a feed is paged by: those of its index."""
    return line.published_at, line.post_id


def read_by_waiting(choice: Choice | None) -> tuple[Any, Any]:
    """Of a group's feed: open questions stand in an index of their own, in the same
    order."""
    if choice is Choice.UNANSWERED:
        return Placement.open_since, Placement.post_id
    return read_by(Placement)


def key_of(row: Any) -> tuple[Any, int]:
    return row.published_at, row.id
