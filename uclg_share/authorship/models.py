from __future__ import annotations

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import Id, MaybeMoment, Model, Moment, ShortText, now
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Post

OPEN = "ended_at IS NULL"
WAITING = "accepted_at IS NULL AND declined_at IS NULL"


class CoAuthor(Model):
    """A person asked to write along; they are one once they have said yes."""

    __tablename__ = "co_author"
    __table_args__ = (
        Index(
            "uq_co_author_current",
            "post_id",
            "email_key",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    # Asked by address, so that nobody learns here who has an account.
    email: Mapped[ShortText]
    email_key: Mapped[ShortText] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[Moment] = mapped_column(default=now)
    accepted_at: Mapped[MaybeMoment]
    # Said no, went, or was taken off.
    ended_at: Mapped[MaybeMoment]

    post: Mapped[Post] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=account_id)
    asked_by: Mapped[Account] = relationship(foreign_keys=asked_by_id)


class CoSignature(Model):
    """Whether an organisation signs a post of another one's person; it is named on the
    post once somebody who may speak for it has said yes."""

    __tablename__ = "co_signature"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True, index=True
    )
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[Moment] = mapped_column(default=now)
    confirmed_at: Mapped[MaybeMoment]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    declined_at: Mapped[MaybeMoment]
    declined_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    post: Mapped[Post] = relationship()
    organisation: Mapped[Organisation] = relationship()


class Succession(Model):
    """A person has left an organisation: who answers for what they wrote for it?

    Open without a successor, waiting with one, over when that person has said yes.
    """

    __tablename__ = "succession"
    __table_args__ = (
        Index(
            "uq_succession_waiting",
            "organisation_id",
            "leaver_id",
            unique=True,
            sqlite_where=text(WAITING),
            postgresql_where=text(WAITING),
        ),
    )

    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    leaver_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    opened_at: Mapped[Moment] = mapped_column(default=now)
    successor_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True
    )
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[MaybeMoment]
    accepted_at: Mapped[MaybeMoment]
    declined_at: Mapped[MaybeMoment]

    organisation: Mapped[Organisation] = relationship()
    leaver: Mapped[Account] = relationship(foreign_keys=leaver_id)
    successor: Mapped[Account | None] = relationship(foreign_keys=successor_id)
