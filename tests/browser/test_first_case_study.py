"""A case study of five hundred words with a picture, from the front page to the
coordinators, by somebody who has no mouse and was told nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, TimeoutError, expect

from tests.browser.places import MEMBER, enter
from tests.browser.site import Site
from tests.pictures import jpeg

MOST_STOPS = 150
FOCUSED = """words => {
  const at = document.activeElement;
  const label = at.labels && at.labels[0] ? at.labels[0].innerText : '';
  return (label || at.innerText || '').trim().startsWith(words);
}"""
SENTENCE = (
    "The town kept one list of all wells, and two people looked at each of them once"
    " a month, wrote down what they saw and told the council what it would cost."
)


@dataclass
class Hands:
    """Ten fingers on the keys; `keys` counts what they pressed, a text as one."""

    page: Page
    keys: int = 0
    texts: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def go_to(self, words: str, key: str = "Tab") -> None:
        for _ in range(MOST_STOPS):
            if self.page.evaluate(FOCUSED, words):
                return
            self.press(key)
        raise AssertionError(f"never reached: {words}")

    def type(self, words: str, text: str) -> None:
        self.go_to(words)
        self.page.keyboard.type(text)
        self.texts += 1

    def tick(self, words: str) -> None:
        self.go_to(words)
        self.press("Space")

    def follow(self, words: str) -> None:
        self.go_to(words)
        with self.page.expect_navigation():
            self.press("Enter")


def sentences(number: int) -> str:
    return " ".join([SENTENCE] * number)


def write(hands: Hands) -> None:
    hands.type("Title", "Wells that are looked at once a month")
    hands.type("Summary", "Two people and one list. No well stood still for a month.")
    hands.type("Municipality", "Oued Sefra")
    hands.type("Country", "Tunisia")
    hands.type("Started", "2024-09")
    hands.type("How far", "Ongoing")
    hands.type("What the results", "Own monitoring")
    hands.type("What was wrong", sentences(3))
    hands.type("What did you do", sentences(5))
    hands.type("What changed", sentences(4))
    hands.type("What did you learn", sentences(4))


def choose(hands: Hands, words: str, file: Path) -> None:
    """The browser opens no window when it took it seconds to see the key: then one
    presses it again."""
    for last in (False, False, True):
        hands.go_to(words)
        try:
            with hands.page.expect_file_chooser(timeout=6_000) as chooser:
                hands.press("Space")
        except TimeoutError:
            if last:
                raise
        else:
            chooser.value.set_files(file)
            return


def add_picture(hands: Hands, picture: Path) -> None:
    choose(hands, "Add pictures", picture)
    expect(hands.page.locator("[data-file]")).to_have_count(1)
    hands.go_to("What it shows", "Shift+Tab")
    hands.type("What it shows", "Two people stand at a well and write on a list.")


def test_a_member_writes_a_case_study_with_a_picture_by_keyboard_alone(
    open_page: Callable[..., Page], site: Site, tmp_path: Path
) -> None:
    picture = tmp_path / "well.jpg"
    picture.write_bytes(jpeg(1600, 1200))
    page = open_page(viewport={"width": 1280, "height": 800})
    enter(site, page.context, MEMBER)
    page.goto("/en/")
    hands = Hands(page)

    hands.follow("Share an experience")
    hands.follow("Case study")
    hands.press("Tab", "Tab", "Enter")
    write(hands)
    add_picture(hands, picture)
    hands.tick("Climate, environment")
    hands.go_to("Submit for review")
    hands.press("Enter")

    expect(page).to_have_url(re.compile(r"/my-work/\d+$"))
    main = page.get_by_role("main")
    expect(main.get_by_role("img", name="Two people stand at a well")).to_be_visible()
    assert len(main.inner_text().split()) > 500
    # Most of them Tab; a text counts apart, however long it is.
    assert hands.keys < 170
    assert hands.texts == 12
