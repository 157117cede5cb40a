from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from tests.catalogues import (
    LANGUAGES,
    asked_for,
    catalogue,
    forms,
    ids,
    placeholders,
)

PLURALS = {"fr": 2, "es": 2, "ar": 6}


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    folder: Path = tmp_path_factory.mktemp("catalogues")
    return asked_for(folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(wanted: Catalog, language: str) -> None:
    known = catalogue(language)

    missing = [
        message.id
        for message in wanted
        if message.id and not _is_whole(known, message.id, PLURALS[language])
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess_or_left_over(wanted: Catalog, language: str) -> None:
    known = {message.id for message in wanted}

    for message in catalogue(language):
        if message.id:
            assert not message.fuzzy, message.id
            assert message.id in known, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_is_filled_in(wanted: Catalog, language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        full = placeholders(" ".join(ids(message)))
        for place, form in enumerate(forms(message)):
            # None, one and two may be words: the number is left out there.
            may_lack = {"%(num)s"} if message.pluralizable and place < 3 else set()
            assert full - may_lack <= placeholders(form) <= full, (message.id, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_of_its_plurals_is_the_languages_own(language: str) -> None:
    assert catalogue(language).num_plurals == PLURALS[language]


def _is_whole(known: Catalog, message_id: Any, plurals: int) -> bool:
    found = known.get(message_id)
    if found is None or not all(form.strip() for form in forms(found)):
        return False
    return not found.pluralizable or len(forms(found)) == plurals
