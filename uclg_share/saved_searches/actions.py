"""Keeping a search, to hear of what answers it from now on."""

from __future__ import annotations

from sqlalchemy import Delete, delete, func, insert, select

from uclg_share import audit
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.permissions import Viewer, ensure, may_save_search, may_use_account
from uclg_share.saved_searches.matching import as_kept, words_to_keep
from uclg_share.saved_searches.models import (
    SavedSearch,
    SavedSearchTold,
    SavedSearchWord,
)
from uclg_share.saved_searches.queries import find_same
from uclg_share.search.asking import Asked
from uclg_share.search.index import FORM

# So many searches one person keeps.
MOST = 50


class TooManySearches(Exception):
    """Nobody keeps more than `MOST`."""


def save(viewer: Viewer, asked: Asked, query: str, name: str) -> SavedSearch:
    """Keep a search that asks something; saving it twice is saving it once."""
    ensure(may_save_search(viewer))

    audit.take_turn()  # of two at once, the second finds the first
    same = find_same(viewer, query)
    if same is not None:
        return same
    _must_have_room(viewer)
    search = SavedSearch(account_id=viewer.account_id, name=name, query=query)
    read_anew(search, asked)
    _trace(viewer, Verb.SEARCH_SAVED)
    return search


def rename(viewer: Viewer, search: SavedSearch, name: str) -> None:
    ensure(may_use_account(viewer, search.account_id))

    _hold(search, is_kept=True)
    search.name = name
    _trace(viewer, Verb.SEARCH_RENAMED)


def remove(viewer: Viewer, search: SavedSearch) -> None:
    """Be told no more; until the next is removed it can be put back as it was."""
    ensure(may_use_account(viewer, search.account_id))

    _hold(search, is_kept=True)
    earlier = select(SavedSearch.id).where(
        SavedSearch.account_id == search.account_id,
        SavedSearch.removed_at.is_not(None),
    )
    for line in (SavedSearchWord, SavedSearchTold):
        db.session.execute(delete(line).where(line.search_id.in_(earlier)))
    ids = list(db.session.scalars(earlier))
    db.session.execute(delete(SavedSearch).where(SavedSearch.id.in_(ids)))
    db.session.execute(_words_of(search))
    search.removed_at = now()
    _trace(viewer, Verb.SEARCH_REMOVED)


def restore(viewer: Viewer, search: SavedSearch, asked: Asked) -> None:
    """Be told again; of what came meanwhile, nothing."""
    ensure(may_use_account(viewer, search.account_id))

    _hold(search, is_kept=False)
    _must_have_room(viewer)
    search.removed_at = None
    read_anew(search, asked)
    _trace(viewer, Verb.SEARCH_RESTORED)


def read_anew(search: SavedSearch, asked: Asked) -> None:
    """Keep what the index would be asked now, and the words it is kept under."""
    wanted = asked.wanted()
    search.wanted, search.form = as_kept(wanted), FORM
    db.session.add(search)
    db.session.flush()  # the words need its id
    db.session.execute(_words_of(search))
    lines = [{"word": word, "search_id": search.id} for word in words_to_keep(wanted)]
    db.session.execute(insert(SavedSearchWord), lines)


def _words_of(search: SavedSearch) -> Delete:
    return delete(SavedSearchWord).where(SavedSearchWord.search_id == search.id)


def _hold(search: SavedSearch, is_kept: bool) -> None:
    """Under lock, and as the page that was pressed has shown it."""
    db.session.refresh(search, with_for_update={"of": SavedSearch})
    if (search.removed_at is None) is not is_kept:
        raise ChangedMeanwhile


def _must_have_room(viewer: Viewer) -> None:
    kept = select(func.count()).where(
        SavedSearch.account_id == viewer.account_id, SavedSearch.removed_at.is_(None)
    )
    if (db.session.scalar(kept) or 0) >= MOST:
        raise TooManySearches


def _trace(viewer: Viewer, verb: Verb) -> None:
    """Never what it is: what somebody looks for is their own business."""
    audit.record(viewer, verb, f"account:{viewer.account_id}")
