"""The messages the program asks for, and what each catalogue says of them."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.tools import ROOT

LANGUAGES = ("fr", "es", "ar")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+[^>]*>")
EXTRACT = [
    *(sys.executable, "-m", "babel.messages.frontend", "-q", "extract"),
    *("-F", "babel.cfg", "-k", "_l", "--no-location", "-o"),
]


def asked_for(folder: Path) -> Catalog:
    """Every message in the code and the templates as they stand now."""
    template = folder / "messages.pot"
    subprocess.run([*EXTRACT, str(template), "."], cwd=ROOT, check=True)
    with template.open("rb") as file:
        return read_po(file)


@cache
def catalogue(language: str) -> Catalog:
    folder = ROOT / "uclg_share" / "translations" / language / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def forms(message: Message) -> list[str]:
    """The translation in all its plural forms."""
    said = message.string
    return [said] if isinstance(said, str) else list(said or ())


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def ids(message: Message) -> list[str]:
    """The English words, singular and plural."""
    return [message.id] if isinstance(message.id, str) else list(message.id)
