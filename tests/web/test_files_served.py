"""The bytes of pictures and files: to whom, how, and gone when they are gone."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.files import (
    document,
    illustrated,
    sent_in,
    shown_to_all,
    src,
)
from tests.world import World, sign_in
from uclg_share.attachments import storing
from uclg_share.attachments.actions import take_down
from uclg_share.attachments.models import Attachment
from uclg_share.attachments.serving import as_download
from uclg_share.posts.actions import hide
from uclg_share.storage import Store

EVERYBODY = ["", "amina", "bruno", "chen", "dina", "fatou", "gabriel"]


def codes_for(client: FlaskClient, world: World, path: str) -> dict[str, int]:
    """What each of the cast is answered; "" is a visitor."""
    codes = {}
    for name in EVERYBODY:
        if name:
            sign_in(client, getattr(world, name))
        codes[name] = client.get(path).status_code
    return codes


def download(file: Attachment) -> str:
    return f"/files/{file.id}/{file.name}"


def seen_by(*names: str) -> dict[str, int]:
    return {name: 200 if name in names else 404 for name in EVERYBODY}


def assert_inert(answer: TestResponse) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert policy.startswith("default-src 'none'; sandbox;")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "html" not in str(answer.mimetype)
    assert "Set-Cookie" not in answer.headers


def test_a_picture_of_a_published_text_is_for_everybody(
    client: FlaskClient, world: World
) -> None:
    _, file = shown_to_all(world)

    assert codes_for(client, world, src(file, 1600)) == seen_by(*EVERYBODY)


def test_a_picture_of_a_draft_is_for_its_author(
    client: FlaskClient, world: World
) -> None:
    _, file = illustrated(world)

    assert codes_for(client, world, src(file)) == seen_by("amina")


def test_a_picture_that_waits_is_for_its_reviewers_too(
    client: FlaskClient, world: World
) -> None:
    post, file = illustrated(world)
    sent_in(world, post)

    codes = codes_for(client, world, src(file))

    assert codes == seen_by("amina", "gabriel", "bruno", "dina")


@pytest.mark.parametrize("gone", ["hidden", "taken down"])
def test_what_is_gone_is_gone_at_the_next_request(
    client: FlaskClient, world: World, gone: str
) -> None:
    post, file = shown_to_all(world)
    known = client.get(src(file))
    etag = {"If-None-Match": known.headers["ETag"]}
    assert client.get(src(file), headers=etag).status_code == 304

    if gone == "hidden":
        hide(world.viewer("bruno"), post, "Why")
    else:
        take_down(world.viewer("bruno"), file, "Why")

    for headers in ({}, etag, {"Range": "bytes=0-9"}):
        for method in ("GET", "HEAD"):
            answer = client.open(src(file), method=method, headers=headers)
            assert answer.status_code == 404
            assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_picture_is_served_as_one(client: FlaskClient, world: World) -> None:
    _, file = shown_to_all(world)

    answer, head = client.get(src(file)), client.head(src(file))

    assert_inert(answer)
    assert answer.mimetype == "image/webp"
    assert answer.headers["Content-Disposition"] == "inline"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.data == storing.bytes_of(file, "480.webp")
    assert int(head.headers["Content-Length"]) == len(answer.data)
    assert (head.status_code, head.data) == (200, b"")
    part = client.get(src(file), headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, b"RIFF")


def test_who_is_signed_in_gets_no_cookie_with_a_public_picture(
    client: FlaskClient, world: World
) -> None:
    _, file = shown_to_all(world)
    sign_in(client, world.amina)

    answer = client.get(src(file))

    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers


def test_what_not_everybody_sees_is_kept_by_nobody(
    client: FlaskClient, world: World
) -> None:
    _, file = illustrated(world)
    sign_in(client, world.amina)

    answer = client.get(src(file))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert_inert(answer)


def test_a_document_is_a_download_under_its_name(
    client: FlaskClient, world: World
) -> None:
    _, file = shown_to_all(world, document('Règlement "A"; x.pdf'))

    answer = client.get(download(file))

    assert_inert(answer)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert client.get(f"/files/{file.id}/other.pdf").status_code == 404
    assert client.get(src(file)).status_code == 404


@pytest.mark.parametrize(
    "name", ["by-law.pdf", 'a"; x="b.pdf', "Règlement 1.pdf", "خطة.pdf", "a\\b.pdf"]
)
def test_no_name_breaks_out_of_its_header(name: str) -> None:
    said = as_download(name)

    assert said.isascii()
    assert said.count('"') == 2
    assert said.count(";") == 2
    assert "\\" not in said


def test_no_size_but_ours(client: FlaskClient, world: World) -> None:
    _, file = shown_to_all(world)

    for name in ("481.webp", "480.png", "hydrant.webp", "../480.webp", "file"):
        assert client.get(f"/files/{file.id}/{name}").status_code == 404


def test_either_store_serves(
    client: FlaskClient,
    world: World,
    site_stores: Store,
) -> None:
    _, file = shown_to_all(world)

    assert client.get(src(file)).data[8:12] == b"WEBP"
    site_stores.delete(f"{file.key}/480.webp")
    assert client.get(src(file)).status_code == 404
