"""Removes every row of every table, those of the audit too: for demo sites alone."""

from __future__ import annotations

from sqlalchemy import text

from uclg_share.database import db, is_sqlite

TRIGGER = "audit_entry_no_delete"


def empty() -> None:
    """Leave the tables as a new database has them; whoever calls commits.

    The trigger that defends the audit is put aside in the same transaction, so that
    nobody else ever finds the audit without it.
    """
    if is_sqlite():
        _empty_sqlite()
    else:
        _empty_postgresql()
    db.session.expunge_all()


def _empty_sqlite() -> None:
    find = text("SELECT sql FROM sqlite_master WHERE name = :name")
    made: str = db.session.execute(find, {"name": TRIGGER}).scalar_one()
    db.session.execute(text(f"DROP TRIGGER {TRIGGER}"))
    tables = db.metadata.sorted_tables
    for table in tables:
        for key in table.foreign_keys:
            if key.use_alter:  # two tables that point at each other
                db.session.execute(table.update().values({key.parent: None}))
    for table in reversed(tables):
        db.session.execute(table.delete())
    db.session.execute(text(made))


def _empty_postgresql() -> None:
    """Ids begin at 1 again, as SQLite has it anyway."""
    # Longer than a request of a server that runs meanwhile.
    db.session.execute(text("SET LOCAL lock_timeout = '20s'"))
    names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
    for words in (
        "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        f"TRUNCATE {names} RESTART IDENTITY",
        "ALTER TABLE audit_entry ENABLE TRIGGER USER",
    ):
        db.session.execute(text(words))
