"""What a map or a list of practices is about: the site, or a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from uclg_share.counts.standing import SITE, scope_of
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.groups.queries import find_committee, find_group
from uclg_share.i18n import local
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Theme
from uclg_share.posts.themes import themes

Thing = WorkingGroup | Committee | Theme


@dataclass(frozen=True)
class Scope:
    """`sort` is "site", or the word that names the thing in addresses."""

    sort: str = SITE
    thing: Any = None

    @property
    def key(self) -> str:
        """The name its numbers are kept under."""
        if self.thing is None:
            return SITE
        is_theme = isinstance(self.thing, Theme)
        return scope_of(self.sort, self.thing.slug if is_theme else self.thing.id)

    @property
    def name(self) -> str:
        return local(self.thing.names) if self.thing else ""

    @property
    def query(self) -> dict[str, str]:
        """What an address of one country adds to stay within it."""
        return {self.sort: self.thing.slug} if self.thing else {}

    def country(self, code: str) -> str:
        """The address of what of it is from one country."""
        values: dict[str, Any] = {"medium": "html", "code": code, **self.query}
        return url_for("places.country", **values)

    @property
    def home(self) -> str:
        if self.thing is None:
            return url_for("pages.home")
        return url_for(f"feeds.of_{self.sort}", slug=self.thing.slug, medium="html")

    def map(self, **more: Any) -> str:
        """The address of its map."""
        if self.thing is not None:
            more["slug"] = self.thing.slug
        return url_for(f"places.of_{self.sort}", **{"medium": "html", **more})


def scope_in(viewer: Viewer, sort: str, slug: str) -> Scope | None:
    """What an address names; nothing where this viewer may not know of it."""
    thing: Thing | None = None
    if sort == "group":
        thing = find_group(viewer, slug)
    elif sort == "committee":
        thing = find_committee(slug)
    elif sort == "theme":
        thing = next((one for one in themes() if one.slug == slug), None)
    return Scope(sort, thing) if thing else None
