"""Logs: structlog, with the standard library's loggers routed into it."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from types import TracebackType
from typing import Any, TextIO

import structlog
from pydantic import SecretStr
from structlog.contextvars import get_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

from trivet.platform.clock import now, rfc3339
from trivet.platform.json import dumps_text
from trivet.platform.settings import LogFormat, Settings
from trivet.platform.telemetry.destinations import Destinations
from trivet.platform.telemetry.redaction import (
    keep_out,
    may_hide_something,
    names_a_secret,
    redacted_members,
)

ExcInfo = (
    bool | BaseException | tuple[type[BaseException], BaseException, TracebackType | None] | None
)

# They bring handlers of their own, or would once they are asked to log.
_ROUTED = ("uvicorn", "uvicorn.error", "uvicorn.access", "sqlalchemy", "alembic", "asyncio")
# Below these levels they speak of every statement, or of what our own access log says.
_AT_LEAST = {
    "aiosqlite": logging.WARNING,
    "alembic.runtime.plugins": logging.WARNING,
    "asyncio": logging.INFO,
    "celery": logging.INFO,  # arguments of tasks
    "httpcore2": logging.INFO,  # headers of answers, and so the cookies of others
    "httpx2": logging.WARNING,
    "opentelemetry": logging.WARNING,
    "kombu": logging.INFO,  # messages
    "sqlalchemy": logging.WARNING,
    # That each try to reach a collector failed; those who try say in the end that they gave up.
    "urllib3": logging.ERROR,
    "uvicorn.access": logging.WARNING,
    "uvicorn.error": logging.INFO,  # every header and message of a socket, tokens among them
    "websockets": logging.INFO,  # the same
}

# What does something to a terminal in place of being shown (but tabs and newlines), and Bidi_Control, which
# reorders what one sees.
_CONTROLS = {
    code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    for code in (
        *(*range(0x20), *range(0x7F, 0xA0)),
        *(0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    )
    if chr(code) not in "\t\n"
}


class Speaking:
    """Has all lines that are written meanwhile, in what is called from here, carry something.

    No generator: there is one for each request.

    Args:
        context: names and values.
    """

    __slots__ = ("_context", "_tokens")

    def __init__(self, **context: str) -> None:
        self._context = context

    def __enter__(self) -> None:
        self._tokens = structlog.contextvars.bind_contextvars(**self._context)

    def __exit__(self, *_: object) -> None:
        structlog.contextvars.reset_contextvars(**self._tokens)


class _Configured:
    """What `configure_logging` said last; until then, what structlog does by itself."""

    level = logging.NOTSET
    # The list that structlog has, since whoever captures lines in a test changes what is in it.
    processors: Sequence[Processor] = structlog.get_config()["processors"]
    write: Callable[[str], None] = structlog.PrintLogger().msg
    stream: TextIO = sys.stderr
    plain: Sequence[Processor] | None = None
    """The processors, if all they do is to write JSON; None if they do more."""


class Logger:
    """Writes what happened, with what it concerns.

    It takes a line through structlog's processors by itself, for half of what structlog's loggers cost.

    Args:
        name: who speaks, such as `trivet.access`.
        context: what every line of this logger carries.
    """

    def __init__(self, name: str = "trivet", **context: Any) -> None:
        self._context = {"logger": name, **context}

    def bind(self, **context: Any) -> "Logger":
        """A logger whose lines carry `context` as well."""
        merged = {**self._context, **context}
        return Logger(merged.pop("logger"), **merged)

    def debug(self, message: str, **context: Any) -> None:
        self._write(logging.DEBUG, "debug", message, context)

    def info(self, message: str, **context: Any) -> None:
        """Write a line.

        Args:
            message: what happened, in few and always the same words.
            context: what differs from time to time. Secrets are taken out, by name and by looks.
        """
        self._write(logging.INFO, "info", message, context)

    def ours(self, message: str, **context: Any) -> None:
        """Write the same line, for half of what it costs, where nothing in it was made up by somebody else.

        Args:
            message: what happened.
            context: nothing that has to be looked through for secrets, nor has what is bound to the context.
        """
        if _Configured.processors != _Configured.plain or _Configured.level > logging.INFO:
            self.info(message, **context)
            return
        line = {**self._context, **context, "event": message, **get_contextvars()}
        line["level"] = "info"
        line["timestamp"] = rfc3339(now())
        _Configured.stream.write(f"{dumps_text(line)}\n")

    def warning(self, message: str, **context: Any) -> None:
        self._write(logging.WARNING, "warning", message, context)

    def error(self, message: str, *, exc_info: ExcInfo = None, **context: Any) -> None:
        """Write a line about a fault.

        Args:
            message: what went wrong.
            exc_info: the exception whose traceback is written, or True for the current one.
            context: what differs from time to time.
        """
        self._write(logging.ERROR, "error", message, {"exc_info": exc_info, **context})

    def _write(self, level: int, method: str, message: str, context: dict[str, Any]) -> None:
        if level < _Configured.level:
            return
        line: Any = {**self._context, **context, "event": message}
        try:
            for process in _Configured.processors:
                line = process(None, method, line)
        except structlog.DropEvent:
            return
        _Configured.write(line)


def configure_logging(
    settings: Settings, stream: TextIO | None = None, elsewhere: Destinations | None = None
) -> None:
    """Send all logs to one place in one format. A second call replaces the first.

    Args:
        settings: `log_level` and `log_format`.
        stream: where they go; standard error unless given, so that commands keep standard output.
        elsewhere: who else is told; nobody unless given.
    """
    stream, elsewhere = stream or _StandardError(), elsewhere or Destinations()
    keep_out(_secrets_of(settings))
    level = logging.getLevelNamesMapping()[settings.log_level]
    ahead: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _stamp,
    ]
    behind: list[Processor] = [
        *elsewhere.before_redaction,
        structlog.processors.format_exc_info,
        _clean,
        *elsewhere.after_redaction,
        _renderer(settings.log_format, stream),
    ]
    structlog.configure(
        processors=[*ahead, *behind],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    _Configured.level = level
    _Configured.processors = structlog.get_config()["processors"]
    _Configured.write = structlog.WriteLogger(stream).msg
    _Configured.stream = stream
    only_json = behind[-1] is _json and elsewhere == Destinations()
    _Configured.plain = list(_Configured.processors) if only_json else None
    _route_standard_library(level, stream, [structlog.stdlib.add_logger_name, *ahead], behind)


def _route_standard_library(
    level: int, stream: TextIO, ahead: Sequence[Processor], behind: Sequence[Processor]
) -> None:
    handler = _Handler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=ahead,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *behind],
        )
    )
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if not isinstance(h, _Handler)] + [handler]
    root.setLevel(level)
    for name in _ROUTED:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    for name, least in _AT_LEAST.items():
        logging.getLogger(name).setLevel(max(level, least))


class _StandardError(io.TextIOBase, TextIO):
    """Whatever standard error is at the moment. A line that cannot be written fails no request."""

    def write(self, text: str, /) -> int:
        try:
            return sys.stderr.write(text)
        except (OSError, ValueError):
            return 0

    def flush(self) -> None:
        try:
            sys.stderr.flush()
        except (OSError, ValueError):
            return

    def isatty(self) -> bool:
        return sys.stderr.isatty()


class _Handler(logging.StreamHandler[TextIO]):
    """Ours, told apart from others' so that a second configuration replaces it alone."""


