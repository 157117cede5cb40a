"""Two people write one text: the second sees both, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from tests.browser.axe import axe
from tests.browser.places import MEMBER, enter, person
from tests.browser.site import Site
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.authorship.actions import accept, ask
from uclg_share.database import db
from uclg_share.posts.actions import start
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import Kind


@pytest.fixture
def shared(site: Site) -> tuple[int, str]:
    """A draft of one, which another writes along, by number and address."""
    with site.app.app_context():
        owner = person(MEMBER)
        other = db.session.scalars(
            select(Account).where(Account.id != owner.id, ~Account.is_admin)
        ).first()
        assert other is not None
        post = start(viewer_for(owner), Kind.EXPERIENCE, Draft(title="Two hands"))
        db.session.commit()
        accept(viewer_for(other), ask(viewer_for(owner), post, other.email))
        db.session.commit()
        return post.id, other.email


def test_the_second_of_two_people_chooses_between_both_texts(
    open_page: Callable[..., Page], site: Site, shared: tuple[int, str]
) -> None:
    post_id, email = shared
    owner, other = open_page(), open_page()
    enter(site, owner.context, MEMBER)
    with site.app.app_context():
        co_author = db.session.scalars(select(Account).filter_by(email=email)).one()
        name = co_author.name
        site.sign_in(other.context, co_author)
    for page in (owner, other):
        page.goto(f"/en/posts/{post_id}/edit")
    write(other, "The co-author was here first.")
    write(owner, "The owner wrote something else.")

    main = owner.get_by_role("main")
    expect(main).to_contain_text(f"{name} saved it")
    expect(field(owner)).to_have_value("The owner wrote something else.")
    owner.get_by_text("Show the saved text").click()
    expect(main).to_contain_text("The co-author was here first.")
    assert axe(owner) == []
    owner.get_by_role("button", name="Save draft").click()
    expect(main).to_contain_text("Saved as a draft")
    other.reload()
    expect(field(other)).to_have_value("The owner wrote something else.")


def field(page: Page) -> Locator:
    return page.get_by_label("What happened?", exact=True)


def write(page: Page, words: str) -> None:
    page.get_by_label("What happened?", exact=True).fill(words)
    page.get_by_role("button", name="Save draft").click()
