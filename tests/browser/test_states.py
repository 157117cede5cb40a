"""Pages in the states one meets when something is wrong, empty or open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import axe
from tests.browser.places import COORDINATOR, MEMBER, VISITOR, enter
from tests.browser.site import Site
from tests.browser.story import GROUP

PHONE: ViewportSize = {"width": 375, "height": 740}
# Who, which page, which button leads into the wrong.
MISTAKES = [
    (VISITOR, "/sign-up", "form.stack .btn-1"),
    (VISITOR, "/sign-in", "form.stack .btn-1"),
    (MEMBER, "/write/case-study", "[value=submit]"),
    (MEMBER, "/write/experience", "[value=submit]"),
    (MEMBER, "/write", "main form .btn"),
    (MEMBER, "/settings/password", "main .btn-1"),
    (MEMBER, "/organisations/propose", "main .btn-1"),
]
EMPTY = [
    f"/groups/{GROUP}?kind=nothing",
    f"/groups/{GROUP}?cursor=nothing",
    "/organisations?q=zzzz",
    "/nowhere",
]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("role, path, button", MISTAKES)
def test_a_mistake_is_shown_where_it_is_and_first_of_all(
    open_page: Callable[..., Page],
    site: Site,
    role: str,
    path: str,
    button: str,
    lang: str,
) -> None:
    page = open_page(viewport=PHONE)
    enter(site, page.context, role)
    page.goto(f"/{lang}{path}")
    page.locator(button).first.click()

    summary = page.locator(".esum")
    expect(summary).to_be_focused()
    assert axe(page) == []
    link = summary.get_by_role("link").first
    words = link.inner_text()

    link.click()

    field = page.locator(":focus")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".f-err", has=field)).to_contain_text(words)


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("path", EMPTY)
def test_where_nothing_is_the_page_says_so(
    open_page: Callable[..., Page], lang: str, path: str
) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"/{lang}{path}")

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert axe(page) == []


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_menu_of_a_phone_opens_and_closes(
    open_page: Callable[..., Page], lang: str
) -> None:
    page = open_page(viewport=PHONE)
    page.goto(f"/{lang}/groups/{GROUP}")
    menu = page.locator("details.menu")
    opened = page.get_by_role("banner").locator("nav a")
    assert not any(link.is_visible() for link in opened.all())

    menu.locator("summary").click()

    assert all(link.is_visible() for link in opened.all())
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()
    expect(opened.first).to_be_hidden()


def test_a_decision_without_a_reason_is_not_sent(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(viewport=PHONE)
    enter(site, page.context, COORDINATOR)
    page.goto("/en/desk")
    page.locator(".q a").first.click()
    page.get_by_role("radio", name="Ask for changes").check()

    page.get_by_role("button", name="Send and stay here").click()

    expect(page).to_have_title("Error: " + page.title().removeprefix("Error: "))
    expect(page.locator(".esum")).to_be_focused()
    expect(page.get_by_role("radio", name="Ask for changes")).to_be_checked()
    assert axe(page) == []
