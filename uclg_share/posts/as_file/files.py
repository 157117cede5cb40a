"""The pictures and documents of a text, as the facts of its file name them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.attachments.refusals import MOST_SHOWN
from uclg_share.content.tree import Value
from uclg_share.posts.as_file.found import Enclosed, Pasted
from uclg_share.posts.drafts import Enclosure
from uclg_share.text import clean_line

# The words of an enclosure, and what they are: a text, or yes and no.
ABOUT = {f.name: f.type for f in fields(Enclosure) if f.name != "attachment_id"}
SWITCHES = {"true": True, "false": False, "": False}
# As long as the fields of the composer take them.
LONGEST = {"alt": 300, "caption": 300, "credit": 200, "consent": 500}


@dataclass(frozen=True)
class Packed:
    """Where a stored file lies beside the text, and the name it came with."""

    file: str
    name: str


def rows_of(files: tuple[Enclosure, ...], packed: dict[int, Packed]) -> list[Any]:
    """One mapping for each file that travels along, in the order of the text."""
    return [
        {
            "file": packed[one.attachment_id].file,
            "name": packed[one.attachment_id].name,
            **{key: getattr(one, key) for key in ABOUT},
        }
        for one in files
        if one.attachment_id in packed
    ]


def read_files(found: Pasted, value: Value) -> None:
    rows = found.items(value)
    if len(rows) > MOST_SHOWN:
        found.refuse(value, _l("Write at most %(number)s", number=MOST_SHOWN))
        return
    for row in rows:
        found.files.append(_enclosed(found, row))


def _enclosed(found: Pasted, row: Value) -> Enclosed:
    words = {"file": "", "name": ""}
    about: dict[str, Any] = {}
    for key, value in found.mapping(row).items():
        word = found.word(value)
        if key in words:
            words[key] = word
        elif key not in ABOUT:
            found.refuse(value, _l("This key is not known"))
        elif ABOUT[key] == "bool":
            about[key] = _switch(found, value, word)
        else:
            about[key] = _line(found, value, word, LONGEST[key])
    if not words["file"]:
        found.refuse(row, _l("Name the file"))
    name = words["name"] or words["file"].rpartition("/")[2]
    file = unicodedata.normalize("NFC", words["file"])
    return Enclosed(file, name, Enclosure(0, **about), row.line, row.key)


def _switch(found: Pasted, value: Value, word: str) -> bool:
    if word not in SWITCHES:
        found.refuse(value, _l("Write one of these: %(words)s", words="true, false"))
    return SWITCHES.get(word, False)


def _line(found: Pasted, value: Value, word: str, most: int) -> str:
    line = clean_line(word)
    if len(line) > most:
        reason = _l("Keep it under %(number)s characters", number=f"{most:,}")
        found.refuse(value, reason)
    return line
