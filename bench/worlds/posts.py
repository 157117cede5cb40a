"""The rows of a post: the text, what it was published from, and its tags."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from bench.worlds.facts import Fact
from bench.worlds.loading import Loader, stored
from bench.worlds.telling import Told, revision_content
from uclg_share.posts.models import Kind

POST = (
    *("id", "kind", "author_id", "lead_group_id", "organisation_id", "language"),
    *("family_id", "stage", "working_title", "created_at", "changed_at"),
    *("live_revision_id", "reach", "slug", "title", "summary", "body", "plain_text"),
    *("place", "country", "countries", "latitude", "longitude", "started", "status"),
    *("evidence", "licence", "completeness", "verified_at", "verified_by_id"),
    *("made_by", "published_at", "updated_at", "comment_count", "helpful_count"),
)
REVISION = ("id", "post_id", "number", "editor_id", "created_at", "content")
REVIEW = (
    *("post_id", "revision_id", "group_id", "submitted_by_id", "submitted_at"),
    *("outcome", "decided_by_id", "decided_at", "verified_at", "verified_by_id"),
)
LINE = ("post_id", "reach", "published_at", "kind", "family_id", "language")
# A coordinator of the first group: see `people.py`.
COORDINATOR = 2
HELPFUL = 3


class Posts:
    """Collects rows, and gives them to the loader in one go."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._rows: dict[str, list[Any]] = defaultdict(list)

    def add(self, fact: Fact, told: Told) -> None:
        moment = stored(fact.at)
        verified = (moment, COORDINATOR) if fact.is_verified else (None, None)
        self._rows["post"].append(_post(fact, told, moment, verified))
        content = revision_content(told, fact.kind, **_facts(fact))
        self._rows["revision"].append(
            (fact.id, fact.id, 1, fact.author, moment, content)
        )
        self._rows["review"].append(
            (fact.id, fact.id, fact.groups[0], fact.author, moment, "accepted",
             COORDINATOR, moment, *verified)
        )  # fmt: skip
        line = (fact.id, "public", moment, fact.kind.value, fact.family_id,
                fact.language)  # fmt: skip
        opened = moment if fact.kind is Kind.QUESTION else None
        self._rows["placement"] += [(id_, *line, opened) for id_ in fact.groups]
        self._rows["committee_placement"] += [(id_, *line) for id_ in fact.committees]
        self._rows["post_theme"] += [(fact.id, slug, moment) for slug in fact.themes]
        self._rows["post_sdg"] += [(fact.id, number) for number in fact.sdgs]

    def flush(self) -> None:
        columns = {
            "post": POST,
            "revision": REVISION,
            "review": REVIEW,
            "placement": ("group_id", *LINE, "open_since"),
            "committee_placement": ("committee_id", *LINE),
            "post_theme": ("post_id", "theme_slug", "published_at"),
            "post_sdg": ("post_id", "sdg_number"),
        }
        for name, rows in self._rows.items():
            self._loader.add(name, columns[name], rows)
        self._rows.clear()


def _post(
    fact: Fact, told: Told, moment: str, verified: tuple[Any, Any]
) -> tuple[Any, ...]:
    where: tuple[Any, ...] = (
        *(fact.place, fact.country, "[]", fact.latitude, fact.longitude),
        *(fact.started, "completed", "own-monitoring"),
    )
    if fact.kind.is_talk:  # it asks nothing of what was done
        where = (*("", fact.country, "[]", None, None), *(None, None, None))
    made_by = None if fact.is_original else "person"
    helpful = HELPFUL if fact.comments else 0
    return (
        *(fact.id, fact.kind.value, fact.author, fact.groups[0], fact.body.id),
        *(fact.language, fact.family_id, "accepted", told.title, moment, moment),
        *(fact.id, "public", told.slug, told.title, told.summary, told.body),
        *(told.plain_text, *where, "CC-BY-4.0", "complete", *verified, made_by),
        *(moment, moment, fact.comments, helpful),
    )


def _facts(fact: Fact) -> dict[str, Any]:
    said: dict[str, Any] = {
        "language": fact.language,
        "organisation_id": fact.body.id,
        "group_ids": list(fact.groups),
        "committee_ids": list(fact.committees),
        "themes": list(fact.themes),
        "country": fact.country,
    }
    if not fact.is_original:
        said["origin"] = {"made_by": "person", "follows": {"title": 1}}
    if fact.kind.is_talk:
        return said
    return said | {
        "sdgs": list(fact.sdgs),
        "place": fact.place,
        "latitude": fact.latitude,
        "longitude": fact.longitude,
        "started": fact.started,
        "status": "completed",
        "evidence": "own-monitoring",
        "population_band": "50k-1m",
    }
