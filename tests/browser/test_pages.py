"""Every kind of page, for every kind of reader: valid, accessible, never too wide."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.axe import axe
from tests.browser.places import ROLES, enter, pages_of, views_with_pages
from tests.browser.site import Site
from tests.tools import HTML_VALIDATE, ROOT

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 700}
SCROLLS = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_valid_and_accessible_in_light_and_dark(
    open_page: Callable[..., Page], site: Site, tmp_path: Path, role: str, lang: str
) -> None:
    page = open_page(viewport=WIDE)
    enter(site, page.context, role)
    complaints = []

    # Both in one walk: finding the pages takes as long as looking at them.
    for kind, path in pages_of(site, page.request, lang).items():
        name = kind.replace(".", "-").replace(" ", "-")
        (tmp_path / f"{name}.html").write_text(page.request.get(path).text())
        # At once: no colour is on its way to another when it is looked at.
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(path)
        complaints += axe(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        complaints += axe(page, "color-contrast")  # nothing else differs
        page.set_viewport_size(NARROW)
        if page.evaluate(SCROLLS):
            complaints.append(f"{path} scrolls sideways at 320 px")
        page.set_viewport_size(WIDE)

    assert complaints + validate(tmp_path) == []


def test_links_lead_to_every_page(open_page: Callable[..., Page], site: Site) -> None:
    found = set()

    for role in ROLES:
        page = open_page()
        enter(site, page.context, role)
        found |= {kind.split()[0] for kind in pages_of(site, page.request, "en")}

    assert views_with_pages(site) - found == set()


def validate(folder: Path) -> list[str]:
    """What html-validate finds in the pages of a folder, a line each."""
    report = folder / "report.json"
    config = ("--config", str(ROOT / ".htmlvalidate.json"))
    pages = map(str, sorted(folder.glob("*.html")))
    subprocess.run(
        [str(HTML_VALIDATE), *config, "--formatter", f"json={report}", *pages],
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return [
        f"{Path(file['filePath']).name} {said['line']} {said['message']}"
        for file in json.loads(report.read_text())
        for said in file["messages"]
    ]
