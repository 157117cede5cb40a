"""The page of a post: everything its record holds, for whom it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted, experience, published, waiting
from tests.sql import queries_during
from tests.web.account_pages import title_of
from tests.world import World, sign_in
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.organisations.models import Organisation
from uclg_share.posts.actions import hide, save
from uclg_share.posts.drafts import Draft, Partner, Resources, Source
from uclg_share.posts.models import Post

REASON = "Names a private person."


def address_of(post: Post, language: str = "en") -> str:
    return f"/{language}/posts/{post.id}/{post.slug}"


def with_everything(world: World) -> Draft:
    return replace(
        case_study(world),
        group_ids=(world.water.id, world.markets.id),
        countries=("MZ", "ZA"),
        population_band="50k-1m",
        ended="2025-06",
        resources=Resources(12500, "EUR", 2024, "Mostly overtime."),
        partners=(Partner("Water utility", "lead"), Partner("Town of Pemba", "peer")),
        sources=(
            Source("Utility report 2025", "https://example.org/report"),
            Source("A conversation with the night shift", ""),
        ),
        licence="CC-BY-SA-4.0",
    )


def test_a_post_shows_everything_its_record_holds(
    client: FlaskClient, world: World
) -> None:
    post = published(world, with_everything(world))

    page = client.get(address_of(post)).text

    for words in (
        *("Leak detection in Maputo", "We listened to the pipes at night"),
        *("<strong>water</strong>", "<li>We dug.</li>", "Losses fell from 50 to 31"),
        *("Context", "What was done", "Results", "Lessons", "What others would need"),
        *("Association of Hill Municipalities", "Written by Amina."),
        *("Maputo", "Mozambique", "South Africa", "26.0", "32.6"),
        *("February 2024 to June 2025", "Ongoing", "Own monitoring"),
        *("12,500 EUR", "(2024)", "Mostly overtime."),
        *("Training", "Digital", "SDG 6", "SDG 11", "Goal 11"),
        *("Water utility", "Town of Pemba", "Lead", "Peer"),
        *("Water</a>", "Markets</a>", "Cooperation</a>", "1 minute to read"),
        "A conversation with the night shift",
    ):
        assert words in page, words
    assert title_of(page) == "Leak detection in Maputo – Case study – UCLG Share"


def test_sources_are_links_that_lend_no_weight(
    client: FlaskClient, world: World
) -> None:
    page = client.get(address_of(published(world))).text

    link = '<a href="https://example.org/report" rel="nofollow ugc noopener">'
    assert f"{link}<bdi>Utility report 2025</bdi></a>" in page


@pytest.mark.parametrize("kind", ["by", "by-sa", "by-nc"])
def test_the_licence_leads_to_its_deed(
    client: FlaskClient, world: World, kind: str
) -> None:
    draft = case_study(world, licence=f"CC-{kind.upper()}-4.0")

    page = client.get(address_of(published(world, draft))).text

    deed = f"https://creativecommons.org/licenses/{kind}/4.0/"
    assert f'<a href="{deed}" rel="license">CC {kind.upper()} 4.0</a>' in page


def test_a_post_says_how_to_cite_it(client: FlaskClient, world: World) -> None:
    post = published(world)
    assert post.published_at is not None

    cite = client.get(address_of(post)).text.partition("How to cite it")[2]

    assert "<bdi>Association of Hill Municipalities</bdi>" in cite
    assert f"({post.published_at.year})" in cite
    assert "Leak detection in Maputo</cite>" in cite
    assert f"http://127.0.0.1:5000/en/posts/{post.id}<" in cite


def test_what_was_left_out_is_not_shown(client: FlaskClient, world: World) -> None:
    draft = experience(
        world, partners=(), sources=(), sdgs=(), latitude=None, longitude=None
    )

    page = client.get(address_of(published(world, draft))).text

    for words in ("Partners", "Sources", "Goals", "Cost", "None", "Dot map"):
        assert words not in page, words


def test_a_practice_names_the_languages_it_can_be_read_in(
    client: FlaskClient, world: World
) -> None:
    titles = ("Leaks", "Fuites", "Fugas")
    texts = [published(world, case_study(world, title)) for title in titles]
    original, other, hidden = texts
    for post, language in zip(texts, ("en", "fr", "es"), strict=True):
        post.family_id, post.language = original.id, language
    hide(world.viewer("bruno"), hidden, REASON)
    db.session.commit()

    page = client.get(address_of(original)).text

    assert f'href="{address_of(other)}" lang="fr" hreflang="fr">Français</a>' in page
    assert "(original)" in page
    assert f"/posts/{hidden.id}" not in page


@pytest.mark.parametrize("name", ["", "amina", "bruno", "fatou", "dina"])
def test_what_is_not_published_has_no_page(
    client: FlaskClient, world: World, name: str
) -> None:
    texts = [drafted(world), waiting(world).post]
    if name:
        sign_in(client, getattr(world, name))

    codes = {client.get(f"/en/posts/{post.id}").status_code for post in texts}

    assert codes == {404}
    assert client.get("/en/posts/4711/any").status_code == 404


def test_readers_see_the_text_that_was_accepted_until_the_next_is(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    save(viewer_for(world.amina), post, case_study(world, "Not yet read"), 1)
    db.session.commit()

    page = client.get(address_of(post)).text

    assert "Leak detection in Maputo" in page
    assert "Not yet read" not in page


def test_a_page_asks_as_much_for_a_rich_text_as_for_a_short_one(
    client: FlaskClient, world: World
) -> None:
    few: dict[str, Any] = {
        "partners": (),
        "sources": (),
        "sdgs": (),
        "themes": ("food",),
    }
    short = published(world, case_study(world, **few))
    rich = published(world, with_everything(world))
    rich.co_organisations = db.session.query(Organisation).all()
    db.session.commit()

    asked = [
        queries_during(lambda post=post: client.get(address_of(post)))  # type: ignore[misc]
        for post in (short, rich)
    ]

    assert asked[0] == asked[1] <= 11
