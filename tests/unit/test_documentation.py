"""What the documents name is there, and what is there they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from config import read_settings
from tests.tools import ROOT
from uclg_share import limits
from uclg_share.cli import COMMANDS
from uclg_share.current import ADMIN_LIFETIME, MEMBER_LIFETIME
from uclg_share.limits import Limit

README = (ROOT / "README.md").read_text()
DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text()
SECURITY = (ROOT / "docs" / "security.md").read_text()
TESTS = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", SECURITY)
LIMITS = [limit for limit in vars(limits).values() if isinstance(limit, Limit)]
# R01 to R80 without what belongs to parts that are not built: second factor,
# deletion of people, copies.
WANTED = [
    *range(1, 10),
    *range(11, 50),
    *range(51, 66),
    *(67, 68, 69, 70, 71, 72, 73, 75, 78, 79, 80),
]


class Asked(Mapping[str, str]):
    """An environment that is empty and remembers what was looked for."""

    def __init__(self, **known: str) -> None:
        self.known = known
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


@pytest.mark.parametrize("path, name", sorted(set(TESTS)))
def test_a_test_that_is_named_exists(path: str, name: str) -> None:
    text = (ROOT / path).read_text()

    assert not name or f"\ndef {name}(" in text


def test_each_requirement_has_its_row() -> None:
    rows = re.findall(r"^\| R(\d\d) \|", SECURITY, re.MULTILINE)

    assert [int(row) for row in rows] == WANTED


def test_a_row_has_a_test_or_says_why_not() -> None:
    for row in re.findall(r"^\| R\d\d \|.*$", SECURITY, re.MULTILINE):
        assert "`tests/" in row or "not here yet" in row, row


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_a_limit_stands_with_its_number(limit: Limit) -> None:
    minutes = limit.seconds // 60

    line = rf"^\| `{limit.name}` \| .+ \| {limit.number} \| {minutes} minutes( \*)? \|$"
    assert re.search(line, SECURITY, re.MULTILINE)


def test_the_lifetimes_stand_there() -> None:
    said = " ".join(SECURITY.split())
    idle, whole = (time.days for time in MEMBER_LIFETIME)
    short, day = (int(time.total_seconds() // 3600) for time in ADMIN_LIFETIME)

    assert f"after {idle} days without use and after {whole} days" in said
    assert f"administrator after {short} hours and {day} hours" in said


def test_every_setting_is_in_the_readme(tmp_path: Any) -> None:
    environ = Asked(SHARE_ENV="local", INSTANCE=str(tmp_path))
    read_settings(environ)

    rows = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    assert rows == environ.names


@pytest.mark.parametrize("command", [command.name or "" for command in COMMANDS])
def test_every_command_is_explained(command: str) -> None:
    words = re.compile(rf"`{command}`|--app wsgi {command}\b")

    assert words.search(README + DEPLOYMENT)
