"""Sends spans and log lines to a collector: OTLP over HTTP, by logfire and the OpenTelemetry SDK beneath it.

Imported only where there is a collector: the two take a second to load.
"""

import os
import threading
import time
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from typing import Any

import logfire
from opentelemetry import trace
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.context import Context
from opentelemetry.instrumentation.redis import RedisInstrumentor
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import (
    ALWAYS_OFF,
    ALWAYS_ON,
    ParentBased,
    Sampler,
    SamplingResult,
)
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    Span,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    TraceState,
)
from structlog.typing import EventDict, WrappedLogger

from trivet import __version__
from trivet.platform.settings import Settings
from trivet.platform.telemetry.tracing import Attributes, Kind, root_id_of, trace_id_of

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
PATIENCE = "OTEL_EXPORTER_OTLP_TIMEOUT"
WITHIN_S = 3
"""How long one delivery may take, unless that variable says otherwise."""
OLD_AGENT_PORTS = {6831, 6832}
"""Where Jaeger's agents took spans by UDP, until Jaeger 2 left them out."""
OTLP_PORT = 4318
SHUTDOWN_S = 3.0
"""How long a stop waits for a collector that does not answer."""

_KINDS = {
    Kind.SERVER: SpanKind.SERVER,
    Kind.CLIENT: SpanKind.CLIENT,
    Kind.CONSUMER: SpanKind.CONSUMER,
    Kind.INTERNAL: SpanKind.INTERNAL,
}
_SEVERITIES = {
    "debug": SeverityNumber.DEBUG,
    "info": SeverityNumber.INFO,
    "warning": SeverityNumber.WARN,
    "error": SeverityNumber.ERROR,
    "critical": SeverityNumber.FATAL,
}
_OURS = "trivet.root"
_THEIRS = ("opentelemetry", "logfire", "urllib3", "sentry_sdk")
_HALF = 1 << 64

_ids: ContextVar[tuple[int, int] | None] = ContextVar("ids_of_the_next_root", default=None)


def endpoint(settings: Settings) -> str | None:
    """Where OTLP is sent; None where nothing is, but perhaps to Logfire."""
    if settings.otel_exporter_otlp_endpoint is not None:
        return settings.otel_exporter_otlp_endpoint
    if settings.jaeger_agent_host is None:
        return None
    port = settings.jaeger_agent_port
    return f"http://{settings.jaeger_agent_host}:{OTLP_PORT if port in OLD_AGENT_PORTS else port}"


