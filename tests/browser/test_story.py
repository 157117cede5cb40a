"""From signing up to the feed: what the site is for, in one telling."""

from __future__ import annotations

import json
from collections.abc import Callable

import feedparser
import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.story import COMMITTEE, GROUP, Story, body_of
from uclg_share.i18n import direction_of

TELLINGS = [
    ("en", True, "One desk for returning families"),
    ("ar", True, "مكتب واحد للعائلات العائدة"),
    ("en", False, "One desk, without a script"),
]


@pytest.mark.parametrize("lang, script, title", TELLINGS)
def test_a_case_study_finds_its_readers(
    site: Site, open_page: Callable[..., Page], lang: str, script: bool, title: str
) -> None:
    story = Story(site, open_page, lang, script, title)

    story.nadia_signs_up()
    story.she_confirms_her_address()
    story.an_administrator_confirms_her()
    story.she_joins_the_group()
    story.she_writes_a_case_study()
    not_yet_read(story)
    story.the_coordinator_asks_for_changes()
    told(story, "Changes asked: %(title)s")
    story.she_reads_why_and_sends_it_again()
    not_yet_read(story)
    story.the_coordinator_accepts()
    told(story, "Published: %(title)s")

    anybody_reads_it(story)


def not_yet_read(story: Story) -> None:
    for path in (f"/groups/{GROUP}", f"/committees/{COMMITTEE}", ""):
        page = story.go("visitor", path)
        expect(page.get_by_role("main")).not_to_contain_text(story.title)


def told(story: Story, subject: str) -> None:
    """Nadia's newest mail says so, in her language."""
    wanted = story.say(subject, title=story.title)
    number = len(story.site.mailbox.to(story.email))
    while True:
        mail = story.mail(story.email, number)
        if wanted in str(mail["Subject"]):
            break
        number += 1
    assert mail["Content-Language"] == story.lang
    assert story.title in body_of(mail) or story.title in str(mail["Subject"])


def anybody_reads_it(story: Story) -> None:
    page = story.go("visitor", f"/groups/{GROUP}")
    way = direction_of(story.lang)
    expect(page.locator("html")).to_have_attribute("dir", way)
    first = page.get_by_role("article").first
    first.get_by_role("link", name=story.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(story.title)
    expect(page.get_by_role("main")).to_contain_text("112 papers in May 2026")
    page = story.go("visitor", f"/committees/{COMMITTEE}")
    expect(page.get_by_role("main")).to_contain_text(story.title)
    for place in (f"groups/{GROUP}", f"committees/{COMMITTEE}"):
        feeds_show_it(story, f"/{story.lang}/{place}")


def feeds_show_it(story: Story, place: str) -> None:
    asker = story.page("visitor").request
    atom = feedparser.parse(asker.get(f"{place}.atom").text())
    assert not atom.bozo
    assert atom.entries[0].title == story.title
    feed = json.loads(asker.get(f"{place}.json").text())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["title"] == story.title
