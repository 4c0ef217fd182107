"""An `Idempotency-Key` that is held without a transaction, while its request waits for somebody else.

A vendor may take its time, and no transaction is open meanwhile: so that the same request in another
process does not ask the vendor too, a claim on the key is committed before. It is prolonged while the
request lives, and becomes the record of its answer in the transaction of what the request writes. A
process that dies leaves it, and nobody knows then whether the vendor did what it was asked: others are
told for as long as the claim lasts that the first request is running; then one of them may begin anew.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from sqlalchemy import delete, insert, update

from trivet.platform.cancellation import ended
from trivet.platform.clock import now
from trivet.platform.db.session import WriteSession
from trivet.platform.ids import new_id
from trivet.platform.telemetry.logging import Logger
from trivet.platform.uow import Units, WriteUnit
from trivet.platform.web.idempotency import KeyedRequest
from trivet.platform.web.models import IdempotencyRecord

LASTS = timedelta(minutes=2)
"""Longer than any one answer of a vendor's is waited for, and than three signs of life may be late."""
PROLONGED_S = 30.0
"""Seconds between signs of life."""
_FREED_WITHIN_S = 5.0

log = Logger("trivet.idempotency")


async def claim(session: WriteSession, keyed: KeyedRequest) -> None:
    """Claim the key for a request, whose unit of work commits that.

    Args:
        session: of the unit, which has looked for its first answer.
        keyed: the request; it may have done so before.
    """
    if keyed.claim is not None:
        return
    keyed.claim = new_id()
    await session.run(
        insert(IdempotencyRecord).values(
            caller=keyed.caller,
            key=keyed.key,
            request_hash=keyed.wanted,
            status=0,
            headers={},
            body=b"",
            created_at=now(),
            claim=keyed.claim,
            claimed_until=now() + LASTS,
        )
    )


@asynccontextmanager
async def prolonged(units: Units, keyed: KeyedRequest) -> AsyncIterator[None]:
    """Prolong the claim of a request for as long as the block lasts."""
    beat = asyncio.ensure_future(_beat(units, keyed))
    try:
        yield
    finally:
        await ended(beat)


async def _beat(units: Units, keyed: KeyedRequest) -> None:
    async def prolong(unit: WriteUnit) -> bool:
        statement = update(IdempotencyRecord).values(claimed_until=now() + LASTS)
        done = await unit.session.run(statement.where(*keyed.claimed))
        return done.rowcount > 0

    while True:
        await asyncio.sleep(PROLONGED_S)
        try:
            if not await units.retried(prolong):
                return  # it was away for so long that somebody else has the key
        except Exception as error:
            # A database that is away now may be back at the next beat.
            log.warning("idempotency_key_not_prolonged", error=type(error).__name__)


async def free(units: Units, keyed: KeyedRequest) -> None:
    """Give up the claim of a request that failed. If that fails as well, it ends by itself."""

    async def forget(unit: WriteUnit) -> None:
        await unit.session.run(delete(IdempotencyRecord).where(*keyed.claimed))

    try:
        async with asyncio.timeout(_FREED_WITHIN_S):
            await units.retried(forget)
    except Exception as error:
        log.warning("idempotency_key_not_freed", error=type(error).__name__)
