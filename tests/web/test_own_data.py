"""A person takes everything along that is kept of them: all of it, and only that."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.archives import with_picture
from tests.drafts import case_study, drafted, waiting
from tests.groups import asked, invited
from tests.world import World, sign_in
from uclg_share import limits
from uclg_share.accounts.models import OneTimeKey, SignIn
from uclg_share.audit import AuditEntry, Verb
from uclg_share.authorship.models import Succession
from uclg_share.database import db, now
from uclg_share.exchange.personal import KEPT
from uclg_share.groups.models import Invitation
from uclg_share.posts.actions import delete, save
from uclg_share.posts.drafts import Enclosure
from uclg_share.reviews.actions import send_back
from uclg_share.reviews.models import Reason

PAGE, DATA = "/en/settings/data", "/en/settings/data.zip"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def taken(client: FlaskClient) -> dict[str, Any]:
    """The files of the archive, those of data read."""
    answer = client.post(DATA)
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return {
        name: json.loads(content) if name.endswith(".json") else content
        for name, content in files.items()
    }


def test_every_version_of_every_text_is_in_it(amina: FlaskClient, world: World) -> None:
    viewer = world.viewer("amina")
    post = drafted(world, case_study(world, "First"))
    save(viewer, post, case_study(world, "Second"), 1)
    gone = drafted(world, case_study(world, "Thrown away"))
    delete(viewer, gone)
    drafted(world, case_study(world, "Somebody else's"), world.bruno)

    data = taken(amina)

    texts = {name: data[name] for name in data if name.startswith("texts/")}
    assert set(texts) == {f"texts/{post.id}.json", f"texts/{gone.id}.json"}
    versions = texts[f"texts/{post.id}.json"]["versions"]
    assert [v["text"]["title"] for v in versions] == ["First", "Second"]
    assert [v["by_you"] for v in versions] == [True, True]
    assert texts[f"texts/{post.id}.json"]["groups"] == {str(world.water.id): "water"}


def test_what_one_uploaded_is_in_it(amina: FlaskClient, world: World) -> None:
    post = with_picture(world, case_study(world), Enclosure(0, alt="A map"))

    data = taken(amina)

    (name,) = [name for name in data if name.startswith("files/")]
    assert data[name].startswith(b"RIFF")
    (row,) = data["account.json"]["attachment"]
    assert (row["post_id"], row["name"]) == (post.id, "صورة 1.webp")


def test_the_rows_of_a_person_are_in_it(amina: FlaskClient, world: World) -> None:
    review = waiting(world)
    send_back(world.viewer("elif"), review, Reason.UNCLEAR, "Say when it was.")
    asked(world)
    invited(world)
    db.session.add(Succession(organisation_id=world.hills.id, leaver_id=world.amina.id))
    amina.post("/en/my-work/export.zip")

    rows = taken(amina)["account.json"]

    assert rows["account"][0]["email"] == world.amina.email
    assert rows["affiliation"][0]["organisation"] == "hills"
    assert rows["membership"][0]["group"] == "water"
    assert rows["review"][0]["note"] == "Say when it was."
    assert rows["succession"][0]["you_are"] == ["leaver"]
    assert len(rows["sign_in"]) == 1
    assert {"post.started", "post.submitted", "texts.exported", "data.exported"} <= {
        row["verb"] for row in rows["audit_entry"]
    }
    assert rows["network_address"][0]["address"] == "127.0.0.1"
    tables = {kept.table.__tablename__ for kept in KEPT} - {"revision"}
    assert set(rows) == tables | {"network_address"}


def test_nobody_else_is_in_it(amina: FlaskClient, world: World) -> None:
    """Everybody does everything; of the others no name, no address and no word."""
    for author in (world.bruno, world.fatou):
        drafted(world, case_study(world, f"{author.name}'s words"), author)
    review = waiting(world)
    send_back(world.viewer("elif"), review, Reason.UNCLEAR, "Say when it was.")
    asked(world)
    invited(world)
    sign_in(amina.application.test_client(), world.bruno)

    said = json.dumps(taken(amina), default=str)

    for person in (world.bruno, world.chen, world.elif_, world.fatou, world.gabriel):
        assert person.email not in said
        assert f'"{person.name}"' not in said
        assert f"{person.name}'s words" not in said


def test_no_secret_is_in_it(amina: FlaskClient, world: World) -> None:
    db.session.add(
        OneTimeKey(
            account_id=world.amina.id,
            purpose="reset_password",
            nonce="a-nonce-of-a-key",
            secret_hash="a-hash-of-a-key",
            email=world.amina.email,
            expires_at=now(),
        )
    )
    invited(world)
    changed = update(Invitation).values(email_key=world.amina.email_key)
    db.session.execute(changed.values(nonce="a-nonce-of-it", secret_hash="a-hash"))
    db.session.commit()

    said = json.dumps(taken(amina), default=str)

    (sign,) = db.session.query(SignIn).filter_by(account_id=world.amina.id)
    secrets = [world.amina.password_hash, sign.token_hash, "a-nonce-of", "a-hash"]
    assert [secret for secret in secrets if secret in said] == []
    assert '"invitation": [{' in said


def test_of_a_text_of_another_one_has_ones_own_versions(
    amina: FlaskClient, world: World
) -> None:
    post = drafted(world, case_study(world, "Amina's"))
    save(world.viewer("amina"), post, case_study(world, "Amina's second"), 1)
    post.keeper_id = world.gabriel.id
    db.session.commit()
    save(world.viewer("gabriel"), post, case_study(world, "Gabriel's"), 2)

    mine = taken(amina)[f"texts/{post.id}.json"]["versions"]
    sign_in(amina, world.gabriel)
    whole = taken(amina)[f"texts/{post.id}.json"]["versions"]

    assert [v["text"]["title"] for v in mine] == ["Amina's", "Amina's second"]
    assert [v["by_you"] for v in whole] == [False, False, True]


def test_nobody_keeps_it_and_the_log_says_it_went(
    amina: FlaskClient, world: World
) -> None:
    answer = amina.post(DATA)

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Type"] == "application/zip"
    said = 'attachment; filename="uclg-share-my-data.zip"'
    assert answer.headers["Content-Disposition"] == said
    (entry,) = db.session.query(AuditEntry).filter_by(verb=Verb.DATA_EXPORTED)
    assert entry.actor_id == world.amina.id


def test_it_asks_for_the_password_and_is_in_the_settings(amina: FlaskClient) -> None:
    assert f'href="{PAGE}"' in amina.get("/en/settings").text
    assert f'action="{DATA}"' in amina.get(PAGE).text

    long_ago = now().replace(year=2020)
    db.session.execute(update(SignIn).values(proved_at=long_ago))
    db.session.commit()

    assert "/en/confirm-password" in amina.get(PAGE).location
    assert amina.post(DATA).status_code == 303
    assert db.session.query(AuditEntry).filter_by(verb=Verb.DATA_EXPORTED).count() == 0


def test_it_is_given_only_so_often(
    amina: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DATA_ACCOUNT", limits.Limit("data-account", 1, 60))

    assert [amina.post(DATA).status_code for _ in range(2)] == [200, 429]
    assert amina.post("/en/my-work/export.zip").status_code == 200


def test_a_visitor_gets_nothing(client: FlaskClient, world: World) -> None:
    assert "/en/sign-in" in client.get(PAGE).location
    assert client.post(DATA).status_code == 403
