"""Tokens of Miro's: an hour long, refreshed once, and never used when they are dead."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from tests.miro.connected import Connected, connected
from tests.support.fake_miro import MiroServer, faults
from tests.support.playing import faults as general
from tests.support.playing.wire import Answer
from tests.support.time import HeldTime
from trivet.miro.errors import (
    MiroAccountMissing,
    MiroRefused,
    MiroSignInNeeded,
    MiroUnreachable,
)
from trivet.miro.tokens import MiroTokens
from trivet.platform.clock import held
from trivet.platform.settings import Settings

HOUR = 3_600
REFRESH = ("POST", "/v1/oauth/token")


@pytest.fixture
def time() -> Iterator[HeldTime]:
    """Time, held still."""
    time = HeldTime()
    with held(time.now):
        yield time


@pytest.fixture
async def there(
    settings: Settings, fake_miro: MiroServer, time: HeldTime
) -> AsyncIterator[Connected]:
    """The owner has connected their account."""
    async with connected(settings, fake_miro) as there:
        await there.connect(there.owner, there.ada)
        yield there


@pytest.fixture
def tokens(there: Connected) -> MiroTokens:
    return there.trivet.runtime.miro.tokens


@pytest.fixture
def owner(there: Connected) -> UUID:
    return UUID(there.owner.id)


def refreshes(there: Connected) -> int:
    """How often a refresh token was exchanged, or tried to be."""
    return sum(
        b"grant_type=refresh_token" in each.body
        for each in there.miro.requests
        if each.path == "/v1/oauth/token"
    )


async def test_one_is_given_out_until_it_is_about_to_end(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    first = await tokens.usable(owner)
    time.pass_(seconds=HOUR - 130)
    assert (await tokens.usable(owner), refreshes(there)) == (first, 0)
    time.pass_(seconds=20)
    second = await tokens.usable(owner)
    assert (await tokens.usable(owner), refreshes(there)) == (second, 1)
    # Miro has ended the old one at once.
    assert set(there.miro.world.tokens) == {second}


async def test_many_who_need_it_at_once_renew_it_once(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    time.pass_(seconds=HOUR)
    found = await asyncio.gather(*(tokens.usable(owner) for _ in range(8)))
    assert (len(set(found)), refreshes(there)) == (1, 1)


async def test_it_is_renewed_again_and_again(
    tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    seen = set()
    for _ in range(3):
        time.pass_(days=50)  # the refresh token lives for 60, and is another one each time
        seen.add(await tokens.usable(owner))
    assert len(seen) == 3


async def test_the_status_renews_it(there: Connected, time: HeldTime) -> None:
    time.pass_(seconds=HOUR)
    # The session that asks has ended by then, too.
    there.owner.token = (await there.trivet.owner()).token
    status = await there.owner.get("/api/auth/status")
    assert status["expires_at"] > "2026-03-01T13:59"
    assert refreshes(there) == 1


async def test_an_app_whose_tokens_do_not_expire_has_none_renewed(
    settings: Settings, fake_miro: MiroServer, time: HeldTime
) -> None:
    async with connected(settings, fake_miro, expiring=False) as there:
        account = await there.connect(there.owner, there.ada)
        assert account["expires_at"] is None
        tokens = there.trivet.runtime.miro.tokens
        first = await tokens.usable(UUID(there.owner.id))
        time.pass_(days=400)
        assert await tokens.usable(UUID(there.owner.id)) == first


async def test_a_dead_refresh_token_asks_the_person_to_connect_again(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    there.miro.uninstall(there.app)
    time.pass_(seconds=HOUR)
    for _ in range(2):
        with pytest.raises(MiroSignInNeeded, match="no longer accepts"):
            await tokens.usable(owner)
    assert refreshes(there) == 1  # and Miro is not asked again
    account = await tokens.account(owner)
    assert account is not None
    assert account.sign_in_needed
    there.owner.token = (await there.trivet.owner()).token
    answer = await there.owner.ask("GET", "/api/auth/status")
    assert (answer.status_code, answer.json()["code"]) == (404, "miro_sign_in_needed")
    await there.connect(there.owner, there.ada)
    assert await tokens.usable(owner)


async def test_a_wrong_secret_of_the_app_ends_nobodys_token(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    time.pass_(seconds=HOUR)
    secret, there.app.client_secret = there.app.client_secret, "another one"
    with pytest.raises(MiroRefused, match="Client id or secret"):
        await tokens.usable(owner)
    there.app.client_secret = secret
    assert await tokens.usable(owner)


async def test_while_miro_is_away_one_that_has_not_ended_is_used(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    first = await tokens.usable(owner)
    down = there.miro.fault(*REFRESH, faults.error(503), times=None)
    time.pass_(seconds=HOUR - 60)
    assert await tokens.usable(owner) == first
    time.pass_(seconds=60)
    with pytest.raises(MiroUnreachable):
        await tokens.usable(owner)
    down.lift()
    assert await tokens.usable(owner) != first


async def test_a_pair_whose_answer_got_lost_is_dead(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    there.miro.fault(*REFRESH, general.lost())
    time.pass_(seconds=HOUR)
    with pytest.raises(MiroUnreachable):
        await tokens.usable(owner)
    with pytest.raises(MiroSignInNeeded):
        await tokens.usable(owner)


@pytest.mark.parametrize("code", ["unauthorized_client", "unsupported_grant_type"])
async def test_what_is_wrong_with_the_app_ends_nobodys_token(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime, code: str
) -> None:
    said = {"code": code, "message": "This authorization grant type is not for this app"}
    down = there.miro.fault(*REFRESH, general.answering(Answer(400, said)), times=None)
    time.pass_(seconds=HOUR)
    with pytest.raises(MiroRefused):
        await tokens.usable(owner)
    down.lift()
    assert await tokens.usable(owner)


@dataclass
class Held:
    """A refresh that Miro has done, and not answered yet."""

    told: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, exchange: general.Exchange) -> None:
        answer = await exchange.process()
        self.told.set()
        await exchange.wait(self.go.wait())
        await exchange.answer(answer)


async def test_who_disconnects_while_it_is_renewed_leaves_no_token_behind(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    time.pass_(seconds=HOUR)
    there.owner.token = (await there.trivet.owner()).token
    slow = Held()
    there.miro.fault(*REFRESH, slow)
    renewing = asyncio.ensure_future(tokens.usable(owner))
    await slow.told.wait()
    await there.owner.delete("/auth/miro")
    slow.go.set()
    with pytest.raises(MiroAccountMissing):
        await renewing
    assert there.miro.world.tokens == {}


async def test_a_401_while_it_is_renewed_ends_nothing(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    first = await tokens.usable(owner)
    time.pass_(seconds=HOUR)
    slow = Held()
    there.miro.fault(*REFRESH, slow)
    renewing = asyncio.ensure_future(tokens.usable(owner))
    await slow.told.wait()
    await tokens.refused(owner, first)  # Miro has ended it already
    slow.go.set()
    assert await renewing != first
    assert await tokens.usable(owner) == await renewing


async def test_a_pair_that_comes_after_the_lease_has_ended_is_kept(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    time.pass_(seconds=HOUR)
    slow = Held()
    there.miro.fault(*REFRESH, slow)
    renewing = asyncio.ensure_future(tokens.usable(owner))
    await slow.told.wait()
    time.pass_(seconds=46)
    there.miro.fault(*REFRESH, faults.error(503))
    with pytest.raises(MiroUnreachable):
        await tokens.usable(owner)  # takes the lease, and gives it back
    slow.go.set()
    fresh = await renewing
    assert await tokens.usable(owner) == fresh


async def test_who_died_while_renewing_is_explained(
    there: Connected, tokens: MiroTokens, owner: UUID, time: HeldTime
) -> None:
    slow = Held()
    there.miro.fault(*REFRESH, slow)
    time.pass_(seconds=HOUR)
    first = asyncio.ensure_future(tokens.usable(owner))
    await asyncio.wait_for(slow.told.wait(), 30)
    first.cancel()  # as a process that is killed after Miro has rotated the pair
    await asyncio.gather(first, return_exceptions=True)
    slow.go.set()
    time.pass_(seconds=46)
    for _ in range(2):
        with pytest.raises(MiroSignInNeeded, match="interrupted"):
            await tokens.usable(owner)


async def test_after_one_401_it_is_used_no_more(tokens: MiroTokens, owner: UUID) -> None:
    token = await tokens.usable(owner)
    await tokens.refused(owner, "another one, replaced meanwhile")
    assert await tokens.usable(owner) == token
    await tokens.refused(owner, token)
    with pytest.raises(MiroSignInNeeded):
        await tokens.usable(owner)


async def test_who_has_no_account_is_told_to_connect_one(
    there: Connected, tokens: MiroTokens, owner: UUID
) -> None:
    await there.owner.delete("/auth/miro")
    with pytest.raises(MiroAccountMissing, match="Connect your Miro account first"):
        await tokens.usable(owner)
