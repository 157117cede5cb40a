"""The whole site as `make demo` starts it, for a browser to visit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import BrowserContext

from config import read_settings
from tests.ports import free_port
from tests.smtp import Mailbox
from tests.tools import ROOT
from tests.world import sign_in
from uclg_share import create_app
from uclg_share.accounts.models import Account

SERVE = [sys.executable, "-m", "uclg_share.cli.serve", "--demo"]
# The first start loads all content, on a machine that may be busy.
PATIENCE = 120.0


@dataclass
class Site:
    """A running site; `app` looks into the same database from inside the test."""

    address: str
    app: Flask
    mailbox: Mailbox
    output: Path
    keeper: int

    def url(self, path: str) -> str:
        return self.address + path

    def sign_in(self, context: BrowserContext, account: Account) -> None:
        """Sign the pages of this context in, without the password page.

        Call it inside `site.app.app_context()`, where the account was loaded.
        """
        client = self.app.test_client()
        sign_in(client, account)
        name = self.app.config["SESSION_COOKIE_NAME"]
        cookie = client.get_cookie(name)
        assert cookie is not None
        context.add_cookies(
            [{"name": name, "value": cookie.value, "url": self.address}]
        )

    @property
    def said(self) -> str:
        """What the server has printed: the demo accounts are in it."""
        return self.output.read_text()


@contextmanager
def running_site(folder: Path, database: str, mailbox: Mailbox) -> Iterator[Site]:
    port = free_port()
    environ = {
        "SHARE_ENV": "local",
        "PORT": str(port),
        "INSTANCE": str(folder),
        "DATABASE_URL": database,
        "MAIL_URL": mailbox.url,
        "POSTING_LIMIT": "off",
    }
    output = folder / "output.txt"
    with output.open("w") as stream:
        server = subprocess.Popen(
            SERVE, cwd=ROOT, env=os.environ | environ, stdout=stream, stderr=stream
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address, server, output)
            app = create_app(read_settings(environ), TESTING=True)
            yield Site(address, app, mailbox, output, server.pid)
        finally:
            server.terminate()
            server.wait(60)


def _wait_for(address: str, server: subprocess.Popen[bytes], output: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
                if json.load(answer)["status"] == "ready":
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    raise RuntimeError(f"The site did not start:\n{output.read_text()}")
