from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from uclg_share.accounts import passwords
from uclg_share.accounts.passwords import (
    COMMON,
    hashed,
    is_common,
    is_outdated,
    matches,
)

NAMES = ("Amina Ben Ali", "amina.benali", "Association of Hill Municipalities")


@pytest.mark.parametrize(
    "password",
    [
        "a long walk to the market",
        "  blanks at both ends  ",
        "Größe und 😀 und كلمة السر",
        "e\u0301 is not \u00e9",
        "x" * 999 + "y",
        "with\x00zero",
        "half a pair \ud800",
    ],
)
def test_a_password_is_kept_exactly_as_typed(password: str) -> None:
    stored = hashed(password)

    assert matches(stored, password)
    assert not matches(stored, password.strip() + "\u200b")
    assert not matches(stored, password[:-1])


@pytest.mark.parametrize(
    "typed, stored", [("Secret ones", "secret ones"), ("\u00e9clair!", "e\u0301clair!")]
)
def test_neither_case_nor_spelling_is_levelled(typed: str, stored: str) -> None:
    assert not matches(hashed(stored), typed)


def test_the_figures_are_those_of_owasp() -> None:
    assert hashed("something long").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_no_password_fits_a_stored_nothing() -> None:
    assert not matches("", "")
    assert not matches("", "nobody has this password at all.")
    assert not matches("no hash", "anything")


def test_nobody_is_hashed_with_the_same_figures() -> None:
    assert not is_outdated(passwords.NOBODY)


def test_a_hash_with_other_figures_is_outdated() -> None:
    weaker = PasswordHasher(memory_cost=1024, time_cost=1, parallelism=1)

    assert is_outdated(weaker.hash("something long"))
    assert not is_outdated(hashed("something long"))


def test_the_list_holds_what_everybody_knows() -> None:
    words = COMMON.read_text(encoding="utf-8").split()

    assert len({word for word in words if len(word) >= passwords.SHORTEST}) >= 3000
    assert {"123456", "password", "qwerty", "motdepasse", "contraseña"} <= set(words)
    assert [word for word in words if word != word.casefold()] == []


@pytest.mark.parametrize(
    "password",
    [
        *["password", "PASSWORD", "12345678", "qwertyuiop", "iloveyou", "Welcome1"],
        *["motdepasse", "contraseña", "1qaz2wsx", "11111111", "abababab", "01011990"],
        *["uclg2026", "UCLG-Share!", "share1234", "!!uclgshare!!"],
        *["aminabenali", "Amina2026!", "amina.benali1", "Municipalities1"],
    ],
)
def test_what_anybody_would_guess_is_refused(password: str) -> None:
    assert is_common(password, *NAMES)


@pytest.mark.parametrize(
    "password",
    [
        *["a long walk to the market", "7391 8264 5520 1937", "😀🐶🚗🌲🎸🍕⚽🎁"],
        *["we share what we learn", "السوق بعيد عن البيت", "tr0ubadour&3"],
    ],
)
def test_there_is_no_rule_about_kinds_of_characters(password: str) -> None:
    assert not is_common(password, *NAMES)


def test_a_person_without_a_second_name_is_no_reason_to_refuse() -> None:
    assert not is_common("a-7391-b-8264", "X", "", "")
