"""`Idempotency-Key`: the same request done once, its first answer given again.

After "The Idempotency-Key HTTP Header Field" (IETF draft). The answer is stored in the same
transaction as what the request changed, so there is no moment at which one exists without the
other. Only successes are kept: a refusal changed nothing and is judged afresh.

The transaction keeps other requests with the key out. One that ends it for a while, to wait for
somebody else (`units.aside`), claims the key before: see `key_claims`.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from starlette.requests import Request
from starlette.responses import Response

from trivet.platform.clock import now
from trivet.platform.db.database import Dialect
from trivet.platform.db.session import WriteSession
from trivet.platform.db.some import remove_some
from trivet.platform.errors import BadRequest, Conflict, FieldError, Unprocessable
from trivet.platform.web.models import IdempotencyRecord
from trivet.platform.web.no_store import is_not_to_be_stored

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
MAX_LENGTH = 255
# Answers of sign-in hold secrets, and secrets are not stored in the clear. Webhooks have no caller,
# and name their deliveries themselves; who was invited is not signed in yet.
_UNKEYED = ("/auth/", "/webhooks/", "/invitations/preview", "/api/users")
# What belongs to the transport or to this one answer is not repeated.
_NOT_REPEATED = {"content-length", "date", "x-request-id", "set-cookie", "connection"}


class KeyReused(Unprocessable):
    code = "idempotency_key_reused"
    title = "This Idempotency-Key was used for another request"


class StillRunning(Conflict):
    code = "idempotency_key_running"
    title = "The first request with this Idempotency-Key is still running"


@dataclass(slots=True)
class KeyedRequest:
    """A request that came with a key.

    Args:
        caller: who asks.
        key: the Idempotency-Key.
        wanted: its `request_hash`.
        claim: names it in the record that keeps the key for it; None if there is none such.
    """

    caller: str
    key: str
    wanted: str
    claim: UUID | None = None

    @property
    def record(self) -> tuple[ColumnElement[bool], ...]:
        """Where the record of the key is."""
        return IdempotencyRecord.caller == self.caller, IdempotencyRecord.key == self.key

    @property
    def claimed(self) -> tuple[ColumnElement[bool], ...]:
        """Where it is, as long as it is kept for this request."""
        return *self.record, IdempotencyRecord.claim == self.claim


class Running:
    """The keys whose first request is running in this process."""

    def __init__(self) -> None:
        self._keys: set[tuple[str, str]] = set()

    def enter(self, caller: str, key: str) -> None:
        if (caller, key) in self._keys:
            raise still_running()
        self._keys.add((caller, key))

    def leave(self, caller: str, key: str) -> None:
        self._keys.discard((caller, key))


def still_running() -> StillRunning:
    """Somebody else has the key right now."""
    return StillRunning(
        "Wait for its answer, or try again in a moment.", headers={"Retry-After": "1"}
    )


def takes_key(path: str) -> bool:
    """Whether a POST to this path, or template of a path, may be sent with a key."""
    return not path.startswith(_UNKEYED)


def wanted_key(request: Request) -> str | None:
    """The key of a request that is to be remembered, or None.

    Raises:
        BadRequest: the key is empty, too long or not printable ASCII.
    """
    if request.method != "POST" or not takes_key(request.url.path):
        return None
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not 0 < len(key) <= MAX_LENGTH or not (key.isascii() and key.isprintable()):
        raise BadRequest(
            f"Send an {HEADER} of 1 to {MAX_LENGTH} printable ASCII characters, such as a UUID.",
            fields=(FieldError(HEADER, "is not a usable key"),),
        )
    return key


async def request_hash(request: Request) -> str:
    """What makes two requests the same: method, path, query and body."""
    digest = hashlib.sha256()
    digest.update(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    digest.update(await request.body())
    return digest.hexdigest()


async def first_answer(session: WriteSession, keyed: KeyedRequest) -> Response | None:
    """The stored answer, or None if this request is the first.

    Args:
        session: the unit of work in which the request will run.
        keyed: the request.

    Raises:
        StillRunning: the first one runs in another process.
        KeyReused: the key came with another request.
    """
    await _lock(session, keyed)
    record = await session.get(IdempotencyRecord, (keyed.caller, keyed.key))
    if record is None:
        return None
    if record.claim is not None:
        await _take_over(session, keyed, record)
        return None
    if record.created_at < now() - KEPT:
        await session.run(delete(IdempotencyRecord).where(*keyed.record))
        return None
    if record.request_hash != keyed.wanted:
        raise KeyReused("Make a new key for each new request.")
    return Response(
        record.body, record.status, headers={**record.headers, "Idempotency-Replayed": "true"}
    )


async def _take_over(session: WriteSession, keyed: KeyedRequest, record: IdempotencyRecord) -> None:
    """Take the key from a request that died: nobody prolonged its claim.

    Raises:
        StillRunning: it lives, or ends in this moment.
    """
    if record.claimed_until is not None and record.claimed_until > now():
        raise still_running()
    abandoned = IdempotencyRecord.claim == record.claim
    taken = await session.run(delete(IdempotencyRecord).where(*keyed.record, abandoned))
    if taken.rowcount == 0:
        raise still_running()


async def _lock(session: WriteSession, keyed: KeyedRequest) -> None:
    """Between processes: whoever comes second is told so at once instead of waiting."""
    if session.dialect is not Dialect.POSTGRESQL:
        return  # one writer at a time, and `Running` answers within the process
    name = f"{keyed.caller}\n{keyed.key}".encode()
    number = int.from_bytes(hashlib.sha256(name).digest()[:8], "big", signed=True)
    if not await session.scalar(select(func.pg_try_advisory_xact_lock(number))):
        raise still_running()


async def remember(session: WriteSession, keyed: KeyedRequest, response: Response) -> None:
    """Keep a success for those who ask again; not one that nobody may store, as it holds secrets.

    Args:
        session: the unit of work in which the request ran.
        keyed: the request.
        response: its answer.

    Raises:
        StillRunning: it claimed the key, and was held up for so long that somebody else took it.
    """
    if response.status_code >= 400:
        return
    kept = 200 <= response.status_code < 300 and not is_not_to_be_stored(response)
    if keyed.claim is not None:
        statement = update(IdempotencyRecord).values(**_answer(response), **_UNCLAIMED)
        forgotten = delete(IdempotencyRecord)
        done = await session.run((statement if kept else forgotten).where(*keyed.claimed))
        if done.rowcount == 0:
            raise still_running()
    elif kept:
        named = {"caller": keyed.caller, "key": keyed.key, "request_hash": keyed.wanted}
        await session.run(insert(IdempotencyRecord).values(**named, **_answer(response)))


_UNCLAIMED: dict[str, Any] = {"claim": None, "claimed_until": None}


def _answer(response: Response) -> dict[str, Any]:
    return {
        "status": response.status_code,
        "headers": {k: v for k, v in response.headers.items() if k not in _NOT_REPEATED},
        "body": bytes(response.body),
        "created_at": now(),
    }


async def forget_outdated(session: WriteSession, most: int) -> int:
    """Forget up to `most` keys that are older than 24 hours; how many."""
    outdated = IdempotencyRecord.created_at < now() - KEPT
    return await remove_some(session, IdempotencyRecord, outdated, most=most)
