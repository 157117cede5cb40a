"""A person's translations go out and come in beside their originals."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.archives import naming, text, zipped
from tests.drafts import published
from tests.families import live, newest, revised, translated, written
from tests.web.imports import check, take_in
from tests.web.test_round_trip import ZIP, amina_of, empty_site
from tests.world import World, sign_in
from uclg_share.accounts.models import Account
from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db
from uclg_share.families.queries import followed_versions
from uclg_share.families.stale import stale_parts
from uclg_share.families.words import words_of
from uclg_share.posts.drafts import Origin
from uclg_share.posts.models import Post

PARTS = [
    "title", "summary", "context", "what_was_done", "results", "did_not_work",
    "lessons", "transfer", "facts",
]  # fmt: skip


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def family_of_amina(world: World) -> Post:
    """Her text, what she made of it in French before she changed two parts of it, and
    an Arabic draft from after that."""
    original = published(world)
    translated(world, original, who="amina")
    text = newest(original)
    lessons = {**text.sections, "lessons": "The second sensors float."}
    revised(world, original, title="Leaks found in Maputo", sections=lessons)
    written(world, original, "ar", who="amina", title="كشف التسرب في مابوتو")
    return original


def files_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def posts() -> list[Post]:
    return db.session.query(Post).order_by(Post.id).all()


def test_a_family_comes_out_of_another_site_to_the_byte(
    app: Flask, amina: FlaskClient, world: World, tmp_path: Path, worker: str
) -> None:
    family_of_amina(world)
    first = amina.post(ZIP).data

    with empty_site(app, tmp_path, worker) as site:
        there = amina_of(site)
        take_in(there, first)
        second = there.post(ZIP).data
        original, french, arabic = posts()
        family = {original.family_id, french.family_id, arabic.family_id}
        made = db.session.query(AuditEntry).filter_by(verb=Verb.TRANSLATION_STARTED)

        assert family == {original.id}
        assert [behind(original, one) for one in (french, arabic)] == [
            ["title", "lessons"],
            [],
        ]
        assert made.count() == 2

    assert second == first
    french_file, arabic_file = list(files_of(first).values())[1:]
    assert "\ntranslation_of: '01-leaks-found-in-maputo.md'\n" in french_file
    assert "\nbehind: [title, lessons]\n" in french_file
    assert "\nbehind: []\n" in arabic_file


def behind(original: Post, translation: Post) -> list[str]:
    origin = newest(translation).origin
    versions = followed_versions(original, origin)
    return [
        key for key in PARTS if key in stale_parts(origin, newest(original), versions)
    ]


def test_it_can_be_read_and_written_before_its_original_is_out(
    app: Flask, amina: FlaskClient, world: World, tmp_path: Path, worker: str
) -> None:
    family_of_amina(world)
    first = amina.post(ZIP).data

    with empty_site(app, tmp_path, worker) as site:
        there = amina_of(site)
        report = check(there, first).text
        take_in(there, first)
        original, french, _arabic = posts()
        pages = [
            there.get(f"/en/my-work/{french.id}"),
            there.get(f"/en/posts/{french.id}/edit"),
            there.get("/en/my-work"),
        ]
        words = {**words_of(newest(french)), "base": "1", "do": "submit"}
        sent = there.post(f"/en/posts/{french.id}/edit", data=words)
        assert original.published_at is None

    assert "A translation of <bdi>01-leaks-found-in-maputo.md</bdi>." in report
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert sent.status_code == 422
    assert "Its original is not published yet. Send that in first." in sent.text


def test_what_only_the_translation_has_new_joins_the_family_that_is_there(
    amina: FlaskClient, world: World
) -> None:
    original = published(world)
    data = files_of(amina.post(ZIP).data)
    (name,) = data
    title, language = f"title: '{original.title}'", "language: en"
    french = data[name].replace(title, "title: 'Fuites'")
    french = french.replace(language, f"language: fr\ntranslation_of: '{name}'")
    french = french.replace("\n## Context", "\n## Contexte")

    take_in(amina, zipped({name: data[name].encode(), "2.md": french.encode()}))

    _original, added = posts()
    assert added.family_id == original.id
    assert newest(added).title == "Fuites"
    assert behind(original, added) == []
    assert live(original).title == original.title


def test_an_original_that_comes_later_in_the_archive_is_found_too(
    amina: FlaskClient, world: World
) -> None:
    later = naming(text("Later"))
    data = {"a.md": naming(text("Marche"), of="b.md", language="fr"), "b.md": later}

    take_in(amina, zipped(data))

    original, translation = posts()
    assert (original.working_title, translation.family_id) == ("Later", original.id)


def test_a_translation_of_what_is_not_there_is_a_text_of_its_own(
    amina: FlaskClient, world: World
) -> None:
    data = zipped({"a.md": naming(text(), of="b.md", language="fr")})

    page = check(amina, data).text
    take_in(amina, data)

    (alone,) = posts()
    assert "here it is a text of its own" in page
    assert (alone.family_id, newest(alone).origin) == (alone.id, Origin())


def test_what_renders_somebody_elses_text_comes_out_to_the_byte_too(
    app: Flask, client: FlaskClient, world: World, tmp_path: Path, worker: str
) -> None:
    translated(world, published(world), title="Fuites à Maputo")
    sign_in(client, world.bruno)
    first = client.post(ZIP).data

    with empty_site(app, tmp_path, worker) as site:
        there = site.test_client()
        sign_in(there, db.session.query(Account).filter_by(name="Bruno").one())
        take_in(there, first)
        second = there.post(ZIP).data
        again = check(there, second).text

    assert second == first
    assert "You have all of these texts already" in again
    assert "You have all of these texts already" in check(client, first).text
    (text,) = files_of(first).values()
    assert "\nmade_by: person\n" in text
    assert "\norganisation:\n" in text
