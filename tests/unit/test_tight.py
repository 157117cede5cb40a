"""Pages travel without the white space of their templates, and say the same."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment, TemplateSyntaxError

from uclg_share.tight import Tight

PAGE = """
<div>
    <p class="pre">
      {{ text }} <b>one</b>
      <i>two</i>
    </p>
  <textarea>{{ text }}</textarea>
</div>
"""


def rendered(name: str, source: str, **values: str) -> str:
    site = Environment(
        loader=DictLoader({name: source}),
        extensions=[Tight],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return site.get_template(name).render(**values)


def test_what_is_between_blocks_goes_and_what_is_between_words_stays() -> None:
    page = rendered("page.html", PAGE, text="three")

    assert page == (
        '<div><p class="pre">three <b>one</b>\n<i>two</i></p>'
        "<textarea>three</textarea></div>"
    )


def test_what_somebody_wrote_is_not_touched() -> None:
    poem = "first\n    second\n\n  <p>third"

    page = rendered("page.html", PAGE, text=poem)

    assert page.count("first\n    second\n\n  &lt;p&gt;third") == 2


def test_words_on_both_sides_of_a_tag_stay_apart() -> None:
    page = "<p>\n    one.\n    {% if text %}\n      two\n    {% endif %}\n    three</p>"

    assert rendered("page.html", page, text="x").split() == [
        "<p>one.",
        "two",
        "three</p>",
    ]


def test_mails_keep_their_lines() -> None:
    assert rendered("mail.txt", "one\n\n  two\n", text="") == "one\n\n  two"


def test_a_fault_is_reported_on_its_line() -> None:
    with pytest.raises(TemplateSyntaxError) as told:
        rendered("page.html", "<div>\n\n   <p>\n   {% if %}")

    assert told.value.lineno == 4
