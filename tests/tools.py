"""Where the tools are that some tests need beside Python."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
HTML_VALIDATE = ROOT / "node_modules" / ".bin" / "html-validate"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The browser named by CHROMIUM, or the one on the path."""
    if named := os.environ.get("CHROMIUM"):
        return named
    found = (shutil.which(name) for name in BROWSERS)
    return next((path for path in found if path), None)


def missing_tools() -> str:
    """What the browser tests lack here, in words; empty if nothing."""
    if find_chromium() is None:
        return "Chromium was not found; on Debian: apt-get install chromium"
    return missing_packages()


def missing_validators() -> str:
    """What the tests of published formats lack here, in words; empty if nothing."""
    if shutil.which("ruby") is None:
        return "Ruby was not found; on Debian: apt-get install ruby"
    return missing_packages()


def missing_packages() -> str:
    if shutil.which("node") is None:
        return "Node was not found; on Debian: apt-get install nodejs npm"
    if not (AXE.exists() and HTML_VALIDATE.exists()):
        return "node_modules is absent or incomplete; run: npm ci"
    return ""
