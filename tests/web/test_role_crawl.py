"""Every rule of the site asked by every role, every link followed, every form replayed.

A rule that is added is asked here by itself; one nobody has declared fails.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.web.crawler import Form, Seen, crawl
from tests.web.one_of_everything import (
    ROLES,
    browser_of,
    everything_stored,
    one_of_everything,
    sample,
)
from tests.world import World
from uclg_share.access import Access, access_of

OUTSIDERS = {"visitor", "suspended", "unconfirmed"}
COORDINATORS = {"other", "coordinator", "administrator"}
ANSWERS = {200, 301, 302, 303, 403, 404}
# Their links come by mail; no sample is good here.
BY_MAIL = {"accounts.confirm_email", "accounts.reset_password"}
# Lower roles that may do a thing although its page does not offer it to them.
MAY_AFTER_ALL = {
    ("representative", "organisations.end"),
    ("representative", "organisations.change_role"),
    ("coordinator", "posts.restore"),
    ("coordinator", "comments.close"),
}
# For who is in already, has asked or is out, these lead back and change nothing; of the
# texts of somebody who wrote none there is an empty archive, and so on.
WITHOUT_EFFECT = {
    "exchange.all_rows",
    "exchange.all_texts",
    "flags.report_comment",
    "groups.join",
    "groups.leave",
    "notifications.read_all",
    "notifications.revoke_feed",
    "organisations.ask",
    "reviews.choose",  # leads to the page that asks again
}
REFUSED = {403, 404, 409}
# Rows that come with signing in and trying.
OF_TRYING = {"sign_in", "hit"}


@pytest.fixture
def known(app: Flask, world: World) -> dict[str, Any]:
    return one_of_everything(app, world)


def readable_rules(app: Flask) -> list[Rule]:
    rules = app.url_map.iter_rules()
    return [rule for rule in rules if "GET" in (rule.methods or set())]


def test_every_rule_says_who_may_use_it(app: Flask) -> None:
    with app.app_context():
        rules = list(app.url_map.iter_rules())

        assert [r.endpoint for r in rules if access_of(r.endpoint) is None] == []
        assert {access_of(rule.endpoint) for rule in rules} == set(Access)


@pytest.mark.parametrize(
    "folder, at_least",
    [
        ("admin", {Access.ADMINISTRATORS}),
        ("desk", {Access.COORDINATORS}),
        ("settings", {Access.SIGNED_IN, Access.PROVED}),
        ("my-work", {Access.SIGNED_IN}),
        ("write", {Access.SIGNED_IN}),
    ],
)
def test_what_lies_together_is_open_to_the_same(
    app: Flask, folder: str, at_least: set[Access]
) -> None:
    with app.app_context():
        inside = [
            access_of(rule.endpoint)
            for rule in app.url_map.iter_rules()
            if f"{rule.rule}/".partition(">/")[2].startswith(f"{folder}/")
        ]

        assert len(inside) > 1
        assert set(inside) <= at_least


def test_every_page_answers_every_role_as_it_was_declared(
    app: Flask, world: World, known: dict[str, Any]
) -> None:
    opened, wrong = set(), []
    for role in ROLES:
        browser = browser_of(app, world, role)
        before = everything_stored()
        for rule in readable_rules(app):
            answer = browser.get(sample(app, rule, known))
            if not is_expected(access_of(rule.endpoint), role, answer):
                wrong.append((role, rule.endpoint, answer.status_code))
            if answer.status_code < 400:
                opened.add(rule.endpoint)
        assert everything_stored() == before, f"{role} changed something by reading"

    assert wrong == []
    assert {r.endpoint for r in readable_rules(app)} - opened == BY_MAIL


def is_expected(access: Access | None, role: str, answer: Any) -> bool:
    if role in OUTSIDERS and access is not Access.ANYONE:
        return answer.status_code == 303 and "/en/sign-in?next=" in answer.location
    if access is Access.ADMINISTRATORS and role != "administrator":
        return bool(answer.status_code == 403)
    if access is Access.COORDINATORS and role not in COORDINATORS:
        return bool(answer.status_code == 403)
    return answer.status_code in ANSWERS


@pytest.mark.parametrize("role", ["visitor", "author", "administrator"])
def test_asking_for_the_head_alone_answers_the_same_and_changes_nothing(
    app: Flask, world: World, known: dict[str, Any], role: str
) -> None:
    browser = browser_of(app, world, role)
    before = everything_stored()
    for rule in readable_rules(app):
        address = sample(app, rule, known)

        head = browser.head(address)

        assert head.data == b""
        assert head.status_code == browser.get(address).status_code, address
    assert everything_stored() == before


@pytest.mark.once
def test_links_and_forms_of_each_role_lead_where_it_may_go(
    app: Flask, world: World, known: dict[str, Any]
) -> None:
    outside = dict.fromkeys(OUTSIDERS, crawl(app.test_client(), "/en/"))
    inside = [role for role in ROLES if role not in OUTSIDERS]
    seen = outside | {r: crawl(browser_of(app, world, r), "/en/") for r in inside}

    assert [dead_ends(role, found) for role, found in seen.items()] == [[]] * len(ROLES)

    before = everything_stored()
    for at, role in enumerate(ROLES):
        higher = [seen[one] for one in list(ROLES)[at + 1 :]]
        forms = not_offered(app, role, seen[role], higher)

        assert forms or role == "administrator", f"nothing to replay for {role}"
        assert let_through(app, browser_of(app, world, role), forms) == []

    after = everything_stored()
    assert {name for name in after if after[name] != before[name]} <= OF_TRYING


def dead_ends(role: str, seen: Seen) -> list[tuple[str, int]]:
    """Links to what is broken, missing or refused; a visitor may have to sign in."""
    fine = {200, 301, 302, 303}
    assert len(seen.codes) > 40, f"{role} saw little of the site"
    return [(address, code) for address, code in seen.codes.items() if code not in fine]


def not_offered(app: Flask, role: str, own: Seen, higher: list[Seen]) -> list[Form]:
    """One form of each action that only those see who may do more."""
    mine = {form.action for form in own.forms}
    forms = {form.action: form for seen in higher for form in seen.forms}
    return [
        form
        for action, form in sorted(forms.items())
        if action not in mine
        and access_of(endpoint_of(app, action)) is not Access.ANYONE
        and (role, endpoint_of(app, action)) not in MAY_AFTER_ALL
    ]


def let_through(
    app: Flask, browser: FlaskClient, forms: list[Form]
) -> list[tuple[str, int]]:
    codes = []
    for form in forms:
        answer = browser.post(form.action, data=dict(form.fields))
        leads_back = endpoint_of(app, form.action) in WITHOUT_EFFECT
        if answer.status_code not in REFUSED | ({200, 303} if leads_back else set()):
            codes.append((form.action, answer.status_code))
    return codes


def endpoint_of(app: Flask, action: str) -> str:
    adapter = app.url_map.bind("localhost")
    return str(adapter.match(urlsplit(action).path, method="POST")[0])
