"""Whether pages are valid HTML, asked of html-validate once for many of them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.tools import HTML_VALIDATE, ROOT

RULES = ROOT / ".htmlvalidate.json"


def html_problems(pages: Mapping[str, str]) -> list[str]:
    """One line for each fault of these pages: `{name: html}`."""
    with tempfile.TemporaryDirectory() as folder:
        named = {}
        for number, (name, html) in enumerate(pages.items()):
            path = Path(folder) / f"{number:04}.html"
            path.write_text(html)
            named[path.name] = name
        command: list[str | Path] = [
            HTML_VALIDATE,
            "--config",
            RULES,
            "--formatter",
            "json",
            folder,
        ]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode not in {0, 1}:
        raise RuntimeError(answer.stderr or answer.stdout)
    return [
        f"{named[Path(page['filePath']).name]}:{fault['line']} "
        f"{fault['ruleId']}: {fault['message']}"
        for page in json.loads(answer.stdout or "[]")
        for fault in page["messages"]
    ]
