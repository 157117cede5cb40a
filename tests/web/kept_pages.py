"""A site that keeps pages, as every server does and the tests otherwise do not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from tests.web.sites import another_site
from uclg_share.page_cache import keep_pages
from uclg_share.page_cache.layer import Layer
from uclg_share.page_cache.pages import Page

# They differ between any two answers to the same question.
OWN = {"Date", "X-Request-Id", "Content-Security-Policy", "ETag", "Vary"}


@contextmanager
def keeping_site(app: Flask, **changes: Any) -> Iterator[Flask]:
    with another_site(app, **changes) as site:
        keep_pages(site)
        try:
            yield site
        finally:
            if isinstance(site.wsgi_app, Layer):
                site.wsgi_app.stamps.close()
                if site.wsgi_app.shared:
                    site.wsgi_app.shared.close()


def kept(site: Flask) -> dict[str, Page]:
    """What this site keeps, by address."""
    assert isinstance(site.wsgi_app, Layer)
    both = (site.wsgi_app.plain, site.wsgi_app.asked)
    return {
        path + (f"?{query}" if query else ""): page
        for shelf in both
        for (_, path, query, _light), page in shelf._pages.items()
    }


def said(answer: Any) -> tuple[int, bytes, dict[str, str]]:
    """What an answer says to anybody who asks."""
    headers = {k: v for k, v in answer.headers.items() if k not in OWN}
    return answer.status_code, answer.data, headers
