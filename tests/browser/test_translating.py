"""An Arabic translation beside its English original, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, expect
from sqlalchemy import select

from tests.browser.axe import axe
from tests.browser.site import Site
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.families.queries import begun_in, texts_in
from uclg_share.permissions import Viewer, may_translate
from uclg_share.posts.models import Kind, Post

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 375, "height": 740}
KEPT = re.compile(r"^Kept at [^.]* on the server$")
ARABIC = "استمعنا إلى الأنابيب ليلاً"


def someone_and_something(site: Site) -> tuple[Account, int]:
    """Somebody of the demo, and an English case study nobody has put into Arabic."""
    english = select(Post).where(
        Post.language == "en", Post.kind == Kind.CASE_STUDY, Post.id == Post.family_id
    )
    originals = list(db.session.scalars(english.order_by(Post.id)))
    for who in db.session.scalars(select(Account).order_by(Account.id)):
        viewer = viewer_for(who)
        for post in originals:
            if may_translate(viewer, post) and is_free(viewer, post):
                return who, post.id
    raise AssertionError("nobody of the demo may translate anything")


def is_free(viewer: Viewer, post: Post) -> bool:
    return "ar" not in texts_in(post) and not begun_in(viewer, post)


@pytest.fixture
def translator(open_page: Callable[..., Page], site: Site) -> Page:
    """Who has just begun an Arabic translation, in the browser of a desk."""
    page = open_page(viewport=WIDE)
    with site.app.app_context():
        who, post_id = someone_and_something(site)
        site.sign_in(page.context, who)
    page.goto(f"/en/posts/{post_id}")
    page.get_by_role("link", name="Translate", exact=True).click()
    assert axe(page) == []
    page.get_by_role("radio", name="العربية").check()
    page.get_by_role("button", name="Begin the translation").click()
    expect(page).to_have_url(re.compile(r"/en/posts/\d+/edit$"))
    return page


def original_of(field: Locator) -> Locator:
    """The words of the original beside a field."""
    return field.locator("xpath=ancestor::div[contains(@class, 'grid2')]").locator(
        ".rep"
    )


def box(one: Locator) -> FloatRect:
    found = one.bounding_box()
    assert found is not None
    return found


def scrolls_sideways(page: Page) -> bool:
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


def test_a_translation_is_written_beside_its_original(translator: Page) -> None:
    page = translator
    field = page.locator("textarea[name=results]")
    expect(field).to_have_attribute("lang", "ar")
    expect(field).to_have_attribute("dir", "rtl")
    expect(original_of(field).locator(".prose")).to_have_attribute("lang", "en")
    assert (
        box(original_of(field))["x"] + box(original_of(field))["width"]
        <= box(field)["x"]
    )
    assert axe(page) == []
    assert not scrolls_sideways(page)

    page.set_viewport_size(NARROW)

    below = box(original_of(field))["y"] + box(original_of(field))["height"]
    assert below <= box(field)["y"]
    assert axe(page) == []
    assert not scrolls_sideways(page)


def test_it_is_kept_while_it_is_typed_and_sent_when_it_is_whole(
    translator: Page,
) -> None:
    page = translator
    page.locator("textarea[name=results]").fill(ARABIC)
    expect(page.locator(".saved")).to_have_text(KEPT, timeout=10_000)
    page.get_by_role("button", name="Submit for review").click()
    expect(page.get_by_role("alert").first).to_contain_text("Translate the title")
    assert axe(page) == []

    for one in page.locator(".comp input[type=text], .comp textarea").all():
        one.fill(ARABIC)
    page.get_by_role("button", name="Submit for review").click()

    expect(page).to_have_url(re.compile(r"/en/my-work/\d+$"))
    expect(page.get_by_role("main")).to_contain_text("Translation of")
    expect(page.locator("h1[lang=ar][dir=rtl]")).to_have_text(ARABIC)
    assert axe(page) == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_page_of_a_translation_speaks_every_interface(
    open_page: Callable[..., Page], site: Site, language: str
) -> None:
    with site.app.app_context():
        arabic = db.session.scalars(
            select(Post).where(Post.language == "ar", Post.published_at.is_not(None))
        ).first()
        assert arabic is not None
        is_study = arabic.kind is Kind.CASE_STUDY
        arabic.stale_parts = ["title", "results" if is_study else "lesson"]
        db.session.commit()
        post_id = arabic.id
    for viewport in (WIDE, NARROW):
        page = open_page(viewport=viewport)

        page.goto(f"/{language}/posts/{post_id}")

        expect(page.locator("h1[lang=ar][dir=rtl]")).to_be_visible()
        expect(page.locator("nav .dim").first).to_be_visible()
        assert axe(page) == []
        assert not scrolls_sideways(page)
