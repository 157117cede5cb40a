"""What is uploaded is refused with advice, or kept without what was hidden in it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading

import pytest
from flask import Flask

from tests import badfiles, office, pictures
from tests.badfiles import Case
from tests.pictures import SECRET
from tests.tools import ROOT
from uclg_share.attachments import names
from uclg_share.attachments import pictures as taken_pictures
from uclg_share.attachments.intake import Fault, Refused, Taken, read
from uclg_share.attachments.models import Form
from uclg_share.attachments.pictures import is_own_form
from uclg_share.attachments.refusals import REASONS

NAMES = ["1600.webp", "480.webp", "960.webp"]


@pytest.mark.parametrize("case", badfiles.REFUSED, ids=str)
def test_a_bad_file_is_refused_for_what_is_wrong_with_it(case: Case) -> None:
    with pytest.raises(Refused) as refusal:
        read(case.name, case.make())

    assert refusal.value.fault is case.fault


@pytest.mark.parametrize("case", badfiles.DIRTY, ids=str)
def test_a_dirty_picture_is_kept_clean_in_every_size(case: Case) -> None:
    taken = read(case.name, case.make())

    assert sorted(taken.parts) == NAMES
    for part in taken.parts.values():
        assert SECRET not in part
        assert b"PK\x05\x06" not in part
        assert b"<script" not in part.lower()
        assert is_own_form(part)
        assert not {"exif", "xmp", "icc_profile"} & set(pictures.opened(part).info)


@pytest.mark.parametrize("case", badfiles.GOOD_DOCUMENTS, ids=str)
def test_a_good_document_is_kept_to_the_byte(case: Case) -> None:
    data = case.make()

    taken = read(case.name, data)

    assert taken.form is Form.DOCUMENT
    assert taken.parts == {"file": data}
    assert taken.sha256 == hashlib.sha256(data).hexdigest()
    assert (taken.size, taken.stored, taken.width) == (len(data), len(data), None)


@pytest.mark.parametrize("fault", Fault)
def test_every_refusal_says_what_to_do(app: Flask, fault: Fault) -> None:
    with app.test_request_context():
        words = str(REASONS[fault])

    assert words == str(Refused(fault).reason)
    assert words.endswith(".")
    assert "%(" not in words


@pytest.mark.parametrize("came, shown", badfiles.NAMES)
def test_a_name_is_shown_without_what_is_hidden_in_it(came: str, shown: str) -> None:
    taken = read(came, pictures.png(8, 8))

    assert taken.name == shown
    assert len(taken.name) <= names.LONGEST


def test_the_name_of_a_document_keeps_its_ending_in_small_letters() -> None:
    assert read("Villes 2026.v2.CSV", office.CSV).name == "Villes 2026.v2.csv"


def test_who_waits_too_long_for_a_turn_is_asked_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(taken_pictures, "PATIENCE", 0.01)
    with taken_pictures._TURN, pytest.raises(Refused) as refusal:
        read("a.jpg", pictures.jpeg(8, 8))

    assert refusal.value.fault is Fault.BUSY


def test_pictures_that_come_at_once_are_all_taken() -> None:
    data = pictures.jpeg(1200, 900)
    done: list[Taken] = []
    threads = [
        threading.Thread(target=lambda: done.append(read("a.jpg", data)))
        for _ in range(4)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({taken.sha256 for taken in done}) == 1
    assert len(done) == 4


def test_the_site_starts_without_what_draws_pictures() -> None:
    code = "import sys, uclg_share; print({'PIL', 'boto3'} & set(sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )

    assert found.stdout == b"set()\n"
