"""What the public log keeps for itself, and from whom."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import published
from tests.log_pages import GONE, PRIVATE, SITE, WATER, busy, lines, main_of
from tests.tampering import tamper
from tests.web.feed_pages import walk
from tests.web.one_of_everything import one_of_everything
from tests.world import PEOPLE, World, sign_in
from uclg_share.audit import Audience, AuditEntry, Verb, record
from uclg_share.database import db
from uclg_share.groups.models import Lifecycle

BUDGETS = "/en/groups/budgets/log"
EVERYWHERE = [
    f"/{lang}{path}{medium}"
    for lang in ("en", "fr", "es", "ar")
    for path in ("/log", "/groups/water/log")
    for medium in ("", ".atom")
]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_no_page_names_a_person_an_address_or_a_hidden_text(
    client: FlaskClient, world: World, address: str
) -> None:
    busy(world)

    for reader in (None, world.bruno, world.dina):
        if reader:
            sign_in(client, reader)
        for page in walk(client, address):
            text = client.get(page).text
            shown = text if ".atom" in page else main_of(text)
            assert names_in(world, shown) == []
            assert [w for w in (GONE, PRIVATE) if w in shown] == []
            assert "what-a-hidden-text" not in shown


@pytest.mark.parametrize("path", ["/en/log", "/en/log.atom", "/en/groups/water/log"])
def test_nor_where_there_is_one_of_everything(
    app: Flask, client: FlaskClient, world: World, path: str
) -> None:
    one_of_everything(app, world)

    shown = "".join(client.get(page).text for page in walk(client, path))

    assert "Post hidden" in shown
    assert "Taken down" not in shown
    assert names_in(world, shown) == []


def names_in(world: World, text: str) -> list[str]:
    """People of the cast, and any address."""
    names = [getattr(world, "elif_" if n == "elif" else n).name for n in PEOPLE]
    return [known for known in [*names, "@"] if known in text]


@pytest.mark.parametrize(
    "name, status",
    [("", 404), ("amina", 404), ("bruno", 404), ("fatou", 200), ("dina", 200)],
)
@pytest.mark.parametrize("medium", ["", ".atom"])
def test_the_log_of_a_closed_group_is_for_who_reads_the_group(
    client: FlaskClient, world: World, name: str, status: int, medium: str
) -> None:
    busy(world)
    if name:
        sign_in(client, getattr(world, name))

    answer = client.get(BUDGETS + medium)

    assert answer.status_code == status
    assert ("For members alone" in answer.text) is (status == 200)


def test_a_group_in_preparation_has_no_log_for_visitors(
    client: FlaskClient, world: World
) -> None:
    busy(world)
    world.water.lifecycle = Lifecycle.DRAFT
    db.session.commit()

    assert client.get(WATER).status_code == 404
    assert "It went in circles" not in client.get(SITE).text


def test_what_is_not_public_stays_away(client: FlaskClient, world: World) -> None:
    post = published(world)
    for audience in set(Audience) - {Audience.PUBLIC}:
        group_id = world.water.id
        kept = {"group_id": group_id, "audience": audience, "reason": "Secret"}
        record(world.viewer("bruno"), Verb.POST_HIDDEN, post, **kept)  # type: ignore[arg-type]
    db.session.commit()

    assert len(lines(client, WATER)) == len(lines(client, SITE)) == 1


def test_an_entry_from_before_roles_were_kept_says_what_is_sure(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    bruno, group_id = world.viewer("bruno"), world.water.id
    old(record(bruno, Verb.POST_VERIFIED, post, group_id=group_id))
    old(record(bruno, Verb.POST_VERIFIED, post, group_id=group_id, own_post=True))

    only, anyone, _ = lines(client, WATER)

    assert "The only coordinator, on a text of their own" in only
    assert "A coordinator or an administrator" in anyone


def old(entry: AuditEntry) -> None:
    """As it was written before: public, and without a word of the role."""
    change = "UPDATE audit_entry SET audience = 'public' WHERE id = :id"
    tamper(change, id=entry.id)