def _renderer(log_format: LogFormat, stream: TextIO) -> Processor:
    if log_format is LogFormat.JSON or (log_format is LogFormat.AUTO and not stream.isatty()):
        return _json
    return structlog.dev.ConsoleRenderer(
        colors=stream.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _json(_logger: WrappedLogger, _method: str, line: EventDict) -> str:
    try:
        return dumps_text(line)
    except TypeError:
        # Lone surrogates and integers beyond 64 bits; the slow encoder has a form for them.
        return json.dumps(line, default=str)


def _stamp(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    line["timestamp"] = rfc3339(now())
    return line


_PLAIN = frozenset({int, float, bool, type(None)})


def _clean(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Take secrets out, and what moves the cursor of whoever reads the log.

    Nearly all lines have neither, which is told fastest by looking at all of their texts as one.
    """
    texts: list[str] = []
    for value in line.values():
        if type(value) is str:
            texts.append(value)
        elif type(value) not in _PLAIN:
            return _tame(redacted_members(line))
    said = "  ".join(texts)
    if _names_secrets(tuple(line)) or may_hide_something(said) or not said.isprintable():
        return _tame(redacted_members(line))
    return line


@lru_cache(maxsize=1024)
def _names_secrets(names: tuple[str, ...]) -> bool:
    return any(map(names_a_secret, names))


def _tame(line: EventDict) -> EventDict:
    """What strangers call things must do nothing to a terminal."""
    for name, value in line.items():
        if type(value) is str and not value.isprintable():
            line[name] = value.translate(_CONTROLS)
    return line


def _secrets_of(settings: Settings) -> Iterator[str]:
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            yield value.get_secret_value()
