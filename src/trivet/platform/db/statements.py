"""Statements as they are sent: how many a request needs, and how long each takes where that is traced."""

from contextvars import ContextVar
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, ExceptionContext

from trivet.platform.telemetry import tracing

_LONGEST = 2_000
_SPAN = "trivet_span"


class Count:
    """Statements so far."""

    __slots__ = ("statements",)

    def __init__(self) -> None:
        self.statements = 0


_current: ContextVar[Count | None] = ContextVar("statements", default=None)


class Counting:
    """Counts the statements that are sent meanwhile, in what is called from here.

    No generator: there is one for each request.
    """

    __slots__ = ("_token",)

    def __enter__(self) -> Count:
        count = Count()
        self._token = _current.set(count)
        return count

    def __exit__(self, *_: object) -> None:
        _current.reset(self._token)


def note_statement() -> None:
    """Count one that is sent past SQLAlchemy."""
    count = _current.get()
    if count is not None:
        count.statements += 1


def watch_statements_of(engine: Engine) -> None:
    """Have the statements of an engine counted, and traced where anything is."""
    event.listen(engine, "before_cursor_execute", _began)
    event.listen(engine, "after_cursor_execute", _ended)
    event.listen(engine, "handle_error", _failed)


def _began(
    connection: Connection, _cursor: Any, statement: str, _given: Any, context: Any, _many: bool
) -> None:
    note_statement()
    if context is not None and tracing.is_on():
        # Without what is asked for, which people wrote ("Semantic conventions for database spans").
        attributes = {
            "db.system.name": connection.dialect.name,
            "db.query.text": statement[:_LONGEST],
        }
        name = statement.split(None, 1)[0].upper()
        setattr(context, _SPAN, tracing.begin(name, tracing.Kind.CLIENT, attributes))


def _ended(
    _connection: Connection, _cursor: Any, _statement: str, _given: Any, context: Any, _many: bool
) -> None:
    span = getattr(context, _SPAN, None)
    if span is not None:
        span.end()


def _failed(context: ExceptionContext) -> None:
    span = getattr(context.execution_context, _SPAN, None)
    if span is not None:
        span.set_attribute("error.type", type(context.original_exception).__name__)
        span.end()
