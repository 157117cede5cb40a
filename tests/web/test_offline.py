"""What the browser is given for the time without a line (tests/browser/test_offline.py
shows what it does with it)."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.actions import hide
from uclg_share.reading_list.actions import save

LIST = "/en/reading-list/offline"


def shell_of(client: FlaskClient) -> dict[str, object]:
    found = re.search(r"const SHELL = (\{.*\});", client.get("/worker.js").text)
    assert found is not None
    shell: dict[str, object] = json.loads(found[1])
    return shell


def test_the_worker_is_at_the_root_and_asked_for_anew_each_time(
    client: FlaskClient, world: World
) -> None:
    answer = client.get("/worker.js")

    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "connect-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    etag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/worker.js", headers=etag).status_code == 304


def test_all_it_keeps_from_the_start_is_there_for_everybody(
    client: FlaskClient, world: World
) -> None:
    shell = shell_of(client)
    pages, assets = shell["pages"], shell["assets"]
    assert isinstance(pages, dict)
    assert isinstance(assets, list)

    codes = {path: client.get(path).status_code for path in [*pages.values(), *assets]}

    assert set(pages) == set(LANGUAGES)
    assert len(assets) == len(client.application.extensions["assets"]) - 1
    assert set(codes.values()) == {200}


@pytest.mark.parametrize("name", ["", "amina"])
def test_the_page_without_a_line_needs_no_other_file_and_knows_nobody(
    client: FlaskClient, world: World, name: str
) -> None:
    if name:
        sign_in(client, world.amina)

    page = client.get("/en/offline").text

    assert "You are offline" in page
    assert not re.search(
        r"<script|<img|<link (?!rel=\"icon\" href=\"data:)|url\(", page
    )
    assert world.amina.name not in page
    assert "csrf_token" not in page


def test_only_what_everybody_reads_is_kept(client: FlaskClient, world: World) -> None:
    chen = world.viewer("chen")
    shown = published(world)
    hidden = published(world, case_study(world, "Taken down"))
    inside: dict[str, Any] = {
        "group_ids": (world.budgets.id,),
        "organisation_id": world.coast.id,
    }
    for_few = published(world, case_study(world, **inside), world.fatou, world.budgets)
    save(chen, shown)
    save(chen, hidden)
    save(world.viewer("fatou"), for_few)
    hide(world.viewer("bruno"), hidden, "Names a private person.")
    db.session.commit()

    for name, titles, others in (("chen", [shown.title], 1), ("fatou", [], 1)):
        browser = client.application.test_client()
        sign_in(browser, getattr(world, name))
        answer = browser.get(LIST)
        said = json.loads(answer.data)
        assert [text["title"] for text in said["texts"]] == titles
        assert said["others"] == others
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get(LIST).status_code == 303


def test_the_list_leads_to_pages_a_visitor_gets(app: Flask, world: World) -> None:
    browser, visitor = app.test_client(), app.test_client()
    save(world.viewer("chen"), published(world))
    db.session.commit()
    sign_in(browser, world.chen)

    [text] = json.loads(browser.get(LIST).data)["texts"]
    page = visitor.get(text["address"])

    assert page.status_code == 200
    assert "data-reader" not in page.text
    assert f'data-reader="{world.chen.id}"' in browser.get(text["address"]).text


def test_the_page_of_the_list_offers_it_hidden_until_a_script_is_there(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)
    assert "data-offline" not in client.get("/en/reading-list").text
    save(world.viewer("chen"), published(world))
    db.session.commit()

    page = client.get("/en/reading-list").text

    assert f'hidden data-offline data-list="{LIST}"' in page
    assert "1 text, without its pictures: about 8 kB to load." in page
    assert page.count("data-drop hidden") == 1
