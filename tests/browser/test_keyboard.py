"""What hands do that hold no mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import COORDINATOR, MEMBER, enter
from tests.browser.site import Site
from tests.browser.story import GROUP

DESK: dict[str, int] = {"width": 1280, "height": 800}
HIDDEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const dock = document.querySelector('.dock').getBoundingClientRect();
    const inDock = document.activeElement.closest('.dock, footer, header');
    return !inDock && box.height > 0 && box.top > dock.top - 2 && box.top < dock.bottom;
}"""


def pressed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_first_post_is_four_keys_away(
    open_page: Callable[..., Page], lang: str
) -> None:
    page = open_page(viewport=DESK)
    page.goto(f"/{lang}/groups/{GROUP}")

    pressed(page, "Tab", "Tab", "Enter", "Tab")

    focused = page.locator(":focus")
    assert "/posts/" in str(focused.get_attribute("href")) or focused.evaluate(
        "node => node.classList.contains('grp')"
    )


def test_the_title_of_a_new_text_is_four_keys_away(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(viewport=DESK)
    enter(site, page.context, MEMBER)
    page.goto("/en/write/case-study")

    pressed(page, "Tab", "Tab", "Enter", "Tab")

    expect(page.get_by_label("Title", exact=True).first).to_be_focused()


def test_no_field_hides_behind_the_dock(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(viewport=DESK)
    enter(site, page.context, MEMBER)
    page.goto("/en/write/case-study")
    hidden = []

    for _ in range(110):
        page.keyboard.press("Tab")
        if page.evaluate(HIDDEN):
            hidden.append(page.evaluate("document.activeElement.outerHTML")[:100])

    assert hidden == []


def open_first(page: Page) -> None:
    page.goto("/en/desk")
    page.locator(".q a").first.click()


def test_a_text_is_accepted_with_two_keys(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(viewport=DESK)
    enter(site, page.context, COORDINATOR)
    open_first(page)
    sent: list[str] = []

    def hold(route: object, request: object) -> None:
        sent.append(str(request.post_data))  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route(
        "**/desk/reviews/*",
        lambda route, request: (
            hold(route, request) if request.method == "POST" else route.continue_()
        ),
    )

    pressed(page, "a", "Enter")
    for _ in range(50):
        if sent:
            break
        page.wait_for_timeout(100)
    page.wait_for_timeout(300)  # long enough for a second, which must not come

    assert len(sent) == 1
    assert "decision=accept" in sent[0]


def test_letters_choose_nothing_while_one_types(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(viewport=DESK)
    enter(site, page.context, COORDINATOR)
    open_first(page)

    page.get_by_label("Note to the author").click()
    page.keyboard.type("a carrot")

    for name in ("Accept and publish", "Ask for changes", "Decline"):
        expect(page.get_by_role("radio", name=name)).not_to_be_checked()


def test_the_keys_are_switched_off_and_stay_off(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(viewport=DESK)
    enter(site, page.context, COORDINATOR)
    open_first(page)
    page.get_by_role("button", name="Turn keys off").click()
    page.reload()

    page.keyboard.press("a")

    expect(page.get_by_role("radio", name="Accept and publish")).not_to_be_checked()
    expect(page.get_by_role("button", name="Turn keys on")).to_be_visible()
