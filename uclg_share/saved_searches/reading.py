"""A saved search as a question again, for its address and for a new form of words."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import url_for
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.themes import themes
from uclg_share.saved_searches.actions import read_anew
from uclg_share.saved_searches.models import LONGEST_NAME, SavedSearch
from uclg_share.search.addresses import Order
from uclg_share.search.asked import asked_in
from uclg_share.search.asking import Asked
from uclg_share.search.index import FORM
from uclg_share.search.page import Search


def address_of(search: SavedSearch, medium: str = "html") -> str:
    """The newest first: that is what its owner was told of."""
    here = url_for("search.posts", medium=medium)
    return f"{here}?{search.query}&order={Order.NEWEST.value}"


def proposed_name(found: Search) -> str:
    """What was asked, in the words of the page."""
    chosen = [chip.label for chip in found.chips if not chip.choice.is_out]
    said = ", ".join(filter(None, [found.asked.line, *chosen]))
    return said[:LONGEST_NAME].strip()


def asked_by(search: SavedSearch, language: str) -> Asked:
    values = MultiDict(parse_qsl(search.query))
    groups = db.session.scalars(select(WorkingGroup)).all()
    return asked_in(values, groups, themes(), language)


def refresh_some(at_once: int = 100) -> bool:
    """Read searches anew that were read in another form of words; False when there are
    none."""
    rows = db.session.execute(
        select(SavedSearch, Account.locale)
        .join(Account, Account.id == SavedSearch.account_id)
        .where(SavedSearch.form != FORM, SavedSearch.removed_at.is_(None))
        .order_by(SavedSearch.id)
        .limit(at_once)
        .with_for_update(of=SavedSearch, skip_locked=True)
    ).all()
    for search, language in rows:
        read_anew(search, asked_by(search, language))
    db.session.commit()
    return bool(rows)
