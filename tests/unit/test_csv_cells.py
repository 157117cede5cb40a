"""Cells: nothing runs in a spreadsheet, and everything comes back as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from uclg_share.exchange.csv_cells import defused, joined, restored, split

FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", " =1", "\t=1", "\r=1", "\n=1",
    "\t", "\r", "＝1", "＋1", "－1", "＠A", "\u00a0=1", "\u200b=1", "\ufeff=1",
    "\u202e=1", "''=1", "'=1", "' =1", "﹦1", "-26.5", "\x00=1", "\u2028@",
]  # fmt: skip
PLAIN = ["", "A walk", "'Twas", "''", "a=1", "1", "100 %", "مسيرة", '"quoted"', "'a'"]
SIGNS = "=+-@'\t\r\n ＝＋－＠\u200b\u00a0a\\|"
texts = st.one_of(st.text(max_size=20), st.text(alphabet=SIGNS, max_size=6))


# What Excel, LibreOffice or Sheets could take for a formula, in other words than those
# of the code.
RUN = re.compile(
    "[\t\r\n]|[\\s\x00-\x20\x7f-\xa0\xad\u180e\u200b-\u200f\u2028-\u202f"
    "\u2060-\u2064\u2066-\u206f\ufeff]*[=+\\-@＝＋－＠﹦﹢﹣﹫]"
)


def is_run(cell: str) -> bool:
    return RUN.match(cell) is not None


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_shown_and_comes_back(text: str) -> None:
    assert not is_run(defused(text))
    assert defused(text).startswith("'")
    assert restored(defused(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text
    assert restored(text) == text


@given(texts)
@example("'＝")
@example("''\t")
def test_every_text_comes_back_and_none_runs(text: str) -> None:
    assert restored(defused(text)) == text
    assert not is_run(defused(text))


line = st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), max_size=12)
signs = st.text(alphabet="|\\a", max_size=6)
pairs = st.tuples(st.one_of(line, signs), st.one_of(line, signs))


@given(st.lists(pairs, max_size=4))
def test_pairs_in_one_cell_come_back(rows: list[tuple[str, str]]) -> None:
    assert split(joined(rows)) == rows


def test_what_a_person_types_into_a_cell_is_understood() -> None:
    assert split("Water utility|lead\n\n  Town hall  \nA | b | c") == [
        ("Water utility", "lead"),
        ("Town hall", ""),
        ("A", "b | c"),
    ]
