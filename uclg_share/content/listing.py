"""A file that lists entries under one key, each entry with the same keys."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from uclg_share.content.checks import items, mapping, refuse_twins
from uclg_share.content.files import read_text
from uclg_share.content.problems import Report
from uclg_share.content.tree import Value, parse

Fields = dict[str, Value]


@dataclass(frozen=True)
class Listing:
    """`identity` is the key whose value no two entries share."""

    file: str
    key: str
    identity: str
    required: Collection[str]
    optional: Collection[str] = ()
    beside: Collection[str] = ()


def read_root(report: Report, folder: Path, file: str) -> Value | None:
    words = read_text(report, folder, file)
    return None if words is None else parse(report, file, words)


def read_listing(
    report: Report, folder: Path, listing: Listing
) -> tuple[Fields, list[Fields]]:
    """The keys of the root, and those of every entry; no entries after a fault."""
    root = read_root(report, folder, listing.file)
    if root is None:
        return {}, []
    top = mapping(root, [listing.key], listing.beside)
    values = items(top[listing.key], at_least=1)
    entries = [mapping(v, listing.required, listing.optional) for v in values]
    refuse_twins([entry[listing.identity] for entry in entries])
    return top, entries
