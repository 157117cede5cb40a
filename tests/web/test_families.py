"""A post in several languages: banner, marks, switch, and which words speak which."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.families import let_in, live, revised, translated, write
from tests.sql import queries_during
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.actions import hide
from uclg_share.posts.models import MadeBy, Post

LANGUAGES = ("en", "fr", "es", "ar")
DIRECTIONS = {"en": "ltr", "fr": "ltr", "es": "ltr", "ar": "rtl"}
VOID = {"meta", "link", "img", "input", "br", "hr"}
# The words that translate "Results" in the text itself.
RESULTS = {"fr": "Résultats", "es": "Resultados", "ar": "النتائج"}


def address_of(post: Post, language: str = "en") -> str:
    return f"/{language}/posts/{post.id}/{post.slug}"


def family(world: World) -> dict[str, Post]:
    original = published(world)
    others = {one: translated(world, original, one) for one in ("fr", "es", "ar")}
    return {"en": original, **others}


def changed(world: World, original: Post) -> None:
    parts = {**live(original).sections, "results": "Losses fell to 20 percent."}
    revised(world, original, sections=parts)


def test_a_translation_says_from_where_and_by_whom(
    client: FlaskClient, world: World
) -> None:
    original = published(world)
    post = translated(world, original)

    html = client.get(address_of(post)).text

    said = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert (
        "Translated from English by Bruno (Federation of Coastal Towns)."
        " Coordinators of Water read it before it was published."
    ) in said
    assert "Written by Amina." in said
    assert "Written by Bruno" not in said
    assert f'href="{address_of(original)}" lang="en" dir="ltr">' in html
    assert "changed since" not in html


def test_what_a_machine_made_says_so_on_page_switch_and_card(
    client: FlaskClient, world: World
) -> None:
    original = published(world, case_study(world, language="es"))
    post = translated(world, original, "en")
    post.made_by = MadeBy.MACHINE
    db.session.commit()

    html = client.get(address_of(post)).text
    card = client.get("/en/groups/water").text

    said = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert "Machine translation from Español, checked by Bruno" in said
    assert "(machine translation)" in html
    assert "<li>Machine translation</li>" in card
    assert "Machine" not in client.get("/es/groups/water").text


def test_readers_see_which_parts_are_older(client: FlaskClient, world: World) -> None:
    original = published(world)
    post = translated(world, original)
    changed(world, original)

    html = client.get(address_of(post)).text

    assert "The original has changed since:" in html
    assert '<span lang="fr" dir="ltr">Résultats</span>' in html
    assert html.count("The original has changed here.") == 1
    assert f'href="{address_of(original)}#s-results"' in html
    own = client.get(address_of(original)).text
    assert "(the original has changed since)" in own
    assert "The original has changed here." not in own


def test_a_translation_brought_up_to_date_says_nothing_more(
    client: FlaskClient, world: World
) -> None:
    original = published(world)
    post = translated(world, original)
    changed(world, original)

    write(world, post, results="Les pertes sont à 20 pour cent.")
    let_in(world, post)

    html = client.get(address_of(post)).text
    assert "original has changed" not in html
    assert "20 pour cent" in html


def test_what_was_compiled_names_no_translator(
    client: FlaskClient, world: World
) -> None:
    original = published(world)
    post = published(world, case_study(world, "Fuites", language="fr"))
    post.family_id, post.author, post.is_compiled = original.id, None, True
    db.session.commit()

    html = client.get(address_of(post)).text

    said = " ".join(re.sub(r"<[^>]+>", "", html).split())
    assert "Translated from English." in said
    assert "read it before it was published" not in said


def test_a_hidden_family_is_explained_to_those_who_see_it(
    client: FlaskClient, world: World
) -> None:
    original = published(world)
    post = translated(world, original)
    hide(world.viewer("elif"), original, "Names a private person.")
    db.session.commit()

    assert client.get(address_of(post)).status_code == 404
    sign_in(client, world.elif_)

    html = client.get(address_of(post)).text
    assert "The original is hidden, and this translation with it." in html


def test_the_feeds_carry_the_language_of_each_text(
    client: FlaskClient, world: World
) -> None:
    translated(world, published(world), "ar")

    items = client.get("/ar/groups/water.json").get_json()["items"]

    assert [item["language"] for item in items] == ["ar"]
    assert '<entry xml:lang="ar">' in client.get("/ar/groups/water.atom").text


def test_a_translation_with_all_its_marks_costs_few_statements(
    client: FlaskClient, world: World
) -> None:
    posts = family(world)
    changed(world, posts["en"])

    asked = queries_during(lambda: client.get(address_of(posts["ar"], "ar")))

    assert asked <= 14
