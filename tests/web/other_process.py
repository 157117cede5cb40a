"""A second server on the database of the test, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from tests.tools import ROOT

# One order a line, one answer a line.
SCRIPT = """
import sys
from sqlalchemy import select
from uclg_share import create_app
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.page_cache import keep_pages, shared
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import Post

app = create_app()
made, make = [], app.wsgi_app
app.wsgi_app = lambda *asked: made.append(1) or make(*asked)
keep_pages(app)
shared.PATIENCE = 20
if app.wsgi_app.shared:
    app.wsgi_app.shared.open()
for line in sys.stdin:
    word, what, *by = line.split()
    if word == "get":
        answer = app.test_client().get(what)
        number = answer.headers["X-Request-Id"]
        print(answer.status_code, number, len(made), flush=True)
        continue
    with app.app_context():
        me = db.session.scalars(select(Account).where(Account.email == by[0])).one()
        post = db.session.get_one(Post, int(what))
        if word == "hide":
            hide(viewer_for(me), post, "Names a private person.")
        else:
            restore(viewer_for(me), post)
        db.session.commit()
    print("done", flush=True)
"""


class Other:
    """The process, asked and told as one asks and tells a person."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def get(self, path: str) -> list[str]:
        """The status, the number of the answer, and how many the application made."""
        return self._say("get", path)

    def hide(self, post_id: int, by: str) -> None:
        assert self._say("hide", str(post_id), by) == ["done"]

    def restore(self, post_id: int, by: str) -> None:
        assert self._say("restore", str(post_id), by) == ["done"]

    def _say(self, *words: str) -> list[str]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().split()


@contextmanager
def other_process(app: Flask, redis_url: str = "") -> Iterator[Other]:
    settings: Any = app.config["SETTINGS"]
    environ = os.environ | {
        "SHARE_ENV": "local",
        "INSTANCE": str(settings.instance),
        "DATABASE_URL": settings.database_url,
        "LOG_LEVEL": "ERROR",
        "REDIS_URL": redis_url,
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Other(process)
    finally:
        process.communicate()
