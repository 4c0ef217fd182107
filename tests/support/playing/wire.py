"""Requests and answers as they come over the wire: to the byte, paths undecoded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from starlette.types import Message, Receive, Scope, Send

Headers = list[tuple[bytes, bytes]]


@dataclass(eq=False)
class Asked:
    """A request.

    Args:
        method: in capitals.
        path: as it was sent: `%2F` is not decoded.
        query: what stands behind the `?`, as it was sent.
        headers: by their names in lower case.
        body: to the byte.
        peer: the address and port it came from.
        status: what was answered, once it was.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes
    peer: tuple[str, int] | None = None
    status: int | None = None

    @property
    def token(self) -> str | None:
        """The token that was sent."""
        scheme, _, text = self.headers.get("authorization", "").partition(" ")
        return text if scheme.lower() in {"bearer", "token"} else None

    @cached_property
    def params(self) -> dict[str, str]:
        """The query, decoded."""
        return dict(parse_qsl(self.query, keep_blank_values=True))

    @property
    def json(self) -> Any:
        """The body, read as JSON; None where there is no body.

        Raises:
            ValueError: it is none.
        """
        return json.loads(self.body) if self.body else None

    @property
    def form(self) -> dict[str, str]:
        """The body, read as a form.

        Raises:
            ValueError: it is none.
        """
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True, strict_parsing=True))

    def __repr__(self) -> str:
        return f"<{self.method} {self.path}{f'?{self.query}' if self.query else ''}>"


@dataclass
class Answer:
    """What is answered: a status, and JSON unless `raw` is given.

    Args:
        status: the HTTP status.
        body: JSON; None is no body at all.
        headers: further ones.
        raw: in place of the body, with its type among the headers.
    """

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None

    @property
    def content(self) -> bytes:
        if self.raw is not None:
            return self.raw
        if self.body is None:
            return b""
        return json.dumps(self.body, separators=(",", ":")).encode()


async def read(scope: Scope, receive: Receive) -> Asked:
    """Take a whole request."""
    body = b""
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    # uvicorn leaves the query out of it, other servers do not.
    path = scope["raw_path"].decode("latin-1").partition("?")[0]
    query = scope["query_string"].decode("latin-1")
    peer = tuple(scope["client"]) if scope.get("client") else None
    return Asked(scope["method"], path, query, headers, body, peer)


def again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was read to who reads it next; after it comes what the server has to say."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def answer(send: Send, given: Answer) -> None:
    """Send an answer."""
    content = given.content
    headers = {"content-type": "application/json; charset=utf-8"} if given.body is not None else {}
    headers |= {name.lower(): value for name, value in given.headers.items()}
    if given.status not in {204, 304}:
        headers["content-length"] = str(len(content))
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": given.status, "headers": pairs})
    await send({"type": "http.response.body", "body": content})


@dataclass
class Caught:
    """What an application answered, before it is passed on."""

    status: int | None = None
    headers: Headers = field(default_factory=list)
    body: bytes = b""

    async def send(self, message: Message) -> None:
        """Stands in for the server."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message.get("headers", []))
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def pass_on(self, send: Send) -> None:
        """Answer so, if anything was answered."""
        if self.status is None:
            return
        start = {"type": "http.response.start", "status": self.status, "headers": self.headers}
        await send(start)
        await send({"type": "http.response.body", "body": self.body})
