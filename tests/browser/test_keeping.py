"""Words that are typed are not lost: no line, no sign-in, two windows, a closed one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.axe import axe
from tests.browser.places import MEMBER, enter, person
from tests.browser.site import Site
from tests.processes import kill_server
from uclg_share.database import db
from uclg_share.posts.models import Post, WorkingCopy

KEPT = re.compile(r"^Kept at [^.]* on the server$")
ON_DEVICE = re.compile("on this device")


@pytest.fixture
def composer(open_page: Callable[..., Page], site: Site) -> Page:
    """Amina begins a new experience."""
    page = open_page(viewport={"width": 1280, "height": 900})
    enter(site, page.context, MEMBER)
    page.goto("/en/write/experience")
    return page


def write(page: Page, words: str, label: str = "What happened?") -> None:
    page.get_by_label(label, exact=True).fill(words)


def on_server(site: Site) -> str:
    """Everything kept of unsaved texts."""
    with site.app.app_context():
        return str([copy.content for copy in db.session.scalars(select(WorkingCopy))])


def test_a_pause_keeps_the_text_and_a_new_window_shows_it(
    composer: Page, site: Site
) -> None:
    composer.get_by_label("Title", exact=True).fill("A bench every 300 metres")
    write(composer, "The council asked the oldest.")

    expect(composer.locator(".saved")).to_have_text(KEPT, timeout=10_000)

    expect(composer).to_have_url(re.compile(r"/posts/\d+/edit$"))
    assert axe(composer) == []
    other = composer.context.new_page()
    other.goto(composer.url)
    expect(other.get_by_label("What happened?", exact=True)).to_have_value(
        "The council asked the oldest."
    )
    expect(other.get_by_role("main")).to_contain_text("We kept what you typed")
    assert axe(other) == []


def test_without_a_line_the_device_keeps_and_then_the_server(
    composer: Page, site: Site
) -> None:
    composer.context.set_offline(True)
    write(composer, "Written on the train, without a line.")
    expect(composer.locator(".saved")).to_have_text(ON_DEVICE, timeout=10_000)
    assert "on the train" not in on_server(site)

    composer.context.set_offline(False)

    expect(composer.locator(".saved")).to_have_text(KEPT, timeout=15_000)
    assert "on the train" in on_server(site)


def test_a_server_killed_in_the_middle_loses_nothing(
    composer: Page, site: Site
) -> None:
    write(composer, "Kept before the fall.")
    expect(composer.locator(".saved")).to_have_text(KEPT, timeout=10_000)

    kill_server(site.keeper)
    write(composer, "Kept before the fall, and typed after it.")

    for _ in range(80):
        if "and typed after it" in on_server(site):
            break
        composer.wait_for_timeout(500)
    assert "and typed after it" in on_server(site)
    expect(composer.locator(".saved")).to_have_text(KEPT)


def test_a_window_closed_too_soon_offers_its_words_again(composer: Page) -> None:
    write(composer, "Closed before the server heard of it.")
    composer.wait_for_timeout(800)  # the device keeps after half a second

    composer.reload()

    expect(composer.get_by_label("What happened?", exact=True)).to_have_value("")
    composer.get_by_role("button", name="Use it").click()
    expect(composer.get_by_label("What happened?", exact=True)).to_have_value(
        "Closed before the server heard of it."
    )


def test_who_signs_in_again_goes_on_where_they_were(composer: Page, site: Site) -> None:
    write(composer, "First words.")
    expect(composer.locator(".saved")).to_have_text(KEPT, timeout=10_000)
    composer.context.clear_cookies()

    write(composer, "First words, and more after the session had ended.")

    expect(composer.get_by_text("You are signed out.")).to_be_visible(timeout=10_000)
    with site.app.app_context():
        site.sign_in(composer.context, person(MEMBER))
    expect(composer.locator(".saved")).to_have_text(KEPT, timeout=15_000)
    assert "after the session had ended" in on_server(site)
    expect(composer.get_by_text("You are signed out.")).to_be_hidden()


def test_the_older_of_two_windows_overwrites_nothing(
    composer: Page, site: Site
) -> None:
    write(composer, "Begun.")
    expect(composer.locator(".saved")).to_have_text(KEPT, timeout=10_000)
    newer = composer.context.new_page()
    newer.goto(composer.url)
    write(newer, "Written in the newer window.")
    expect(newer.locator(".saved")).to_have_text(KEPT, timeout=10_000)

    write(composer, "Written in the older window.")

    expect(composer.get_by_text("open in another window")).to_be_visible(timeout=10_000)
    assert "in the newer window" in on_server(site)
    assert "in the older window" not in on_server(site)
    composer.get_by_label("Title", exact=True).fill("Two windows")
    composer.get_by_role("button", name="Save draft").click()
    expect(composer.get_by_role("main")).to_contain_text("saved elsewhere")
    expect(composer.get_by_label("What happened?", exact=True)).to_have_value(
        "Written in the older window."
    )
    assert axe(composer) == []


def test_saving_while_it_is_kept_makes_one_draft(composer: Page, site: Site) -> None:
    composer.get_by_label("Title", exact=True).fill("Pressed at once")
    write(composer, "Kept and saved in one moment.")
    composer.wait_for_timeout(2_950)

    composer.get_by_role("button", name="Save draft").click()

    expect(composer.get_by_role("status").first).to_contain_text("Saved as a draft")
    with site.app.app_context():
        titles = select(Post.id).where(Post.working_title == "Pressed at once")
        assert len(db.session.scalars(titles).all()) == 1


def test_a_comment_outlives_the_sign_in(
    open_page: Callable[..., Page], site: Site
) -> None:
    page = open_page(viewport={"width": 375, "height": 800})
    enter(site, page.context, MEMBER)
    page.goto(site.url("/en/groups/migration-codevelopment"))
    page.locator("main article h3 a").first.click()
    post, box = page.url, page.locator("form[data-hold] textarea").first
    box.fill("Our town did the same in May.")
    page.context.clear_cookies()
    page.locator("form[data-hold] button.btn-1").first.click()
    expect(page.get_by_role("main")).to_contain_text("Our town did the same")

    enter(site, page.context, MEMBER)
    page.goto(post)

    expect(box).to_have_value("Our town did the same in May.")
    expect(page.locator("[data-held]").first).to_be_visible()
    page.locator("form[data-hold] button.btn-1").first.click()
    expect(page).to_have_url(re.compile("#c-"))
    page.goto(post)
    expect(box).to_have_value("")
