"""The composer when something is wrong: nothing typed is lost, nothing else let in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted
from tests.web.account_pages import title_of
from tests.web.text_forms import NEW, filled, kept, only_post, posts, send
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.models import Stage

WRONG = {
    "title": "x" * 121,
    "summary": "x" * 601,
    "context": "x" * 2001,
    "started": "May",
    "ended": "2023-01",
    "latitude": "91",
    "longitude": "far east",
    "amount": "-5",
    "amount_year": "two",
    "status": "finished",
    "licence": "all rights reserved",
    "language": "tlh",
    "country": "XX",
    "sources-0-url": "javascript:alert(1)",
    "themes": ["food", "tourism", "training", "gender", "youth", "digital"],
    "sdgs": ["1", "2", "3", "4", "5", "6"],
    "committees": ["99"],
}


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_named_and_everything_else_kept(
    amina: FlaskClient, world: World, name: str
) -> None:
    answer = send(amina, NEW, filled(world, **{name: WRONG[name]}))

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    assert 'class="esum"' in answer.text
    assert 'value="Water utility"' in answer.text
    assert "The first sensors drowned." in answer.text
    assert posts() == []


def test_what_is_missing_is_named_and_the_draft_kept(
    amina: FlaskClient, world: World
) -> None:
    form = filled(world, do="submit", results="", country="", themes=[])

    answer = send(amina, NEW, form)

    post = only_post()
    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    for name in ("results", "country", "themes"):
        assert f'href="#{name}"' in answer.text
    assert 'href="#lessons"' not in answer.text.partition('class="comp"')[0]
    assert "Your text is saved as a draft" in answer.text
    assert "The first sensors drowned." in answer.text
    assert (post.stage, kept(post).sections["results"]) == (Stage.DRAFT, "")


def test_what_was_missing_is_added_and_sent(amina: FlaskClient, world: World) -> None:
    """The page of the 422 is the form of the draft: it makes no second text."""
    send(amina, NEW, filled(world, do="submit", results=""))
    address = f"/en/posts/{only_post().id}/edit"

    answer = send(amina, address, filled(world, do="submit", base="1"))

    assert answer.status_code == 303
    assert only_post().stage is Stage.WAITING


def test_of_two_windows_the_older_shows_both_texts(
    amina: FlaskClient, world: World
) -> None:
    address = f"/en/posts/{drafted(world).id}/edit"
    send(amina, address, filled(world, base="1", title="First window"))

    answer = send(amina, address, filled(world, base="1", title="Second window"))

    assert answer.status_code == 409
    assert '<b lang="en" dir="ltr">First window</b>' in answer.text
    assert 'value="Second window"' in answer.text
    assert "Amina saved it, perhaps in another window" in answer.text
    assert kept(only_post()).title == "First window"

    again = send(amina, address, filled(world, base="2", title="Second window"))

    assert again.status_code == 303
    assert kept(only_post()).title == "Second window"


@pytest.mark.parametrize("do", ["save", "submit", "preview"])
def test_a_text_outlives_the_end_of_the_session(
    client: FlaskClient, world: World, do: str
) -> None:
    answer = send(client, NEW, filled(world, do=do, lessons="Hours <b>of</b> work."))

    assert answer.status_code == 403
    assert "Your sign-in has ended" in answer.text
    assert "Hours &lt;b&gt;of&lt;/b&gt; work." in answer.text
    assert "We listened to the pipes at night" in answer.text
    assert posts() == []


@pytest.mark.parametrize("name", ["bruno", "chen", "elif_", "gabriel", "dina"])
@pytest.mark.parametrize("path", ["/en/posts/{}/edit", "/en/my-work/{}"])
def test_the_draft_of_another_is_not_there(
    client: FlaskClient, world: World, name: str, path: str
) -> None:
    post = drafted(world)
    sign_in(client, getattr(world, name))

    assert client.get(path.format(post.id)).status_code == 404
    answer = send(client, f"/en/posts/{post.id}/edit", filled(world, base="1"))
    assert answer.status_code == 404


EXTRA: dict[str, Any] = {
    "id": "7",
    "author_id": "2",
    "author": "2",
    "kind": "experience",
    "stage": "accepted",
    "reach": "public",
    "published_at": "2020-01-01",
    "live_revision_id": "1",
    "is_compiled": "1",
    "seed_slug": "mine",
    "slug": "mine",
    "family_id": "1",
    "hidden_at": "",
    "version": "99",
    "body": "<script>",
    "co_organisation_ids": "2",
    "working_title": "Other",
}


def test_fields_nobody_asked_for_are_ignored(amina: FlaskClient, world: World) -> None:
    send(amina, NEW, filled(world, **EXTRA))

    post = only_post()
    assert (post.author_id, post.stage, post.kind) == (
        world.amina.id, Stage.DRAFT, "case_study",
    )  # fmt: skip
    assert (post.reach, post.published_at, post.body, post.slug) == (None,) * 4
    assert (post.is_compiled, post.seed_slug, post.family_id) == (False, None, post.id)
    assert kept(post) == case_study(world)


@pytest.mark.parametrize("name", ["lead_group", "other_groups", "organisation_id"])
def test_what_was_not_offered_cannot_be_chosen(
    amina: FlaskClient, world: World, name: str
) -> None:
    """Budgets is hidden from Amina, Markets not hers to lead, the Coast not hers."""
    ids = {"organisation_id": world.coast.id}
    chosen = str(ids.get(name, world.budgets.id))

    answer = send(amina, NEW, filled(world, do="submit", **{name: chosen}))

    assert answer.status_code == 422
    assert posts() == []


def test_a_group_one_is_not_a_member_of_cannot_lead(
    amina: FlaskClient, world: World
) -> None:
    lead, tag = str(world.markets.id), [str(world.markets.id)]

    assert send(amina, NEW, filled(world, lead_group=lead)).status_code == 422
    assert send(amina, NEW, filled(world, other_groups=tag)).status_code == 303
    db.session.expire_all()
    assert kept(only_post()).group_ids == (world.water.id, world.markets.id)


def test_what_is_wrong_is_listed_as_it_stands_on_the_page(
    amina: FlaskClient, world: World
) -> None:
    wrong = {name: WRONG[name] for name in ("started", "context", "amount", "themes")}
    page = send(amina, NEW, filled(world, **wrong)).text

    listed = re.findall(r'href="#([^"]+)"', page.partition("esum-l")[2])
    assert [one for one in listed if one in wrong][:4] == list(wrong)
