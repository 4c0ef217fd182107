"""Logs: structlog, with the standard library's loggers routed into it."""

import io
import json
import logging
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from trivet.platform.clock import now, rfc3339
from trivet.platform.json import dumps_text
from trivet.platform.settings import LogFormat, Settings
from trivet.platform.telemetry.destinations import Destinations
from trivet.platform.telemetry.redaction import redacted_members

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
    "httpx2": logging.WARNING,
    "sqlalchemy": logging.WARNING,
    "uvicorn.access": logging.WARNING,
}


class _Configured:
    """Counts configurations, so that loggers bound before one notice it."""

    times = 0


class Logger:
    """Writes what happened, with what it concerns.

    Args:
        name: who speaks, such as `trivet.access`.
        context: what every line of this logger carries.
    """

    def __init__(self, name: str = "trivet", **context: Any) -> None:
        self._context = {"logger": name, **context}
        self._times = -1
        self._bound: FilteringBoundLogger

    def bind(self, **context: Any) -> "Logger":
        """A logger whose lines carry `context` as well."""
        merged = {**self._context, **context}
        return Logger(merged.pop("logger"), **merged)

    def debug(self, message: str, **context: Any) -> None:
        self._logger().debug(message, **context)

    def info(self, message: str, **context: Any) -> None:
        """Write a line.

        Args:
            message: what happened, in few and always the same words.
            context: what differs from time to time. Secrets are taken out, by name and by looks.
        """
        self._logger().info(message, **context)

    def warning(self, message: str, **context: Any) -> None:
        self._logger().warning(message, **context)

    def error(self, message: str, *, exc_info: ExcInfo = None, **context: Any) -> None:
        """Write a line about a fault.

        Args:
            message: what went wrong.
            exc_info: the exception whose traceback is written, or True for the current one.
            context: what differs from time to time.
        """
        self._logger().error(message, exc_info=exc_info, **context)

    def _logger(self) -> FilteringBoundLogger:
        # Binding costs as much as half a line, so it is done once a configuration.
        if self._times != _Configured.times:
            self._bound = structlog.get_logger().bind(**self._context)
            self._times = _Configured.times
        return self._bound


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
    level = logging.getLevelNamesMapping()[settings.log_level]
    ahead: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _stamp,
    ]
    behind: list[Processor] = [
        *elsewhere.before_redaction,
        structlog.processors.format_exc_info,
        _redact,
        *elsewhere.after_redaction,
        _renderer(settings.log_format, stream),
    ]
    structlog.configure(
        processors=[*ahead, *behind],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    _Configured.times += 1
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
        with suppress(OSError, ValueError):
            return sys.stderr.write(text)
        return 0

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.flush()

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


def _redact(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    return redacted_members(line)
