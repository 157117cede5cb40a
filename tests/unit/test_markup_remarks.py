"""A comment may use a little Markdown, and harms nobody whatever it says."""

from __future__ import annotations

import re
import time

import pytest

from tests.harmless import dangers
from tests.hostile_markdown import VECTORS
from tests.pathological_markdown import UNITS, fill
from tests.unit.test_markup_hostile import PLACES
from uclg_share.markup import LONGEST_REMARK, Unreadable, render_remark

# Seconds, as in test_markup_effort.py: a comment is a fifteenth of a text.
LIMIT = 1.8
LARGE = re.compile(r'<(h\d|table|img|hr|div|sup)\b|<\w+(?: \w+="[^"]*")* (id|class)=')


@pytest.mark.parametrize("vector", VECTORS)
def test_a_hostile_comment_is_harmless_and_stays_small(vector: str) -> None:
    pages = [render_remark(place.format(vector)) for place in PLACES]

    assert [page for page in pages if dangers(page) or LARGE.search(page)] == []


@pytest.mark.parametrize(
    "text, page",
    [
        ("**b** _i_ `c`", "<p><strong>b</strong> <em>i</em> <code>c</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("# Not a heading", "<p># Not a heading</p>"),
        ("Not one\n===", "<p>Not one<br>\n===</p>"),
        ("a\n\n---\n\nb", "<p>a</p>\n<p>---</p>\n<p>b</p>"),
        ("|a|b|\n|-|-|\n|1|2|", "<p>|a|b|<br>\n|-|-|<br>\n|1|2|</p>"),
        ("![a map](/media/a.jpg)", "<p>a map</p>"),
        ("x[^1]\n\n[^1]: y", "<p>x[^1]</p>\n<p>[^1]: y</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
    ],
)
def test_a_comment_has_paragraphs_lists_and_links_alone(text: str, page: str) -> None:
    assert render_remark(text) == page


def test_a_link_in_a_comment_says_that_a_member_wrote_it() -> None:
    page = render_remark("[x](https://example.org) ![y](https://example.org/y.png)")

    assert page.count('rel="nofollow ugc noopener"') == 2
    assert "<img" not in page


@pytest.mark.parametrize("unit", UNITS)
def test_no_comment_costs_more_than_it_should(unit: str) -> None:
    started = time.process_time()
    try:
        page = render_remark(fill(unit, LONGEST_REMARK))
    except Unreadable:
        page = ""

    assert time.process_time() - started < LIMIT
    assert dangers(page) == []
