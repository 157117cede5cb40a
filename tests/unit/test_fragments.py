"""Parts of pages are rendered once for the same things, and prove to be the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from uclg_share.fragments import NotTheSame, Store, hole

GREETING = "{% kept name %}{{ calls.append(name) or '' }}Hello {{ name }}{% endkept %}"


@pytest.fixture(autouse=True)
def a_page(app: Flask) -> Iterator[None]:
    app.extensions["fragments"] = Store()
    with app.test_request_context("/en/"):
        yield


def test_a_part_is_rendered_once_for_the_same_thing(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "TESTING", False)
    calls: list[str] = []

    said = [
        render_template_string(GREETING, name=name, calls=calls)
        for name in ("Amina", "Amina", "<b>")
    ]

    assert said == ["Hello Amina", "Hello Amina", "Hello &lt;b&gt;"]
    assert calls == ["Amina", "<b>"]


def test_what_a_part_depends_on_unnamed_is_found_out() -> None:
    forgetful = "{% kept name %}{{ name }} of {{ town }}{% endkept %}"

    render_template_string(forgetful, name="Amina", town="Sfax")
    with pytest.raises(NotTheSame, match="Tunis"):
        render_template_string(forgetful, name="Amina", town="Tunis")


def test_a_hole_is_filled_for_each_request(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(10))
    inner = "{% kept %}<i>{{ number() }}</i>{{ number() }}{% endkept %}"
    form = f"{{% kept %}}{inner}{{% endkept %}}"
    given = {
        each: hole(lambda: Markup(next(numbers)), each=each) for each in (True, False)
    }

    alike = [render_template_string(form, number=given[False]) for _ in range(2)]
    app.extensions["fragments"] = Store()
    apart = [render_template_string(form, number=given[True]) for _ in range(2)]

    assert alike == ["<i>0</i>0", "<i>1</i>1"]
    assert apart == ["<i>2</i>3", "<i>4</i>5"]


def test_each_language_has_its_own(app: Flask) -> None:
    word = "{% kept %}{{ _('Sign in') }}{% endkept %}"
    english = render_template_string(word)

    with app.test_request_context("/fr/"):
        assert render_template_string(word) != english


def test_the_parts_last_asked_for_stay() -> None:
    store = Store(most_bytes=3000)
    for name in ("a", "b", "c"):
        store.put(name, Markup("x" * 200))
        store.get("a")

    assert store.get("a") is not None
    assert store.get("b") is None
    assert len(store) == 2


def test_a_part_that_is_too_large_is_not_kept() -> None:
    store = Store()
    store.put("a", Markup("x" * 100_000))

    assert store.get("a") is None
