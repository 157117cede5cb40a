"""Pictures and files are chosen or dropped, and stay, with script and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.axe import axe
from tests.browser.places import MEMBER, enter
from tests.browser.site import Site
from tests.office import pdf
from tests.pictures import jpeg, png
from uclg_share.database import db
from uclg_share.posts.models import WorkingCopy

SHOWS = "What it shows, for people who cannot see it"
DROP = """(box, bytes) => {
  const data = new DataTransfer();
  const kind = { type: 'application/pdf' };
  data.items.add(new File([new Uint8Array(bytes)], 'by-law.pdf', kind));
  const how = { dataTransfer: data, bubbles: true, cancelable: true };
  box.dispatchEvent(new DragEvent('drop', how));
}"""

PASTE = """(field, bytes) => {
  const data = new DataTransfer();
  const kind = { type: 'image/png' };
  data.items.add(new File([new Uint8Array(bytes)], 'image.png', kind));
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  field.dispatchEvent(new ClipboardEvent('paste', how));
}"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "wells.jpg").write_bytes(jpeg(2400, 1800, quality=95))
    (tmp_path / "plan.png").write_bytes(png())
    (tmp_path / "page.html").write_bytes(b"<script>alert(1)</script>")
    (tmp_path / "film.txt").write_bytes(b"a" * (10 * 1024 * 1024 + 1))
    return tmp_path


@pytest.fixture(params=[1280, 375])
def composer(
    open_page: Callable[..., Page], site: Site, request: pytest.FixtureRequest
) -> Page:
    """A member begins a new experience; nothing of it is kept yet."""
    page = open_page(viewport={"width": request.param, "height": 900})
    enter(site, page.context, MEMBER)
    page.goto("/en/write/experience")
    return page


def rows(page: Page) -> list[str]:
    return page.locator("[data-file] legend").all_inner_texts()


def kept_on_server(page: Page, site: Site, words: str) -> None:
    for _ in range(30):
        with site.app.app_context():
            copies = [copy.content for copy in db.session.scalars(select(WorkingCopy))]
        if words in str(copies):
            return
        page.wait_for_timeout(500)
    pytest.fail(f"never kept: {words}")


def test_what_is_chosen_and_dropped_is_sent_kept_and_described(
    composer: Page, site: Site, folder: Path
) -> None:
    composer.get_by_label("Title", exact=True).fill("Wells that are counted")
    choose = composer.get_by_label("Add pictures or files")
    choose.set_input_files([folder / "wells.jpg", folder / "page.html"])

    expect(composer.locator("[data-said]")).to_contain_text("page.html: This kind")
    expect(composer).to_have_url(re.compile(r"/posts/\d+/edit$"))
    assert rows(composer) == ["wells.webp"]
    composer.locator("[data-files]").evaluate(DROP, list(pdf()))
    expect(composer.locator("[data-file]")).to_have_count(2)
    expect(composer.locator("[data-progress]")).to_be_hidden()
    composer.get_by_label(SHOWS).fill("A man counts wells.")
    assert axe(composer) == []
    kept_on_server(composer, site, "A man counts wells.")

    composer.reload()

    assert rows(composer) == ["wells.webp", "by-law.pdf"]
    expect(composer.get_by_label(SHOWS)).to_have_value("A man counts wells.")
    shown = composer.locator("img.thumb")
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("one => one.naturalWidth") == 480
    assert axe(composer) == []
    composer.get_by_role("button", name="Take out by-law.pdf").click()
    assert rows(composer) == ["wells.webp"]
    composer.get_by_role("button", name="Save draft").click()
    expect(composer.get_by_role("main")).to_contain_text("Saved as a draft")
    assert rows(composer) == ["wells.webp"]


def test_a_picture_is_pasted_while_one_types(composer: Page) -> None:
    title = composer.get_by_label("Title", exact=True)
    title.fill("Wells that are drawn")

    title.evaluate(PASTE, list(png()))

    expect(composer.locator("[data-file]")).to_have_count(1)
    assert rows(composer) == ["image.webp"]
    expect(title).to_have_value("Wells that are drawn")


def test_what_is_too_large_is_not_even_sent(composer: Page, folder: Path) -> None:
    sent: list[str] = []
    composer.on("request", lambda request: sent.append(request.method))

    composer.get_by_label("Add pictures or files").set_input_files(folder / "film.txt")

    expect(composer.locator("[data-said]")).to_contain_text("larger than 10 MB")
    # The browser may still fetch what the page shows; a file would be posted.
    assert "POST" not in sent


def test_a_line_that_breaks_is_said_and_the_next_try_works(
    composer: Page, folder: Path
) -> None:
    choose = composer.get_by_label("Add pictures or files")
    choose.set_input_files(folder / "plan.png")
    expect(composer.locator("[data-file]")).to_have_count(1)
    composer.context.set_offline(True)
    choose.set_input_files(folder / "wells.jpg")
    expect(composer.locator("[data-said]")).to_contain_text("could not be sent")

    composer.context.set_offline(False)
    choose.set_input_files(folder / "wells.jpg")

    expect(composer.locator("[data-file]")).to_have_count(2)
    assert rows(composer) == ["plan.webp", "wells.webp"]


def test_without_script_a_form_does_it(
    open_page: Callable[..., Page], site: Site, folder: Path
) -> None:
    page = open_page(java_script_enabled=False)
    enter(site, page.context, MEMBER)
    page.goto("/en/write/experience")
    page.get_by_label("Title", exact=True).fill("Wells, without script")
    choose = page.get_by_label("Add pictures or files")
    choose.set_input_files([folder / "plan.png", folder / "page.html"])

    page.get_by_role("button", name="Add", exact=True).click()

    expect(page.get_by_role("alert")).to_contain_text("page.html: This kind of file")
    assert rows(page) == ["plan.webp"]
    expect(page.get_by_label("Title", exact=True)).to_have_value(
        "Wells, without script"
    )
    page.get_by_label("Add pictures or files").set_input_files(folder / "wells.jpg")
    page.get_by_role("button", name="Add", exact=True).click()
    assert rows(page) == ["plan.webp", "wells.webp"]
    page.get_by_role("button", name="Up wells.webp").click()
    assert rows(page) == ["wells.webp", "plan.webp"]
    page.get_by_label(SHOWS).first.fill("A man counts wells.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("main")).to_contain_text("Saved as a draft")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_role("alert")).to_contain_text("Say in one sentence")
    link = page.get_by_role("link", name=re.compile("what “plan.webp” shows"))
    expect(link).to_have_attribute("href", "#files-1-alt")
