"""Who calls: remembered for a second, forgotten at once when it ends."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import jwt
import pytest
from sqlalchemy import event

from tests.factories.people import a_person, calling, signed_in
from tests.support.queries import Queries
from tests.support.time import HeldTime
from trivet.auth import callers as module
from trivet.auth.access_tokens import issue
from trivet.auth.api_tokens import ApiTokenService
from trivet.auth.callers import Caller, CallerKind, Callers, Scope
from trivet.auth.csrf import csrf_matches, csrf_token
from trivet.auth.errors import NotASession, SignInNeeded
from trivet.auth.middleware import AuthMiddleware
from trivet.auth.sessions import SessionService
from trivet.platform.db.database import Database
from trivet.platform.ids import new_id
from trivet.platform.keys import Keys, MasterKey, Purpose, new_keys
from trivet.platform.uow import Units

Count = Callable[[], AbstractContextManager[Queries]]


async def test_an_access_token_names_its_key_and_works_for_15_minutes(
    units: Units, keys: Keys, callers: Callers, time: HeldTime
) -> None:
    session = await signed_in(units, keys, await a_person(units))
    header = jwt.get_unverified_header(session.access_token)
    assert (header["alg"], header["kid"]) == ("HS256", keys.first(Purpose.ACCESS_TOKENS).kid)
    time.pass_(minutes=14, seconds=59.5)
    assert await callers.by_token(session.access_token) is not None
    time.pass_(seconds=0.5)
    assert callers.cached(session.access_token) is None
    assert await callers.by_token(session.access_token) is None


async def test_the_same_token_costs_one_query_a_second(
    units: Units, keys: Keys, callers: Callers, time: HeldTime, count_queries: Count
) -> None:
    token = (await signed_in(units, keys, await a_person(units))).access_token
    with count_queries() as queries:
        first = await asyncio.gather(*(callers.by_token(token) for _ in range(20)))
        assert len(queries) == 1
        assert callers.cached(token) == first[0]
        time.pass_(seconds=1)
        assert callers.cached(token) is None
        await callers.by_token(token)
        assert len(queries) == 2


async def test_a_session_that_ended_here_is_refused_at_once(
    units: Units, keys: Keys, callers: Callers, time: HeldTime
) -> None:
    session = await signed_in(units, keys, await a_person(units))
    who = await callers.by_token(session.access_token)
    assert who is not None
    async with units.write() as unit:
        await SessionService(unit, who).end()
    assert callers.cached(session.access_token) is None
    assert await callers.by_token(session.access_token) is None


async def test_a_session_that_ended_elsewhere_is_refused_within_a_second(
    units: Units, quiet_units: Units, keys: Keys, callers: Callers, time: HeldTime
) -> None:
    session = await signed_in(units, keys, await a_person(units))
    who = await callers.by_token(session.access_token)
    assert who is not None
    async with quiet_units.write() as unit:
        await SessionService(unit, who).end()
    time.pass_(seconds=1)
    assert await callers.by_token(session.access_token) is None


async def test_signing_out_everywhere_ends_all_sessions_of_this_person(
    units: Units, keys: Keys, callers: Callers
) -> None:
    ada, bob = await a_person(units), await a_person(units, "Bob")
    here, there = await signed_in(units, keys, ada), await signed_in(units, keys, ada)
    elsewhere = await signed_in(units, keys, bob)
    who = await callers.by_token(here.access_token)
    assert who is not None
    assert await callers.by_token(there.access_token) is not None
    async with units.write() as unit:
        await SessionService(unit, who).end_everywhere()
    assert await callers.by_token(here.access_token) is None
    assert await callers.by_token(there.access_token) is None
    assert await callers.by_token(elsewhere.access_token) is not None


async def test_an_api_token_cannot_sign_out(units: Units) -> None:
    who = replace(calling(await a_person(units)), kind=CallerKind.API_TOKEN)
    async with units.write() as unit:
        with pytest.raises(NotASession):
            await SessionService(unit, who).end_everywhere()


async def test_a_look_up_that_a_sign_out_overtook_is_not_remembered(
    units: Units, keys: Keys, callers: Callers, database: Database
) -> None:
    session = await signed_in(units, keys, await a_person(units))

    def sign_out(*_: object) -> None:
        callers.drop_credential(session.session_id)

    event.listen(database.readers.sync_engine, "after_cursor_execute", sign_out)
    assert await callers.by_token(session.access_token) is not None
    event.remove(database.readers.sync_engine, "after_cursor_execute", sign_out)
    assert callers.cached(session.access_token) is None


@pytest.mark.parametrize("spoil", ["alg none", "other key", "unknown kid", "no session", "text"])
async def test_forged_tokens_are_refused(
    units: Units, keys: Keys, callers: Callers, spoil: str
) -> None:
    session = await signed_in(units, keys, await a_person(units))
    key = keys.first(Purpose.ACCESS_TOKENS)
    claims = jwt.decode(session.access_token, key.secret, algorithms=["HS256"], issuer="trivet")
    secret = new_keys().first(Purpose.ACCESS_TOKENS).secret
    forged = {
        "alg none": jwt.encode(claims, "", "none", headers={"kid": key.kid}),
        "other key": jwt.encode(claims, secret, "HS256", headers={"kid": key.kid}),
        "unknown kid": jwt.encode(claims, key.secret, "HS256", headers={"kid": "x"}),
        "no session": issue(keys, session.user.id, new_id()),
        "text": "not.a.tökèn",
    }[spoil]
    assert await callers.by_token(forged) is None
    with pytest.raises(SignInNeeded):
        await AuthMiddleware(callers).verify_token(forged)


async def test_memory_is_bounded(
    units: Units, keys: Keys, callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_REMEMBERED", 3)
    ada = await a_person(units)
    tokens = [(await signed_in(units, keys, ada)).access_token for _ in range(5)]
    for token in tokens:
        await callers.by_token(token)
    assert [callers.cached(token) is not None for token in tokens] == [False, False] + [True] * 3


async def test_an_instance_admins_narrow_token_sees_no_installation(
    units: Units, callers: Callers
) -> None:
    admin = await a_person(units, instance_admin=True)
    found: list[Caller | None] = []
    for scope in (Scope.WRITE, Scope.ADMIN):
        async with units.write() as unit:
            made = await ApiTokenService(unit, calling(admin)).create("t", [scope])
        found.append(await callers.by_token(made.secret))
    assert [who is not None and who.instance_admin for who in found] == [False, True]


def test_a_csrf_token_belongs_to_one_session_and_survives_a_rotation() -> None:
    old, fresh = MasterKey(b"o" * 32), MasterKey(b"n" * 32)
    session = new_id()
    token = csrf_token(Keys([old]), session)
    assert csrf_matches(Keys([fresh, old]), session, token)
    assert not csrf_matches(Keys([fresh]), session, token)
    assert not csrf_matches(Keys([old]), new_id(), token)
    for wrong in (None, "", "ü", "\ud800"):
        assert not csrf_matches(Keys([old]), session, wrong)