class Collector:
    """A `Tracer` that sends to a collector; also takes log lines.

    Args:
        settings: where to, and which part of it all.
        key: chooses that part. The same in all processes, and unknown to those who name their requests, so
            that nobody chooses for us.
    """

    def __init__(self, settings: Settings, key: bytes) -> None:
        self._ratio = settings.trace_sample
        self._key = key
        patience = os.environ.get(PATIENCE, str(WITHIN_S))
        with _environment(ENDPOINT, endpoint(settings)), _environment(PATIENCE, patience):
            self._logfire = _configured(settings)
        self._providers = self._logfire.config
        self._tracer = self._providers.get_tracer_provider().get_tracer("trivet", __version__)
        self._logger = self._providers.get_logger_provider().get_logger("trivet", __version__)

    def instrument(self) -> None:
        """Have commands to Redis make spans of their own; the database's are `db/statements.py`'s."""
        RedisInstrumentor().instrument(tracer_provider=self._providers.get_tracer_provider())

    def root(
        self, request_id: str | None, name: str, kind: Kind, attributes: Attributes
    ) -> Iterator[Span | None]:
        """As `tracing.root`; the request's own span has an id that its tasks know."""
        ids = (
            _Ids.new() if request_id is None else (trace_id_of(request_id), root_id_of(request_id))
        )
        if not self._wanted(ids[0]):
            yield None
            return
        given = {**attributes, _OURS: True}
        if request_id is not None:
            given["trivet.request_id"] = request_id
        if request_id is None or kind is Kind.SERVER:
            before = _ids.set(ids)
            try:
                made = self._tracer.start_span(name, Context(), _KINDS[kind], given)
            finally:
                _ids.reset(before)
        else:
            made = self._tracer.start_span(name, _under(ids), _KINDS[kind], given)
        yield from _open(made)

    def child(self, name: str, kind: Kind, attributes: Attributes) -> Iterator[Span | None]:
        """As `tracing.span`."""
        made = self.begin(name, kind, attributes)
        if made is None:
            yield None
            return
        yield from _open(made)

    def begin(self, name: str, kind: Kind, attributes: Attributes) -> Span | None:
        """As `tracing.begin`."""
        if not trace.get_current_span().is_recording():
            return None
        return self._tracer.start_span(name, None, _KINDS[kind], dict(attributes))

    def log(self, _logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
        """Send a line that was made ready to be written; a processor of structlog's."""
        if str(line.get("logger", "")).startswith(_THEIRS):
            return line  # that a line cannot be sent is not sent either
        attributes = {name: _plain(value) for name, value in line.items() if name != "event"}
        attributes.pop("timestamp", None)
        request_id = line.get("request_id")
        context = None
        if request_id and not trace.get_current_span().is_recording():
            context = _under((trace_id_of(str(request_id)), root_id_of(str(request_id))))
        self._logger.emit(
            LogRecord(
                timestamp=time.time_ns(),
                context=context,
                severity_text=str(line.get("level", method)).upper(),
                severity_number=_SEVERITIES.get(str(line.get("level", method))),
                body=str(line.get("event", "")),
                attributes=attributes,
            )
        )
        return line

    def close(self) -> None:
        """Send what is left, for a few seconds at most."""
        if RedisInstrumentor().is_instrumented_by_opentelemetry:
            RedisInstrumentor().uninstrument()
        # The exporters try again for half a minute, and cannot be told to stop.
        ending = threading.Thread(target=self._shutdown, name="collector", daemon=True)
        ending.start()
        ending.join(SHUTDOWN_S)

    def _shutdown(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._logfire.shutdown(timeout_millis=int(SHUTDOWN_S * 1000))

    def _wanted(self, trace_id: int) -> bool:
        """Whether this trace is one of those that are recorded; every process says the same."""
        if self._ratio >= 1:
            return True
        chosen = blake2b(trace_id.to_bytes(16), digest_size=8, key=self._key).digest()
        return int.from_bytes(chosen) < self._ratio * _HALF


def _configured(settings: Settings) -> logfire.Logfire:
    token = settings.logfire_token
    return logfire.configure(
        local=True,
        # Not "if-token-present": a file of another project in the folder where we start would be one.
        send_to_logfire=token is not None,
        token=token.get_secret_value() if token else None,
        service_name="trivet",
        service_version=__version__,
        environment=settings.environment,
        console=False,
        metrics=False,
        inspect_arguments=False,
        distributed_tracing=False,
        add_baggage_to_attributes=False,
        sampling=logfire.SamplingOptions(head=ParentBased(root=_OnlyOurs())),
        advanced=logfire.AdvancedOptions(id_generator=_Ids()),
    )


@contextmanager
def _environment(name: str, value: str | None) -> Iterator[None]:
    """Set a variable for a moment: the SDK reads its own, as those for headers and certificates."""
    before = os.environ.get(name)
    if value is not None:
        os.environ[name] = value
    try:
        yield
    finally:
        if before is not None:
            os.environ[name] = before
        elif value is not None:
            del os.environ[name]


class _OnlyOurs(Sampler):
    """Begins a trace where we say so: a statement of the database in nobody's name is none."""

    def should_sample(
        self,
        parent_context: Context | None,
        trace_id: int,
        name: str,
        kind: SpanKind | None = None,
        attributes: Any = None,
        links: Sequence[Link] | None = None,
        trace_state: TraceState | None = None,
    ) -> SamplingResult:
        chosen = ALWAYS_ON if attributes and _OURS in attributes else ALWAYS_OFF
        return chosen.should_sample(parent_context, trace_id, name, kind, attributes, links)

    def get_description(self) -> str:
        return "roots that Trivet begins"


class _Ids(RandomIdGenerator):
    """Random ids, but for a root whose ids were said beforehand."""

    @staticmethod
    def new() -> tuple[int, int]:
        made = RandomIdGenerator()
        return made.generate_trace_id(), made.generate_span_id()

    def generate_trace_id(self) -> int:
        said = _ids.get()
        return super().generate_trace_id() if said is None else said[0]

    def generate_span_id(self) -> int:
        said = _ids.get()
        return super().generate_span_id() if said is None else said[1]


def _under(ids: tuple[int, int]) -> Context:
    """Within a span that another process has, or had."""
    above = SpanContext(*ids, is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))
    return trace.set_span_in_context(NonRecordingSpan(above), Context())


def _open(made: Span) -> Iterator[Span]:
    with trace.use_span(
        made, end_on_exit=True, record_exception=False, set_status_on_exception=False
    ):
        try:
            yield made
        except BaseException as error:
            # Its words and its traceback stand in the log, where secrets are taken out.
            made.set_attribute("error.type", type(error).__name__)
            made.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


def _plain(value: object) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
