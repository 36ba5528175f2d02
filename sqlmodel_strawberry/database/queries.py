"""Statements that are compiled once and run often: text, order of parameters, and processors of values both ways.

They are run by `Session.fetch` and `Session.read` on the driver's own connection, below SQLAlchemy, which still says
what the text is, how Python's values are bound, and what becomes of the database's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary, ref

from sqlalchemy import Connection, Engine, Executable, Row
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.exc import InvalidRequestError, StatementError
from sqlalchemy.sql.compiler import WARN_LINTING, SQLCompiler

Values = Mapping[str, Any]
Rows = Sequence[Any]
Processor = Callable[[Any], Any]

NO_VALUES: Values = {}
CONTROL = re.compile(
    r"\s*(BEGIN|START|SAVEPOINT|RELEASE|ROLLBACK|COMMIT|PRAGMA|SET|SELECT set_config)\b", re.IGNORECASE
)


class NoCursors:
    """Stands for a connection where SQLAlchemy wants a cursor of it, and for that cursor: there is none."""

    description = None
    rowcount = -1

    def cursor(self) -> NoCursors:
        """That it is."""
        return self

    def close(self) -> None:
        """It holds nothing."""


NO_CURSORS = NoCursors()


class Query:
    """A statement to keep. It may be shared by operations, event loops and databases.

    Values that the statement holds are bound once and for all. Parameters without a value
    (`bindparam("keys", type_=…)`) are given by name at each run. Its rows are those of the driver: `asyncpg.Record`s or
    tuples, in the order of the selected columns, changed only where a column's type says so.
    """

    __slots__ = ("_by_engine", "last", "statement")

    def __init__(self, statement: Executable) -> None:
        self.statement = statement
        self.last: CompiledQuery | None = None
        """For the engine that ran it last, which most often is the only one."""
        # The dialect of an engine knows its server, and how to write JSON.
        self._by_engine: WeakKeyDictionary[Engine, CompiledQuery] = WeakKeyDictionary()

    def on(self, engine: Engine) -> CompiledQuery:
        """The query as this engine's dialect writes it, which is found out at the first run."""
        compiled = self._by_engine.get(engine)
        if compiled is None:
            compiled = self._by_engine[engine] = CompiledQuery(self.statement, engine)
        self.last = compiled
        return compiled


class CompiledQuery:
    """A query for one engine."""

    __slots__ = ("_constants", "_given", "engine", "is_control", "results", "text")

    def __init__(self, statement: Executable, engine: Engine) -> None:
        self.engine = ref(engine)
        compiled = compile_statement(statement, engine)[0]
        self.results = Results(compiled)
        self.text: str | None = None
        """None where it depends on the values of each run."""
        self._constants: list[Any] = []
        self._given: list[tuple[int, str, Processor | None]] = []
        self.is_control = False
        if not _translates(engine):
            self._prepare(compiled)

    def bind(self, values: Values) -> tuple[Any, ...]:
        """What is sent in place of the parameters, in their order.

        Raises:
            StatementError: a value is missing, or none of its type's.
        """
        bound = self._constants.copy()
        name = ""
        try:
            for position, name, process in self._given:
                value = values[name]
                bound[position] = value if process is None else process(value)
        except KeyError as error:
            if name not in values:
                message = f"A value is required for bind parameter {name!r}"
                raise StatementError(message, self.text, None, error, hide_parameters=True) from error
            raise _unbound(error, self.text) from error
        except Exception as error:
            raise _unbound(error, self.text) from error
        return tuple(bound)

    def _prepare(self, compiled: SQLCompiler) -> None:
        """Bind what is known already. Lists that are given at each run, and defaults, make other text each time."""
        binds = compiled.binds
        late = compiled.post_compile_params | compiled.literal_execute_params
        if (
            any(bind.required or bind.callable for bind in late)
            or any(bind.callable for bind in binds.values())
            or compiled.insert_prefetch
            or compiled.update_prefetch
        ):
            return
        known = compiled.construct_params(_check=False, escape_names=False)
        self.text, names = compiled.string, list(compiled.positiontup or ())
        processors: dict[str, Any] = dict(compiled._bind_processors)
        if late:
            expanded = compiled._process_parameters_for_postcompile(known)
            self.text, names = expanded.statement, list(expanded.positiontup or ())
            known = dict(expanded.parameters)
            processors |= expanded.processors
        self.is_control = is_control(self.text)
        required = {name for name, bind in binds.items() if bind.required}
        for position, name in enumerate(names):
            process = processors.get(name)
            if name in required:
                self._constants.append(None)
                self._given.append((position, name, process))
            else:
                self._constants.append(process(known[name]) if process else known[name])


