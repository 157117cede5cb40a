"""No act leaves an old page behind: not in this process and not in another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.commands import run
from tests.drafts import published
from tests.web.crawler import Form, crawl
from tests.web.kept_pages import keeping_site, kept, said
from tests.web.one_of_everything import browser_of, one_of_everything, sample
from tests.web.other_process import other_process
from tests.world import World
from uclg_share.audit import UNSEEN, AuditEntry
from uclg_share.database import db
from uclg_share.freshness import Stamp

FEED = "/en/groups/water"
# Who may do more comes later, and what ends things comes last.
ROLES = ("author", "administrator")
ENDING = ("hide", "delete", "archive", "remov", "leave", "end", "suspend", "demot")


@pytest.fixture
def site(app: Flask, world: World) -> Iterator[Flask]:
    with keeping_site(app) as site:
        yield site


def stamp() -> int | None:
    db.session.rollback()
    return db.session.scalar(select(Stamp.number))


def acts(app: Flask, world: World, known: dict[str, Any]) -> list[tuple[str, Form]]:
    """One form of each action for each role that finds it, and an empty one for what no
    page offers."""
    found = {
        (role, endpoint_of(app, form)): (role, form)
        for role in ROLES
        for form in sorted(crawl(browser_of(app, world, role), "/en/").forms, key=repr)
    }
    offered = {endpoint for _, endpoint in found}
    others = [
        ("administrator", Form(sample(app, rule, known), ()))
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or set())
        and rule.endpoint not in offered
        and rule.arguments <= set(known)
    ]
    return sorted(
        [*found.values(), *others],
        key=lambda act: (ends(act[1]), ROLES.index(act[0]), act[1].action),
    )


def endpoint_of(app: Flask, form: Form) -> str:
    adapter = app.url_map.bind("localhost")
    return str(adapter.match(urlsplit(form.action).path, method="POST")[0])


def ends(form: Form) -> bool:
    return any(word in form.action for word in ENDING)


def public_pages(site: Flask, world: World, known: dict[str, Any]) -> list[str]:
    """Those on which texts, people and acts show; all are kept now."""
    text = f"/en/posts/{known['post_id']}/{known['posts.show slug']}"
    pages = ["/en/", FEED, f"{FEED}/log", text, "/en/organisations/hills"]
    pages.append(f"/en/people/{world.amina.id}")
    pages.append(f"/en/committees/{world.cooperation.slug}")
    warm(site, pages)
    assert set(pages) <= set(kept(site))
    return pages


def old_pages(site: Flask, app: Flask, pages: list[str]) -> list[str]:
    visitor, fresh = site.test_client(), app.test_client()
    return [path for path in pages if said(visitor.get(path)) != said(fresh.get(path))]


@pytest.mark.once
def test_after_every_act_the_kept_pages_are_as_if_made_now(
    app: Flask, site: Flask, world: World
) -> None:
    known = one_of_everything(app, world)
    todo, done = acts(app, world, known), set()
    pages = public_pages(site, world, known)
    for role, form in todo:
        if (endpoint := endpoint_of(app, form)) in done:
            continue
        before = stamp()
        answer = browser_of(app, world, role).post(form.action, data=dict(form.fields))
        if answer.status_code not in {200, 303}:
            continue  # refused: nothing was done
        done.add(endpoint)
        # What was made before an act with a new mark cannot be given out at all.
        asked = pages if stamp() == before else [FEED]
        assert old_pages(site, app, asked) == [], f"{role}: {form}"
        if asked != pages:
            warm(site, pages)

    assert len(done) > 60, sorted(done)


def warm(site: Flask, pages: list[str]) -> None:
    for path in pages:
        site.test_client().get(path)


@pytest.mark.parametrize("command", ["purge", "worker --once"])
def test_what_is_done_by_itself_leaves_no_old_page(
    app: Flask, site: Flask, world: World, command: str
) -> None:
    pages = public_pages(site, world, one_of_everything(app, world))

    code, words = run(app, *command.split())

    assert code == 0, words
    assert old_pages(site, app, pages) == []


def test_an_entry_that_anybody_may_read_always_makes_pages_old(world: World) -> None:
    before = stamp()
    published(world)
    db.session.commit()

    assert stamp() != before
    entries = db.session.scalars(select(AuditEntry))
    assert {entry.verb for entry in entries if entry.audience == "public"}.isdisjoint(
        UNSEEN
    )


def test_what_one_process_hides_is_gone_at_the_next_answer_of_another(
    app: Flask, site: Flask, world: World
) -> None:
    post = published(world)
    number, page = post.id, f"/en/posts/{post.id}/{post.slug}"
    bruno = world.bruno.email
    db.session.commit()  # nothing is held while the other process writes
    visitor: FlaskClient = site.test_client()
    with other_process(app) as other:
        there, _ = other.get(page), visitor.get(page)
        assert other.get(page)[0] == there[0] == "200"
        assert visitor.get(page).status_code == 200
        assert page in kept(site)

        other.hide(number, bruno)
        assert visitor.get(page).status_code == 404
        assert other.get(page)[0] == "404"

        other.restore(number, bruno)
        assert visitor.get(page).status_code == 200
        assert other.get(page)[0] == "200"
        hide_here(app, world, number)
        assert other.get(page)[0] == "404"
        assert visitor.get(page).status_code == 404


def hide_here(app: Flask, world: World, post_id: int) -> None:
    bruno = browser_of(app, world, "coordinator")
    words = {"reason": "Names a private person."}
    assert bruno.post(f"/en/posts/{post_id}/hide", data=words).status_code == 303
