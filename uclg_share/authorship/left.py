"""What a person leaves behind in an organisation, and who is to answer for it."""

from __future__ import annotations

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from uclg_share.accounts.models import Account
from uclg_share.authorship.models import Succession
from uclg_share.database import db
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.organisations.people import ABLE, CURRENT
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post, Stage
from uclg_share.reviews.models import Review

MOST_LISTED = 100


def left_behind(organisation_id: int, leaver_id: int) -> Select[Post]:
    """What a person answers for and the organisation has published or sent in."""
    return (
        select(Post)
        .where(
            Post.organisation_id == organisation_id,
            func.coalesce(Post.keeper_id, Post.author_id) == leaver_id,
            or_(Post.published_at.is_not(None), Post.stage == Stage.WAITING),
            Post.deleted_at.is_(None),
        )
        .order_by(Post.id)
    )


def texts_left(succession: Succession) -> list[Post]:
    texts = left_behind(succession.organisation_id, succession.leaver_id)
    return list(db.session.scalars(texts.limit(MOST_LISTED)))


def open_successions(organisation: Organisation) -> list[Succession]:
    """The questions nobody has settled yet, oldest first."""
    return list(
        db.session.scalars(
            _open()
            .where(Succession.organisation_id == organisation.id)
            .order_by(Succession.id)
            .limit(MOST_LISTED)
        )
    )


def asked_to_succeed(viewer: Viewer) -> list[Succession]:
    asked = _open().where(
        Succession.successor_id == viewer.account_id,
        Succession.organisation_id.in_(viewer.writes_for),
    )
    return list(db.session.scalars(asked.order_by(Succession.id).limit(MOST_LISTED)))


def find_succession(succession_id: int) -> Succession | None:
    """One of them, whoever asks and however it stands."""
    return db.session.scalar(
        select(Succession)
        .where(Succession.id == succession_id)
        .options(*_LOADED_SUCCESSION)
    )


def open_for(leaver_id: int, organisation_id: int) -> Succession | None:
    return db.session.scalar(
        _open().where(
            Succession.leaver_id == leaver_id,
            Succession.organisation_id == organisation_id,
        )
    )


def asked_of(successor_id: int, organisation_id: int) -> list[Succession]:
    """Those that wait for a person who was chosen."""
    asked = _open().where(
        Succession.successor_id == successor_id,
        Succession.organisation_id == organisation_id,
    )
    return list(db.session.scalars(asked.order_by(Succession.id)))


def is_confirmed_for(account_id: int, organisation_id: int) -> bool:
    """Whether an account that can sign in writes for an organisation now."""
    current = (
        select(Affiliation.id)
        .join(Account, Account.id == Affiliation.account_id)
        .where(
            Affiliation.account_id == account_id,
            Affiliation.organisation_id == organisation_id,
            *CURRENT,
            *ABLE,
        )
    )
    return db.session.scalar(current.limit(1)) is not None


def has_left(review: Review) -> bool:
    """Whether a text waits in the name of an organisation that its sender has left, and
    nobody has taken it over since."""
    organisation_id = review.revision.content.get("organisation_id")
    answering = {review.submitted_by_id, review.post.keeper_id} - {None}
    if organisation_id is None or review.post.is_translation or not answering:
        return False
    return not any(is_confirmed_for(who or 0, organisation_id) for who in answering)


_LOADED_SUCCESSION = (
    joinedload(Succession.organisation),
    joinedload(Succession.leaver),
    joinedload(Succession.successor),
)


def _open() -> Select[Succession]:
    return (
        select(Succession)
        .where(Succession.accepted_at.is_(None), Succession.declined_at.is_(None))
        .options(*_LOADED_SUCCESSION)
    )
