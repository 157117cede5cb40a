"""Who stands in the byline of a published text: the organisation first, then those that
sign too, then the people who wrote it. A page also says who keeps it since its author
left."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select

from uclg_share.accounts.models import Account
from uclg_share.authorship.models import CoAuthor
from uclg_share.database import db
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Post, post_organisation

# No name holds it: `text.clean_line` leaves no controls.
BETWEEN = "\x1f"
CURRENT = (CoAuthor.accepted_at.is_not(None), CoAuthor.ended_at.is_(None))

# For the statement of a feed: what its lines need beside the first organisation. A
# statement joins names in no certain order, so each brings what it is sorted by.
NAMES = (
    select(func.aggregate_strings(Organisation.name, BETWEEN))
    .select_from(Organisation)
    .join(post_organisation, post_organisation.c.organisation_id == Organisation.id)
    .where(post_organisation.c.post_id == Post.id)
    .correlate(Post)
    .scalar_subquery()
    .label("sign_too"),
    select(Account.name)
    .where(Account.id == Post.author_id, ~Post.is_compiled)
    .correlate(Post)
    .scalar_subquery()
    .label("author"),
    select(
        func.aggregate_strings(
            cast(CoAuthor.id, String).concat(" ").concat(Account.name), BETWEEN
        )
    )
    .select_from(CoAuthor)
    .join(Account, Account.id == CoAuthor.account_id)
    .where(
        CoAuthor.post_id == Post.id,
        CoAuthor.account_id.is_distinct_from(Post.author_id),
        *CURRENT,
    )
    .correlate(Post)
    .scalar_subquery()
    .label("write_along"),
)


def written_by(account_id: int) -> ColumnElement[bool]:
    """Of posts, those whose line of authors names this person."""
    along = select(CoAuthor.post_id).where(CoAuthor.account_id == account_id, *CURRENT)
    own = and_(Post.author_id == account_id, ~Post.is_compiled)
    return or_(own, Post.id.in_(along))


def authors_of(row: Any) -> list[str]:
    """Of a line of a feed, which knows one kind of author: organisations come first."""
    first = [name for name in (row.organisation, *_parts(row.sign_too, str)) if name]
    along = [part.partition(" ")[2] for part in _parts(row.write_along, _number)]
    people = [row.author, *along] if row.author else along
    return list(dict.fromkeys([*first, *people]))


def writers_of(post: Post) -> list[str]:
    """The author of a post and those who write along, once each."""
    people: dict[int, str] = {}
    if post.author and not post.is_compiled:
        people[post.author.id] = post.author.name
    along = (
        select(Account.id, Account.name)
        .join(CoAuthor, CoAuthor.account_id == Account.id)
        .where(CoAuthor.post_id == post.id, *CURRENT)
        .order_by(CoAuthor.id)
    )
    for account_id, name in db.session.execute(along):
        people.setdefault(account_id, name)
    return list(people.values())


def _parts(joined: str | None, by: Any) -> list[str]:
    return sorted(joined.split(BETWEEN), key=by) if joined else []


def _number(part: str) -> int:
    return int(part.partition(" ")[0])
