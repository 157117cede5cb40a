"""The address of a question: short, shareable, the same however it was asked."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from uclg_share.search.asking import Asked, Choice
from uclg_share.search.facets import FACETS
from uclg_share.urls import kept_url_for

# As `url_for` writes them in the values of an address.
PLAIN = "!$'()*,/:;?@"


class Order(StrEnum):
    BEST = "best"
    NEWEST = "newest"


def address_of(
    asked: Asked,
    order: Order | None = None,
    medium: str = "html",
    cursor: str = "",
    without: Choice | None = None,
) -> str:
    values: dict[str, Any] = {}
    chosen = [one for one in asked.choices if one != without]
    for one in chosen:
        if not one.is_out:
            values.setdefault(FACETS[one.field][0], []).append(one.value)
    line = asked.line
    if without is not None and without.is_out:
        line = " ".join(line.replace(without.raw, " ", 1).split())
    more = {"q": line, "order": order and order.value, "cursor": cursor}
    values |= {name: value for name, value in more.items() if value}
    here = kept_url_for("search.posts", medium=medium)
    return f"{here}?{urlencode(values, doseq=True, safe=PLAIN)}" if values else here
