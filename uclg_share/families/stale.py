"""What an original says otherwise now than in the version its translation follows."""

from __future__ import annotations

import json
from collections.abc import Mapping

from uclg_share.posts.drafts import Draft, Origin, to_plain
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Kind

# Everything that is no running text: place, dates, partners, groups, files.
FACTS = "facts"
# A translation that says nothing of itself follows the first text of its original.
FIRST = 1
# No version has this number: what follows it renders a text that is not known here.
UNKNOWN = 0


def parts_of(kind: Kind) -> list[str]:
    """Everything a text of this kind can say, one by one."""
    return ["title", "summary", *(part.key for part in SPECS[kind].parts), FACTS]


def keys_of(*drafts: Draft) -> list[str]:
    """The parts a translation follows one by one."""
    sections = dict.fromkeys(key for draft in drafts for key in draft.sections)
    return ["title", "summary", *sections, FACTS]


def followed(origin: Origin | None, key: str) -> int:
    return origin.follows.get(key, FIRST) if origin else FIRST


def stale_parts(
    origin: Origin | None, now: Draft, versions: Mapping[int, Draft]
) -> list[str]:
    """Texts are compared, not numbers: a version that was taken back and sent again
    makes nothing stale. A version that is not known is taken for another text."""
    return stale_among(keys_of(now, *versions.values()), origin, now, versions)


def stale_among(
    keys: list[str], origin: Origin | None, now: Draft, versions: Mapping[int, Draft]
) -> list[str]:
    return [
        key
        for key in keys
        if not _is_same(versions.get(followed(origin, key)), now, key)
    ]


def changed_between(before: Draft, after: Draft) -> set[str]:
    return {k for k in keys_of(before, after) if not _is_same(before, after, k)}


def text_of(draft: Draft, key: str) -> str:
    if key == FACTS:
        return _facts(draft)
    if key in {"title", "summary"}:
        return str(getattr(draft, key)).strip()
    return draft.sections.get(key, "").strip()


def _is_same(before: Draft | None, now: Draft, key: str) -> bool:
    return before is not None and text_of(before, key) == text_of(now, key)


def _facts(draft: Draft) -> str:
    """All that is no text, names included; which guide was answered is no fact."""
    bare = to_plain(draft)
    for name in ("title", "summary", "sections", "origin", "guide"):
        del bare[name]
    return json.dumps(bare, sort_keys=True, ensure_ascii=False)
