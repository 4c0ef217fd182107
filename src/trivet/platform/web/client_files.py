"""The pages of the client, under `/app/` and nowhere else."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

PREFIX = "/app/"
INDEX = "index.html"
# Always asked for again: the page names the files that belong to it, and those must be today's.
_ASK_AGAIN = "no-cache"
# A name with a hash in it never means anything else.
_FOR_EVER = "public, max-age=31536000, immutable"
_HASHED = re.compile(r"^assets/.+[.-][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")
_TEXT = re.compile(r"^(text/|application/(json|javascript|manifest\+json)|image/svg)")
_SMALLEST_ZIPPED = 1024
_BROTLI = ".br"


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    encoded: dict[str, bytes]
    """The same by coding (RFC 9110, section 8.4.1), as the build made it."""
    zips: bool
    """Whether it is worth packing for those who do not know these codings."""
    media_type: str
    etag: str
    cache_control: str


class ClientFiles:
    """Serves a folder from memory; a path without a file is a page of the client.

    Read once: a client is a few hundred KiB, and what is not in the table cannot be reached, so
    there is no path to climb out of.

    Args:
        folder: where the files and their `index.html` are.
    """

    def __init__(self, folder: Path) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): _read(
                path, path.relative_to(folder).as_posix(), path.stat().st_mtime_ns
            )
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != _BROTLI
        }

    def take(self, name: str) -> str | None:
        """The text of a page that is served elsewhere, and from then on not here; None: there is none."""
        file = self._files.pop(name, None)
        return None if file is None else file.body.decode()

    def routes(self) -> list[BaseRoute]:
        """`/`, `/app` and everything under `/app/`."""
        return [
            Route("/", _to_client, include_in_schema=False),
            Route(PREFIX.rstrip("/"), _to_client, include_in_schema=False),
            Route(PREFIX + "{path:path}", self._serve, include_in_schema=False),
        ]

    async def _serve(self, request: Request) -> Response:
        return _answer(request, self._find(request.path_params["path"]))

    def _find(self, path: str) -> _File:
        found = self._files.get(path)
        if found is not None:
            return found
        # `/app/old.js` is a file that has gone, not a page: a page in its place would be run.
        if "." in path.rsplit("/", 1)[-1] or INDEX not in self._files:
            raise HTTPException(404)
        return self._files[INDEX]


async def _to_client(_request: Request) -> Response:
    return RedirectResponse(PREFIX, status_code=307)


@lru_cache(maxsize=1000)
def _read(path: Path, name: str, _changed_ns: int) -> _File:
    """A file as it is served; read and packed once a process, unless it changes."""
    body = path.read_bytes()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    text = _TEXT.match(media_type) is not None
    encoded: dict[str, bytes] = {}
    brotli = path.with_name(path.name + _BROTLI)
    if brotli.is_file():
        encoded["br"] = brotli.read_bytes()
    return _File(
        body=body,
        encoded=encoded,
        zips=text and len(body) >= _SMALLEST_ZIPPED,
        media_type=f"{media_type}; charset=utf-8" if text else media_type,
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:20]}"',
        cache_control=_FOR_EVER if _HASHED.match(name) else _ASK_AGAIN,
    )


def _answer(request: Request, file: _File) -> Response:
    headers = {
        "ETag": file.etag,
        "Cache-Control": file.cache_control,
        "Vary": "Accept-Encoding",
        "Content-Type": file.media_type,
    }
    if file.etag in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    accepted = _codings(request.headers.get("Accept-Encoding", ""))
    for coding, encoded in file.encoded.items():
        if coding in accepted:
            return Response(encoded, headers={**headers, "Content-Encoding": coding})
    if file.zips and "gzip" in accepted:
        return Response(_zipped(file.body), headers={**headers, "Content-Encoding": "gzip"})
    return Response(file.body, headers=headers)


@lru_cache(maxsize=1000)
def _zipped(body: bytes) -> bytes:
    # When the first asks: all of them take 60 ms of a start, and browsers take what the build packed.
    return gzip.compress(body, mtime=0)


def _codings(accept: str) -> set[str]:
    """The codings that are named and not refused (RFC 9110, section 12.5.3)."""
    offers = (offer.partition(";") for offer in accept.lower().split(","))
    return {name.strip() for name, _, q in offers if q.replace(" ", "") not in ("q=0", "q=0.0")}
