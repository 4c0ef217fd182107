"""The two GitHubs of the tests agree, as far as both go; and the contract stands before either."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.github.asking import Asking, asking
from tests.support.fake_github import GitHubServer, contract_proxy, description
from tests.support.github import ORGANIZATION, TOKEN, USER, GitHub
from tests.support.playing.proxy import ContractProxy

NOWHERE = "0123456789" * 4


@pytest.fixture
async def proxy(github_emulator: GitHub) -> AsyncIterator[ContractProxy]:
    async with contract_proxy(github_emulator.address) as proxy:
        yield proxy


@pytest.fixture
async def emulated(proxy: ContractProxy) -> AsyncIterator[Asking]:
    async with asking(proxy.address, TOKEN) as emulated:
        yield emulated


@pytest.fixture
async def played(fake_github: GitHubServer) -> AsyncIterator[Asking]:
    """The same people as in the emulator, and a repository of the same name."""
    octocat = fake_github.user(USER)
    fake_github.repo(f"{ORGANIZATION}/agreeing", private=False, admin=[octocat])
    async with asking(fake_github.address, fake_github.token(octocat)) as played:
        yield played


@dataclass(frozen=True)
class Told:
    """An answer.

    Args:
        to: method and path.
        status: the HTTP status.
        said: its JSON.
    """

    to: str
    status: int
    said: Any


async def story(github: Asking, repo: str) -> list[Told]:
    """What a client of branches, pull requests and hooks goes through."""
    told: list[Told] = []

    async def ask(method: str, path: str, body: Any = None) -> Any:
        answer = await github.ask(method, f"/repos/{repo}{path}", body)
        said = answer.json() if answer.content else None
        told.append(Told(f"{method} {path}", answer.status_code, said))
        return said

    await ask("GET", "")
    main = (await ask("GET", "/git/ref/heads%2Fmain"))["object"]["sha"]
    await ask("GET", f"/commits/{main}")
    await ask("GET", f"/commits/{main}/check-runs")
    await ask("POST", "/git/refs", {"ref": "refs/heads/gc-1", "sha": main})
    await ask("POST", "/git/refs", {"ref": "refs/heads/gc-1", "sha": main})
    await ask("POST", "/git/refs", {"ref": "refs/heads/gc-2", "sha": NOWHERE})
    await ask("GET", "/git/ref/heads%2Fgc")
    await ask("GET", "/git/matching-refs/heads%2Fgc")
    await ask("GET", "/branches?per_page=1")
    await ask("GET", "/branches/gc-1")
    await ask("GET", "/branches/gc-2")
    await ask("GET", "/pulls?state=all&head=acme:gc-1")
    await ask("GET", "/pulls/1")
    config = {"url": "http://127.0.0.1:9/hook", "content_type": "json", "secret": "s3cret"}
    await ask("POST", "/hooks", {"events": ["push"], "config": config})
    await ask("GET", "/hooks")
    await ask("DELETE", "/git/refs/heads%2Fgc-1")
    await ask("DELETE", "/git/refs/heads%2Fgc-1")
    return told


def differences(one: Any, other: Any, at: str = "") -> list[str]:
    """Where two answers have different kinds of things; a member that one lacks is none."""
    if one is None or other is None:
        return []
    if type(one) is not type(other):
        return [f"{at}: {one!r} and {other!r}"]
    if isinstance(one, dict):
        both = one.keys() & other.keys()
        return [
            each for name in both for each in differences(one[name], other[name], f"{at}/{name}")
        ]
    if isinstance(one, list):
        return [each for pair in zip(one, other, strict=False) for each in differences(*pair, at)]
    return []


KNOWN = {
    # What GitHub says (octokit.js issue 562; "Delete a reference"; appvia-hub issue 153), and the
    # emulator does not: "Invalid sha", 404, "Not Found".
    "POST /git/refs": (422, "Object does not exist"),
    "DELETE /git/refs/heads%2Fgc-1": (422, "Reference does not exist"),
    "GET /branches/gc-2": (404, "Branch not found"),
}


async def test_both_tell_the_same_story(
    github_emulator: GitHub, emulated: Asking, played: Asking, proxy: ContractProxy
) -> None:
    repo = await github_emulator.repository("agreeing")
    theirs, ours = await story(emulated, repo), await story(played, repo)
    for their, our in zip(theirs, ours, strict=True):
        message = (our.said or {}).get("message") if isinstance(our.said, dict) else None
        if (our.status, message) == KNOWN.get(our.to):
            continue
        assert (their.status, differences(their.said, our.said)) == (our.status, []), our.to
        if message:
            assert their.said["message"] == message, our.to
    assert not proxy.violations


async def test_the_contract_stands_before_the_emulator(
    github_emulator: GitHub, emulated: Asking, proxy: ContractProxy
) -> None:
    if lacking := description.missing():
        pytest.skip(lacking)
    repo = await github_emulator.repository("guarded")
    raw = await emulated.get(f"/repos/{repo}/git/ref/heads/main")
    assert raw.status_code == 500
    assert "slashes in refs are sent as %2F" in raw.json()["message"]
    (violation,) = proxy.violations
    assert str(violation).startswith(f"GET /repos/{repo}/git/ref/heads/main: ")
    assert [each.status for each in proxy.requests] == [500]


async def test_links_of_the_emulator_lead_back_to_the_contract(
    github_emulator: GitHub, emulated: Asking, proxy: ContractProxy
) -> None:
    repo = await github_emulator.repository("linked")
    await github_emulator.branch(repo, "gc-1")
    first = await emulated.get(f"/repos/{repo}/branches?per_page=1")
    following = first.links["next"]["url"]
    assert following.startswith(proxy.address)
    assert (await emulated.get(following)).status_code == 200
    assert first.json()[0]["commit"]["url"].startswith(proxy.address)
