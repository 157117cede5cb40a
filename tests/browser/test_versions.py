"""An Arabic text is revised under the eyes of its readers, who see the accepted one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe
from tests.browser.places import COORDINATOR, MEMBER, enter, person
from tests.browser.site import Site
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.actions import start
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import Kind
from uclg_share.reviews.actions import accept, submit

OLD = "سألنا السكان عن آبارهم في الصيف"
NEW = "سألنا السكان عن آبارهم في الشتاء"
PLAIN = "السوق القديم"


@pytest.fixture
def published(site: Site) -> int:
    """An experience in Arabic that everybody reads."""
    with site.app.app_context():
        viewer = viewer_for(person(MEMBER))
        judge = viewer_for(person(COORDINATOR))
        group_id = min(viewer.member_of & judge.coordinates)
        group = db.session.get_one(WorkingGroup, group_id)
        draft = Draft(
            title=PLAIN,
            summary="كيف سألنا وماذا سمعنا.",
            language="ar",
            sections={"what_happened": OLD, "lesson": "لا بد من السؤال مرتين."},
            organisation_id=min(viewer.writes_for),
            group_ids=(group.id,),
            place="عين زيتون",
            country="TN",
            started="2025",
            themes=("food",),
        )
        post = start(viewer, Kind.EXPERIENCE, draft)
        db.session.commit()
        accept(judge, submit(viewer, post, group))
        db.session.commit()
        return post.id


def text_of(page: Page) -> str:
    return page.get_by_role("main").inner_text()


def test_readers_see_the_accepted_text_until_the_new_one_is(
    open_page: Callable[..., Page], site: Site, published: int
) -> None:
    reader, author, judge = open_page(), open_page(), open_page()
    enter(site, author.context, MEMBER)
    enter(site, judge.context, COORDINATOR)
    author.goto(f"/ar/posts/{published}/edit")
    author.locator("[name=what_happened]").fill(NEW)
    author.locator("button[value=submit]").click()
    expect(author).to_have_url(re.compile(r"/my-work/\d+$"))
    reader.goto(f"/ar/posts/{published}")
    assert OLD in text_of(reader)
    assert NEW not in text_of(reader)

    judge.goto("/en/desk")
    judge.get_by_role("link", name=PLAIN).first.click()
    expect(judge.locator("ins[lang=ar], p[lang=ar] ins").first).to_contain_text(
        "الشتاء"
    )
    assert axe(judge) == []
    judge.get_by_role("radio", name="Accept and publish").check()
    judge.get_by_role("button", name="Send and stay here").click()

    reader.reload()
    assert NEW in text_of(reader)
    assert OLD not in text_of(reader)


@pytest.mark.parametrize("width", [1280, 375])
def test_the_difference_reads_from_the_right_and_an_old_text_comes_back(
    open_page: Callable[..., Page], site: Site, published: int, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    enter(site, page.context, MEMBER)
    page.goto(f"/ar/posts/{published}/edit")
    page.locator("[name=what_happened]").fill(NEW)
    page.locator("button[value=save]").click()
    page.goto(f"/ar/my-work/{published}/history")

    line = page.locator(".diff p").filter(has_text="السكان")
    expect(line.locator("del")).to_contain_text("الصيف")
    expect(line.locator("ins")).to_contain_text("الشتاء")
    assert line.evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert axe(page) == []
    page.locator("form[action*=restore] button").last.click()

    page.goto(f"/ar/posts/{published}/edit")
    expect(page.locator("[name=what_happened]")).to_have_value(OLD)
