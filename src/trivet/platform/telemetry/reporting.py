"""Reports errors to Sentry, or to what speaks as it does. Off unless `TRIVET_SENTRY_DSN` is set.

What is logged as an error is reported, with the context of its line; the SDK looks into nothing by itself.
Imported only where there is somebody to report to.
"""

import sys
from typing import Any

import sentry_sdk
from sentry_sdk.types import Event, Hint
from sentry_sdk.utils import event_from_exception
from structlog.typing import EventDict, WrappedLogger

from trivet import __version__
from trivet.platform.settings import Settings
from trivet.platform.telemetry.redaction import redacted, redacted_members

FLUSH_S = 2.0
_TAGS = ("request_id", "user_id", "task", "task_id", "route", "method", "logger")
_THEIRS = ("sentry_sdk", "urllib3", "opentelemetry", "logfire")
"""What those say who send for us: that something cannot be sent is not sent either."""
_ERRORS = {"error", "critical"}


class Reporting:
    """Hands errors on.

    Args:
        settings: whom to, and what they are said to come from.
    """

    def __init__(self, settings: Settings) -> None:
        assert settings.sentry_dsn is not None
        self._client = sentry_sdk.Client(
            dsn=settings.sentry_dsn.get_secret_value(),
            release=f"trivet@{__version__}",
            environment=settings.environment,
            default_integrations=False,
            auto_enabling_integrations=False,
            # What stood in variables is what people wrote, and their tokens.
            include_local_variables=False,
            include_source_context=False,
            max_request_body_size="never",
            traces_sample_rate=None,
            auto_session_tracking=False,
            send_client_reports=False,
            server_name="",
            before_send=_scrubbed,
        )

    def report(self, _logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
        """Report a line about an error; a processor of structlog's, before tracebacks are words."""
        theirs = str(line.get("logger", "")).startswith(_THEIRS)
        if str(line.get("level", method)) in _ERRORS and not theirs:
            context = {name: value for name, value in line.items() if name != "exc_info"}
            scope = sentry_sdk.Scope()
            for tag in _TAGS:
                if tag in context:
                    scope.set_tag(tag, str(context[tag]))
            scope.set_context("line", redacted_members(context))
            self._client.capture_event(*self._event(line), scope)
        return line

    def _event(self, line: EventDict) -> tuple[Event, Hint]:
        error = _error(line.get("exc_info"))
        if error is None:
            return {"message": str(line.get("event", "")), "level": "error"}, {}
        return event_from_exception(error, client_options=self._client.options)

    def close(self) -> None:
        """Send what is left, for a few seconds at most."""
        self._client.close(timeout=FLUSH_S)


def _error(given: Any) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        return given[1] if isinstance(given[1], BaseException) else None
    return sys.exc_info()[1] if given else None


def _scrubbed(event: Event, _hint: Hint) -> Event:
    clean: Any = redacted(event, depth=-_DEPTH)
    return clean  # type: ignore[no-any-return]


_DEPTH = 12
"""How much deeper than a log line an event is: its frames stand far down."""
