"""10,000 posts and what a page of search costs: a rare word, the worst, three of them.

`make bench-search`, or `python -m bench.search --posts 100000 --database URL`.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, text, update

from bench.members import GROUPS, LOCALES, post
from config import read_settings
from uclg_share import create_app
from uclg_share.database import db, is_sqlite, now
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.models import Post, Reach
from uclg_share.search.entries import BETWEEN, Entry
from uclg_share.search.index import number_of
from uclg_share.search.models import SearchEntry, SearchText
from uclg_share.search.words import IS_POST, mark

VOCABULARY, WORDS, LONGEST = 30_000, 250, 8
COUNTRIES = ("MZ", "PE", "FR", "TN", "ID")
TRIES = 25
# Rank 0 stands in nearly every post, the last in a few.
QUERIES = {
    "rare word": "word20000",
    "word in some": "word300",
    "worst word": "word0",
    "three worst words": "word0 word1 word2",
    "worst word, one country": "word0 country:PE",
    "nothing found": "nosuchword",
    "no word": "",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.search")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--database", default="", help="an empty one; else SQLite")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="search") as folder:
        known = {"SHARE_ENV": "local", "INSTANCE": folder, "LOG_LEVEL": "ERROR"}
        if said.database:
            known["DATABASE_URL"] = said.database
        app = create_app(read_settings(known))
        with app.app_context():
            flask_migrate.upgrade()
            began = time.perf_counter()
            fill(said.posts)
            print(f"{said.posts:,} posts, made in {time.perf_counter() - began:.0f} s")
        measure(app)
    return 0


def measure(app: Flask) -> None:
    browser = app.test_client()
    print(f"{'CPU ms of this process, median':<32}{'best':>8}{'newest':>8}{'worst':>8}")
    for name, words in QUERIES.items():
        best, newest = (times(browser, words, order) for order in ("best", "newest"))
        middles = [statistics.median(best), statistics.median(newest)]
        told = [f"{ms:8.1f}" for ms in (*middles, max(*best, *newest))]
        print(f"{name:<32}{''.join(told)}")


def times(browser: FlaskClient, words: str, order: str) -> list[float]:
    taken = []
    for _ in range(TRIES + 1):
        began = time.process_time()
        answer = browser.get("/en/search", query_string={"q": words, "order": order})
        taken.append((time.process_time() - began) * 1000)
        assert answer.status_code == 200
    return taken[1:]


def fill(posts: int) -> None:
    """Ten posts a day in six groups, with words as often as a language has them."""
    chance = random.Random(5)  # noqa: S311  the same world each time
    weights = [1 / (rank + 1) for rank in range(VOCABULARY)]
    sums = [0.0]
    for weight in weights:
        sums.append(sums[-1] + weight)
    names = [{"en": f"Group {at}"} for at in range(GROUPS)]
    shelf = [
        {"slug": f"group-{at}", "names": name, "position": at}
        for at, name in enumerate(names)
    ]
    db.session.execute(insert(WorkingGroup), shelf)
    for first in range(0, posts, 1000):
        chunk = range(first, min(posts, first + 1000))
        add(list(texts(chance, sums[1:], chunk, posts)))
    db.session.execute(update(Post).values(family_id=Post.id))
    db.session.commit()
    if is_sqlite():
        db.session.execute(
            text("INSERT INTO search_words (search_words) VALUES ('optimize')")
        )
        db.session.commit()
    else:
        db.session.execute(text("ANALYZE"))
        db.session.commit()


def add(told: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    entries = [entry for _, entry in told]
    words = [words_of(one) for one in entries]
    db.session.execute(insert(Post), [one for one, _ in told])
    db.session.execute(insert(SearchEntry), entries)
    db.session.execute(insert(SearchText), words)


def texts(
    chance: random.Random, sums: list[float], chunk: range, posts: int
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    places = range(VOCABULARY)
    for at in chunk:
        drawn = chance.choices(places, cum_weights=sums, k=WORDS)
        words = [f"word{place}" for place in drawn]
        moment = now() - timedelta(minutes=145 * (posts - at))
        title, summary = " ".join(words[:LONGEST]), " ".join(words[LONGEST:40])
        said = {"title": title, "summary": summary, "plain_text": " ".join(words)}
        one = post(at, moment) | said | {"id": at + 1}
        one |= {"country": COUNTRIES[at % 5], "language": LOCALES[at % len(LOCALES)]}
        yield one, entry(at, one)


def entry(at: int, one: dict[str, Any]) -> dict[str, Any]:
    marks = [mark("kind", "case_study"), mark("country", one["country"])]
    marks += [mark("group", f"group-{at % GROUPS}"), mark("year", 2020 + at % 6)]
    return {
        "number": number_of(one["published_at"], one["id"]),
        "post_id": one["id"],
        "family_id": one["id"],
        "language": one["language"],
        "reach": Reach.PUBLIC,
        "group_id": one["lead_group_id"],
        "is_alone": True,
        "marks": " ".join([*marks, mark("lang", one["language"])]),
        "head": BETWEEN.join([one["title"], "maputo", one["summary"], ""]),
        "body": one["plain_text"],
    }


def words_of(entry: dict[str, Any]) -> dict[str, Any]:
    told = Entry([entry["head"]], entry.pop("body"), entry["marks"], IS_POST)
    return {"number": entry["number"], "words": told.words}


if __name__ == "__main__":
    os.environ.setdefault("POSTING_LIMIT", "off")
    sys.exit(main())
