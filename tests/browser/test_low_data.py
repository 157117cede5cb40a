"""Low-data mode as somebody sees it: each picture in the place of its link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.axe import axe
from tests.browser.places import MEMBER, enter, person
from tests.browser.site import Site
from tests.pictures import png
from uclg_share.accounts.queries import viewer_for
from uclg_share.attachments.actions import add
from uclg_share.attachments.intake import read
from uclg_share.database import db
from uclg_share.posts.actions import save, start
from uclg_share.posts.drafts import Draft, Enclosure
from uclg_share.posts.models import Kind


@pytest.fixture
def draft(site: Site) -> str:
    """The page of a draft with two pictures, which only its author sees."""
    with site.app.app_context():
        author = viewer_for(person(MEMBER))
        plain = Draft(title="Benches in the shade", language="en")
        post = start(author, Kind.EXPERIENCE, plain)
        files = [add(author, post, read(f"{n}.png", png(700 + n))) for n in range(2)]
        shown = tuple(Enclosure(one.id, alt=f"Bench {one.id}.") for one in files)
        with_files = Draft(title=plain.title, language="en", files=shown)
        save(author, post, with_files, 1)
        db.session.commit()
        return f"/en/my-work/{post.id}"


def asked_pictures(page: Page) -> list[str]:
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/files/" in request.url:
            asked.append(request.url)

    page.on("request", note)
    return asked


@pytest.mark.parametrize("width", [1280, 375])
def test_the_switch_brings_links_and_a_press_brings_a_picture(
    open_page: Callable[..., Page], site: Site, draft: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 900})
    enter(site, page.context, MEMBER)
    page.goto(draft)
    page.get_by_role("button", name="Low-data mode").click()
    expect(page).to_have_url(site.url(draft))
    asked = asked_pictures(page)
    page.reload()
    assert asked == []
    assert axe(page) == []

    page.get_by_role("link", name="Show picture, ").first.click()
    expect(page.get_by_role("img", name="Bench").first).to_be_focused()
    assert len(asked) == 1

    page.get_by_role("link", name="Show all pictures of this page, ").click()
    expect(page.get_by_role("img", name="Bench")).to_have_count(2)
    assert len(asked) == 2
    expect(page.get_by_text("Show picture")).to_have_count(0)
    assert axe(page) == []


def test_without_a_script_the_links_lead_there(
    open_page: Callable[..., Page], site: Site, draft: str
) -> None:
    page = open_page(java_script_enabled=False, extra_http_headers={"Save-Data": "on"})
    enter(site, page.context, MEMBER)
    page.goto(draft)
    assert page.locator("main img").count() == 0

    page.get_by_role("link", name="Show all pictures of this page, ").click()

    expect(page.locator("main figure img")).to_have_count(2)
    page.goto(draft)
    link = page.get_by_role("link", name="Show picture, ").first
    picture = page.context.request.get(link.get_attribute("href") or "")
    assert picture.headers["content-type"] == "image/webp"
