"""The least client that keeps a connection: what it costs must not hide what the server costs."""

import asyncio
from collections.abc import Mapping
from typing import Any

import orjson


class Connection:
    """One kept-alive HTTP/1.1 connection.

    Args:
        port: where Trivet listens on 127.0.0.1.
        token: an API token.
    """

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._head = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def call(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send one request and read its answer whole: `(status, headers, body)`."""
        return await self.send(method, path, b"" if body is None else orjson.dumps(body), headers)

    async def send(
        self, method: str, path: str, data: bytes, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """The same, with a body that is written already."""
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(
                "127.0.0.1", self._port, limit=2**20
            )
        assert self._reader is not None
        more = "".join(f"{name}: {value}\r\n" for name, value in (headers or {}).items())
        if data:
            more += f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n"
        self._writer.write(f"{method} {path} HTTP/1.1\r\n{self._head}{more}\r\n".encode() + data)
        return await _answer(self._reader)

    async def json(self, method: str, path: str, body: Any = None) -> Any:
        """The same for those who want the document, and a success.

        Raises:
            RuntimeError: the answer is no success.
        """
        status, _, data = await self.call(method, path, body)
        if not 200 <= status < 300:
            raise RuntimeError(f"{method} {path}: {status} {data[:300]!r}")
        return orjson.loads(data) if data else None

    def close(self) -> None:
        """Close the connection."""
        if self._writer is not None:
            self._writer.close()
            self._reader = self._writer = None


async def _answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    status = int(head[0].split(" ", 2)[1])
    headers = {}
    for line in head[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    length = int(headers.get("content-length", 0))
    body = await reader.readexactly(length) if length and status != 304 else b""
    return status, headers, body
