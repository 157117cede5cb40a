"""What the site says about itself is what the program does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.world import World, sign_in
from uclg_share.accounts.keys import LIFETIMES
from uclg_share.accounts.models import Purpose
from uclg_share.current import ADMIN_LIFETIME, MEMBER_LIFETIME
from uclg_share.i18n import LANGUAGES
from uclg_share.limits import SIGN_IN_ACCOUNT
from uclg_share.pages.texts import read
from uclg_share.posts.kinds import SPECS, heading
from uclg_share.posts.models import Licence
from uclg_share.reviews.models import Reason
from uclg_share.reviews.queries import UNDONE_WITHIN
from uclg_share.words import word

pytestmark = pytest.mark.once

HOURS = timedelta(hours=1)

every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
def test_review_names_every_reason_in_the_words_of_the_desk(
    client: FlaskClient, language: str
) -> None:
    page = client.get(f"/{language}/moderation-rules").text

    with client.application.test_request_context(f"/{language}/"):
        words = [str(word(reason)) for reason in Reason]
    plain = re.sub(r"</?bdi[^>]*>", "", page)
    assert [said for said in words if said not in plain] == []


@every_language
def test_review_tells_how_long_a_decision_can_be_taken_back(language: str) -> None:
    minutes = UNDONE_WITHIN // timedelta(minutes=1)

    assert f" {minutes} " in read("moderation_rules", language)[1]


@every_language
def test_the_guide_explains_every_part_with_its_limit(language: str) -> None:
    guide = read("writing_guide", language)[1]
    numbers = re.sub(r"(?<=\d)[\s.,\u00a0\u202f](?=\d{3})", "", guide)

    for spec in SPECS.values():
        for each in spec.parts:
            title = heading(spec.kind, each.key, language).replace("'", "’")
            assert f"### {title}\n" in guide
            assert str(each.limit) in numbers


@every_language
def test_every_licence_is_explained(client: FlaskClient, language: str) -> None:
    page = client.get(f"/{language}/licences").text

    for licence in Licence:
        kind = licence.value.removeprefix("CC-").removesuffix("-4.0").lower()
        assert f"https://creativecommons.org/licenses/{kind}/4.0/" in page


@every_language
def test_privacy_tells_how_long_a_sign_in_lasts(language: str) -> None:
    cookies = read("privacy", language)[1].split("{#cookies}")[1].split("\n## ")[0]

    told = [int(number) for number in re.findall(r"\d+", cookies)]
    days = [lifetime.days for lifetime in MEMBER_LIFETIME]
    assert told == [*days, *(lifetime // HOURS for lifetime in ADMIN_LIFETIME)]


@every_language
def test_help_tells_how_long_links_are_good(language: str) -> None:
    text = read("help", language)[1]

    hours = LIFETIMES[Purpose.CONFIRM_EMAIL] // HOURS
    minutes = LIFETIMES[Purpose.RESET_PASSWORD] // timedelta(minutes=1)
    assert f" {hours} " in text.split("{#join}")[1].split("\n## ")[0]
    assert f" {minutes} " in text.split("{#sign-in}")[1].split("\n## ")[0]
    assert (SIGN_IN_ACCOUNT.number, SIGN_IN_ACCOUNT.seconds) == (10, 5 * 60)


def test_the_feeds_page_names_each_public_feed(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.fatou)

    page = client.get("/fr/feeds").text

    for place in ("groups/water", "groups/markets", "committees/cooperation"):
        for ending in (".atom", ".json?kind=case_study", ".atom?kind=experience"):
            assert f'href="/fr/{place}{ending}"' in page
            assert client.get(f"/fr/{place}{ending}").status_code == 200
    assert "groups/budgets" not in page
