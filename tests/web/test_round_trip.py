"""Texts go out of one site and into an empty one, and come out again the same."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.archives import with_picture
from tests.conftest import SiteClient
from tests.databases import fresh_database
from tests.drafts import case_study, experience, published
from tests.questions import matter
from tests.unit.test_csv_tables import full
from tests.web.imports import check, take_in
from tests.world import World, build_world, sign_in
from uclg_share import create_app
from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import Committee
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.posts.actions import delete, start
from uclg_share.posts.drafts import Enclosure
from uclg_share.posts.models import Kind

ZIP, CSV = "/en/my-work/export.zip", "/en/my-work/export.csv"
ABOUT = Enclosure(
    0,
    alt='A man\'s "hand", {wet}: #1',
    caption="= الحفر ليلاً",
    credit="Amina's",
    people=True,
    children=True,
    consent="In writing: 2024",
)
DECORATIVE = Enclosure(0, decorative=True)


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


@contextmanager
def empty_site(app: Flask, folder: Path, worker: str) -> Iterator[Flask]:
    """Another site with the same people and groups, and other numbers for all."""
    with fresh_database(folder, f"{worker}_b") as url:
        settings = dataclasses.replace(
            app.config["SETTINGS"],
            database_url=url,
            storage_url=(folder / "files").as_uri(),
        )
        site = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False)
        site.test_client_class = SiteClient
        with site.app_context():
            flask_migrate.upgrade()
            _shift_numbers()
            build_world()
            yield site
            db.session.remove()
            db.engine.dispose()


def _shift_numbers() -> None:
    lga = OrganisationType.NATIONAL_LGA
    db.session.add_all(
        [
            *(Organisation(slug=f"o{n}", name=f"O{n}", type=lga) for n in range(3)),
            *(Committee(slug=f"c{n}", names={"en": f"C{n}"}) for n in range(2)),
            Account(
                name="Z",
                email="z@z.example",
                email_key="z@z.example",
                password_hash="x",
            ),
        ]
    )
    db.session.commit()


def everything_of_amina(world: World) -> None:
    """Every fact and sign there is, lists, Arabic, pictures, several stages."""
    with_picture(world, full(world), ABOUT, DECORATIVE, ABOUT)
    published(world, case_study(world, "Published"))
    arabic = case_study(
        world,
        "كشف التسرب: 50 %",
        language="ar",
        place="مابوتو",
        sections={
            **case_study(world).sections,
            "results": "| سنة | خسارة |\n|---|---|\n| 2024 | 50 \\| 49 |\n\n---\n\n- أ",
            "lessons": "## Results\n\n<!-- no -->\n\\## Results\nend\\",
        },
    )
    with_picture(world, arabic, ABOUT)
    with_picture(
        world, experience(world, "A walk", themes=()), DECORATIVE, kind=Kind.EXPERIENCE
    )
    start(world.viewer("amina"), Kind.CASE_STUDY, case_study(world, "Twin"))
    start(world.viewer("amina"), Kind.CASE_STUDY, case_study(world, "Twin"))
    asked = matter(world, themes=("training",), country="MZ")
    start(world.viewer("amina"), Kind.QUESTION, asked)
    start(world.viewer("bruno"), Kind.CASE_STUDY, case_study(world, "Bruno's"))
    gone = start(world.viewer("amina"), Kind.CASE_STUDY, case_study(world, "Gone"))
    delete(world.viewer("amina"), gone)
    db.session.commit()


def amina_of(site: Flask) -> FlaskClient:
    client = site.test_client()
    sign_in(client, db.session.query(Account).filter_by(name="Amina").one())
    return client


def test_export_import_export_gives_the_same_bytes(
    app: Flask, amina: FlaskClient, world: World, tmp_path: Path, worker: str
) -> None:
    everything_of_amina(world)
    db.session.query(Organisation).filter_by(slug="coast").one()
    first = amina.post(ZIP).data

    with empty_site(app, tmp_path, worker) as site:
        there = amina_of(site)
        report = check(there, first).text
        take_in(there, first)
        second = there.post(ZIP).data

    assert "7 texts can be taken in" in report
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
    assert [name for name in names if name.endswith(".md")] == [
        "01-it-s-new-a-b.md", "02-published.md", "03-50.md", "04-a-walk.md",
        "05-twin.md", "06-twin.md", "07-who-reads-the-meters-on-sundays.md",
    ]  # fmt: skip
    assert names[:3] == [f"files/01-it-s-new-a-b/{n}-{n}.webp" for n in (1, 2, 3)]
    assert second == first


def test_the_table_does_too(
    app: Flask, amina: FlaskClient, world: World, tmp_path: Path, worker: str
) -> None:
    everything_of_amina(world)
    first = amina.post(CSV)

    with empty_site(app, tmp_path, worker) as site:
        there = amina_of(site)
        take_in(there, first.data, "t.csv")
        second = there.post(CSV).data

    assert second == first.data
    assert first.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert first.headers["Cache-Control"] == "private, no-store"
    said = 'attachment; filename="uclg-share-texts.csv"'
    assert first.headers["Content-Disposition"] == said


@pytest.mark.parametrize("address, name", [(ZIP, "t.zip"), (CSV, "t.csv")])
def test_what_was_taken_out_is_there_already(
    amina: FlaskClient, world: World, address: str, name: str
) -> None:
    everything_of_amina(world)

    page = check(amina, amina.post(address).data, name).text

    assert "You have all of these texts already" in page
    assert "7 texts are among yours already" in page


def test_an_archive_holds_what_is_ones_own_and_nothing_else(
    amina: FlaskClient, world: World
) -> None:
    everything_of_amina(world)
    mine = amina.post(ZIP).data
    sign_in(amina, world.bruno)
    theirs: Any = zipfile.ZipFile(io.BytesIO(amina.post(ZIP).data))

    assert theirs.namelist() == ["01-bruno-s.md"]
    assert b"Bruno's" not in mine
    assert b"title: 'Gone'" not in mine
