"""SAFETY.md A: guessing is slow (R05), mail boxes are not flooded (R08)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.notes import topics
from tests.web.account_pages import account_of, sign_in_by_form
from tests.web.sites import another_site
from tests.world import PASSWORD, World, sign_in
from uclg_share import limits
from uclg_share.accounts import passwords
from uclg_share.database import now
from uclg_share.limits import SIGN_IN_ACCOUNT
from uclg_share.notifications.models import Topic

AMINA = "amina@people.example.org"
FORGED = ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP"]


def guess(client: FlaskClient, times: int, email: str = AMINA) -> list[int]:
    return [
        sign_in_by_form(client, email, f"guess number {at}").status_code
        for at in range(times)
    ]


def test_the_eleventh_wrong_password_is_not_even_looked_at(client: FlaskClient) -> None:
    assert guess(client, 12) == [422] * 10 + [429] * 2

    answer = sign_in_by_form(client, AMINA, PASSWORD)

    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60
    assert "Try again in" in answer.text


def test_it_is_the_same_for_somebody_we_do_not_know(client: FlaskClient) -> None:
    assert guess(client, 11, "nobody@example.org")[9:] == [422, 429]


def test_other_people_and_other_spellings(client: FlaskClient, world: World) -> None:
    guess(client, 10)

    assert sign_in_by_form(client, AMINA.upper()).status_code == 429
    assert sign_in_by_form(client, "ａmina@people.example.org").status_code == 429
    assert sign_in_by_form(client, world.bruno.email).status_code == 303


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No password fits, and finding that out takes no time."""
    monkeypatch.setattr(passwords, "matches", lambda _stored, _given: False)


def test_no_header_and_no_fresh_cookie_buys_more_tries(
    app: Flask, world: World, quick: None
) -> None:
    codes = []
    for at in range(61):
        client = app.test_client()
        forged = dict.fromkeys(FORGED, f"203.0.113.{at}")
        forged |= {"User-Agent": f"Browser {at}"}
        person = f"nobody{at}@example.org"
        answer = sign_in_by_form(client, person, "guess guess", headers=forged)
        codes.append(answer.status_code)

    assert codes == [422] * 60 + [429]


def test_it_lifts_by_itself_and_going_on_does_not_prolong_it(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    guess(client, 10)
    wait = int(sign_in_by_form(client, AMINA).headers["Retry-After"])
    start = now()  # not before they were told how long
    for seconds in range(30, wait, 30):
        later = start + timedelta(seconds=seconds)
        monkeypatch.setattr(limits, "now", lambda at=later: at)
        assert guess(client, 1) == [429]

    monkeypatch.setattr(limits, "now", lambda: start + timedelta(seconds=wait))

    assert sign_in_by_form(client, AMINA).status_code == 303


def test_no_stretch_of_five_minutes_lets_more_through(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, passed = now(), []
    for seconds in range(0, 900, 15):
        later = start + timedelta(seconds=seconds)
        monkeypatch.setattr(limits, "now", lambda at=later: at)
        passed += [seconds] if guess(client, 1) == [422] else []

    for begin in passed:
        within = [at for at in passed if begin <= at < begin + 300]
        assert len(within) <= SIGN_IN_ACCOUNT.number
    assert len(passed) > 2 * SIGN_IN_ACCOUNT.number


def test_right_passwords_count_nothing(app: Flask, world: World) -> None:
    for _ in range(12):
        assert sign_in_by_form(app.test_client(), AMINA).status_code == 303


def test_a_trusted_proxy_names_the_reader_and_its_last_word_counts(
    app: Flask, world: World, quick: None
) -> None:
    with another_site(app, trusted_proxies=1) as site:
        codes = [
            sign_in_by_form(
                site.test_client(),
                f"nobody{at}@example.org",
                headers={"X-Forwarded-For": f"10.0.0.{at}, 2001:db8::{at + 1:x}"},
            ).status_code
            for at in range(61)
        ]

    assert codes == [422] * 60 + [429]  # one IPv6 /64 is one reader


@pytest.mark.parametrize(
    "given, counted",
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("nonsense", "nonsense"),
    ],
)
def test_what_counts_as_one_reader(app: Flask, given: str, counted: str) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": given}):
        assert limits.client_address() == counted


@pytest.mark.parametrize("email", [AMINA, "nobody@example.org"])
def test_five_reset_mails_in_an_hour_are_enough(
    client: FlaskClient, email: str
) -> None:
    codes = [
        client.post("/en/reset-password", data={"email": email}).status_code
        for _ in range(7)
    ]

    assert codes == [200] * 5 + [429] * 2
    assert topics() == [Topic.RESET_PASSWORD] * (5 if email == AMINA else 0)


def test_ones_own_password_is_not_guessed_in_a_browser_left_open(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)
    codes = []
    for at in range(11):
        form = {"current_password": f"guess {at}", "password": "we walk to the sea"}
        codes.append(client.post("/en/settings/password", data=form).status_code)

    assert codes == [422] * 10 + [429]
    assert account_of(AMINA).password_hash == world.amina.password_hash
