"""The private feed: an address that is a secret, for what its owner may read."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.bulletin import new_in
from tests.mailing import feed_of
from tests.notes import verbs
from tests.web.feed_pages import atom, titles
from tests.world import World, sign_in
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.groups.models import Membership
from uclg_share.notifications.models import Mailing
from uclg_share.posts.models import Reach
from uclg_share.posts.placing import set_reach


def address(secret: str, lang: str = "en") -> str:
    return f"/{lang}/my-feed/{secret}.atom"


def test_it_holds_what_the_groups_of_its_owner_published(
    client: FlaskClient, world: World
) -> None:
    new_in("For members", world.budgets, reach=Reach.GROUP)
    new_in("Elsewhere", world.markets)
    hidden = new_in("Hidden", world.water)
    set_reach(hidden, Reach.HIDDEN)
    both = new_in("In two groups", world.water, world.budgets)
    db.session.add(Membership(account=world.fatou, group=world.water))
    secret = feed_of(world.fatou)

    assert titles(client, address(secret)) == ["In two groups", "For members"]
    entry = atom(client.get(address(secret)).data).entries[0]
    assert entry.id.endswith(f"/en/posts/{both.id}")


def test_nobody_keeps_it_and_no_search_engine_lists_it(
    client: FlaskClient, world: World
) -> None:
    answer = client.get(address(feed_of(world.amina)))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.mimetype == "application/atom+xml"
    assert "Set-Cookie" not in answer.headers


def test_it_follows_what_its_owner_may_read_now(
    client: FlaskClient, world: World
) -> None:
    new_in("For members", world.budgets, reach=Reach.GROUP)
    secret = feed_of(world.fatou)
    assert titles(client, address(secret)) == ["For members"]

    mine = select(Membership).where(Membership.account_id == world.fatou.id)
    db.session.scalars(mine).one().ended_at = now()

    assert titles(client, address(secret)) == []


def test_the_feed_of_a_suspended_person_is_gone(
    client: FlaskClient, world: World
) -> None:
    secret = feed_of(world.amina)
    world.amina.suspended_at = now()

    assert client.get(address(secret)).status_code == 404


def test_it_is_made_shown_renewed_and_revoked(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)
    client.post("/en/settings/feed")
    first = shown(client)
    assert client.get(address(first)).status_code == 200

    client.post("/en/settings/feed")
    second = shown(client)
    assert client.get(address(first)).status_code == 404
    assert client.get(address(second)).status_code == 200
    client.post("/en/settings/feed/revoke")

    assert client.get(address(second)).status_code == 404
    assert shown(client) == ""
    assert verbs()[-3:] == [Verb.FEED_MADE, Verb.FEED_MADE, Verb.FEED_REVOKED]


def test_the_database_does_not_hold_the_address(world: World) -> None:
    secret = feed_of(world.amina)
    row = db.session.get_one(Mailing, world.amina.id)

    assert secret not in {row.feed_hash, row.feed_nonce, row.alias}
    assert len(secret) == 43


def test_an_invented_address_is_not_there(client: FlaskClient, world: World) -> None:
    feed_of(world.amina)

    for secret in ("x", "None", "", "%00", "a" * 3000):
        assert client.get(address(secret)).status_code == 404


def shown(client: FlaskClient) -> str:
    page = client.get("/en/settings/email").text
    return page.partition("/en/my-feed/")[2].partition(".atom")[0]


def test_a_family_stands_there_once_in_the_best_language_its_owner_reads(
    client: FlaskClient, world: World
) -> None:
    original = new_in("A well", world.water)
    new_in("Un puits", world.water, family_id=original.id, language="fr")
    new_in("Un pozo", world.water, family_id=original.id, language="es")
    secret = feed_of(world.amina)
    assert titles(client, address(secret)) == ["A well"]
    assert titles(client, address(secret, "ar")) == ["A well"]

    world.amina.reads = ["es", "fr"]
    db.session.commit()

    assert titles(client, address(secret)) == ["A well"]
    assert titles(client, address(secret, "ar")) == ["Un pozo"]
