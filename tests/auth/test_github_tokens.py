"""Tokens of GitHub that end, are renewed by one at a time, and are refused."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from pydantic import SecretStr

from tests.support.github_oauth import (
    CLIENT_ID,
    CLIENT_SECRET,
    EIGHT_HOURS,
    SIX_MONTHS,
    FakeGitHub,
    fake_github,
)
from tests.support.time import HeldTime
from trivet.auth.errors import GitHubRefused, GitHubTokenRefused, GitHubUnreachable
from trivet.auth.github_oauth import GitHubOAuth
from trivet.auth.github_sign_in import GitHubSignIn
from trivet.auth.github_tokens import GitHubTokens, missing
from trivet.auth.welcome import Welcome
from trivet.platform.db.session import ReadSession
from trivet.platform.events import Actor
from trivet.platform.http.client import outgoing_client
from trivet.platform.keys import Keys, new_keys
from trivet.platform.settings import Settings
from trivet.platform.uow import Units


async def nobody(_session: ReadSession, _address: str) -> bool:
    return False


OPEN = Welcome(Settings(), nobody)


@pytest.fixture
async def github() -> AsyncIterator[FakeGitHub]:
    async with fake_github() as played:
        played.expiring = True
        yield played


@pytest.fixture
async def oauth(settings: Settings, github: FakeGitHub) -> AsyncIterator[GitHubOAuth]:
    more = {
        "github_url": github.address,
        "github_api_url": github.address,
        "github_client_id": CLIENT_ID,
        "github_client_secret": SecretStr(CLIENT_SECRET),
    }
    async with outgoing_client([github.address]) as http:
        yield GitHubOAuth(http, settings.model_copy(update=more))


@pytest.fixture
def tokens(units: Units, keys: Keys, oauth: GitHubOAuth) -> GitHubTokens:
    return GitHubTokens(units, keys, oauth)


@pytest.fixture
async def person(
    units: Units, keys: Keys, oauth: GitHubOAuth, github: FakeGitHub, time: HeldTime
) -> UUID:
    """Somebody who has just signed in."""
    sign_in = GitHubSignIn(units, keys, oauth, OPEN, Actor())
    departure = await sign_in.depart(browser=None, return_to=None, who=None)
    back = github.approve(departure.url)
    arrival = await sign_in.arrive(back["code"], back["state"], departure.browser)
    github.asked.clear()
    return arrival.signed_in.user.id


async def test_a_token_is_given_out_until_it_is_about_to_end(
    tokens: GitHubTokens, person: UUID, github: FakeGitHub, time: HeldTime
) -> None:
    first = await tokens.usable(person)
    time.pass_(seconds=EIGHT_HOURS - 121)
    assert await tokens.usable(person) == first
    assert github.asked == []
    time.pass_(seconds=2)
    second = await tokens.usable(person)
    assert second != first
    assert await tokens.usable(person) == second
    assert [ask["grant_type"] for ask in github.asked] == ["refresh_token"]


async def test_many_who_need_it_at_once_renew_it_once(
    tokens: GitHubTokens, person: UUID, github: FakeGitHub, time: HeldTime
) -> None:
    time.pass_(seconds=EIGHT_HOURS)
    found = await asyncio.gather(*(tokens.usable(person) for _ in range(8)))
    assert len(set(found)) == 1
    assert len(github.asked) == 1


async def test_it_is_renewed_again_and_again(
    tokens: GitHubTokens, person: UUID, time: HeldTime
) -> None:
    seen = set()
    for _ in range(3):
        time.pass_(seconds=EIGHT_HOURS)
        seen.add(await tokens.usable(person))
    assert len(seen) == 3


async def test_a_dead_refresh_token_asks_the_person_to_sign_in(
    tokens: GitHubTokens, person: UUID, github: FakeGitHub, time: HeldTime
) -> None:
    time.pass_(seconds=EIGHT_HOURS)
    github.fault = "bad_refresh_token"
    with pytest.raises(GitHubTokenRefused):
        await tokens.usable(person)
    with pytest.raises(GitHubTokenRefused):
        await tokens.usable(person)
    assert len(github.asked) == 1  # and GitHub is not asked again
    account = await tokens.account(person)
    assert account is not None
    assert account.sign_in_needed


async def test_a_wrong_secret_of_the_app_ends_nobodys_token(
    tokens: GitHubTokens, person: UUID, github: FakeGitHub, time: HeldTime
) -> None:
    time.pass_(seconds=EIGHT_HOURS)
    github.fault = "incorrect_client_credentials"
    with pytest.raises(GitHubRefused):
        await tokens.usable(person)
    github.fault = None
    assert await tokens.usable(person)


async def test_while_github_is_away_a_token_that_has_not_ended_is_used(
    tokens: GitHubTokens, person: UUID, github: FakeGitHub, time: HeldTime
) -> None:
    first = await tokens.usable(person)
    github.fault = 502
    time.pass_(seconds=EIGHT_HOURS - 60)
    assert await tokens.usable(person) == first
    time.pass_(seconds=60)
    with pytest.raises(GitHubUnreachable):
        await tokens.usable(person)
    github.fault = None
    assert await tokens.usable(person) != first


async def test_a_holder_that_died_is_followed_when_its_lease_ends(
    tokens: GitHubTokens, person: UUID, github: FakeGitHub, time: HeldTime
) -> None:
    time.pass_(seconds=EIGHT_HOURS)
    github.hold = asyncio.Event()
    first = asyncio.ensure_future(tokens.usable(person))
    await asyncio.wait_for(github.held.wait(), 30)
    first.cancel()  # as a process that is killed while GitHub is thinking
    await asyncio.gather(first, return_exceptions=True)
    github.hold.set()
    github.hold = None
    time.pass_(seconds=46)
    # What GitHub gave to the dead one is lost with it; it says so, and so do we.
    github.fault = "bad_refresh_token"
    with pytest.raises(GitHubTokenRefused):
        await tokens.usable(person)


async def test_after_one_401_a_token_is_used_no_more(
    tokens: GitHubTokens, person: UUID, oauth: GitHubOAuth, github: FakeGitHub
) -> None:
    token = await tokens.usable(person)
    github.revoke()
    with pytest.raises(GitHubTokenRefused):
        await oauth.profile(token)
    await tokens.refused(person, "another one, replaced meanwhile")
    assert await tokens.usable(person) == token
    await tokens.refused(person, token)
    with pytest.raises(GitHubTokenRefused):
        await tokens.usable(person)


async def test_signing_in_again_mends_it(
    units: Units,
    keys: Keys,
    oauth: GitHubOAuth,
    tokens: GitHubTokens,
    person: UUID,
    github: FakeGitHub,
) -> None:
    await tokens.refused(person, await tokens.usable(person))
    sign_in = GitHubSignIn(units, keys, oauth, OPEN, Actor())
    departure = await sign_in.depart(browser=None, return_to=None, who=None)
    back = github.approve(departure.url)
    await sign_in.arrive(back["code"], back["state"], departure.browser)
    assert await tokens.usable(person)


async def test_when_the_refresh_token_ends_too_the_account_says_so(
    tokens: GitHubTokens, person: UUID, time: HeldTime
) -> None:
    time.pass_(seconds=SIX_MONTHS)
    account = await tokens.account(person)
    assert account is not None
    assert account.sign_in_needed


async def test_with_another_master_key_the_person_signs_in_again(
    units: Units, oauth: GitHubOAuth, person: UUID
) -> None:
    with pytest.raises(GitHubTokenRefused):
        await GitHubTokens(units, new_keys(), oauth).usable(person)


@pytest.mark.parametrize(
    ("granted", "lacks"),
    [
        ((), ()),
        (("repo", "user"), ()),
        (("public_repo", "read:user", "user:email"), ("repo",)),
        (("repo",), ("read:user", "user:email")),
    ],
)
def test_wider_scopes_cover_narrower_ones(granted: tuple[str, ...], lacks: tuple[str, ...]) -> None:
    assert missing(("read:user", "user:email", "repo", "offline_access"), granted) == lacks