class Results:
    """What becomes of the rows that the driver gives for a compiled statement."""

    __slots__ = ("_columns", "_is_known", "_is_textual", "_names", "_types", "processors")

    def __init__(self, compiled: SQLCompiler) -> None:
        columns = compiled._result_columns
        self._types: list[Any] = [column.type for column in columns]
        self._columns = [column.keyname for column in columns]
        self._is_textual = compiled._textual_ordered_columns or compiled._ad_hoc_textual
        self._is_known = bool(columns) and compiled._ordered_columns and not self._is_textual
        self._names: Sequence[str] = self._columns
        self.processors: list[tuple[int, Processor]] | None = None
        """What is done to which columns; None until that is known."""

    @classmethod
    def of(cls, compiled: SQLCompiler) -> Results:
        """Those of a statement that SQLAlchemy keeps compiled."""
        found = _RESULTS.get(compiled)
        if found is None:
            found = _RESULTS[compiled] = cls(compiled)
        return found

    def known(self, dialect: Dialect) -> bool:
        """Find out what is done to each column. False where that takes the driver's description of the result."""
        if self.processors is not None:
            return True
        if self._is_known:
            # asyncpg gives numbers of several kinds, and SQLAlchemy wants to know which. SQLite does not say.
            kind = None if dialect.name == "sqlite" else 0
            try:
                self.processors = _processors(self._types, [kind] * len(self._types), dialect)
            except InvalidRequestError:
                return False
        return self.processors is not None

    def describe(self, names: Sequence[str], kinds: Sequence[Any], dialect: Dialect) -> None:
        """Take the driver's description: the names of the columns, and the OIDs of their types (None on SQLite)."""
        types = self._types
        if not self._is_known:
            self._names = names
            if not self._is_textual or len(names) != len(types):
                named = dict(zip(self._columns, types, strict=True))
                types = [named.get(name) for name in names]
        self.processors = _processors(types, kinds, dialect)

    def rows(self, fetched: Rows) -> Rows:
        """The rows with the values that the types of their columns make of the database's."""
        if not self.processors or not fetched:
            return fetched
        columns: list[Any] = list(zip(*fetched, strict=True))
        for position, process in self.processors:
            columns[position] = map(process, columns[position])
        return list(zip(*columns, strict=True))

    def named(self, fetched: Rows) -> list[Row[Any]]:
        """The same as SQLAlchemy's rows, whose values have names."""
        metadata = SimpleResultMetaData(self._names)
        return [Row(metadata, None, metadata._key_to_index, tuple(row)) for row in self.rows(fetched)]


_RESULTS: WeakKeyDictionary[SQLCompiler, Results] = WeakKeyDictionary()


def is_control(text: str) -> bool:
    """Whether it controls transactions and connections, and so is no statement of anyone's."""
    return CONTROL.match(text) is not None


def compile_statement(
    statement: Any, engine: Engine, names: Sequence[str] = (), cache: Any = None
) -> tuple[SQLCompiler, Any, Any]:
    """As SQLAlchemy's own connections do: the compiled statement, and its values where it came out of the cache."""
    compiled, extracted, collected, _ = statement._compile_w_cache(
        engine.dialect,
        compiled_cache=cache,
        column_keys=sorted(names),
        schema_translate_map=_translates(engine),
        linting=engine.dialect.compiler_linting | WARN_LINTING,
    )
    return compiled, extracted, collected


def context_of(statement: Executable, values: Values, connection: Connection) -> DefaultExecutionContext:
    """What SQLAlchemy makes of a statement and its values: `context.statement`, and `context.parameters[0]`."""
    engine = connection.engine
    compiled, extracted, collected = compile_statement(statement, engine, list(values), engine._compiled_cache)
    options = statement._execution_options.merge_with(connection._execution_options)
    made: Any = engine.dialect.execution_ctx_cls
    try:
        context: DefaultExecutionContext = made._init_compiled(
            engine.dialect,
            connection,
            NO_CURSORS,
            options,
            compiled,
            [values] if values else [],
            statement,
            extracted,
            param_dict=collected,
        )
    except StatementError:
        raise
    except Exception as error:
        raise _unbound(error, str(compiled)) from error
    return context


def _translates(engine: Engine) -> Any:
    return engine.get_execution_options().get("schema_translate_map")


def _processors(types: Sequence[Any], kinds: Sequence[Any], dialect: Dialect) -> list[tuple[int, Processor]]:
    found = []
    for position, (type_, kind) in enumerate(zip(types, kinds, strict=True)):
        process = None if type_ is None else type_.dialect_impl(dialect).result_processor(dialect, kind)
        if process is not None:
            found.append((position, process))
    return found


def _unbound(error: Exception, text: str | None) -> StatementError:
    return StatementError(str(error), text, None, error, hide_parameters=True)
