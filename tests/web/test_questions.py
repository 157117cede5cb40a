"""Ten questions of visitors, on the real practices, each answered in three steps."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.feed_pages import cards

# The language of the page, what is typed, and what the title of the answer contains.
QUESTIONS = (
    ("en", "who grows food in the city", "Urban agriculture as lasting municipal"),
    ("en", "composting household waste", "Kitakyushu and Surabaya"),
    ("en", "refugees municipality", "directorate for migration in Gaziantep"),
    ("en", "tourist flats rules", "tourist accommodation in Barcelona"),
    ("fr", "micro-jardins", "les micro-jardins de Dakar"),
    ("fr", "renforcer les associations de pouvoirs locaux", "(LGCP)"),
    ("es", "presupuesto participativo", "presupuesto participativo de Porto Alegre"),
    ("es", "invernaderos familiares", "microhuertas de El Alto"),
    ("ar", "مدينة إيكولوجية", "شفشاون"),
    ("ar", "لاجئين", "LOGOReP"),
)
FIRST = 3  # of the results: what is seen without looking further
MARKS = re.compile(r"</?mark>")


def answers(client: FlaskClient, language: str, question: str) -> dict[int, str]:
    """The second step, after typing; the first is the box on every page."""
    page = client.get(f"/{language}/search", query_string={"q": question})
    return {post: MARKS.sub("", title) for post, title in cards(page.text)[:FIRST]}


@pytest.mark.once
def test_each_question_leads_to_the_practice_that_answers_it(demo: Flask) -> None:
    client = demo.test_client()
    astray = {}
    for language, question, wanted in QUESTIONS:
        front = client.get(f"/{language}/").text
        assert f'action="/{language}/search"' in front
        found = answers(client, language, question)
        right = [post for post, title in found.items() if wanted in title]
        address = f"/{language}/posts/{right[0]}" if right else ""
        if not right or client.get(address, follow_redirects=True).status_code != 200:
            astray[question] = found

    assert astray == {}
