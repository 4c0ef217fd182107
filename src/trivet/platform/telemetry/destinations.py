"""Where spans, log lines and errors go beside our own standard error: nowhere, unless that is set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from structlog.typing import Processor

from trivet.platform.settings import Settings
from trivet.platform.telemetry import tracing

if TYPE_CHECKING:
    from trivet.platform.telemetry.collector import Collector
    from trivet.platform.telemetry.reporting import Reporting


@dataclass(frozen=True, slots=True)
class Destinations:
    """The two that there may be. Made after a fork: their threads do not survive one.

    Args:
        collector: takes spans and log lines.
        reporting: takes errors.
    """

    collector: "Collector | None" = None
    reporting: "Reporting | None" = None

    @property
    def before_redaction(self) -> Sequence[Processor]:
        """Processors of structlog's that see a line with its exception."""
        return () if self.reporting is None else (self.reporting.report,)

    @property
    def after_redaction(self) -> Sequence[Processor]:
        """Processors of structlog's that see a line as it is written."""
        return () if self.collector is None else (self.collector.log,)

    def open(self) -> None:
        """Begin to make spans."""
        if self.collector is not None:
            self.collector.instrument()
            tracing.use(self.collector)

    def close(self) -> None:
        """Send what is left; takes seconds where nobody answers, and no longer."""
        if self.collector is not None:
            tracing.use(None)
            self.collector.close()
        if self.reporting is not None:
            self.reporting.close()


def is_traced(settings: Settings) -> bool:
    """Whether spans go anywhere."""
    return bool(
        settings.otel_exporter_otlp_endpoint or settings.jaeger_agent_host or settings.logfire_token
    )


def destinations_of(settings: Settings, key: bytes) -> Destinations:
    """What the settings name. Each is imported only then: they take a second to load.

    Args:
        settings: as they were read.
        key: chooses which part of all requests is traced.
    """
    return Destinations(_collector(settings, key), _reporting(settings))


def _collector(settings: Settings, key: bytes) -> "Collector | None":
    if not is_traced(settings):
        return None
    from trivet.platform.telemetry.collector import Collector

    return Collector(settings, key)


def _reporting(settings: Settings) -> "Reporting | None":
    if settings.sentry_dsn is None:
        return None
    from trivet.platform.telemetry.reporting import Reporting

    return Reporting(settings)
