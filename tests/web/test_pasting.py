"""A text written offline is pasted, read in and told what is wrong with it."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.account_pages import title_of
from tests.web.text_forms import ONCE, kept, only_post, posts
from tests.world import World, sign_in
from uclg_share.posts.models import Kind, Stage

pytestmark = pytest.mark.once

UPLOAD = "/en/write/upload"
SHORT = "---\nkind: experience\ntitle: A walk\n---\n\n## What happened\n\nWe walked.\n"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def paste(client: FlaskClient, text: str, **fields: str) -> TestResponse:
    return client.post(UPLOAD, data={"text": text, **fields})


def test_a_template_as_it_came_only_lacks_a_title(amina: FlaskClient) -> None:
    answer = paste(amina, amina.get("/en/write/experience/template.md").text)

    assert answer.status_code == 422
    assert "There is 1 thing to correct" in answer.text
    assert (
        '<a href="#text">Line 4, <bdi><code>title</code></bdi>: Write a title</a>'
        in answer.text
    )


def test_a_pasted_text_becomes_a_draft_of_ones_own(
    amina: FlaskClient, world: World
) -> None:
    answer = paste(amina, SHORT)

    post = only_post()
    assert (answer.status_code, answer.location) == (303, f"/en/posts/{post.id}/edit")
    assert (post.kind, post.stage) == (Kind.EXPERIENCE, Stage.DRAFT)
    assert (post.author_id, post.working_title) == (world.amina.id, "A walk")
    assert kept(post).sections == {"what_happened": "We walked.", "lesson": ""}
    assert "Read in as a draft" in amina.get(answer.location).text


def test_what_is_not_ones_own_to_choose_is_said(
    amina: FlaskClient, world: World
) -> None:
    text = SHORT.replace("title:", "organisation: coast\ngroups: [budgets]\ntitle:")

    page = amina.get(paste(amina, text).location).text

    assert "and left empty: organisation, groups." in page
    assert (kept(only_post()).organisation_id, kept(only_post()).group_ids) == (
        None,
        (),
    )


def test_the_same_paste_sent_twice_makes_one_draft(amina: FlaskClient) -> None:
    first, second = (paste(amina, SHORT, once=ONCE) for _ in range(2))

    assert first.location == second.location == f"/en/posts/{only_post().id}/edit"


def test_what_was_pasted_stays_in_the_field(amina: FlaskClient) -> None:
    text = "\n\n---\ntitle: <script>alert(1)</script>\n---\nأول & last"

    answer = paste(amina, text)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    (field,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)
    assert "<script>" not in field
    assert html.unescape(field) == text
    assert posts() == []


def test_a_fault_is_told_in_the_language_of_the_page(amina: FlaskClient) -> None:
    answer = amina.post(
        "/fr/write/upload", data={"text": SHORT + "\n## What happened\n"}
    )

    assert answer.status_code == 422
    assert "Ligne 10, " in answer.text
    assert "Ceci figure deux fois" in answer.text
    assert 'aria-describedby="text-h text-e"' in answer.text


BOMB = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50))
HOSTILE = {
    "nothing": "",
    "aliases": f"---\n{BOMB}---\n",
    "a merge": "---\n<<: *a\n---\n",
    "300 kB": SHORT + "x" * 300_000,
    "300 kB of facts": "---\n" + "a: b\n" * 60_000 + "---\n",
    "depth": "---\ntitle: " + "[" * 90_000 + "\n---\n",
    "braces": "---\ntitle: " + "{a: " * 20_000 + "\n---\n",
    "quotes": "---\ntitle: " + "'" * 90_001 + "\n---\n",
    "NUL": SHORT.replace("walk", "wa\0lk"),
    "python": "---\nkind: !!python/name:os.system x\n---\n",
    "a set": "---\n? title\n: {x}\n---\n",
    "a list for all": "---\n[kind, title]\n---\n",
    "numbers": "---\nkind: 1\ntitle: {}\nsummary: []\nsdgs: {a: b}\n---\n",
    "dates": SHORT.replace("title:", "started: 2024-13-45\ntitle:"),
    "infinity": SHORT.replace("title:", "latitude: .inf\ntitle:"),
    "a huge number": SHORT.replace("title:", f"longitude: {'9' * 5000}\ntitle:"),
    "escapes": SHORT.replace("A walk", r'"\0\ud800"'),
    "a directive": "%YAML 9.9\n---\na: b\n---\n",
    "an unbalanced text": SHORT + "> " * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_with_a_reason(amina: FlaskClient, text: str) -> None:
    answer = paste(amina, text)

    assert answer.status_code == 422
    assert 'class="err" id="text-e"' in answer.text
    assert posts() == []


def send_file(client: FlaskClient, content: bytes, **fields: str) -> TestResponse:
    data: dict[str, Any] = {"file": (io.BytesIO(content), "walk.md"), **fields}
    return client.post(UPLOAD, data=data, content_type="multipart/form-data")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_becomes_a_draft_however_it_was_saved(
    amina: FlaskClient, encoding: str
) -> None:
    text = SHORT.replace("A walk", "Promenade à Sète").replace("\n", "\r\n")

    answer = send_file(amina, text.encode(encoding), text="Something else")

    assert answer.status_code == 303
    assert only_post().working_title == "Promenade à Sète"
    is_guess = "is not saved as UTF-8" in amina.get(answer.location).text
    assert is_guess == (encoding == "cp1252")


def test_a_file_with_a_fault_comes_back_in_the_field(amina: FlaskClient) -> None:
    answer = send_file(amina, SHORT.replace("A walk", "").encode())

    assert answer.status_code == 422
    assert "Line 3, <bdi><code>title</code></bdi>: Write a title" in answer.text
    assert "We walked." in answer.text
    assert posts() == []


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00", b"x" * 200_001, b"", b"MZ\x00\x01"]
)
def test_what_is_no_text_is_refused(amina: FlaskClient, content: bytes) -> None:
    answer = send_file(amina, content)

    assert answer.status_code == 422
    assert 'class="err" id="text-e"' in answer.text
    assert posts() == []


def test_the_same_file_sent_twice_makes_one_draft(amina: FlaskClient) -> None:
    first, second = (send_file(amina, SHORT.encode(), once=ONCE) for _ in range(2))

    assert first.location == second.location == f"/en/posts/{only_post().id}/edit"


def test_files_and_a_translation_stay_behind_and_that_is_said(
    amina: FlaskClient,
) -> None:
    facts = "files: [{file: a.webp, alt: A}]\nmade_by: person\ntitle:"

    page = amina.get(paste(amina, SHORT.replace("title:", facts)).location).text

    assert "and left empty: files." in page
    assert "here it is a text of its own" in page
