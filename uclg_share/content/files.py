"""A file of the pack as text, if it is text that may be published."""

from __future__ import annotations

import re
from pathlib import Path

from uclg_share.content.problems import Report, quoted
from uclg_share.text import without_illegal

LARGEST = 1_000_000
# One character before the @ is enough, and keeps a long word from costing its square.
_PERSON = re.compile(r"[\w.%+-]@[\w-]+(?:\.[\w-]+)+")
_MACHINE = re.compile(
    r"(?<![\w.])/(?:etc|home|root|tmp|var|work)/"
    r"|\blocalhost\b|\b127\.0\.0\.1\b|lorem ipsum",
    re.IGNORECASE,
)


def read_text(report: Report, folder: Path, name: str) -> str | None:
    """The text of a file, or None after saying why it is refused."""
    data = _read_bytes(report, folder / name, name)
    if data is None:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report.add(name, line, "", "is not UTF-8")
        return None
    if not text.strip():
        report.add(name, None, "", "is empty")
        return None
    return text if _is_fit(report, name, text) else None


def objection_to(text: str) -> str | None:
    """Why these words may not stand in the pack."""
    if "\t" in text:
        return "contains a tab"
    if "\r" in text:
        return "contains a carriage return"
    if "\ufffd" in text or without_illegal(text) != text:
        return "contains a broken or invisible character"
    if found := ("@" in text and _PERSON.search(text)) or _MACHINE.search(text):
        word = text[: found.end()].rsplit(maxsplit=1)[-1].strip("\"'([<")
        return f"contains forbidden text {quoted(word)}"
    return None


def _read_bytes(report: Report, path: Path, name: str) -> bytes | None:
    try:
        if not path.is_file():
            report.add(name, None, "", "is missing")
            return None
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        report.add(name, None, "", f"cannot be read ({type(error).__name__})")
        return None
    if len(data) > LARGEST:
        report.add(name, None, "", "is larger than 1 MB")
        return None
    return data


def _is_fit(report: Report, name: str, text: str) -> bool:
    if objection_to(text) is None:
        return True
    for number, line in enumerate(text.split("\n"), 1):
        if reason := objection_to(line):
            report.add(name, number, "", reason)
    return False
