"""The themes, as every page that names them reads them: lines that look like themes,
made once and shared; only to be read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Select, select

from uclg_share.database import plain
from uclg_share.posts.models import Theme
from uclg_share.prepared import Line, Row, Shape, planned


class ThemeLine(Line):
    @property  # type: ignore[misc]
    def __class__(self) -> type[Theme]:  # type: ignore[override]
        """Rules ask what a thing is; to them, as for every proxy, it is a theme."""
        return Theme


def themes() -> list[Theme]:
    """All of them, in their order."""
    return cast("list[Theme]", _themes().read_as(_line))


@planned
def _themes() -> Select[Any]:
    columns = (Theme.slug, Theme.position, plain(Theme.names))
    return select(*columns).order_by(Theme.position)


@lru_cache(maxsize=500)
def _line(row: Row, shape: Shape) -> ThemeLine:
    return ThemeLine(row, shape)
