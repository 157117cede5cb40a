"""Texts as a table: taken out and read in they are the same; faults have a place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.drafts import case_study, experience
from tests.unit.test_csv_cells import is_run
from tests.world import World
from uclg_share.exchange import csv_writing
from uclg_share.exchange.bundle import unpack
from uclg_share.exchange.queries import names_of
from uclg_share.posts.as_file.judging import Judge
from uclg_share.posts.drafts import Draft, Partner, Resources, Source, only_talk
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Kind, PartnerRole
from uclg_share.text import clean_line, clean_text


@pytest.fixture(autouse=True)
def _page(app: Flask, world: World) -> Iterator[None]:
    with app.test_request_context("/en/write/import", method="POST"):
        yield


def table(texts: list[tuple[Kind, Draft]]) -> bytes:
    return csv_writing.write(texts, names_of([draft for _kind, draft in texts]))


def read_back(world: World, data: bytes) -> list[tuple[Kind, Draft]]:
    bundle = unpack("texts.csv", data)
    assert bundle.faults == []
    judge = Judge.of(world.viewer("amina"), "en")
    judged = [judge.judge(sheet.found) for sheet in bundle.sheets]
    assert [fault for one in judged for fault in one.faults] == []
    return [(one.kind, one.draft) for one in judged if one.draft]


# Without what our own cleaning takes away; with all that means something to a table.
marks = st.text(alphabet="=+-@'\"\\|,; \n#a＝", max_size=12)
words = st.one_of(st.text(max_size=15), marks)
line, passage = words.map(clean_line), words.map(clean_text)
dates = st.sampled_from(["", "2023", "2024-02"])
degrees = st.none() | st.integers(-899, 899).map(lambda tenths: tenths / 10)


def drafts(world: World) -> st.SearchStrategy[tuple[Kind, Draft]]:
    kind = st.sampled_from(list(Kind))
    return kind.flatmap(lambda kind: st.tuples(st.just(kind), _draft(world, kind)))


def _draft(world: World, kind: Kind) -> st.SearchStrategy[Draft]:
    parts = {part.key: passage for part in SPECS[kind].parts}
    # Amina coordinates no group to announce in.
    leads = [()] if kind is Kind.ANNOUNCEMENT else [(), (world.water.id,)]
    roles = st.sampled_from([role.value for role in PartnerRole])
    partner = st.builds(Partner, line.filter(bool), roles)
    whole = st.builds(
        Draft,
        title=line.filter(lambda text: any(c.isalnum() for c in text)),
        summary=line,
        language=st.sampled_from(["en", "fr", "es", "ar"]),
        sections=st.fixed_dictionaries(parts),
        organisation_id=st.sampled_from([None, world.hills.id]),
        group_ids=st.sampled_from(leads),
        themes=st.sampled_from([(), ("food",), ("food", "youth")]),
        sdgs=st.sampled_from([(), (6,), (6, 11)]),
        place=line,
        country=st.sampled_from(["", "NO"]),
        latitude=degrees,
        started=dates,
        partners=st.lists(partner, max_size=3).map(tuple),
        resources=st.builds(Resources, note=line),
        sources=st.lists(
            st.builds(Source, line.filter(bool), st.just("https://a.example/|?=1")),
            max_size=2,
        ).map(tuple),
    )
    return whole.map(only_talk) if kind.is_talk else whole


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_every_text_comes_back_and_no_cell_runs(world: World, data: Any) -> None:
    texts = data.draw(st.lists(drafts(world), min_size=1, max_size=3))

    first = table(texts)
    again = read_back(world, first)

    assert again == texts
    assert table(again) == first
    cells = csv.reader(io.StringIO(first.decode("utf-8-sig"), newline=""))
    assert [cell for row in cells for cell in row if is_run(cell)] == []


def full(world: World) -> Draft:
    return case_study(
        world,
        '=It\'s "new"; a, b',
        co_organisation_ids=(world.coast.id,),
        group_ids=(world.water.id, world.markets.id),
        countries=("NO", "MZ"),
        population_band="50k-1m",
        ended="2025-03",
        resources=Resources(12000.5, "EUR", 2024, "@ home"),
        partners=(Partner("A | B", "peer"), Partner("\\", "lead")),
        sources=(Source("", "https://example.org/?a=1|2"), Source("'", "")),
        licence="CC-BY-SA-4.0",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_comes_back_as_other_programs_save_it(
    world: World, separator: str, encoding: str
) -> None:
    texts = [(Kind.CASE_STUDY, full(world)), (Kind.EXPERIENCE, experience(world))]
    rows = csv.reader(io.StringIO(table(texts).decode("utf-8-sig"), newline=""))
    page = io.StringIO(newline="")
    csv.writer(page, delimiter=separator).writerows(rows)

    assert read_back(world, page.getvalue().encode(encoding)) == texts
