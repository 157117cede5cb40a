"""What the home page shows, put together: for a visitor, for a member."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from uclg_share.answers.queries import open_questions
from uclg_share.counts.models import Facet
from uclg_share.counts.queries import numbers_of, practices_in
from uclg_share.counts.standing import SITE
from uclg_share.feeds.gathering import latest
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.shelf import shown_shelf
from uclg_share.pages.queries import Duties, duties_of, from_groups, my_turn
from uclg_share.permissions import ANYONE, Viewer
from uclg_share.posts.display import Point, point
from uclg_share.posts.kinds import Spec
from uclg_share.posts.models import Theme
from uclg_share.posts.offers import specs_for
from uclg_share.posts.themes import themes

PLACES = 40
SHOWN = 4
IN_FEED = 10
QUESTIONS = 3
ASKED = 2


@dataclass(frozen=True)
class Front:
    shelf: list[WorkingGroup]
    cards: list[Any]
    points: list[Point]
    # Kept numbers of the whole site.
    practices: int
    countries: int
    themes: list[Theme]
    # Public questions that wait for an answer, from all groups.
    waiting: list[Any]

    @property
    def groups(self) -> dict[int, WorkingGroup]:
        return {group.id: group for group in self.shelf}


@dataclass(frozen=True)
class Turn:
    """The home page of somebody who signed in; `turn` is what waits for them."""

    shelf: list[WorkingGroup]
    mine: list[WorkingGroup]
    turn: list[Any]
    duties: Duties
    cards: list[Any]
    has_own_feed: bool
    specs: list[Spec]
    # Questions of one's groups that wait for an answer.
    waiting: list[Any]

    @property
    def groups(self) -> dict[int, WorkingGroup]:
        return {group.id: group for group in self.shelf}

    @property
    def is_quiet(self) -> bool:
        return not (self.turn or self.duties.everything)


def of_visitor(languages: tuple[str, ...]) -> Front:
    shelf = shown_shelf(ANYONE)
    accents = {group.id: group.accent for group in shelf}
    rows = latest(languages, PLACES)
    numbers = numbers_of(SITE, Facet.KIND, Facet.COUNTRY)
    return Front(
        shelf=shelf,
        cards=varied(rows, SHOWN),
        points=[
            point(row, accents.get(row.lead_group_id, ""))
            for row in rows
            if row.latitude is not None and row.longitude is not None
        ],
        practices=practices_in(numbers[Facet.KIND]),
        countries=len(numbers[Facet.COUNTRY]),
        themes=themes(),
        waiting=_asked_in(shelf, languages),
    )


def of_member(viewer: Viewer, languages: tuple[str, ...]) -> Turn:
    shelf = shown_shelf(viewer)
    mine = [group for group in shelf if group.id in viewer.member_of]
    own = from_groups(viewer, mine, languages, IN_FEED)
    return Turn(
        shelf=shelf,
        mine=mine,
        turn=my_turn(viewer),
        duties=duties_of(viewer) if viewer.has_desk else Duties(),
        cards=own or varied(latest(languages, PLACES), SHOWN),
        has_own_feed=bool(own),
        specs=specs_for(viewer),
        waiting=_waiting(viewer, mine, languages),
    )


def _asked_in(shelf: list[WorkingGroup], languages: tuple[str, ...]) -> list[Any]:
    """Nothing is asked where no group has an open question."""
    asked = [group.id for group in shelf if group.open_question_count]
    if not asked:
        return []
    return open_questions(asked, languages, ASKED, of_members=False)


def _waiting(
    viewer: Viewer, mine: list[WorkingGroup], languages: tuple[str, ...]
) -> list[Any]:
    """Nothing is asked where no group has an open question."""
    asked = [group.id for group in mine if group.open_question_count]
    if not asked:
        return []
    me = viewer.account_id
    return open_questions(asked, languages, QUESTIONS, of_members=True, but_of=me)


def varied(rows: Iterable[Any], wanted: int) -> list[Any]:
    """The newest of several groups and organisations rather than the newest of one."""
    ranked: list[tuple[int, Any]] = []
    groups: set[int | None] = set()
    organisations: set[str | None] = set()
    for row in rows:
        known = row.lead_group_id in groups
        rank = 2 * known + (row.organisation_slug in organisations)
        ranked.append((rank, row))
        groups.add(row.lead_group_id)
        organisations.add(row.organisation_slug)
    chosen = [row for _, row in sorted(ranked, key=lambda pair: pair[0])[:wanted]]
    return sorted(chosen, key=lambda row: (row.published_at, row.id), reverse=True)
