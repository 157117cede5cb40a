"""Whatever somebody writes into a practice, the reader answers with its list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content_packs import copy_pack, problems_of
from tests.damaged_content import WORKSHOP
from uclg_share.content.pack import SHIPPED


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_pack(tmp_path / "pack", ("21",))


BASE = (SHIPPED / WORKSHOP).read_bytes()
FORGIVING = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SIGNS = st.sampled_from(
    [
        b"---\n",
        b": ",
        b"\n",
        b"- ",
        b"[",
        b"{",
        b'"',
        b"&a ",
        b"*a",
        b"!!",
        b"## ",
        b"|",
    ]
)
PIECES = st.one_of(SIGNS, st.binary(max_size=20), st.text(max_size=20).map(str.encode))


@given(place=st.integers(0, len(BASE)), cut=st.integers(0, 200), piece=PIECES)
@FORGIVING
def test_no_edit_of_a_practice_breaks_the_reader(
    pack: Path, place: int, cut: int, piece: bytes
) -> None:
    (pack / WORKSHOP).write_bytes(BASE[:place] + piece + BASE[place + cut :])

    assert {problem.file for problem in problems_of(pack)} <= {WORKSHOP}


@given(head=st.lists(PIECES, max_size=30), body=st.lists(PIECES, max_size=30))
@FORGIVING
def test_no_bytes_at_all_break_the_reader(
    pack: Path, head: list[bytes], body: list[bytes]
) -> None:
    written = b"---\n" + b"".join(head) + b"\n---\n" + b"".join(body)
    (pack / WORKSHOP).write_bytes(written)

    assert WORKSHOP in {problem.file for problem in problems_of(pack)}
