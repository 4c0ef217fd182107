"""A collector: takes spans and log lines by OTLP over HTTP ("OpenTelemetry Protocol Specification")."""

import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import KeyValue
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.support.playing.serving import Wires, address_of, listening, served


@dataclass(frozen=True)
class Seen:
    """A span, or a log line.

    Args:
        name: the span's, or what the line says.
        trace: the id of its trace, in hexadecimal digits; empty if it has none.
        id: its own; a line's is that of the span it belongs to.
        parent: the span that it is a part of; empty if it is the first.
        attributes: whatever else is known.
    """

    name: str
    trace: str
    id: str
    parent: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass
class Collector:
    """What was received.

    Args:
        address: where it listens.
    """

    address: str = ""
    spans: list[Seen] = field(default_factory=list)
    lines: list[Seen] = field(default_factory=list)
    raw: bytes = b""

    def named(self, name: str) -> Seen:
        """The one span of this name."""
        (found,) = [span for span in self.spans if span.name == name]
        return found

    async def traces(self, request: Request) -> Response:
        message = ExportTraceServiceRequest.FromString(await self._body(request))
        for resource in message.resource_spans:
            for scope in resource.scope_spans:
                self.spans += [
                    Seen(
                        *(span.name, span.trace_id.hex(), span.span_id.hex()),
                        *(span.parent_span_id.hex(), _values(span.attributes)),
                    )
                    for span in scope.spans
                ]
        return Response(media_type="application/x-protobuf")

    async def logs(self, request: Request) -> Response:
        message = ExportLogsServiceRequest.FromString(await self._body(request))
        for resource in message.resource_logs:
            for scope in resource.scope_logs:
                self.lines += [
                    Seen(
                        *(line.body.string_value, line.trace_id.hex(), line.span_id.hex(), ""),
                        {**_values(line.attributes), "severity": line.severity_text},
                    )
                    for line in scope.log_records
                ]
        return Response(media_type="application/x-protobuf")

    async def _body(self, request: Request) -> bytes:
        body = await request.body()
        if request.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        self.raw += body
        return body


def _values(attributes: Any) -> dict[str, Any]:
    return {each.key: _value(each) for each in attributes}


def _value(attribute: KeyValue) -> Any:
    kind = attribute.value.WhichOneof("value")
    return None if kind is None else getattr(attribute.value, kind)


@asynccontextmanager
async def collector() -> AsyncIterator[Collector]:
    """One on a free port."""
    made = Collector()
    routes = [
        Route("/v1/traces", made.traces, methods=["POST"]),
        Route("/v1/logs", made.logs, methods=["POST"]),
    ]
    async with listening() as listener, served(Starlette(routes=routes), listener, Wires()):
        made.address = address_of(listener)
        yield made
