"""The story of the site, told by its people through the browser.

Each of them has a browser of their own. Every word they look for is the word of the
page's language, read from the catalogue; whether scripts run is the opener's choice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage

from playwright.sync_api import Locator, Page, expect

from tests.browser.places import ADMINISTRATOR, COORDINATOR, enter
from tests.browser.site import Site
from tests.catalogues import catalogue
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Kind

GROUP = "migration-codevelopment"
COMMITTEE = "decentralised-cooperation"
ORGANISATION = "City of Cape Town"
PASSWORD = "three goats on a blue bicycle"
LINK = re.compile(r"http://127\.0\.0\.1:\d+(/\S+)")


@dataclass
class Story:
    """What the people of one telling have in common."""

    site: Site
    open_page: Callable[..., Page]
    lang: str
    script: bool
    title: str
    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def email(self) -> str:
        return f"nadia.{self.lang}.{int(self.script)}@town.example.org"

    def say(self, words: str, **values: object) -> str:
        """A message of the program in the language of this telling."""
        found = None if self.lang == "en" else catalogue(self.lang).get(words)
        said = str(found.string) if found else words
        return said % values if values else said

    def page(self, who: str) -> Page:
        if who not in self.pages:
            page = self.open_page(
                viewport={"width": 1280, "height": 900}, java_script_enabled=self.script
            )
            if who in {ADMINISTRATOR, COORDINATOR}:
                enter(self.site, page.context, who)
            self.pages[who] = page
        return self.pages[who]

    def go(self, who: str, path: str) -> Page:
        page = self.page(who)
        answer = page.goto(f"/{self.lang}{path}")
        assert answer is not None
        assert answer.ok, (path, answer.status)
        return page

    def press(self, page: Page, words: str) -> None:
        self.main(page).get_by_role("button", name=self.say(words)).first.click()

    def follow(self, page: Page, words: str) -> None:
        self.main(page).get_by_role("link", name=self.say(words)).first.click()

    def main(self, page: Page) -> Locator:
        return page.get_by_role("main")

    def fill(self, page: Page, words: str, text: str) -> None:
        self.field(page, words).fill(text)

    def answer(self, page: Page, part: str, text: str) -> None:
        """The question of a part, as the guide puts it in this language."""
        question = SPECS[Kind.CASE_STUDY].part(part).question
        self.fill(page, question.in_language(self.lang), text)

    def choose(self, page: Page, words: str, value: str) -> None:
        self.field(page, words).select_option(value)

    def field(self, page: Page, words: str) -> Locator:
        labelled = self.main(page).get_by_label(self.say(words), exact=True)
        return labelled.and_(page.locator("input, textarea, select")).first

    def mail(self, address: str, number: int) -> EmailMessage:
        """The mail with this place among those to an address."""
        return self.site.mailbox.wait_for(address, number)[number - 1]

    # --- The chapters -----------------------------------------------------------

    def nadia_signs_up(self) -> None:
        page = self.go("nadia", "/sign-up")
        self.fill(page, "Your name", "Nadia Haddad")
        self.fill(page, "Work e-mail", self.email)
        self.fill(page, "Your organisation", ORGANISATION[:12])
        if self.script:
            page.locator(".suggest [role=option]").first.click()
        else:
            self.press(page, "Find it")
            page.get_by_role("radio").first.check()
        self.fill(page, "Password", PASSWORD)
        self.press(page, "Join")
        expect(page.get_by_role("heading", level=1)).to_have_text(
            self.say("Check your e-mail")
        )

    def she_confirms_her_address(self) -> None:
        text = body_of(self.mail(self.email, 1))
        found = LINK.search(text)
        assert found, text
        page = self.page("nadia")
        page.goto(found[1])
        self.press(page, "This is my address")
        self.fill(page, "E-mail", self.email)
        self.fill(page, "Password", PASSWORD)
        self.press(page, "Sign in")

    def an_administrator_confirms_her(self) -> None:
        page = self.go(ADMINISTRATOR, "/admin/waiting")
        line = page.get_by_role("listitem").filter(has_text=self.email)
        line.get_by_role("button", name=self.say("Confirm")).first.click()
        expect(line).to_have_count(0)

    def she_joins_the_group(self) -> None:
        page = self.go("nadia", f"/groups/{GROUP}")
        self.follow(page, "Ask to join")
        self.fill(page, "Message to the coordinators", "I run the desk in our town.")
        self.press(page, "Ask to join")
        page = self.go(COORDINATOR, "/desk/join-requests")
        line = page.get_by_role("listitem").filter(has_text="Nadia Haddad").last
        line.get_by_role("button", name=self.say("Admit")).first.click()

    def she_writes_a_case_study(self) -> None:
        page = self.go("nadia", f"/write/case-study?group={GROUP}")
        self.fill(page, "Title", self.title)
        self.fill(page, "Summary", "Two clerks and one table. Nobody is sent away.")
        self.choose(page, "Country or territory", "TN")
        self.fill(page, "Municipality or place", "Oued Sefra")
        self.fill(page, "Started", "2024-09")
        self.choose(page, "How far it has come", "ongoing")
        self.choose(page, "What the results rest on", "own-monitoring")
        for part in ("context", "what_was_done", "results", "lessons"):
            self.answer(page, part, "People came **twice** for one paper.")
        page.locator("input[name=themes]").first.check()
        self.press(page, "Save draft")
        self.press(page, "Submit for review")
        expect(page).to_have_url(re.compile(r"/my-work/\d+$"))

    def the_coordinator_asks_for_changes(self) -> None:
        page = self.go(COORDINATOR, "/desk")
        self.main(page).get_by_role("link", name=self.title).first.click()
        self.main(page).get_by_role("radio", name=self.say("Ask for changes")).check()
        self.choose(page, "Reason", "unsourced")
        self.fill(page, "Note to the author", "Say who counted, and when.")
        self.press(page, "Send and stay here")

    def she_reads_why_and_sends_it_again(self) -> None:
        page = self.go("nadia", "/my-work")
        self.follow(page, "Read what was asked")
        expect(self.main(page)).to_contain_text("Say who counted, and when.")
        self.follow(page, "Go on writing")
        self.answer(page, "results", "The town counted 112 papers in May 2026.")
        self.press(page, "Submit for review")
        expect(page).to_have_url(re.compile(r"/my-work/\d+$"))

    def the_coordinator_accepts(self) -> None:
        page = self.go(COORDINATOR, "/desk")
        self.main(page).get_by_role("link", name=self.title).first.click()
        expect(self.main(page)).to_contain_text("Say who counted, and when.")
        choice = self.say("Accept and publish")
        self.main(page).get_by_role("radio", name=choice).check()
        self.press(page, "Send and stay here")


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
