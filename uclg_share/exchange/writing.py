"""One's own texts as files: each a Markdown file, with its pictures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import IO

from uclg_share.attachments.models import Attachment
from uclg_share.attachments.names import ending
from uclg_share.attachments.storing import bytes_of
from uclg_share.exchange import csv_writing
from uclg_share.exchange.packing import new_file, packing
from uclg_share.exchange.queries import Own, names_of, stored_files
from uclg_share.posts.as_file.files import Packed
from uclg_share.posts.as_file.form import Names, write
from uclg_share.storage import Missing
from uclg_share.text import slugify

LONGEST_NAME = 60


@dataclass(frozen=True)
class Shelf:
    """Texts with all that their files need: no question to the database is left."""

    texts: list[Own]
    names: Names
    files: dict[int, Attachment] = field(default_factory=dict)


def shelf_of(texts: list[Own]) -> Shelf:
    drafts = [own.draft for own in texts]
    return Shelf(texts, names_of(drafts), stored_files(drafts))


def archive_of(shelf: Shelf) -> IO[bytes]:
    """`01-a-walk.md`, and `files/01-a-walk/1-map.webp` for each file it shows.

    The same texts make the same bytes, wherever they are.
    """
    file = new_file()
    names = [name_of(own, at, len(shelf.texts)) for at, own in enumerate(shelf.texts)]
    homes = {
        own.post_id: f"{name}.md" for name, own in zip(names, shelf.texts, strict=True)
    }
    with packing(file) as packer:
        for name, own in zip(names, shelf.texts, strict=True):
            packed = dict(_packed(own, shelf, f"files/{name}/"))
            found = {}
            for id_, place in packed.items():
                with suppress(Missing):  # swept away or lost: the text goes without it
                    packer.add(place.file, bytes_of(shelf.files[id_]))
                    found[id_] = place
            original = homes.get(own.original_id, "")
            said = replace(
                shelf.names, files=found, original=original, behind=own.behind
            )
            packer.add(f"{name}.md", write(own.kind, own.draft, said))
    return file


def text_alone(own: Own) -> str:
    """A text without its files; `files:` names them all the same."""
    shelf = shelf_of([own])
    packed = dict(_packed(own, shelf, f"files/{plain(own.draft.title)}/"))
    return write(own.kind, own.draft, replace(shelf.names, files=packed))


def table_of(shelf: Shelf) -> bytes:
    texts = [(own.kind, own.draft) for own in shelf.texts]
    return csv_writing.write(texts, shelf.names)


def name_of(own: Own, at: int, number: int) -> str:
    """Numbered so that the names stand in the order of the work, however many."""
    digits = max(2, len(str(number)))
    return f"{at + 1:0{digits}}-{plain(own.draft.title)}"


def plain(title: str, instead: str = "text") -> str:
    """Words of a title that every system takes for the name of a file."""
    words = re.findall(r"[a-z0-9]+", slugify(title))
    return "-".join(words)[:LONGEST_NAME].strip("-") or instead


def _packed(own: Own, shelf: Shelf, folder: str) -> Iterator[tuple[int, Packed]]:
    shown = dict.fromkeys(one.attachment_id for one in own.draft.files)
    here = [shelf.files[id_] for id_ in shown if id_ in shelf.files]
    for number, file in enumerate(here, 1):
        stem = plain(file.name.rpartition(".")[0], "file")
        place = f"{folder}{number}-{stem}.{ending(file.name)}"
        yield file.id, Packed(place, file.name)
