from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.admin_forms import again, proposed
from tests.world import World, sign_in
from uclg_share.access import Access, access_of
from uclg_share.accounts.models import SignIn
from uclg_share.database import db, now

PAGES = [
    *["", "/waiting", "/audit", "/mails", "/organisations", "/organisations/add"],
    *["/people", "/committees", "/committees/add", "/groups", "/groups/add"],
]


def test_every_page_of_the_administration_is_declared_so(app: Flask) -> None:
    pages = [name for name in app.view_functions if name.startswith("admin.")]

    with app.app_context():
        assert {access_of(page) for page in pages} == {Access.ADMINISTRATORS}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["amina", "bruno", "gabriel"])
def test_others_see_no_administration(
    client: FlaskClient, world: World, page: str, name: str
) -> None:
    assert client.get(f"/en/admin{page}").status_code == 303
    sign_in(client, getattr(world, name))

    assert client.get(f"/en/admin{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_administrator_sees_each_page(
    admin: FlaskClient, page: str, lang: str
) -> None:
    answer = admin.get(f"/{lang}/admin{page}")

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
def test_an_old_proof_is_asked_for_again(
    admin: FlaskClient, world: World, page: str
) -> None:
    db.session.scalars(select(SignIn)).one().proved_at = now() - timedelta(hours=2)

    answer = admin.get(f"/en/admin{page}")

    assert answer.status_code == 303
    assert "/confirm-password" in answer.location


def test_an_act_with_an_old_proof_does_nothing(
    admin: FlaskClient, world: World
) -> None:
    db.session.scalars(select(SignIn)).one().proved_at = now() - timedelta(hours=2)

    admin.post(f"/en/admin/people/{world.chen.id}/appoint")

    assert not again(world.chen).is_admin


def test_the_front_page_says_what_waits(admin: FlaskClient, world: World) -> None:
    proposed(world)
    page = admin.get("/en/admin").text
    assert "1 organisation is proposed" in page
    assert "1 group has no active coordinator" in page
    assert "Town of Ávila" in admin.get("/en/admin/waiting").text


def test_the_front_page_can_be_quiet(admin: FlaskClient, world: World) -> None:
    world.markets.lifecycle = "archived"  # type: ignore[assignment]

    assert "All quiet." in admin.get("/en/admin").text
