"""Tests of SAFETY.md (R23, R24, R27, R28, R31, R37, R38, R44) run again on a site that
keeps finished pages: each page is asked for twice, and what is given out of the store
is what they judge."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import SiteClient
from tests.drafts import published
from tests.web import test_api as api
from tests.web import test_feed_secrets as secrets
from tests.web import test_safety_c_caches as caches
from tests.web import test_safety_c_headers as headers
from tests.web import test_safety_e_injection as injection
from tests.web import test_search_words as words
from tests.web.kept_pages import keeping_site, kept
from tests.web.sites import HTTPS
from tests.world import World
from uclg_share.access import for_anyone

# Headers, forms and caches are the same on either database.
pytestmark = pytest.mark.once

test_other_sites_read_nothing = headers.test_no_other_site_may_read_answers_with_script
test_other_sites_read_the_api_alone = api.test_nothing_else_is_open_to_other_sites
test_an_answer_says_what_it_is = headers.test_every_answer_says_what_it_is
test_an_answer_has_its_headers = headers.test_every_answer_carries_its_headers
test_what_one_sees_signed_in = (
    caches.test_what_a_signed_in_person_sees_is_kept_by_nobody
)
test_refusals = caches.test_refusals_are_kept_by_nobody
test_no_second_name = caches.test_a_private_page_has_no_second_name_that_looks_public
test_conditions = caches.test_a_stranger_learns_nothing_from_conditions_and_parts
test_no_third_party = headers.test_nobody_else_is_asked_for_anything
test_no_secret_in_a_feed = secrets.test_no_feed_tells_a_secret
test_a_closed_group = secrets.test_a_group_for_members_is_not_there_for_others
test_no_word_of_what_is_hidden = words.test_what_is_hidden_or_for_members_offers_no_word
test_missing_and_hidden = caches.test_missing_and_hidden_answer_alike_to_the_byte
test_the_api_is_public = api.test_only_what_is_public_is_in_it
test_text_is_no_statement = injection.test_no_text_becomes_a_statement
test_text_is_text = injection.test_a_name_is_shown_as_text


class Twice(SiteClient):
    """Whoever asks the second time is given what was kept the first."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("method", "GET") in {"GET", "HEAD"} and "data" not in kwargs:
            super().open(*args, **kwargs)
        return super().open(*args, **kwargs)


@pytest.fixture
def client(app: Flask, world: World) -> Iterator[FlaskClient]:
    with keeping_site(app) as site:
        site.test_client_class = Twice
        yield site.test_client()


@pytest.fixture
def strict(app: Flask, world: World) -> Iterator[Flask]:
    published(world)
    with keeping_site(app, csrf=True) as site:
        site.test_client_class = Twice
        yield site


@pytest.fixture
def browser(app: Flask, world: World) -> Iterator[FlaskClient]:
    published(world)
    with keeping_site(app, base_url=HTTPS, csrf=True) as site:
        site.add_url_rule("/en/broken", "broken", for_anyone(headers.broken))
        site.test_client_class = Twice
        yield site.test_client()


def test_they_are_asked_where_pages_are_kept(client: FlaskClient, world: World) -> None:
    published(world)

    client.get("/en/groups/water")

    assert list(kept(client.application)) == ["/en/groups/water"]
