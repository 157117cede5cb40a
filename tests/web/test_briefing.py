"""A briefing pack: several posts in one file that needs nothing else, and as a ZIP."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.files import ALT, picture, shown_to_all
from tests.questions import discussed
from tests.sql import queries_during
from tests.validator import html_problems
from tests.world import World, sign_in
from uclg_share import limits
from uclg_share.briefing import album
from uclg_share.database import db
from uclg_share.i18n import LANGUAGES, direction_of
from uclg_share.limits import Limit
from uclg_share.posts.actions import hide
from uclg_share.posts.as_file.reading import read
from uclg_share.posts.models import Post
from uclg_share.reading_list.actions import save

OUTSIDE = re.compile(r'\b(?:src|srcset|action)="(?!data:)|<link|@import|url\(|<script')


def pack(*posts: Post, form: str = "html", language: str = "en") -> str:
    numbers = "&".join(f"post={post.id}" for post in posts)
    return f"/{language}/briefing.{form}?{numbers}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_needs_nothing_from_outside(
    client: FlaskClient, world: World, language: str
) -> None:
    shown, _ = shown_to_all(world, picture())
    posts = [shown, published(world, case_study(world, "Pipes")), discussed(world)]

    answer = client.get(pack(*posts, language=language))

    assert answer.status_code == 200
    name = 'attachment; filename="uclg-share-briefing.html"'
    assert answer.headers["Content-Disposition"] == name
    assert OUTSIDE.findall(answer.text) == []
    assert f'dir="{direction_of(language)}"' in answer.text
    assert '<img src="data:image/webp;base64,UklGR' in answer.text
    assert ALT in answer.text
    assert all(f'id="text-{post.id}"' in answer.text for post in posts)
    assert html_problems({language: answer.text}) == []


def test_links_within_the_site_lead_out_of_the_file(
    client: FlaskClient, world: World
) -> None:
    sections = case_study(world).sections | {"context": "See [it](/en/groups/water)."}
    post = published(world, case_study(world, sections=sections))

    page = client.get(pack(post)).text

    assert 'href="/' not in page
    assert f'href="http://127.0.0.1:5000/en/posts/{post.id}"' in page


def test_the_zip_holds_page_texts_and_pictures(
    client: FlaskClient, world: World
) -> None:
    shown, _ = shown_to_all(world, picture())
    other = published(world, case_study(world, "Pipes"))

    answer = client.get(pack(shown, other, form="zip"))

    archive = zipfile.ZipFile(BytesIO(answer.data))
    name = "01-leak-detection-in-maputo"
    expected = {"briefing.html", f"{name}.md", f"pictures/{name}-1.webp", "02-pipes.md"}
    assert set(archive.namelist()) == expected
    assert archive.testzip() is None
    found = read(archive.read(f"{name}.md").decode())
    assert [one.file for one in found.files] == [f"pictures/{name}-1.webp"]
    assert archive.read(f"pictures/{name}-1.webp")[:4] == b"RIFF"


def test_nobody_packs_what_they_may_not_read(client: FlaskClient, world: World) -> None:
    known: dict[str, Any] = {"organisation_id": world.coast.id}
    draft = case_study(world, "Within", group_ids=(world.budgets.id,), **known)
    inside = published(world, draft, world.fatou, world.budgets)
    gone, shown = published(world), published(world, case_study(world, "Pipes"))
    hide(world.viewer("bruno"), gone, "Names a private person.")
    db.session.commit()

    page = client.get(pack(inside, gone, shown)).text
    alone = client.get(pack(inside, gone))
    sign_in(client, world.fatou)
    to_a_member = client.get(pack(inside, shown))

    assert "Pipes" in page
    assert "Within" not in page
    assert "2 texts of the list are no longer available." in page
    assert alone.status_code == 404
    assert "Within" in to_a_member.text
    assert to_a_member.headers["Cache-Control"] == "private, no-store"


def test_pictures_are_bounded_all_together(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post, _ = shown_to_all(world, picture())
    whole = client.get(pack(post)).text
    monkeypatch.setattr(album, "MOST_BYTES", 10)

    page = client.get(pack(post)).text

    assert "data:image" in whole
    assert "data:image" not in page
    assert post.title is not None
    assert post.title in page


def test_fifty_texts_are_the_most(client: FlaskClient, world: World) -> None:
    post = published(world)
    many = "&".join(f"post={n}" for n in range(900_000, 900_049))

    within = client.get(f"/en/briefing.html?{many}&post={post.id}")
    beyond = client.get(f"/en/briefing.html?{many}&post=900049&post={post.id}")

    assert (within.status_code, beyond.status_code) == (200, 404)


def test_a_pack_costs_the_same_however_many_texts(
    client: FlaskClient, world: World
) -> None:
    posts = [published(world, case_study(world, f"Post {n}")) for n in range(6)]
    two, six = pack(*posts[:2]), pack(*posts)

    few = queries_during(lambda: client.get(two))

    assert queries_during(lambda: client.get(six)) == few <= 6


def test_packing_has_a_bearable_pace(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = published(world)
    monkeypatch.setattr(limits, "PACK_ADDRESS", Limit("pack-test", 2, 600))

    codes = [client.get(pack(post)).status_code for _ in range(3)]

    assert codes == [200, 200, 429]


def test_one_chooses_from_a_feed_what_goes_in(
    client: FlaskClient, world: World
) -> None:
    posts = [published(world, case_study(world, f"Post {n}")) for n in range(2)]
    feed = client.get("/en/groups/water").text
    numbers = ".".join(str(post.id) for post in posts[::-1])
    assert f'href="/en/briefing?post={numbers}"' in feed

    page = client.get(f"/en/briefing?post={posts[0].id}&post=x&post=99999").text

    assert page.count('name="post"') == 1
    assert 'formaction="/en/briefing.zip"' in page
    assert client.get("/en/briefing").status_code == 200
    assert client.get("/en/briefing.html").location == "/en/briefing"


def test_the_reading_list_becomes_a_pack(client: FlaskClient, world: World) -> None:
    first, second = published(world), published(world, case_study(world, "Pipes"))
    for post in (first, second):
        save(world.viewer("amina"), post)
        db.session.commit()
    sign_in(client, world.amina)

    answer = client.get("/en/reading-list/briefing")

    expected = f"/en/briefing?post={second.id}.{first.id}"
    assert (answer.status_code, answer.location) == (303, expected)
    assert 'href="/en/reading-list/briefing"' in client.get("/en/reading-list").text
