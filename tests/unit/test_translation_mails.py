"""What owners and translators of a family are written."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.drafts import published
from tests.families import revised, translated
from tests.notes import notes
from tests.unit.test_mail import text_of
from tests.world import World
from uclg_share.mail import compose
from uclg_share.notifications.models import Notification, Topic
from uclg_share.posts.models import Post

LANGUAGES = ("en", "fr", "es", "ar")


def addresses(post: Post, language: str) -> str:
    return f"http://127.0.0.1:5000/{language}/posts/{post.id}/{quote(post.slug or '')}"


def only(topic: Topic, account_id: int, language: str) -> Notification:
    [note] = [one for one in notes(topic) if one.account_id == account_id]
    note.locale = language
    return note


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_owner_reads_both_texts(world: World, language: str) -> None:
    original = published(world)
    post = translated(world, original, "ar", title="كشف التسربات")

    mail = compose(only(Topic.TRANSLATION_PUBLISHED, world.amina.id, language))

    assert "Leak detection in Maputo" in mail["Subject"]
    for kind in ("plain", "html"):
        text = text_of(mail, kind)
        assert addresses(post, language) in text
        assert addresses(original, language) in text
        assert "كشف التسربات" in text
        assert "Bruno" in text
    assert 'lang="ar" dir="rtl">كشف التسربات' in text_of(mail, "html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translator_is_led_to_both(world: World, language: str) -> None:
    original = published(world)
    post = translated(world, original, "ar")
    revised(world, original, summary="Sixty leaks in a month.")

    mail = compose(only(Topic.ORIGINAL_CHANGED, world.bruno.id, language))

    assert "Leak detection in Maputo" in mail["Subject"]
    for kind in ("plain", "html"):
        text = text_of(mail, kind)
        assert f"/{language}/my-work/{post.id}" in text
        assert addresses(original, language) in text
