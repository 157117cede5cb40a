"""What the composer asks of a family while a translation is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from uclg_share.families.forms import (
    Ground,
    TranslationForm,
    box_of,
    fields_of,
    form_beside,
)
from uclg_share.families.queries import (
    followed_versions,
    live_text,
    original_of,
    shown_versions,
)
from uclg_share.families.stale import FACTS, FIRST, followed, keys_of, stale_parts
from uclg_share.families.words import renewed, words_of
from uclg_share.permissions import Viewer
from uclg_share.posts.differences import Change, difference
from uclg_share.posts.drafts import Draft, Origin
from uclg_share.posts.kinds import spec_of
from uclg_share.posts.models import Post
from uclg_share.posts.publishing import rendered


@dataclass(frozen=True)
class Row:
    """A field of the form with the words of the original; `box` and `change` where the
    original has changed since, the second where the earlier words may be shown."""

    key: str
    field: Any
    words: str
    html: Markup | None
    change: Change | None
    box: Any


@dataclass(frozen=True)
class Sheet:
    """The page of a translation; without `original` nothing stands beside."""

    post: Post
    original: Post | None
    rows: list[Row]
    facts_changed: bool

    def of(self, *beginnings: str) -> list[Row]:
        return [row for row in self.rows if row.key.startswith(beginnings)]

    @property
    def passages(self) -> list[Row]:
        return [row for row in self.rows if row.html is not None]


def with_present_facts(viewer: Viewer, post: Post, own: Draft) -> Draft:
    """A translation takes its facts from what readers see of the original now."""
    if not post.is_translation:
        return own
    if own.origin is None:  # compiled: it renders the first text
        own = replace(own, origin=Origin(follows=dict.fromkeys(keys_of(own), FIRST)))
    original = original_of(viewer, post)
    if original is None or own.origin is None:
        return own
    number, text = live_text(original)
    follows = {**own.origin.follows, FACTS: number}
    return renewed(replace(own, origin=replace(own.origin, follows=follows)), text)


def translation_form(
    viewer: Viewer, post: Post, own: Draft, base: int, typed: Any = None
) -> TranslationForm:
    """`own` comes from `with_present_facts`."""
    return form_beside(_ground(viewer, post, own), base, typed)


def sheet_of(viewer: Viewer, post: Post, form: TranslationForm) -> Sheet:
    original, ground = original_of(viewer, post), form.ground
    model = words_of(ground.original) if ground.original else {}
    html = rendered(ground.kind, ground.original) if ground.original else {}
    changes = _changes(original, ground) if original else {}
    parts = {part.key for part in spec_of(ground.kind, ground.own.guide).parts}
    rows = [
        Row(
            key=name,
            field=form[name],
            words=model.get(name, ""),
            # The HTML comes from `markup.render`, the one door.
            html=Markup(html.get(name, "")) if name in parts else None,  # noqa: S704
            change=changes.get(name),
            box=form[box_of(name)] if name in ground.stale else None,
        )
        for name in fields_of(ground)
    ]
    live = post.live_revision is not None
    return Sheet(post, original, rows, live and FACTS in post.stale_parts)


def _ground(viewer: Viewer, post: Post, own: Draft) -> Ground:
    original = original_of(viewer, post)
    if original is None:
        return Ground(post.kind, own)
    number, text = live_text(original)
    versions = followed_versions(original, own.origin)
    stale = tuple(k for k in stale_parts(own.origin, text, versions) if k != FACTS)
    return Ground(post.kind, own, text, number, stale)


def _changes(original: Post, ground: Ground) -> dict[str, Change]:
    """Word by word, between the version a part follows and what readers see now."""
    if ground.original is None:
        return {}
    versions = shown_versions(original, ground.own.origin)
    found = {}
    for number, version in versions.items():
        for change in difference(ground.kind, version, ground.original):
            if followed(ground.own.origin, change.key) == number:
                found[change.key] = change
    return {key: change for key, change in found.items() if key in ground.stale}
