"""Digests of the same posts are worded once; each still speaks to its reader alone."""

from __future__ import annotations

import re

import pytest

from tests.bulletin import Carrier, Clock, new_in, settle_members, text_of, work
from tests.world import World
from uclg_share.database import db

MONDAY = (2026, 3, 23, 7)
WAY_OUT = re.compile(r"/unsubscribe/([^\s\"<>]+)")


@pytest.fixture
def post(world: World, monkeypatch: pytest.MonkeyPatch) -> Carrier:
    """It is Monday, and there is something new for the three of Water."""
    clock = Clock(monkeypatch)
    settle_members(world)
    world.amina.name = 'Amina <b>"A&A"</b>'
    db.session.commit()
    work()
    carrier = Carrier(monkeypatch)
    new_in("A well & a pump", world.water)
    clock.to(*MONDAY)
    work()
    return carrier


def test_each_mail_greets_its_own_reader(world: World, post: Carrier) -> None:
    texts = {str(one["To"]): text_of(one) for one in post.taken}

    assert len(texts) == 3
    for who in (world.amina, world.bruno, world.elif_):
        assert f"Hello {who.name}," in texts[who.email]
    page = next(text_of(one, "html") for one in post.taken if "amina" in one["To"])
    assert "Hello Amina &lt;b&gt;&#34;A&amp;A&#34;&lt;/b&gt;," in page
    assert "A well &amp; a pump" in page


def test_each_mail_has_the_way_out_of_its_own_reader(post: Carrier) -> None:
    ways = []
    for one in post.taken:
        said = {*WAY_OUT.findall(one["List-Unsubscribe"])}
        for form in ("plain", "html"):
            said |= {*WAY_OUT.findall(text_of(one, form))}
        [way] = said
        ways.append(way)

    assert len(set(ways)) == 3
