"""The guides there are. A text keeps the version it was begun with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from uclg_share.posts.guides.loading import read_guides
from uclg_share.posts.guides.texts import Addition, Guide
from uclg_share.posts.models import Kind

FOLDER = Path(__file__).parent
HEADINGS = FOLDER.parent.parent / "content" / "headings.yaml"


def versions(kind: Kind) -> list[int]:
    return list(_shelf()[kind])


def newest(kind: Kind) -> int:
    """The version a new text is begun with."""
    return versions(kind)[-1]


def guide_of(kind: Kind, version: int | None = None) -> Guide:
    """A version this program does not know is read as the newest."""
    known = _shelf()[kind]
    return known[version] if version in known else known[newest(kind)]


def additions_of(kind: Kind, version: int, group_slug: str) -> dict[str, Addition]:
    """What a group adds to the sections, by their keys."""
    return guide_of(kind, version).additions.get(group_slug, {})


@cache
def _shelf() -> dict[Kind, dict[int, Guide]]:
    found = read_guides(FOLDER, fields())
    return {Kind(name.replace("-", "_")): guides for name, guides in found.items()}


@cache
def fields() -> dict[str, list[str]]:
    """The sections of each kind, as the fixed headings name them."""
    data = yaml.safe_load(HEADINGS.read_text(encoding="utf-8"))
    known: dict[str, list[str]] = data["fields"]
    return known
