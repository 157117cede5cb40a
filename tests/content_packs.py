"""Copies of the shipped content pack that a test may damage."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.damaged_content import PROJECTS
from uclg_share.content.pack import SHIPPED, ContentError, Problem, read_pack

VOCABULARIES = sorted([*(path.name for path in SHIPPED.glob("*.yaml")), PROJECTS])
# Every practice that is damaged somewhere, and those it names: few are fast.
PRACTICES = ("01", "06", "08", "12", "17", "21", "24", "25", "31", "33", "37")


def copy_pack(folder: Path, practices: tuple[str, ...] = PRACTICES) -> Path:
    (folder / "posts").mkdir(parents=True)
    for name in VOCABULARIES:
        shutil.copy(SHIPPED / name, folder / name)
    for number in practices:
        (source,) = SHIPPED.glob(f"posts/{number}-*.md")
        shutil.copy(source, folder / "posts" / source.name)
    return folder


def problems_of(folder: Path) -> list[Problem]:
    """Any other exception than a ContentError fails the test."""
    try:
        read_pack(folder)
    except ContentError as error:
        return error.problems
    return []
