"""A full desk is cleared by hands that hold no mouse."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.axe import axe
from tests.browser.site import Site
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db, now
from uclg_share.groups.counters import recount_people
from uclg_share.groups.models import Membership, Role, WorkingGroup
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.posts.actions import start
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import Kind
from uclg_share.reviews.actions import submit
from uclg_share.reviews.models import Outcome, Review

GROUPS = ("intermediary-cities", "cib", "local-economic-development")
TEXTS = 50
ONE_BY_ONE = 12
AT_MOST = 60  # seconds for all of it
NOTE = "Say in one more sentence what came of it."


@pytest.fixture(scope="module")
def joan(site: Site) -> int:
    """She coordinates three groups; fifty texts of Rosa wait there."""
    with site.app.app_context():
        joan, rosa = _person("Joan Puig"), _person("Rosa Lima")
        groups = list(
            db.session.scalars(
                select(WorkingGroup).where(WorkingGroup.slug.in_(GROUPS))
            )
        )
        home = db.session.scalars(
            select(Organisation).where(Organisation.confirmed_at.is_not(None))
        ).first()
        assert home is not None
        db.session.add(Affiliation(account=rosa, organisation=home, confirmed_at=now()))
        for group in groups:
            for person, role in ((joan, Role.COORDINATOR), (rosa, Role.MEMBER)):
                db.session.add(Membership(account=person, group=group, role=role))
            recount_people(group)
        db.session.commit()
        for at in range(TEXTS):
            _send(rosa, home, groups[at % len(groups)], f"Walk number {at + 1}")
        db.session.commit()
        return joan.id


def _person(name: str) -> Account:
    email = f"{name.split(maxsplit=1)[0].lower()}@desk.example.org"
    person = Account(
        name=name,
        email=email,
        email_key=email,
        password_hash="",
        email_confirmed_at=now(),
    )
    db.session.add(person)
    return person


def _send(rosa: Account, home: Organisation, group: WorkingGroup, title: str) -> None:
    viewer = viewer_for(rosa)
    draft = Draft(
        title=title,
        summary="We walked through the town with those who live in it.",
        language="en",
        sections={"what_happened": "We walked.", "lesson": "Walk slowly."},
        organisation_id=home.id,
        group_ids=(group.id,),
        themes=("decentralisation",),
        place="Town",
        country="ES",
        started="2025",
    )
    submit(viewer, start(viewer, Kind.EXPERIENCE, draft), group)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def goes_on(page: Page, *keys: str) -> None:
    """The last of these keys leads to another page."""
    press(page, *keys[:-1])
    with page.expect_navigation():
        page.keyboard.press(keys[-1])


def reach(page: Page, selector: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"no key leads to {selector}")


def test_the_help_takes_the_focus_and_the_keys_are_silent_when_off(
    open_page: Callable[..., Page], site: Site, joan: int
) -> None:
    page = open_page(viewport={"width": 375, "height": 700})
    with site.app.app_context():
        site.sign_in(page.context, db.session.get_one(Account, joan))
    page.goto("/ar/desk")
    assert axe(page) == []

    press(page, "?")
    expect(page.locator("[data-keys-help]")).to_be_focused()
    press(page, "Tab", "Enter", "j")

    assert page.locator("[data-item]:focus").count() == 0


def test_fifty_texts_in_three_groups_are_cleared_by_keys_alone(
    open_page: Callable[..., Page], site: Site, joan: int
) -> None:
    page = open_page(viewport={"width": 1280, "height": 800})
    with site.app.app_context():
        site.sign_in(page.context, db.session.get_one(Account, joan))
    page.goto("/en/desk")
    expect(page.get_by_role("main")).to_contain_text("50 wait.")
    assert axe(page) == []
    begun = time.monotonic()

    goes_on(page, "j", "c")
    expect(page.get_by_text("Joan Puig has been reading this since")).to_be_visible()
    goes_on(page, "j", "n")
    for _ in range(ONE_BY_ONE):
        goes_on(page, "a", "Enter")

    clear_the_rest(page)
    expect(page.get_by_role("main")).to_contain_text("Nothing waits for you")

    assert time.monotonic() - begun < AT_MOST
    with site.app.app_context():
        decided = select(Review.outcome).where(Review.decided_by_id == joan)
        outcomes = Counter(db.session.scalars(decided))
    assert outcomes[Outcome.ACCEPTED] == ONE_BY_ONE
    assert outcomes[Outcome.RETURNED] == 2
    assert outcomes.total() == TEXTS


def clear_the_rest(page: Page) -> None:
    """Two go back, everything else is declined."""
    page.goto("/en/desk")
    press(page, "j", "x", "j", "x", "ArrowDown", "x", "k", "k", "x")
    expect(page.get_by_text("Selected: 2")).to_be_visible()
    goes_on(page, "r")
    assert axe(page) == []
    give_reason(page)

    reach(page, "[data-all]")
    press(page, "Space")
    goes_on(page, "d")
    give_reason(page)


def give_reason(page: Page) -> None:
    """The reason and the note, given once for all."""
    reach(page, "#reason")
    press(page, "n")  # Numbers without a source
    reach(page, "#note")
    page.keyboard.type(NOTE)
    reach(page, "main button.btn-1")
    goes_on(page, "Enter")
