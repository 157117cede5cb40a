"""Write offline, read in, take out: the files of an author."""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.drafts import case_study, drafted, experience, published
from tests.web.account_pages import title_of
from tests.web.text_forms import ONCE, kept, only_post, posts
from tests.world import World, sign_in
from uclg_share import limits
from uclg_share.posts.actions import delete
from uclg_share.posts.models import Kind, Stage

UPLOAD = "/en/write/upload"
ARCHIVE = "/en/my-work/export.zip"
SHORT = "---\nkind: experience\ntitle: A walk\n---\n\n## What happened\n\nWe walked.\n"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def paste(client: FlaskClient, text: str, **fields: str) -> TestResponse:
    return client.post(UPLOAD, data={"text": text, **fields})


def files_in(answer: TestResponse) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def is_kept_by_nobody(answer: TestResponse, kind: str) -> bool:
    headers = answer.headers
    return (
        headers["Content-Type"] == kind
        and headers["Cache-Control"] == "private, no-store"
        and re.fullmatch(
            r'attachment; filename="[a-z0-9.-]+"', headers["Content-Disposition"]
        )
        is not None
    )


@pytest.mark.parametrize(
    "address, heading",
    [
        ("/en/write/case-study/template.md", "## Lessons, including what did not work"),
        ("/fr/write/case-study/template.md", "## Ce qui a été fait"),
        ("/es/write/experience/template.md", "## Qué aprendimos"),
        ("/ar/write/experience/template.md", "## ماذا تعلمنا"),
    ],
)
def test_a_template_asks_in_the_language_of_the_page(
    amina: FlaskClient, address: str, heading: str
) -> None:
    answer = amina.get(address)

    assert answer.status_code == 200
    assert is_kept_by_nobody(answer, "text/markdown; charset=utf-8")
    assert f"\n{heading}\n" in answer.text
    assert f"\nlanguage: {address[1:3]}  # en, fr, es, ar\n" in answer.text


def test_a_template_names_what_its_author_may_choose(amina: FlaskClient) -> None:
    text = amina.get("/en/write/case-study/template.md").text

    assert "organisation: 'hills'  # hills\n" in text
    assert re.search(r"^groups: \[water\]  # .*: water, markets$", text, re.MULTILINE)
    assert "status:  # pilot, ongoing, completed, suspended\n" in text
    assert "<!-- What changed? Count the same way before and after" in text
    assert "budgets" not in text


@pytest.mark.parametrize("kind", ["case-study", "experience"])
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_a_template_with_a_title_is_a_draft_without_words(
    amina: FlaskClient, world: World, kind: str, language: str
) -> None:
    text = amina.get(f"/{language}/write/{kind}/template.md").text
    titled = re.sub(r"^title:", "title: A beginning", text, flags=re.MULTILINE)

    assert paste(amina, titled).status_code == 303

    draft = kept(only_post())
    assert (draft.title, draft.language) == ("A beginning", language)
    assert not any(draft.sections.values())
    assert (draft.organisation_id, draft.group_ids) == (
        world.hills.id,
        (world.water.id,),
    )


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


def test_a_text_taken_out_and_pasted_is_the_same(
    amina: FlaskClient, world: World
) -> None:
    draft = case_study(world, "It's “here”: كشف --- #1")
    post = drafted(world, draft)

    answer = amina.get(f"/en/my-work/{post.id}/text.md")
    paste(amina, answer.text)

    assert is_kept_by_nobody(answer, "text/markdown; charset=utf-8")
    assert [kept(one) for one in posts()] == [draft, draft]


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
    assert 'lang="fr"' in answer.text
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


def test_a_file_is_not_taken(amina: FlaskClient) -> None:
    data: dict[str, Any] = {"text": SHORT, "file": (io.BytesIO(b"x"), "x.md")}

    answer = amina.post(UPLOAD, data=data, content_type="multipart/form-data")

    assert answer.status_code == 400
    assert posts() == []


def test_the_archive_holds_all_of_ones_own_texts(
    amina: FlaskClient, world: World
) -> None:
    first = drafted(world, case_study(world, "../../etc: Ünï/tests\\x"))
    drafted(world, case_study(world, "كشف التسرب"))
    published(world, experience(world, "A walk"))
    drafted(world, case_study(world, "Somebody else's"), world.bruno)
    gone = drafted(world, case_study(world, "Thrown away"))
    delete(world.viewer("amina"), gone)

    answer = amina.get(ARCHIVE)

    assert is_kept_by_nobody(answer, "application/zip")
    files = files_in(answer)
    assert list(files) == ["01-etc-uni-tests-x.md", "02-text.md", "03-a-walk.md"]
    alone = amina.get(f"/en/my-work/{first.id}/text.md").text
    assert files["01-etc-uni-tests-x.md"] == alone


def test_the_same_texts_make_the_same_archive(amina: FlaskClient, world: World) -> None:
    drafted(world)

    first, second = (amina.get(ARCHIVE).data for _ in range(2))

    assert first == second
    assert amina.get(ARCHIVE).status_code == 200


def test_the_archive_of_who_wrote_nothing_is_empty(
    client: FlaskClient, world: World
) -> None:
    drafted(world)
    sign_in(client, world.chen)

    assert files_in(client.get(ARCHIVE)) == {}


def test_the_archive_is_made_only_so_often(
    amina: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TAKE_ACCOUNT", limits.Limit("take-account", 2, 60))

    codes = [amina.get(ARCHIVE).status_code for _ in range(3)]

    assert codes == [200, 200, 429]


@pytest.mark.parametrize("name", ["bruno", "gabriel", "dina"])
def test_nobody_else_takes_a_text_out(
    client: FlaskClient, world: World, name: str
) -> None:
    post = published(world)
    sign_in(client, getattr(world, name))

    assert client.get(f"/en/my-work/{post.id}/text.md").status_code == 404
    assert client.get("/en/my-work/999999/text.md").status_code == 404


def test_a_visitor_signs_in_first(client: FlaskClient, world: World) -> None:
    post = drafted(world)
    pages = ["write/experience/template.md", f"my-work/{post.id}/text.md",
             "my-work/export.zip"]  # fmt: skip

    answers = [client.get(f"/en/{page}") for page in pages]

    assert [answer.status_code for answer in answers] == [303] * 3
    assert all("/en/sign-in?next=" in answer.location for answer in answers)
    assert paste(client, SHORT).status_code == 403
    assert only_post().id == post.id


def test_the_pages_of_an_author_lead_there(amina: FlaskClient, world: World) -> None:
    post = drafted(world)

    start = amina.get("/en/write?group=water").text
    own = amina.get(f"/en/my-work/{post.id}").text
    work = amina.get("/en/my-work").text

    assert 'href="/en/write/case-study/template.md?group=water"' in start
    assert f'href="/en/my-work/{post.id}/text.md"' in own
    assert f'href="{ARCHIVE}"' in work


def test_an_unknown_kind_has_no_template(amina: FlaskClient) -> None:
    assert amina.get("/en/write/poem/template.md").status_code == 404
