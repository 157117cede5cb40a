"""Statements of the pages that are read most: built once, compiled once for a database.

SQLAlchemy builds and recognises a statement anew each time it runs, which costs a feed
more than running it. Here that is done once; what a row holds becomes Python's when
somebody asks for it, and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Dialect,
    Float,
    Numeric,
    Select,
    bindparam,
)
from sqlalchemy.sql import visitors

from uclg_share.database import db

P = ParamSpec("P")
L = TypeVar("L")
Statement = Select[Any] | CompoundSelect[Any]
Row = tuple[Hashable, ...]
Processor = Callable[[Any], Any] | None


class Shape:
    """Of each column of a statement where it stands and what makes a value of it; one
    for each statement and database, told by which it is."""

    def __init__(self, columns: dict[str, tuple[int, Processor]]) -> None:
        self.columns = columns


class Line:
    """A row whose columns are read by name. `key` is the row as the database gave it:
    lines with the same key show the same."""

    def __init__(self, key: Row, shape: Shape) -> None:
        self.key = key
        self._shape = shape

    def __getattr__(self, name: str) -> Any:
        try:
            at, process = self._shape.columns[name]
        except KeyError:
            raise AttributeError(name) from None
        value = self.key[at]
        if process is not None:
            value = process(value)
        self.__dict__[name] = value  # asked for again it is there
        return value


class Prepared:
    """A statement with parameters (`given`), for any number of requests.

    Its columns have to be plain to the driver: of JSON, `database.plain` makes text.
    """

    def __init__(self, statement: Statement, is_planned: bool = False) -> None:
        self._statement = statement
        self._is_planned = is_planned
        self._forms: dict[str, _Form] = {}

    def all(self, **values: Any) -> list[Line]:
        return self.read_as(Line, **values)

    def read_as(self, line: Callable[[Row, Shape], L], **values: Any) -> list[L]:
        form, rows = self._read(values)
        return [line(row, form.shape) for row in rows]

    def plain(self, **values: Any) -> list[Row]:
        """As the driver gives them: for hundreds of rows whose columns are numbers and
        texts."""
        return self._read(values)[1]

    def _read(self, values: dict[str, Any]) -> tuple[_Form, list[Row]]:
        if db.session.autoflush:
            db.session.flush()  # as every other statement sees what was done before
        connection = db.session.connection()
        form = self._forms.get(connection.dialect.name)
        if form is None:
            form = _Form(self._statement, connection.dialect, self._is_planned)
            self._forms[connection.dialect.name] = form
        return form, _rows(connection, form, form.bound(values))


def given(name: str, kind: Any) -> Any:
    """A parameter whose value comes when the statement runs."""
    return bindparam(name, type_=kind, required=False)


def prepared(build: Callable[P, Statement]) -> Callable[P, Prepared]:
    """For a function that builds a statement out of what changes its text; numbers and
    moments are named parameters."""
    return _kept(build, is_planned=False)


def planned(build: Callable[P, Statement]) -> Callable[P, Prepared]:
    """The same for a statement that finds its rows by key, whatever the values are:
    PostgreSQL keeps its plan, which costs ten times what the rows do."""
    return _kept(build, is_planned=True)


def _kept(build: Callable[P, Statement], is_planned: bool) -> Callable[P, Prepared]:
    @lru_cache(maxsize=500)
    def kept(*args: Hashable, **named: Hashable) -> Prepared:
        return Prepared(build(*args, **named), is_planned)  # type: ignore[arg-type]

    return kept  # type: ignore[return-value]


def _rows(connection: Connection, form: _Form, bound: Any) -> list[Row]:
    """Straight from the driver. Where somebody listens to statements, or the driver
    refuses one, the usual way: it tells listeners, and what the refusal means."""
    if not connection.dispatch.before_cursor_execute:
        with suppress(connection.dialect.loaded_dbapi.Error):
            cursor = connection.connection.cursor()
            cursor.execute(form.text, bound, **form.manner)
            rows = list(cursor.fetchall())
            cursor.close()
            return rows
    result = connection.exec_driver_sql(form.text, bound)
    assert result.cursor is not None
    rows = list(result.cursor.fetchall())
    result.close()
    return rows


class _Form:
    """A statement as one database reads it."""

    def __init__(
        self, statement: Statement, dialect: Dialect, is_planned: bool
    ) -> None:
        is_sqlite = dialect.name == "sqlite"
        self.manner = {} if is_sqlite else {"prepare": is_planned}
        compiled = _with_constants(statement, dialect).compile(
            dialect=dialect, compile_kwargs={"render_postcompile": True}
        )
        self.text = str(compiled)
        self._order: list[str] | None = compiled.positiontup
        self._given = dict(compiled.params)
        self._bind = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bind in compiled.binds.items()
        }
        self.shape = Shape(
            {
                str(column.key): (at, _reader(column, dialect))
                for at, column in enumerate(statement.selected_columns)
            }
        )

    def bound(self, values: dict[str, Any]) -> Any:
        given = {
            name: self._plain(name, value)
            for name, value in {**self._given, **values}.items()
        }
        if self._order is None:
            return given
        return tuple(given[name] for name in self._order)

    def _plain(self, name: str, value: Any) -> Any:
        process = self._bind.get(name)
        return process(value) if process else value


def _with_constants(statement: Statement, dialect: Dialect) -> Statement:
    """What has its value already stands in the text: it is bound for no request, and a
    database that plans sees it."""

    def fixed(bind: BindParameter[Any]) -> None:
        kind = bind.type.dialect_impl(dialect)
        if bind.value is not None and kind.literal_processor(dialect):
            bind.literal_execute = True

    return visitors.cloned_traverse(statement, {}, {"bindparam": fixed})


def _reader(column: Any, dialect: Dialect) -> Processor:
    """Numbers come as numbers from both drivers, where SQLAlchemy would want to know
    first how this one sent them."""
    if isinstance(column.type, Float | Numeric):
        return None
    kind = column.type.dialect_impl(dialect)
    reader: Processor = kind.result_processor(dialect, None)
    return reader
