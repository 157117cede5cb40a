"""Searches that people have saved, and what a worker tells them of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.notes import notes
from tests.searching import KNOWN
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db, now
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer
from uclg_share.saved_searches import actions, telling
from uclg_share.saved_searches.models import SavedSearch
from uclg_share.search.asked import kept_as
from uclg_share.search.asking import Asked, read


def asked(text: str) -> Asked:
    return read(text, {}, KNOWN)


def saved(viewer: Viewer, text: str = "market fees") -> SavedSearch:
    question = asked(text)
    return actions.save(viewer, question, kept_as(question), text)


def saves(who: Account, *texts: str) -> list[SavedSearch]:
    found = [saved(viewer_for(who), text) for text in texts]
    db.session.commit()
    return found


def tell(monkeypatch: pytest.MonkeyPatch, at_once: int = 500) -> None:
    """As the worker, an hour from now."""
    with monkeypatch.context() as patch:
        patch.setattr(telling, "now", lambda: now() + timedelta(hours=1))
        while telling.tell_next(at_once):
            pass


def told(who: Account | None = None) -> list[dict[str, Any]]:
    found = notes(Topic.SEARCH_FOUND)
    return [note.data for note in found if who in (None, note.account)]
