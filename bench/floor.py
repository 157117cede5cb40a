"""The pages all others are measured by: (a) does nothing, (b) renders twenty cards.

`granian --interface wsgi bench.floor:app`. Both are some 20 kB, from memory; a card of
(b) has what one of ours has: links to a text, its author and themes, a date, words.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, render_template

app = Flask(__name__)
CONSTANT = "x" * 20_000
WORDS = (
    "The town measured pressure at night, found four leaks under the market street "
    "and repaired them with its own people in nine days. "
)
CARDS = [
    {
        "id": number,
        "title": f"Leak detection in district {number} of the coast",
        "summary": WORDS * 5,
        "author": {"id": number % 7, "name": f"Author {number % 7}"},
        "place": f"District {number}, Mozambique",
        "at": datetime(2026, 11, number, tzinfo=UTC),
        "tags": ["water", "training", "budgets"],
    }
    for number in range(1, 21)
]
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Water and sanitation</title></head>
<body>
<h1>Water and sanitation</h1>
{% for card in cards %}
<article class="card" id="post-{{ card.id }}">
  <h2><a href="{{ url_for("post", number=card.id) }}">{{ card.title }}</a></h2>
  <p class="meta"><a href="{{ url_for("person", number=card.author.id) }}">
  {{ card.author.name }}</a> · {{ card.place }} · {{ card.at.strftime("%d %B %Y") }}</p>
  <p>{{ card.summary|truncate(560) }}</p>
  <ul class="tags">
  {% for tag in card.tags %}
    <li><a href="{{ url_for("theme", slug=tag) }}">{{ tag|capitalize }}</a></li>
  {% endfor %}
  </ul>
</article>
{% endfor %}
</body>
</html>
"""
TEMPLATE = app.jinja_env.from_string(PAGE)
for name, rule in {
    "post": "/posts/<int:number>",
    "person": "/people/<int:number>",
    "theme": "/themes/<slug>",
}.items():
    app.add_url_rule(rule, name)


@app.get("/a")
def constant() -> str:
    return CONSTANT


@app.get("/b")
def cards() -> str:
    return render_template(TEMPLATE, cards=CARDS)
