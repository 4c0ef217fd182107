"""Spans: what took how long, in which order. Off by default, and then each is a test of one name.

A trace is a request's: its id is made from the request id, so that whatever belongs to the request is found
under it wherever it ran, a task in another process too, with nothing carried over but the request id. The
same goes for the choice whether it is traced at all. (`traceparent` of callers is not believed: a stranger
would choose for us what is recorded.)

Where spans go is `collector.py`'s business, which is imported where there is a collector.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from opentelemetry.trace import Span

Attributes = Mapping[str, str | int | float | bool]


class Kind(StrEnum):
    """What a span is, seen from this process."""

    SERVER = "server"
    CLIENT = "client"
    CONSUMER = "consumer"
    INTERNAL = "internal"


class Tracer(Protocol):
    """Makes spans, and sends them somewhere."""

    def root(
        self, request_id: str | None, name: str, kind: Kind, attributes: Attributes
    ) -> "Iterator[Span | None]":
        """The first span of a request or of a task; None where this one is not traced."""

    def child(self, name: str, kind: Kind, attributes: Attributes) -> "Iterator[Span | None]":
        """A span within the one that is open; None where none is."""

    def begin(self, name: str, kind: Kind, attributes: Attributes) -> "Span | None":
        """The same, without anything within it; whoever began it ends it."""


class _Active:
    tracer: Tracer | None = None


def use(tracer: Tracer | None) -> None:
    """Have spans made by `tracer`, or none."""
    _Active.tracer = tracer


def is_on() -> bool:
    """Whether spans are made."""
    return _Active.tracer is not None


@contextmanager
def root(
    request_id: str | None, name: str, kind: Kind, attributes: Attributes | None = None
) -> "Iterator[Span | None]":
    """The first span in this process of what a request caused.

    Args:
        request_id: the request's; None for what no request caused.
        name: what is done, in few and always the same words.
        kind: SERVER for the request itself, CONSUMER for a task of it.
        attributes: what differs from time to time; no secrets, and nothing that people typed.
    """
    tracer = _Active.tracer
    if tracer is None:
        yield None
        return
    yield from tracer.root(request_id, name, kind, attributes or {})


@contextmanager
def span(
    name: str, kind: Kind = Kind.INTERNAL, attributes: Attributes | None = None
) -> "Iterator[Span | None]":
    """A part of what is being traced; nothing where nothing is.

    Args:
        name: what is done, in few and always the same words.
        kind: CLIENT where somebody else is asked.
        attributes: as those of `root`.
    """
    tracer = _Active.tracer
    if tracer is None:
        yield None
        return
    yield from tracer.child(name, kind, attributes or {})


def begin(name: str, kind: Kind, attributes: Attributes) -> "Span | None":
    """A part of what is being traced that has no parts itself; whoever begins it calls its `end`.

    Args:
        name: as of `span`.
        kind: the same.
        attributes: the same.
    """
    tracer = _Active.tracer
    return None if tracer is None else tracer.begin(name, kind, attributes)


def trace_id_of(request_id: str) -> int:
    """The id of the trace of a request: a UUID is its own, everything else is hashed."""
    try:
        number = UUID(request_id).int
    except ValueError:
        number = 0
    return number or int.from_bytes(blake2b(request_id.encode(), digest_size=16).digest())


def root_id_of(request_id: str) -> int:
    """The id of the request's own span, which its tasks hang on."""
    digest = blake2b(request_id.encode(), digest_size=8, person=b"trivet-root").digest()
    return int.from_bytes(digest) or 1
