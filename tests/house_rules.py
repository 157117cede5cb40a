"""The size of things, locks without addresses, libraries with a reason.

A file may have 200 lines and a function 30. What is longer says why, in a comment that
begins with `# Long because:` — in the first lines of the file, or directly above the
function. A reason nobody needs any more is a fault as well. `make check` runs this.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("uclg_share", "tests", "migrations", "bench")
LONGEST_FILE = 200
LONGEST_FUNCTION = 30
REASON = "# Long because:"
TOP = 15  # lines in which the reason of a file stands
LOCKS = ("requirements.txt", "requirements-dev.txt")
WISHES = ("requirements.in", "requirements-dev.in")
REASONS = ROOT / "docs" / "decisions" / "0015-dependencies.md"


def main() -> int:
    faults = [
        *faults_of_files(python_files()),
        *faults_of_locks(),
        *faults_of_wishes(),
    ]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def python_files() -> list[Path]:
    inside = (path for name in FOLDERS for path in (ROOT / name).rglob("*.py"))
    return sorted([*ROOT.glob("*.py"), *inside])


def faults_of_files(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        lines = path.read_text().splitlines()
        where = str(path.relative_to(ROOT))
        reason = any(line.startswith(REASON) for line in lines[:TOP])
        yield from faults_of_length(where, len(lines), LONGEST_FILE, reason)
        for name, at, length in functions_of(ast.parse("\n".join(lines))):
            known = has_reason_above(lines, at)
            yield from faults_of_length(
                f"{where}:{at} {name}", length, LONGEST_FUNCTION, known
            )


def faults_of_length(
    where: str, length: int, limit: int, reason: bool
) -> Iterator[str]:
    if length > limit and not reason:
        yield f"{where}: {length} lines, {limit} are allowed without a reason"
    if length <= limit and reason:
        yield f"{where}: says why it is long, and is not"


def functions_of(tree: ast.Module) -> Iterator[tuple[str, int, int]]:
    """(name, first line with its decorators, lines from `def` to the end)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(mark.lineno for mark in node.decorator_list)])
            yield node.name, first, (node.end_lineno or 0) - node.lineno + 1


def has_reason_above(lines: list[str], first: int) -> bool:
    for line in reversed(lines[: first - 1]):
        if not line.lstrip().startswith("#"):
            return False
        if line.lstrip().startswith(REASON):
            return True
    return False


def faults_of_locks() -> Iterator[str]:
    """Whoever installs chooses from where; a lock names versions and hashes alone."""
    for name in LOCKS:
        if "://" in (ROOT / name).read_text():
            yield f"{name}: names an address to download from"
    if '"resolved"' in (ROOT / "package-lock.json").read_text():
        yield "package-lock.json: names addresses to download from"


def faults_of_wishes() -> Iterator[str]:
    """Each library we ask for has its sentence."""
    known = REASONS.read_text()
    for name in WISHES:
        for wish in re.findall(r"^[a-zA-Z0-9-]+", (ROOT / name).read_text(), re.M):
            if not wish.startswith("-") and f"`{wish.lower()}`" not in known:
                yield f"{name}: {wish} has no sentence in {REASONS.name}"


if __name__ == "__main__":
    sys.exit(main())
