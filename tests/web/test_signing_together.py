"""Naming further organisations in the composer, and what they answer."""

# Long because: the composer, the answer and the published page belong together.
from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.affiliations import of
from tests.authorship import read_with_coast, sent_to_sign, signature_of, with_coast
from tests.drafts import case_study, drafted
from tests.notes import notes
from tests.web.at_once import at_once
from tests.web.text_forms import NEW, filled, kept, only_post, send
from tests.world import World, sign_in
from uclg_share.authorship.models import CoSignature
from uclg_share.database import db
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic
from uclg_share.organisations.affiliations import change_role
from uclg_share.organisations.models import Organisation, OrganisationType, Role
from uclg_share.permissions import OPERATOR
from uclg_share.posts.models import Post

ASKED = "/en/my-organisations/signing"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def at(signature: CoSignature, answer: str = "") -> str:
    address = f"/en/signing/{signature.post_id}/{signature.organisation_id}"
    return f"{address}/{answer}" if answer else address


def islands(world: World) -> Organisation:
    found = Organisation(
        slug="islands",
        name="Federation of Islands",
        type=OrganisationType.NATIONAL_LGA,
        country="FJ",
        confirmed_at=world.coast.confirmed_at,
    )
    db.session.add(found)
    db.session.commit()
    return found


def test_without_script_a_name_is_added_and_taken_away(
    amina: FlaskClient, world: World
) -> None:
    form = filled(world, do="add_signer", co_organisation="coastal")
    box = f'checked id="co_organisations-1" name="co_organisations" type="checkbox" value="{world.coast.id}"'  # noqa: E501

    page = send(amina, NEW, form)
    assert page.status_code == 200
    assert box in page.text
    saved = filled(world, co_organisations=[str(world.coast.id)])
    address = send(amina, NEW, saved).location
    assert kept(only_post()) == with_coast(world, "Leak detection in Maputo")
    assert box in amina.get(address).text

    send(amina, address, filled(world, base="1", co_organisations=[]))
    assert kept(only_post()) == case_study(world)


def test_what_was_typed_and_not_added_is_not_lost(
    amina: FlaskClient, world: World
) -> None:
    send(amina, NEW, filled(world, co_organisation="Federation of Coastal Towns"))

    assert kept(only_post()).co_organisation_ids == (world.coast.id,)


def test_one_of_several_is_marked(amina: FlaskClient, world: World) -> None:
    other = islands(world)

    answer = send(amina, NEW, filled(world, co_organisation="federation"))

    assert answer.status_code == 422
    assert "mark the one you mean" in answer.text
    assert f'value="{other.id}"' in answer.text
    picked = {"co_organisation": "Federation of Islands", "co_organisation_id": "1"}
    send(amina, NEW, filled(world, **picked))
    assert kept(only_post()).co_organisation_ids == (other.id,)


@pytest.mark.parametrize(
    "form",
    [
        {"co_organisation": "Nobody knows it"},
        {"co_organisations": ["999999"]},
        {"co_organisations": ["x"]},
    ],
)
def test_an_unknown_organisation_is_refused(
    amina: FlaskClient, world: World, form: dict[str, object]
) -> None:
    answer = send(amina, NEW, filled(world, **form))

    assert answer.status_code == 422


def test_a_proposed_organisation_cannot_be_named(
    amina: FlaskClient, world: World
) -> None:
    islands(world).confirmed_at = None

    answer = send(amina, NEW, filled(world, co_organisation="Federation of Islands"))

    assert answer.status_code == 422


def test_a_pasted_text_names_organisations_and_they_are_asked(
    amina: FlaskClient, world: World
) -> None:
    post = drafted(world, with_coast(world))
    text = amina.get(f"/en/my-work/{post.id}/text.md").text
    assert "co_organisations: [coast]" in text.replace("'", "")

    answer = amina.post("/en/write/upload", data={"text": text})
    pasted = int(answer.location.split("/")[-2])
    amina.post(answer.location, data=filled(world, do="submit", base="1", co_organisations=[str(world.coast.id)]))  # fmt: skip  # noqa: E501

    assert (
        signature_of(db.session.get_one(Post, pasted), world.coast).confirmed_at is None
    )
    assert len(notes(Topic.SIGNATURE_ASKED)) == 1


