"""Refresh tokens: exchanged once, with a little patience, and never copied with impunity."""

import asyncio

import pytest

from tests.factories.people import a_person, signed_in
from tests.support.audit import audit_log
from tests.support.time import HeldTime
from trivet.auth.callers import Callers
from trivet.auth.errors import InvalidRefreshToken, RefreshTokenReused
from trivet.auth.service import AuthService
from trivet.platform.keys import Keys, MasterKey
from trivet.platform.uow import Units


async def test_a_refresh_token_is_exchanged_for_its_successor(
    units: Units, keys: Keys, service: AuthService, callers: Callers
) -> None:
    ada = await a_person(units)
    first = await signed_in(units, keys, ada)
    second = await service.refresh_access_token(first.refresh_token)
    third = await service.refresh_access_token(second.refresh_token)
    assert len({first.refresh_token, second.refresh_token, third.refresh_token}) == 3
    assert third.session_id == first.session_id
    who = await callers.by_token(third.access_token)
    assert who is not None
    assert who.user_id == ada.id


async def test_the_predecessor_works_for_30_seconds_and_gives_the_same_successor(
    units: Units, keys: Keys, service: AuthService, time: HeldTime
) -> None:
    first = await signed_in(units, keys, await a_person(units))
    second = await service.refresh_access_token(first.refresh_token)
    time.pass_(seconds=30)
    again = await service.refresh_access_token(first.refresh_token)
    assert again.refresh_token == second.refresh_token


async def test_after_30_seconds_the_predecessor_ends_the_session(
    units: Units, keys: Keys, service: AuthService, callers: Callers, time: HeldTime
) -> None:
    ada = await a_person(units)
    first = await signed_in(units, keys, ada)
    second = await service.refresh_access_token(first.refresh_token)
    assert await callers.by_token(second.access_token) is not None
    time.pass_(seconds=31)
    with pytest.raises(RefreshTokenReused):
        await service.refresh_access_token(first.refresh_token)
    assert await callers.by_token(second.access_token) is None
    with pytest.raises(InvalidRefreshToken):
        await service.refresh_access_token(second.refresh_token)
    told = await audit_log(units, f"user:{ada.id}")
    assert [event.type for event in told] == [
        "session.started",
        "refresh_token.reused",
        "session.ended",
    ]
    assert told[-1].payload == {
        "session_id": str(first.session_id),
        "reason": "refresh_token_reused",
    }
    assert told[-1].correlation_id == "a-request"


async def test_a_predecessor_whose_successor_was_used_ends_the_session(
    units: Units, keys: Keys, service: AuthService, time: HeldTime
) -> None:
    first = await signed_in(units, keys, await a_person(units))
    second = await service.refresh_access_token(first.refresh_token)
    third = await service.refresh_access_token(second.refresh_token)
    time.pass_(seconds=1)
    with pytest.raises(RefreshTokenReused):
        await service.refresh_access_token(first.refresh_token)
    with pytest.raises(InvalidRefreshToken):
        await service.refresh_access_token(third.refresh_token)


async def test_a_reuse_ends_this_session_and_no_other(
    units: Units, keys: Keys, service: AuthService, time: HeldTime
) -> None:
    ada = await a_person(units)
    stolen, other = await signed_in(units, keys, ada), await signed_in(units, keys, ada)
    await service.refresh_access_token(stolen.refresh_token)
    time.pass_(minutes=1)
    with pytest.raises(RefreshTokenReused):
        await service.refresh_access_token(stolen.refresh_token)
    await service.refresh_access_token(other.refresh_token)


async def test_racing_refreshes_all_get_the_same_successor(
    units: Units, keys: Keys, service: AuthService
) -> None:
    first = await signed_in(units, keys, await a_person(units))
    answers = await asyncio.gather(
        *(service.refresh_access_token(first.refresh_token) for _ in range(10))
    )
    assert len({answer.refresh_token for answer in answers}) == 1
    await service.refresh_access_token(answers[0].refresh_token)


async def test_a_refresh_token_works_for_7_days_after_the_last_refresh(
    units: Units, keys: Keys, service: AuthService, time: HeldTime
) -> None:
    current = await signed_in(units, keys, await a_person(units))
    for _ in range(3):
        time.pass_(days=6, hours=23)
        current = await service.refresh_access_token(current.refresh_token)
    time.pass_(days=7)
    with pytest.raises(InvalidRefreshToken):
        await service.refresh_access_token(current.refresh_token)


async def test_what_is_no_token_of_ours_is_refused(service: AuthService) -> None:
    with pytest.raises(InvalidRefreshToken) as refused:
        await service.refresh_access_token("trr_made-up")
    assert refused.value.headers["WWW-Authenticate"] == "Bearer"


async def test_sessions_live_on_when_the_key_is_rotated(units: Units, time: HeldTime) -> None:
    old, fresh = MasterKey(b"o" * 32), MasterKey(b"n" * 32)
    before, after = Keys([old]), Keys([fresh, old])
    first = await signed_in(units, before, await a_person(units))
    second = await AuthService(units, before).refresh_access_token(first.refresh_token)
    # The answer was lost, and meanwhile the server was started again with a fresh key in front.
    again = await AuthService(units, after).refresh_access_token(first.refresh_token)
    assert again.refresh_token == second.refresh_token
    third = await AuthService(units, after).refresh_access_token(again.refresh_token)
    for session in (first, second, again, third):
        assert await Callers(units, after).by_token(session.access_token) is not None
    assert await Callers(units, Keys([fresh])).by_token(first.access_token) is None
    assert await Callers(units, Keys([fresh])).by_token(third.access_token) is not None
