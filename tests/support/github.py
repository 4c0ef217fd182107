"""A GitHub for tests: `emulate`, which keeps what it is told, and people who work in it."""

import asyncio
import base64
import json
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

Json = dict[str, Any]

USER = "octocat"
TOKEN = "ghp_octocat"
SECOND, SECOND_EMAIL = "mona", "mona@github.test"
"""Somebody else, whose address they have proven."""
ORGANIZATION = "acme"
REPOSITORY = f"{ORGANIZATION}/rocket"
"""A repository with one commit, in an organization whose owner the user is."""

NODE = Path(sys.prefix) / "node24"
PROGRAM = Path(__file__).parent.parent / "emulator/node_modules/emulate/dist/index.js"
PATIENCE_S = 60
"""A start takes half a second, and much longer where every core is busy with other tests."""
GRACE_S = 10
"""How long its end may take."""
ATTEMPTS = 5
"""How many ports are tried."""

_SEED: Json = {
    "tokens": {
        TOKEN: {"login": USER, "scopes": ["repo", "user", "admin:org", "admin:repo_hook"]},
    },
    "github": {
        "users": [
            {"login": USER, "name": "The Octocat", "email": "octocat@github.test"},
            {"login": SECOND, "name": "Mona", "email": SECOND_EMAIL},
        ],
        "orgs": [
            {
                "login": ORGANIZATION,
                "name": "Acme",
                "members": [{"login": USER, "role": "admin"}],
            }
        ],
        "repos": [{"owner": ORGANIZATION, "name": "rocket", "auto_init": True}],
    },
}

# The emulator ends with its standard input: also when the tests are killed, and stop nothing.
_END_WITH_US = "data:text/javascript,process.stdin.resume().on('close',()=>process.exit())"
# What a shell may hold for other programs of Node: a proxy to go by, a debugger to wait for.
_NOT_OURS = ("NODE_", "EMULATE_", "DEBUG")


def missing() -> str | None:
    """What lacks for a test with the emulator, or None."""
    if not (NODE.is_file() and PROGRAM.is_file()):
        return "the GitHub emulator is not installed: run 'make emulator'"
    return None


@dataclass(frozen=True)
class GitHub:
    """A GitHub that runs, and `octocat`, who works in it.

    Args:
        address: where it is reached; its links begin so too.
        http: sends requests to it as that user.
    """

    address: str
    http: httpx2.AsyncClient

    async def repository(self, name: str, *, own: bool = False) -> str:
        """A new repository of the organization, with one commit.

        Args:
            name: without an owner.
            own: of the user instead; the emulator lists only such when asked what they reach.

        Returns:
            its full name.
        """
        body = {"name": name, "auto_init": True}
        path = "/user/repos" if own else f"/orgs/{ORGANIZATION}/repos"
        made = await self._ask("POST", path, body)
        return str(made["full_name"])

    async def hook(self, repo: str, url: str, secret: str, events: Sequence[str]) -> int:
        """Have a repository tell `url` what happens in it, from a ping on.

        Args:
            repo: its full name.
            url: what is told; it must answer the ping before this returns.
            secret: signs what it is told.
            events: which happenings, by GitHub's names.

        Returns:
            the hook's id.
        """
        config = {"url": url, "content_type": "json", "secret": secret}
        body = {"name": "web", "active": True, "events": list(events), "config": config}
        hook = await self._ask("POST", f"/repos/{repo}/hooks", body)
        # GitHub pings a new hook unasked.
        await self._ask("POST", f"/repos/{repo}/hooks/{hook['id']}/pings")
        return int(hook["id"])

    async def branch(self, repo: str, name: str) -> None:
        """Make a branch from where the default branch stands."""
        sha = await self.head(repo, await self._default_branch(repo))
        body = {"ref": f"refs/heads/{name}", "sha": sha}
        await self._ask("POST", f"/repos/{repo}/git/refs", body)

    async def head(self, repo: str, branch: str) -> str:
        """The commit at which a branch stands."""
        ref = await self._ask("GET", f"/repos/{repo}/git/ref/heads/{branch}")
        return str(ref["object"]["sha"])

    async def commit(self, repo: str, branch: str, path: str, text: str) -> None:
        """Add a file to a branch."""
        content = base64.b64encode(text.encode()).decode()
        body = {"message": f"Add {path}", "content": content, "branch": branch}
        await self._ask("PUT", f"/repos/{repo}/contents/{path}", body)

    async def pull_request(
        self, repo: str, head: str, title: str, *, draft: bool = False, body: str = ""
    ) -> int:
        """Ask that the branch `head` go into the default branch.

        Returns:
            the number of the pull request.
        """
        base = await self._default_branch(repo)
        asked = {"title": title, "head": head, "base": base, "draft": draft, "body": body}
        made = await self._ask("POST", f"/repos/{repo}/pulls", asked)
        return int(made["number"])

    async def pull(self, repo: str, number: int) -> Json:
        """A pull request as it stands."""
        return await self._ask("GET", f"/repos/{repo}/pulls/{number}")

    async def review(self, repo: str, number: int, event: str, body: str = "") -> None:
        """Say what one thinks of a pull request.

        Args:
            repo: its full name.
            number: of the pull request.
            event: `APPROVE`, `REQUEST_CHANGES` or `COMMENT`.
            body: why.
        """
        said = {"event": event, "body": body}
        await self._ask("POST", f"/repos/{repo}/pulls/{number}/reviews", said)

    async def merge(self, repo: str, number: int) -> None:
        """Merge a pull request, which must not be a draft."""
        await self._ask("PUT", f"/repos/{repo}/pulls/{number}/merge", {})

    async def close(self, repo: str, number: int) -> None:
        """Close a pull request without merging it."""
        await self._ask("PATCH", f"/repos/{repo}/pulls/{number}", {"state": "closed"})

    async def _default_branch(self, repo: str) -> str:
        return str((await self._ask("GET", f"/repos/{repo}"))["default_branch"])

    async def _ask(self, method: str, path: str, body: Json | None = None) -> Json:
        response = await self.http.request(method, path, json=body)
        assert response.is_success, f"{method} {path}: {response.status_code} {response.text}"
        answer: Json = response.json() if response.content else {}
        return answer


