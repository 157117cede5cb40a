"""Without a line: the page that says so, and the texts somebody chose to keep."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.axe import axe
from tests.browser.places import MEMBER, enter, person
from tests.browser.site import Site
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.posts.models import Post, Reach
from uclg_share.reading_list.actions import save

OFFLINE = {"en": "You are offline", "fr": "Vous êtes hors ligne",
           "es": "Sin conexión", "ar": "أنت غير متصل"}  # fmt: skip
ALL = """async () => {
  const paths = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const one of await cache.keys()) paths.push(new URL(one.url).pathname);
  }
  return paths;
}"""
KEPT = "caches.has('kept')"
GONE = "caches.has('kept').then(function (is_there) { return !is_there; })"
STYLED = "node => getComputedStyle(node).backgroundColor"
READY = "navigator.serviceWorker.ready.then(function (one) { return one.scope; })"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A browser in which the worker may work."""
    wide = {"width": 1280, "height": 800}
    return open_page(viewport=wide, service_workers="allow")


def is_so(page: Page, said: str, tries: int = 200) -> bool:
    """Asked from here: a page that asks itself needs what its policy forbids."""
    for _ in range(tries):
        if page.evaluate(said):
            return True
        page.wait_for_timeout(50)
    return False


def with_worker(page: Page, path: str) -> None:
    """Open a page and wait until the worker answers for the site. A sign-out takes the
    worker away too, in its own time; the next page has another."""
    for _ in range(5):
        page.goto(path)
        assert page.evaluate(READY).endswith("/")
        if is_so(page, "!!navigator.serviceWorker.controller", 40):
            return
    raise AssertionError("No worker answers for the site.")


def saved_by(site: Site, page: Page) -> tuple[str, str]:
    """Address and title of a text on the reading list of who is signed in here."""
    enter(site, page.context, MEMBER)
    everybodys = select(Post).where(Post.reach == Reach.PUBLIC, Post.language == "en")
    with site.app.app_context():
        post = db.session.scalars(everybodys.order_by(Post.id)).first()
        assert post is not None
        save(viewer_for(person(MEMBER)), post)
        db.session.commit()
        return f"/en/posts/{post.id}/{post.slug}", post.title or ""


def keep_all(page: Page) -> None:
    with_worker(page, "/en/reading-list")
    assert axe(page) == []
    page.get_by_role("button", name="Keep for offline reading").click()
    status = page.get_by_role("status").last
    expect(status).to_contain_text("Kept on this device on", timeout=30_000)


@pytest.mark.parametrize("lang", OFFLINE)
def test_without_a_line_a_page_says_so_in_the_language_of_its_address(
    page: Page, lang: str
) -> None:
    with_worker(page, f"/{lang}/")
    page.context.set_offline(True)

    page.goto(f"/{lang}/groups")

    expect(page.locator("h1")).to_have_text(OFFLINE[lang])
    assert page.locator("section:visible").count() == 0
    assert axe(page) == []


def test_a_text_that_was_kept_is_read_without_a_line(page: Page, site: Site) -> None:
    address, title = saved_by(site, page)
    keep_all(page)
    page.context.set_offline(True)

    page.goto("/en/groups")
    expect(page.locator("h1")).to_have_text(OFFLINE["en"])
    page.get_by_role("link", name=title).click()

    expect(page).to_have_url(site.url(address))
    expect(page.locator("h1")).to_have_text(title)
    expect(page.get_by_role("main")).to_contain_text("You are offline. This copy is of")
    expect(page.locator("header")).to_contain_text("Sign in")  # as a visitor reads it
    assert page.locator(".top").evaluate(STYLED) != "rgba(0, 0, 0, 0)"
    assert page.locator("article img").count() == 0
    assert page.evaluate(KEPT)


def test_with_a_line_the_copy_is_never_shown(page: Page, site: Site) -> None:
    address, title = saved_by(site, page)
    keep_all(page)

    page.goto(address)

    expect(page.locator("h1")).to_have_text(title)
    expect(page.get_by_role("main")).not_to_contain_text("This copy is of")
    expect(page.locator("header")).to_contain_text("Sign out")


def test_what_was_kept_is_removed_by_its_button(page: Page, site: Site) -> None:
    address, _ = saved_by(site, page)
    keep_all(page)

    page.get_by_role("button", name="Remove from this device").click()
    expect(page.get_by_role("status").last).to_have_text("Removed from this device.")

    page.context.set_offline(True)
    page.goto(address)
    expect(page.locator("h1")).to_have_text(OFFLINE["en"])


def test_nothing_is_left_after_signing_out(page: Page, site: Site) -> None:
    address, title = saved_by(site, page)
    keep_all(page)

    page.get_by_role("button", name="Sign out").first.click()

    expect(page.locator("header")).to_contain_text("Sign in")
    assert is_so(page, GONE)
    with_worker(page, "/en/")
    page.context.set_offline(True)
    page.goto(address)
    expect(page.locator("h1")).to_have_text(OFFLINE["en"])
    expect(page.get_by_role("main")).not_to_contain_text(title)


def test_a_sign_in_that_ended_elsewhere_leaves_nothing_either(
    page: Page, site: Site
) -> None:
    saved_by(site, page)
    keep_all(page)
    page.context.clear_cookies()

    page.goto("/en/groups")

    assert is_so(page, GONE)


def test_pages_and_answers_to_forms_are_never_kept(page: Page, site: Site) -> None:
    enter(site, page.context, MEMBER)
    with_worker(page, "/en/settings")

    page.goto("/en/inbox")
    page.get_by_role("button", name="Low-data mode").click()

    expect(page.get_by_role("contentinfo")).to_contain_text("Low-data mode is on")
    kept = page.evaluate(ALL)
    assert sorted(path for path in kept if not path.startswith("/assets/")) == [
        f"/{lang}/offline" for lang in ("ar", "en", "es", "fr")
    ]
    assets = site.app.extensions["assets"]
    assert len(kept) == 4 + len([name for name in assets if "keep-" not in name])
