"""Who is to hear of a text: whose saved search it answers, and who may read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from uclg_share.accounts.models import Account
from uclg_share.authorship.models import CoAuthor
from uclg_share.database import db
from uclg_share.groups.queries import role_in
from uclg_share.notifications.readers import reader_of
from uclg_share.permissions import Viewer, may_read_post
from uclg_share.posts.models import Post
from uclg_share.saved_searches.matching import Text
from uclg_share.saved_searches.models import SavedSearch, SavedSearchTold
from uclg_share.search.models import SearchEntry, SearchText


@dataclass(frozen=True)
class Hearer:
    search: SavedSearch
    account: Account
    reader: Viewer


@dataclass(frozen=True)
class Publication:
    """A text that is new, with those of its family that were there before it."""

    post: Post
    text: Text
    earlier: list[tuple[Post, Text]]

    @classmethod
    def of(cls, post_id: int) -> Publication | None:
        """None where it is in no list any more."""
        rows = db.session.execute(
            select(Post, SearchText.words)
            .join(SearchEntry, SearchEntry.post_id == Post.id)
            .join(SearchText, SearchText.number == SearchEntry.number)
            .where(
                SearchEntry.family_id.in_(
                    select(Post.family_id).where(Post.id == post_id)
                )
            )
        ).all()
        own = next(((post, said) for post, said in rows if post.id == post_id), None)
        if own is None:
            return None
        post, words = own
        earlier = [
            (other, Text(said))
            for other, said in rows
            if (other.published_at, other.id) < (post.published_at, post.id)
        ]
        return cls(post, Text(words), earlier)

    @property
    def words(self) -> list[str]:
        return self.text.words

    def is_news_to(self, hearer: Hearer) -> bool:
        """Not of a language more of what the same search has found before."""
        wanted, published = hearer.search.wanted, self.post.published_at
        if published is None or hearer.search.at > published:
            return False
        if not may_read_post(hearer.reader, self.post):
            return False
        return self.text.answers(wanted) and not any(
            text.answers(wanted) and may_read_post(hearer.reader, post)
            for post, text in self.earlier
        )


def hearers_of(text: Publication, ids: Collection[int]) -> list[Hearer]:
    """Of the people behind these searches: three statements, however many they are."""
    post = text.post
    known = _told(post, ids)
    own = {post.author_id, post.keeper_id, *_co_authors(post)}
    role = role_in(post.lead_group_id)
    rows = db.session.execute(
        select(SavedSearch, Account, role)
        .join(Account, Account.id == SavedSearch.account_id)
        .where(SavedSearch.id.in_(ids), SavedSearch.removed_at.is_(None))
        .order_by(SavedSearch.id)
    )
    hearers = [
        Hearer(search, account, _reader(account, post, held))
        for search, account, held in rows
        if account.may_sign_in and account.id not in own and search.id not in known
    ]
    return [one for one in hearers if text.is_news_to(one)]


def _reader(account: Account, post: Post, role: str | None) -> Viewer:
    """The facts that decide whether somebody may read this one post."""
    roles = [(post.lead_group_id, role)] if post.lead_group_id and role else []
    return reader_of(account, roles)


def _told(post: Post, ids: Collection[int]) -> set[int]:
    told = select(SavedSearchTold.search_id).where(
        SavedSearchTold.family_id == post.family_id, SavedSearchTold.search_id.in_(ids)
    )
    return set(db.session.scalars(told))


def _co_authors(post: Post) -> set[int | None]:
    along = select(CoAuthor.account_id).where(
        CoAuthor.post_id == post.id,
        CoAuthor.accepted_at.is_not(None),
        CoAuthor.ended_at.is_(None),
    )
    return set(db.session.scalars(along))
