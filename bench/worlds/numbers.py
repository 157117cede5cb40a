"""The numbers behind maps and figures, counted while the world is told."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from bench.worlds.facts import Fact
from bench.worlds.loading import Loader
from uclg_share.counts.standing import SITE, Standing, scope_of

AT_ONCE = 100_000


class Numbers:
    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        # By scope: as one Counter of whole cells they would need gigabytes.
        self._numbers: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._same: dict[tuple[str, str], tuple[str, str]] = {}
        self._families: list[Any] = []

    def add(self, fact: Fact) -> None:
        if not fact.is_original:
            return
        standing = _standing(fact)
        # As `plain` says it, without its copies.
        self._families.append((fact.id, json.dumps(vars(standing))))
        for scope, facet, value in standing.cells():
            what = (str(facet), value)
            self._numbers[scope][self._same.setdefault(what, what)] += 1

    def flush(self) -> None:
        self._loader.add("counted_family", ("family_id", "facts"), self._families)
        self._families = []

    def finish(self) -> None:
        columns = ("scope", "facet", "value", "number")
        rows = []
        for scope in sorted(self._numbers):
            cells = sorted(self._numbers[scope].items())
            rows += [(scope, *what, number) for what, number in cells]
            if len(rows) >= AT_ONCE:
                self._loader.add("public_number", columns, rows)
                rows = []
        self._loader.add("public_number", columns, rows)


def _standing(fact: Fact) -> Standing:
    scopes = [
        SITE,
        scope_of("organisation", fact.body.id),
        *(scope_of("group", id_) for id_ in fact.groups),
        *(scope_of("committee", id_) for id_ in fact.committees),
        *(scope_of("theme", slug) for slug in fact.themes),
    ]
    return Standing(
        scopes=tuple(sorted(scopes)),
        kind=fact.kind.value,
        country=fact.country,
        month=f"{fact.at:%Y-%m}",
        language=fact.language,
        themes=fact.themes,
        sdgs=tuple(sorted(map(str, fact.sdgs))),
    )