def test_the_representative_reads_the_text_and_signs(
    app: Flask, bruno: FlaskClient, world: World
) -> None:
    post = read_with_coast(world)
    signature = signature_of(post, world.coast)
    public = f"/en/posts/{post.id}/{post.slug}"
    assert "Federation of Coastal Towns" not in app.test_client().get(public).text
    assert "Texts signed with others" in bruno.get("/en/my-organisations").text
    assert f'href="{at(signature)}"' in bruno.get(ASKED).text
    page = bruno.get(at(signature)).text
    assert "We listened." in page

    answer = bruno.post(at(signature, "sign"))

    assert answer.location == ASKED
    assert "Federation of Coastal Towns" in app.test_client().get(public).text
    assert "Sign it no more" in bruno.get(ASKED).text
    bruno.post(at(signature, "withdraw"))
    assert "Federation of Coastal Towns" not in app.test_client().get(public).text


def test_the_author_sees_who_has_not_answered(amina: FlaskClient, world: World) -> None:
    signature = sent_to_sign(world)
    address = f"/en/my-work/{signature.post_id}"

    assert "Has not answered yet" in amina.get(address).text


@pytest.mark.parametrize("name", ["amina", "chen", "elif_", "gabriel"])
def test_nobody_else_reads_or_answers(
    client: FlaskClient, world: World, name: str
) -> None:
    signature = sent_to_sign(world)
    sign_in(client, getattr(world, name))

    assert client.get(at(signature)).status_code == 404
    for answer in ("sign", "refuse", "withdraw"):
        assert client.post(at(signature, answer)).status_code == 404


def test_signing_is_no_way_into_other_pages_of_the_text(
    bruno: FlaskClient, world: World
) -> None:
    draft = with_coast(world)
    change_role(OPERATOR, of(world, "elif_", world.coast), Role.REPRESENTATIVE)
    signature = sent_to_sign(world)
    post_id = signature.post_id

    assert bruno.get(at(signature)).status_code == 200
    for page in ("", "/history", "/text.md", "/people"):
        assert bruno.get(f"/en/my-work/{post_id}{page}").status_code == 404
    assert bruno.get(f"/en/posts/{post_id}/edit").status_code == 404
    assert draft.co_organisation_ids == (world.coast.id,)


def test_of_six_who_answer_at_once_one_does(app: Flask, world: World) -> None:
    change_role(OPERATOR, of(world, "elif_", world.coast), Role.REPRESENTATIVE)
    signature = sent_to_sign(world)
    browsers = [app.test_client() for _ in range(6)]
    for number, browser in enumerate(browsers):
        sign_in(browser, world.elif_ if number % 2 else world.bruno)

    codes = at_once(browsers, at(signature, "sign"), {})

    assert sorted(codes) == [303] + [409] * 5
    assert len(notes(Topic.SIGNATURE_ANSWERED)) == 1


def test_who_is_second_reads_who_was_first(bruno: FlaskClient, world: World) -> None:
    signature = sent_to_sign(world)
    dina = bruno.application.test_client()
    sign_in(dina, world.dina)
    dina.post(at(signature, "sign"))

    answer = bruno.post(at(signature, "refuse"))

    assert answer.status_code == 409
    assert "Dina has already decided this." in answer.text


@pytest.mark.parametrize("locale", ["en", "fr", "es", "ar"])
def test_every_mail_can_be_written(world: World, locale: str) -> None:
    for who in (world.amina, world.bruno):
        who.locale = locale
    signature = sent_to_sign(world)
    dina = world.viewer("dina")
    from uclg_share.authorship import signatures  # noqa: PLC0415

    signatures.sign(dina, signature)
    signatures.withdraw(dina, signature)

    for note in notes(Topic.SIGNATURE_ASKED, Topic.SIGNATURE_ANSWERED):
        assert world.coast.name in str(compose(note)["Subject"])


def test_a_feed_names_organisations_and_people(
    client: FlaskClient, world: World
) -> None:
    post = read_with_coast(world)
    post.co_organisations = [world.coast]
    db.session.commit()

    atom = client.get("/en/groups/water.atom").text
    json = client.get("/en/groups/water.json").get_json()

    names = [world.hills.name, world.coast.name, "Amina"]
    assert [one["name"] for one in json["items"][0]["authors"]] == names
    assert all(f"<author><name>{name}</name></author>" in atom for name in names)