@asynccontextmanager
async def emulator(folder: Path) -> AsyncIterator[GitHub]:
    """A GitHub on a free port, reached from this machine only; stopped at the end.

    Args:
        folder: for what it starts from, and what it complains of.

    Raises:
        RuntimeError: it does not start; the message is what it said.
        TimeoutError: it does not get ready.
    """
    async with AsyncExitStack() as stack:
        address = await _started(folder, stack)
        # No proxy of this shell stands between two programs of one machine.
        http = httpx2.AsyncClient(
            base_url=address, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False
        )
        yield GitHub(address, await stack.enter_async_context(http))


async def _started(folder: Path, stack: AsyncExitStack) -> str:
    """Start it on a port that we choose: its links begin with the address, which it must be told.

    Returns:
        the address.
    """
    seed, log = folder / "github.json", folder / "github.log"
    seed.write_text(json.dumps(_SEED), encoding="utf-8")
    for _ in range(ATTEMPTS):
        port = _free_port()
        process = await stack.enter_async_context(_running(seed, log, port))
        if await _is_ready(process):
            return f"http://127.0.0.1:{port}"
        # Somebody may take the port between our look at it and its start.
        if "EADDRINUSE" not in log.read_text():
            break
    raise RuntimeError(f"the GitHub emulator does not start: {log.read_text()}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@asynccontextmanager
async def _running(seed: Path, log: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    options = {
        "service": "github",
        "host": "127.0.0.1",
        "port": port,
        "base-url": f"http://127.0.0.1:{port}",
        "seed": seed,
    }
    # A file, not a pipe: one that nobody reads fills up, and the emulator waits for ever.
    with log.open("wb") as said_to:
        process = await asyncio.create_subprocess_exec(
            NODE,
            f"--import={_END_WITH_US}",
            PROGRAM,
            "start",
            *(f"--{name}={value}" for name, value in options.items()),
            env={k: v for k, v in os.environ.items() if not k.startswith(_NOT_OURS)},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=said_to,
        )
    try:
        yield process
    finally:
        await _stop(process)


async def _is_ready(process: asyncio.subprocess.Process) -> bool:
    """Wait until it answers requests, or has ended."""
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE_S):
        while line := await process.stdout.readline():
            if b"Ready." in line:
                return True
        await process.wait()
    return False


async def _stop(process: asyncio.subprocess.Process) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), GRACE_S)
    except TimeoutError:
        process.kill()
        await process.wait()
