"""Which text of an archive is the translation of which: told by the names of files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.exchange.batch import Batch, Item
from uclg_share.exchange.bundle import place_of
from uclg_share.posts.as_file.found import Fault


def relate(batch: Batch) -> None:
    """Note the original of each text that names one. One that names a file which is
    not there comes in as a text of its own."""
    texts = {item.place: item for item in batch.fresh if item.place}
    batch.fresh = [_with_original(item, texts) for item in batch.fresh]
    for item in batch.fresh:
        for reason in _reasons(item, texts):
            fault = Fault(None, "translation_of", reason)
            batch.refused.append((item.place, fault))


def _with_original(item: Item, texts: Mapping[str, Item]) -> Item:
    if item.rendering is None or not item.rendering.of:
        return item
    return replace(item, original=place_of(item.place, item.rendering.of, texts))


def _reasons(item: Item, texts: Mapping[str, Item]) -> Iterator[Any]:
    """What cannot be true of a translation."""
    original = texts.get(item.original)
    if original is None:
        return
    if original.rendering is not None:
        yield _l("This names a text that is itself a translation")
    if original.kind is not item.kind:
        yield _l("This names a text of another kind")
    if original.draft.language == item.draft.language:
        yield _l("This names a text in the same language")
