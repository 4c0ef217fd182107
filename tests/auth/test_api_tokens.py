"""Personal API tokens: shown once, no wider than who makes them."""

import asyncio
from datetime import datetime, timedelta

import pytest

from tests.factories.people import a_person, calling
from tests.support.audit import audit_log
from tests.support.time import HeldTime
from trivet.auth.api_tokens import ApiTokenQueries, ApiTokenService, NewApiToken
from trivet.auth.callers import Caller, Callers, Scope
from trivet.auth.errors import InsufficientScope, TokenExpiryRefused, TokenNotFound
from trivet.auth.usage import TokenUse
from trivet.platform.clock import now
from trivet.platform.ids import new_id
from trivet.platform.uow import Units


async def made(
    units: Units, who: Caller, *scopes: Scope, expires_at: datetime | None = None
) -> NewApiToken:
    async with units.write() as unit:
        return await ApiTokenService(unit, who).create("bot", scopes, expires_at=expires_at)


async def as_token(units: Units, callers: Callers, token: NewApiToken) -> Caller:
    who = await callers.by_token(token.secret)
    assert who is not None
    return who


async def test_a_token_calls_with_its_scopes_and_what_they_include(
    units: Units, callers: Callers
) -> None:
    ada = await a_person(units)
    token = await made(units, calling(ada), Scope.WRITE)
    assert token.secret.startswith("trv_")
    who = await as_token(units, callers, token)
    assert who.user_id == ada.id
    assert who.scopes == {Scope.READ, Scope.WRITE}


async def test_a_token_makes_and_deletes_no_token_wider_than_itself(
    units: Units, callers: Callers
) -> None:
    ada = calling(await a_person(units))
    wide = await made(units, ada, Scope.ADMIN)
    narrow = await as_token(units, callers, await made(units, ada, Scope.WRITE))
    await made(units, narrow, Scope.READ)
    with pytest.raises(InsufficientScope):
        await made(units, narrow, Scope.ADMIN)
    async with units.write() as unit:
        with pytest.raises(InsufficientScope):
            await ApiTokenService(unit, narrow).delete(wide.token.id)


async def test_a_token_makes_no_token_that_outlives_it(
    units: Units, callers: Callers, time: HeldTime
) -> None:
    ada, hour = calling(await a_person(units)), now() + timedelta(hours=1)
    short = await as_token(units, callers, await made(units, ada, Scope.WRITE, expires_at=hour))
    await made(units, short, Scope.READ, expires_at=hour)
    for wrong in (None, hour + timedelta(seconds=1), now()):
        with pytest.raises(TokenExpiryRefused):
            await made(units, short, Scope.READ, expires_at=wrong)


async def test_a_token_ends_at_its_time(units: Units, callers: Callers, time: HeldTime) -> None:
    ada = calling(await a_person(units))
    token = await made(units, ada, Scope.READ, expires_at=now() + timedelta(seconds=10.2))
    time.pass_(seconds=10)
    assert await callers.by_token(token.secret) is not None
    time.pass_(seconds=0.2)
    assert callers.cached(token.secret) is None
    assert await callers.by_token(token.secret) is None


async def test_a_deleted_token_stops_at_once(units: Units, callers: Callers) -> None:
    ada = calling(await a_person(units))
    token = await made(units, ada, Scope.READ)
    assert await callers.by_token(token.secret) is not None
    async with units.write() as unit:
        await ApiTokenService(unit, ada).delete(token.token.id)
    assert await callers.by_token(token.secret) is None
    told = await audit_log(units, f"user:{ada.user_id}")
    assert [event.type for event in told] == ["api_token.created", "api_token.deleted"]
    assert token.secret not in str([event.payload for event in told])


async def test_nobody_deletes_the_token_of_somebody_else(units: Units) -> None:
    token = await made(units, calling(await a_person(units)), Scope.READ)
    bob = calling(await a_person(units, "Bob"))
    for unknown in (token.token.id, new_id()):
        async with units.write() as unit:
            with pytest.raises(TokenNotFound):
                await ApiTokenService(unit, bob).delete(unknown)


async def test_tokens_are_listed_in_pages(units: Units) -> None:
    ada = calling(await a_person(units))
    ids = [(await made(units, ada, Scope.READ)).token.id for _ in range(3)]
    await made(units, calling(await a_person(units, "Bob")), Scope.READ)
    async with units.read() as unit:
        first = await ApiTokenQueries(unit, ada).page(None, 2)
        second = await ApiTokenQueries(unit, ada).page(first[-1].id, 2)
    assert [token.id for token in [*first, *second]] == ids


async def test_the_last_use_is_written_in_the_background(
    units: Units, callers: Callers, usage: TokenUse, time: HeldTime
) -> None:
    ada = calling(await a_person(units))
    token = await made(units, ada, Scope.READ)
    used = now()
    await callers.by_token(token.secret)
    assert await last_use(units, ada) == [None]
    time.pass_(seconds=5)
    await usage.flush()
    assert await last_use(units, ada) == [used]
    # What another process reports late does not turn the time back.
    late = TokenUse(units)
    late.note(token.token.id)
    time.pass_(seconds=5)
    usage.note(token.token.id)
    await usage.flush()
    await late.flush()
    assert await last_use(units, ada) == [now()]


async def test_the_rest_is_written_when_the_process_ends(units: Units, usage: TokenUse) -> None:
    ada = calling(await a_person(units))
    usage.note((await made(units, ada, Scope.READ)).token.id)
    running = asyncio.ensure_future(usage.run())
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await last_use(units, ada) != [None]


async def last_use(units: Units, who: Caller) -> list[object]:
    async with units.read() as unit:
        tokens = await ApiTokenQueries(unit, who).page(None, 10)
    return [token.last_used_at for token in tokens]


async def test_the_scope_miro_stands_by_itself(units: Units, callers: Callers) -> None:
    ada = calling(await a_person(units))
    lone = await as_token(units, callers, await made(units, ada, Scope.MIRO))
    assert lone.scopes == {Scope.MIRO}
    admin = await as_token(units, callers, await made(units, ada, Scope.ADMIN))
    assert Scope.MIRO not in admin.scopes
    with pytest.raises(InsufficientScope):
        await made(units, admin, Scope.MIRO)
    every = await made(units, ada, *Scope)
    assert every.token.scopes == ["read", "write", "admin", "miro"]
