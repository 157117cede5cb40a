"""The mark that tells pages made before an act from those made after it."""

from __future__ import annotations

import secrets

from sqlalchemy import BigInteger, String
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Model, db, is_sqlite

SITE = "site"
NUMBER_OF_SITE = f"SELECT number FROM stamp WHERE scope = '{SITE}'"  # noqa: S608  no value of anybody


class Stamp(Model):
    """A number that differs after everything a visitor could notice."""

    __tablename__ = "stamp"

    scope: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger)


def renew() -> None:
    """Make every kept page old, with the commit of the act.

    Holds the row until then: whoever calls has taken their turn (`audit.take_turn`).
    The number is drawn and not counted, so that none comes back when a copy of the
    database is put in place of it.
    """
    insert = (sqlite if is_sqlite() else postgresql).insert(Stamp)
    drawn = {"number": secrets.randbits(62)}
    statement = insert.values(scope=SITE, **drawn)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=[Stamp.scope], set_=drawn)
    )
