"""A template to take along, and one's own texts as files."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.drafts import case_study, drafted, experience, published
from tests.web.text_forms import kept, only_post, posts
from tests.world import World, sign_in
from uclg_share import limits
from uclg_share.posts.actions import delete

UPLOAD = "/en/write/upload"
ARCHIVE = "/en/my-work/export.zip"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


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

    assert amina.post(UPLOAD, data={"text": titled}).status_code == 303

    draft = kept(only_post())
    assert (draft.title, draft.language) == ("A beginning", language)
    assert not any(draft.sections.values())
    assert (draft.organisation_id, draft.group_ids) == (
        world.hills.id,
        (world.water.id,),
    )


def test_a_text_taken_out_and_pasted_is_the_same(
    amina: FlaskClient, world: World
) -> None:
    draft = case_study(world, "It's “here”: كشف --- #1")
    post = drafted(world, draft)

    answer = amina.get(f"/en/my-work/{post.id}/text.md")
    amina.post(UPLOAD, data={"text": answer.text})

    assert is_kept_by_nobody(answer, "text/markdown; charset=utf-8")
    assert [kept(one) for one in posts()] == [draft, draft]


def test_the_archive_holds_all_of_ones_own_texts(
    amina: FlaskClient, world: World
) -> None:
    first = drafted(world, case_study(world, "../../etc: Ünï/tests\\x"))
    drafted(world, case_study(world, "كشف التسرب"))
    published(world, experience(world, "A walk"))
    drafted(world, case_study(world, "Somebody else's"), world.bruno)
    gone = drafted(world, case_study(world, "Thrown away"))
    delete(world.viewer("amina"), gone)

    answer = amina.post(ARCHIVE)

    assert is_kept_by_nobody(answer, "application/zip")
    files = files_in(answer)
    assert list(files) == ["01-etc-uni-tests-x.md", "02-text.md", "03-a-walk.md"]
    alone = amina.get(f"/en/my-work/{first.id}/text.md").text
    assert files["01-etc-uni-tests-x.md"] == alone


def test_the_same_texts_make_the_same_archive(amina: FlaskClient, world: World) -> None:
    drafted(world)

    first, second = (amina.post(ARCHIVE).data for _ in range(2))

    assert first == second
    assert amina.post(ARCHIVE).status_code == 200


def test_the_archive_of_who_wrote_nothing_is_empty(
    client: FlaskClient, world: World
) -> None:
    drafted(world)
    sign_in(client, world.chen)

    assert files_in(client.post(ARCHIVE)) == {}


def test_the_archive_is_made_only_so_often(
    amina: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TAKE_ACCOUNT", limits.Limit("take-account", 2, 60))

    codes = [amina.post(ARCHIVE).status_code for _ in range(3)]

    assert codes == [200, 200, 429]


@pytest.mark.parametrize("name", ["bruno", "chen", "fatou", "dina"])
def test_nobody_else_takes_a_text_out(
    client: FlaskClient, world: World, name: str
) -> None:
    post = published(world)
    sign_in(client, getattr(world, name))

    assert client.get(f"/en/my-work/{post.id}/text.md").status_code == 404
    assert client.get("/en/my-work/999999/text.md").status_code == 404


def test_a_visitor_signs_in_first(client: FlaskClient, world: World) -> None:
    post = drafted(world)
    pages = ["write/experience/template.md", f"my-work/{post.id}/text.md"]

    answers = [client.get(f"/en/{page}") for page in pages]

    assert [answer.status_code for answer in answers] == [303] * 2
    assert all("/en/sign-in?next=" in answer.location for answer in answers)
    assert client.post(UPLOAD, data={"text": ""}).status_code == 403
    assert client.post(ARCHIVE).status_code == 403
    assert only_post().id == post.id


def test_the_pages_of_an_author_lead_there(amina: FlaskClient, world: World) -> None:
    post = drafted(world)

    start = amina.get("/en/write?group=water").text
    own = amina.get(f"/en/my-work/{post.id}").text
    work = amina.get("/en/my-work").text

    assert 'href="/en/write/case-study/template.md?group=water"' in start
    assert f'href="/en/my-work/{post.id}/text.md"' in own
    assert f'action="{ARCHIVE}"' in work


def test_an_unknown_kind_has_no_template(amina: FlaskClient) -> None:
    assert amina.get("/en/write/poem/template.md").status_code == 404
