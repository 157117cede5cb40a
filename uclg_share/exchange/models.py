from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Model, Moment, ShortText, now


class Parcel(Model):
    """A file that was checked and may be taken in: one for each person, for an hour.

    It lies in the database, so that whichever process answers next finds it, and so
    that taking its texts in and letting go of it are one act.
    """

    __tablename__ = "parcel"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    # Names the very file that was checked: another window may have sent another one.
    ticket: Mapped[str] = mapped_column(String(64))
    name: Mapped[ShortText]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    at: Mapped[Moment] = mapped_column(default=now, index=True)
