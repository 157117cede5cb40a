"""What people say below posts, and whom these helped."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from bench.worlds.facts import Fact
from bench.worlds.loading import Loader, stored
from bench.worlds.people import People
from bench.worlds.plan import Plan
from bench.worlds.posts import HELPFUL
from bench.worlds.words import Tongue

COMMENT = (
    *("id", "post_id", "parent_id", "author_id", "organisation_id", "language"),
    *("body", "html", "written_at"),
)
# Of twenty comments the last six answer the first three.
FIRST, ANSWERED = 14, 3


class Talk:
    def __init__(
        self, loader: Loader, plan: Plan, people: People, tongues: dict[str, Tongue]
    ) -> None:
        self._loader, self._plan, self._people = loader, plan, people
        self._tongues = tongues
        self._chance = random.Random(plan.seed + 2)  # noqa: S311  the same each time
        self._said: list[Any] = []
        self._helped: list[Any] = []
        self._last = 0

    def add(self, fact: Fact) -> None:
        first = self._last + 1
        for at in range(fact.comments):
            parent = first + at % ANSWERED if at >= FIRST else None
            self._said.append(self._comment(fact, at, parent))
        if fact.comments:
            bodies = len(self._people.bodies)
            start = self._chance.randrange(bodies)
            self._helped += [
                (fact.id, self._people.bodies[(start + at) % bodies].id, None,
                 stored(fact.at)) for at in range(HELPFUL)
            ]  # fmt: skip

    def _comment(self, fact: Fact, at: int, parent: int | None) -> tuple[Any, ...]:
        author = 1 + self._chance.randrange(self._plan.accounts)
        language = fact.language if at % 3 else "en"
        body = self._chance.choice(self._tongues[language].sentences).text
        self._last += 1
        return (
            *(self._last, fact.id, parent, author),
            *(self._people.writes_for[author].id, language, body, f"<p>{body}</p>"),
            stored(fact.at + timedelta(minutes=7 * (at + 1))),
        )

    def flush(self) -> None:
        self._loader.add("comment", COMMENT, self._said)
        names = ("post_id", "organisation_id", "comment_id", "at")
        self._loader.add("helpful", names, self._helped)
        self._said, self._helped = [], []
