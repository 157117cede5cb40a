"""The declarative base and the column types of all tables."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    DateTime,
    Engine,
    Enum,
    MetaData,
    String,
    Text,
    cast,
    select,
    type_coerce,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator

from uclg_share import engines

# Named constraints let Alembic alter them on both SQLite and PostgreSQL.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
M = TypeVar("M")


class Base(DeclarativeBase):
    # Flask-SQLAlchemy 3.1 derives a class from this one, and then SQLAlchemy wants
    # the type map on the registry rather than on the class.
    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        # An enum is stored by value in a plain column: a new value is no migration.
        type_annotation_map={
            StrEnum: Enum(
                StrEnum,
                values_callable=lambda kinds: [kind.value for kind in kinds],
                native_enum=False,
                length=32,
            )
        },
    )


db = SQLAlchemy(model_class=Base)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class Utc(TypeDecorator[datetime]):
    """Aware UTC datetimes, also on SQLite, which forgets the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Any
    ) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: datetime | None, dialect: Any
    ) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Plain(TypeDecorator[Any]):
    """JSON cast to text, so that a row can be a key; lists come as tuples."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        found = json.loads(value) if value else None
        return tuple(found) if isinstance(found, list) else found


def plain(column: Any) -> Any:
    """A column of JSON for a statement of `prepared.py`, under its own name."""
    return type_coerce(cast(column, Text), Plain).label(column.key)


def now() -> datetime:
    return datetime.now(UTC)


def next_due(table: type[M], number: Any, moment: datetime) -> M | None:
    """The row of work that is due longest, held until the end of the transaction; what
    another worker holds is passed over. `number` tells rows of one moment apart."""
    due: Any = table.due_at  # type: ignore[attr-defined]
    waiting = select(table).where(due <= moment).order_by(due, number).limit(1)
    found: M | None = db.session.scalar(waiting.with_for_update(skip_locked=True))
    return found


Id = Annotated[int, mapped_column(primary_key=True)]
Moment = Annotated[datetime, mapped_column(Utc)]
MaybeMoment = Annotated[datetime | None, mapped_column(Utc)]
ShortText = Annotated[str, mapped_column(String(200))]
# One text in the languages of the interface: {"en": …, "fr": …, "es": …, "ar": …}.
Names = Annotated[dict[str, str], mapped_column(JSON)]
Strings = Annotated[list[str], mapped_column(JSON)]


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        engines.set_up(db.engine)


def is_sqlite(engine: Engine | None = None) -> bool:
    return (engine or db.engine).dialect.name == "sqlite"
