"""Ten questions of visitors, on the real practices, each answered in three steps."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient

# The language of the page, what is typed, and what the address of the answer contains.
QUESTIONS = (
    (
        "en",
        "who grows food in the city",
        "urban-agriculture-as-lasting-municipal-policy",
    ),
    ("en", "composting household waste", "kitakyushu-and-surabaya"),
    ("en", "refugees municipality", "directorate-for-migration-in-gaziantep"),
    ("en", "tourist flats rules", "tourist-accommodation-in-barcelona"),
    ("fr", "micro-jardins", "les-micro-jardins-de-dakar"),
    (
        "fr",
        "renforcer les associations de pouvoirs locaux",
        "gouvernements-locaux-lgcp",
    ),
    ("es", "presupuesto participativo", "presupuesto-participativo-de-porto-alegre"),
    ("es", "invernaderos familiares", "microhuertas-de-el-alto"),
    ("ar", "مدينة إيكولوجية", "شفشاون"),
    ("ar", "لاجئين", "logorep"),
)
FIRST = 3  # of the results: what is seen without looking further
RESULT = re.compile(r'<h2 id="post-\d+".*?href="(/\w+/posts/\d+/[^"]+)"', re.DOTALL)


def answers(client: FlaskClient, language: str, question: str) -> list[str]:
    """The second step, after typing; the first is the box on every page."""
    page = client.get(f"/{language}/search", query_string={"q": question})
    return [unquote(address) for address in RESULT.findall(page.text)[:FIRST]]


@pytest.mark.once
def test_each_question_leads_to_the_practice_that_answers_it(demo: Flask) -> None:
    client = demo.test_client()
    astray = {}
    for language, question, wanted in QUESTIONS:
        front = client.get(f"/{language}/").text
        assert f'action="/{language}/search"' in front
        found = answers(client, language, question)
        right = [address for address in found if wanted in address]
        if not right or client.get(right[0]).status_code != 200:
            astray[question] = found

    assert astray == {}
