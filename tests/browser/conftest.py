"""A running site and a browser that reaches nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.browser.site import Site, running_site
from tests.databases import fresh_database
from tests.smtp import mail_server
from tests.tools import find_chromium, missing_tools
from uclg_share.database import db

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# The answers 404, 409 and 422, no line and no server are what some tests want to see.
EXPECTED = (
    "Failed to load resource: the server responded with a status of 4",
    "Failed to load resource: net::ERR_INTERNET_DISCONNECTED",
    "Failed to load resource: net::ERR_CONNECTION_",
    "Failed to load resource: net::ERR_EMPTY_RESPONSE",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder needs the browser."""
    for item in items:
        if "browser" in item.path.parent.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[Site]:
    """The site with all its content, its own mail server and its own worker."""
    folder = tmp_path_factory.mktemp("site")
    with (
        fresh_database(folder, f"{worker}_site") as database,
        mail_server() as mailbox,
        running_site(folder, database, mailbox) as site,
    ):
        yield site
        with site.app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if lacking := missing_tools():
        pytest.fail(lacking)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own, with the options of `new_context`.

    A script that fails or a policy that is broken on any of them fails the test.
    """
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            complaints.append(message.text)

    def open_page(**options: Any) -> Page:
        # The worker is of one test: what it answers, no test can stand in for.
        options = {"service_workers": "block"} | options
        context = browser.new_context(base_url=site.address, **options)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in list(browser.contexts):
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page on a small desk: 1280 by 800, light, with JavaScript."""
    return open_page(viewport={"width": 1280, "height": 800})
