"""What is said over a socket of a board. Each message is one JSON object with a `type`.

The server's messages are written by the functions below and described by the models, which stand in
`/openapi.json` for whoever generates types; the client's are read by `read`.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from trivet.flows.schemas import NotificationOut
from trivet.platform.json import dumps
from trivet.realtime.event_schemas import BoardEvent
from trivet.realtime.frames import Frame

VERSION = "trivet.v1"
"""The subprotocol (RFC 6455, section 1.9)."""
BIGGEST_SEQ = 2**62
LONGEST_MESSAGE = 64 * 1024
"""Characters of a client's message."""
LONGEST_BATCH = 256 * 1024
"""Bytes after which a message of events is followed by another."""


class Close(IntEnum):
    """Why a socket was closed; above 4000 ours to define (RFC 6455, section 7.4.2)."""

    RESTART = 1012
    NOT_AUTHENTICATED = 4401
    FORBIDDEN = 4403
    NO_BOARD = 4404
    TOO_SLOW = 4408
    PROTOCOL_ERROR = 4409


class Refused(Exception):
    """A socket has to end.

    Args:
        code: what the client is told.
        reason: for people; at most 123 bytes of UTF-8 (RFC 6455, section 5.5).
    """

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class PresentPerson(BaseModel):
    """Somebody who has the board open."""

    user_id: UUID
    name: str
    card_id: UUID | None = Field(None, description="The card they look at; left out if none.")
    editing: bool = Field(False, description="Whether they edit it; left out if not.")


class SocketHello(BaseModel):
    """The first message: you are subscribed."""

    type: Literal["hello"]
    seq: int = Field(description="The number of the board's last event.")
    epoch: str = Field(description="Changes when the installation is restored from a copy.")
    protocol: Literal["trivet.v1"]
    user_id: UUID = Field(description="Who you are.")
    presence: list[PresentPerson]


class SocketEvents(BaseModel):
    """What happened, in order and without a gap."""

    type: Literal["events"]
    from_seq: int = Field(description="The number of the first event.")
    to_seq: int = Field(description="The number of the last one.")
    events: list[BoardEvent]


class SocketResync(BaseModel):
    """What you missed cannot be replayed: load the board again. Events behind `seq` follow."""

    type: Literal["resync"]
    seq: int


class SocketPresence(BaseModel):
    """Who is there; the whole list, whenever it changes."""

    type: Literal["presence"]
    people: list[PresentPerson]


class SocketTask(BaseModel):
    """How a task stands that you asked for."""

    type: Literal["task"]
    task: dict[str, Any]


class SocketNotification(BaseModel):
    """Something that you should know of a card, whichever board you follow."""

    type: Literal["notification"]
    notification: NotificationOut
    unread: int = Field(description="How many notifications you have not read.")


class SocketPing(BaseModel):
    """Are you there? Answer `pong`."""

    type: Literal["ping"]
    seq: int = Field(description="The number of the last event that was sent to you.")


class SocketBye(BaseModel):
    """The server is about to close the socket."""

    type: Literal["bye"]
    reason: Literal["restart"]


class _FromClient(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SocketAuth(_FromClient):
    """Who I am: as the first message, or later with a fresh token."""

    type: Literal["auth"]
    token: str = Field(min_length=1, max_length=4096, repr=False)


class SocketPong(_FromClient):
    """I am here."""

    type: Literal["pong"]


class SocketSetPresence(_FromClient):
    """What I look at."""

    type: Literal["presence"]
    card_id: UUID | None = None
    editing: bool | None = Field(None, strict=True)


class SocketSince(_FromClient):
    """Send me again what happened behind `seq`."""

    type: Literal["since"]
    seq: int = Field(strict=True, ge=0, le=BIGGEST_SEQ)


FromClient = Annotated[
    SocketAuth | SocketPong | SocketSetPresence | SocketSince, Field(discriminator="type")
]
_READER: TypeAdapter[FromClient] = TypeAdapter(FromClient)

SERVER_MESSAGES: tuple[type[BaseModel], ...] = (
    SocketHello,
    SocketEvents,
    SocketResync,
    SocketPresence,
    SocketTask,
    SocketNotification,
    SocketPing,
    SocketBye,
)
CLIENT_MESSAGES: tuple[type[BaseModel], ...] = (
    SocketAuth,
    SocketPong,
    SocketSetPresence,
    SocketSince,
)


def read(text: str) -> FromClient:
    """A client's message.

    Raises:
        Refused: it is none.
    """
    if len(text) > LONGEST_MESSAGE:
        raise Refused(Close.PROTOCOL_ERROR, "A message may have 64 KiB.")
    try:
        return _READER.validate_json(text)
    except ValidationError:
        raise Refused(Close.PROTOCOL_ERROR, "That is no message of trivet.v1.") from None


def frame(message: Any) -> Frame:
    """Any JSON object as a message."""
    return Frame(dumps(message))


def hello(seq: int, epoch: str, user_id: UUID, presence: Sequence[dict[str, Any]]) -> Frame:
    return frame(
        {
            "type": "hello",
            "seq": seq,
            "epoch": epoch,
            "protocol": VERSION,
            "user_id": user_id,
            "presence": presence,
        }
    )


def resync(seq: int) -> Frame:
    return frame({"type": "resync", "seq": seq})


def ping(seq: int) -> Frame:
    return frame({"type": "ping", "seq": seq})


def bye() -> Frame:
    return frame({"type": "bye", "reason": "restart"})


def batches(first: int, events: Iterable[bytes]) -> Iterable[Frame]:
    """Encoded events as few messages, none of them much longer than a batch or one event.

    Args:
        first: the number of the first event.
        events: in order, without a gap.
    """
    batch: list[bytes] = []
    size = 0
    for event in events:
        if batch and size + len(event) > LONGEST_BATCH:
            yield _batch(first, batch)
            first, batch, size = first + len(batch), [], 0
        batch.append(event)
        size += len(event)
    if batch:
        yield _batch(first, batch)


def _batch(first: int, events: Sequence[bytes]) -> Frame:
    head = b'{"type":"events","from_seq":%d,"to_seq":%d,"events":[' % (
        first,
        first + len(events) - 1,
    )
    return Frame(b"".join((head, b",".join(events), b"]}")))
