"""What is wrong in a table is said with its line and column, and in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from tests.drafts import case_study
from tests.unit.test_csv_tables import table
from tests.world import World
from uclg_share.exchange import csv_reading
from uclg_share.exchange.bundle import unpack
from uclg_share.posts.as_file.judging import Judge
from uclg_share.posts.models import Kind

HEAD = "kind,title,summary\n"
WALK = "experience,A walk,We walked.\n"


@pytest.fixture(autouse=True)
def _page(app: Flask, world: World) -> Iterator[None]:
    with app.test_request_context("/en/write/import", method="POST"):
        yield


def fault_in(data: bytes) -> tuple[int | None, str, str]:
    (fault,) = [fault for _place, fault in unpack("texts.csv", data).faults]
    return fault.line, fault.key, str(fault.reason)


def test_latin_1_is_read_and_said_to_be_a_guess(world: World) -> None:
    bundle = unpack("t.csv", (HEAD + "experience,Fuite à Sète,\n").encode("latin-1"))

    assert bundle.sheets[0].found.words["title"] == "Fuite à Sète"
    assert bundle.guessed == ["t.csv"]


@pytest.mark.parametrize(
    "data, line, key, words",
    [
        (b"", None, "", "empty"),
        (b"a,b\n", 1, "", "kind and title"),
        (b"kind,title,colour\n", 1, "colour", "not known"),
        (b"kind,title,title\n", 1, "title", "twice"),
        (b"kind\ttitle\n\x00\x01", None, "", "no text"),
        (
            (HEAD + WALK + 'experience,"open\n' + WALK * 3).encode(),
            3,
            "",
            "never closed",
        ),
        ((HEAD + WALK + 'experience,"a"b,\n').encode(), 3, "", "twice"),
        ((HEAD + WALK * 20_000).encode(), 1002, "", "1,000 rows"),
        ((",".join(["kind", "title", *["x"] * 50_000])).encode(), 1, "", "200 columns"),
        ((HEAD + 'experience,"' + "x" * 1_500_000).encode(), 2, "", "never closed"),
        ((HEAD + "x" * 2_200_000).encode(), None, "", "2 megabytes"),
    ],
    ids=str,
)
def test_a_table_that_cannot_be_used_is_refused_in_time(
    data: bytes, line: int | None, key: str, words: str
) -> None:
    begun = time.monotonic()

    found = fault_in(data)

    assert found[:2] == (line, key)
    assert words in found[2]
    assert time.monotonic() - begun < 3


def test_each_fault_of_a_row_has_its_line_and_column(world: World) -> None:
    rows = (
        "kind,title,lessons,latitude,partners\n"
        "poem,A,,,\n"
        "\n"
        'experience,"B\n",Nothing,,\n'
        "case study,,,hot,\n"
        "case-study,,,hot,X | boss\n"
        "case-study,C,,,,,\n"
    )
    judge = Judge.of(world.viewer("amina"), "en")

    faults = [
        (fault.line, fault.key)
        for row in csv_reading.read(rows)
        for fault in judge.judge(row.found).faults
    ]

    assert faults == [
        (2, "kind"), (4, "lessons"), (6, "kind"), (7, "title"), (7, "latitude"),
        (7, "latitude"), (7, "partners"), (8, ""),
    ]  # fmt: skip


def test_what_one_may_not_choose_is_left_empty_and_named(world: World) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    data = table([(Kind.CASE_STUDY, replace(draft, group_ids=(world.budgets.id,)))])
    judge = Judge.of(world.viewer("amina"), "en")

    judged = judge.judge(unpack("t.csv", data).sheets[0].found)

    assert judged.draft == replace(draft, organisation_id=None, group_ids=())
    assert judged.left == ("organisation", "groups")
