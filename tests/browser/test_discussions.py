"""A question finds its answer: asked, let through, answered, marked."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import axe
from tests.browser.places import ADMINISTRATOR, COORDINATOR, MEMBER, enter
from tests.browser.site import Site

GROUP = "migration-codevelopment"
TITLE = "Who pays for the second interpreter?"
WORDS = "The **region**, from the first of May."


def test_a_question_finds_its_answer(
    open_page: Callable[..., Page], site: Site
) -> None:
    asker, coordinator, other = open_page(), open_page(), open_page()
    people = {MEMBER: asker, COORDINATOR: coordinator, ADMINISTRATOR: other}
    for role, page in people.items():
        enter(site, page.context, role)

    asks(asker)
    lets_it_through(coordinator)
    answers(other)
    marks_it(asker)

    expect(asker.locator("[aria-labelledby=answer]")).to_contain_text("The region")
    assert axe(asker) == []
    other.goto(f"/en/groups/{GROUP}?kind=discussion")
    card = other.get_by_role("article").filter(has_text=TITLE)
    expect(card).to_contain_text("Answered")


def asks(page: Page) -> None:
    page.goto(f"/en/write/question?group={GROUP}")
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("What do you want to know?", exact=True).fill(
        "We have **one** so far."
    )
    assert axe(page) == []
    page.get_by_role("button", name="Submit for review").click()
    expect(page).to_have_url(re.compile(r"/my-work/\d+$"))


def lets_it_through(page: Page) -> None:
    page.goto("/en/desk")
    page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    page.get_by_role("radio", name="Accept and publish").check()
    page.get_by_role("button", name="Send and stay here").click()
    expect(page.get_by_role("main")).to_contain_text(TITLE)


def answers(page: Page) -> None:
    page.goto(f"/en/groups/{GROUP}?kind=unanswered")
    page.get_by_role("article").get_by_role("link", name=TITLE).click()
    page.get_by_role("textbox", name="Write a comment").fill(WORDS)
    page.get_by_role("button", name="Post the answer").click()
    expect(page.get_by_role("status").first).to_be_visible()


def marks_it(page: Page) -> None:
    page.goto("/en/inbox")
    page.get_by_role("link", name=re.compile("Read the comment")).first.click()
    page.get_by_role("button", name=re.compile("This is the answer")).click()
