"""Finished bytes for visitors: their pages are kept and given out in front of Flask.

Nothing is ever given out on the strength of its age: each request compares the mark of
the database (`freshness.py`) with that from before the page was made, so that what is
hidden is gone at the next request, whichever process hid it. The application says which
answers are the same for everybody (`judging.py`); any cookie leads past, but
that of low-data mode, for which pages are kept apart.
"""

from __future__ import annotations

from flask import Flask

from uclg_share.database import db
from uclg_share.page_cache.judging import judge
from uclg_share.page_cache.layer import Layer
from uclg_share.page_cache.sealed import Seal
from uclg_share.page_cache.shared import Shared
from uclg_share.page_cache.stamps import Stamps

MEGABYTE = 1024 * 1024


def init_app(app: Flask) -> None:
    app.after_request(judge)


def keep_pages(app: Flask) -> None:
    """Call it last: what is found here needs neither a seat nor the application."""
    settings = app.config["SETTINGS"]
    if not settings.page_cache_mb:
        return
    with app.app_context():
        stamps = Stamps(db.engine)
    room, proxies = settings.page_cache_mb * MEGABYTE, settings.trusted_proxies
    shared = None
    if settings.redis_url:
        shared = Shared(settings.redis_url, Seal(settings), app.logger)
    layer = Layer(app.wsgi_app, stamps, room, proxies, app.logger, shared)
    app.wsgi_app = layer  # type: ignore[method-assign]
