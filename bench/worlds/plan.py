"""How large a world is. The same plan gives the same world, whenever it is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

# The newest post is of this day, the first ten years older.
LAST = datetime(2026, 11, 1, 8, tzinfo=UTC)
YEARS = timedelta(days=3650)
SMALL = 10_000
# To whoever waits.
Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    posts: int
    seed: int = 1
    # Below this share of the posts people have talked: twenty comments each.
    talked: float = 0.1
    vocabulary: int = 30_000
    sentences: int = 40_000

    @property
    def organisations(self) -> int:
        return 240_000 if self.posts >= SMALL else 2 * self.posts

    @property
    def accounts(self) -> int:
        return 100_000 if self.posts >= SMALL else self.posts

    def published_at(self, place: int) -> datetime:
        """Of the post at this place in the order of publication, from 0."""
        step = YEARS / self.posts
        return (LAST - step * (self.posts - 1 - place)).replace(microsecond=0)
