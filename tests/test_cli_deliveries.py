"""`trivet deliveries`: looked at and worked on again from the command line, while a server runs."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from uuid import uuid4

import httpx2
import pytest

from tests.factories.github import PullRequests, ping
from tests.github.hooks import SECRET, signature
from tests.support.commands import Ended, Served, serving, trivet
from tests.support.databases import Place
from tests.test_cli import refused
from trivet.platform.db.database import Dialect


class Shop:
    """A served installation with a repository, and its command line."""

    def __init__(self, place: Place, served: Served) -> None:
        self._settings = place.settings()
        self.http = httpx2.Client(base_url=served.address)
        session = self.http.post(
            "/auth/local", json={"token": served.link.partition("#")[2]}
        ).json()
        self.http.cookies.clear()
        self.http.headers["Authorization"] = f"Bearer {session['access_token']}"
        self.workspace = self._made("/workspaces", name="Acme")
        body = {"full_name": "acme/rocket", "secret": SECRET}
        self._made(f"/workspaces/{self.workspace}/repositories", **body)

    def _made(self, path: str, **body: object) -> str:
        answer = self.http.post(path, json=body)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    def deliver(self, event: str, payload: object) -> str:
        """Deliver something; the id of the delivery."""
        body = json.dumps(payload).encode()
        headers = {
            "Content-Type": "application/json",
            "X-GitHub-Event": event,
            "X-GitHub-Delivery": str(uuid4()),
            "X-GitHub-Hook-ID": "1",
            "X-Hub-Signature-256": signature(body, SECRET),
        }
        answer = self.http.post("/webhooks/github", content=body, headers=headers)
        assert answer.status_code == 202, answer.text
        query = {"workspace_id": self.workspace, "limit": "1"}
        found = self.http.get("/deliveries", params=query).json()
        return str(found["items"][0]["id"])

    async def run(self, *arguments: object) -> Ended:
        return await trivet("deliveries", *map(str, arguments), settings=self._settings)

    async def done(self, *arguments: object) -> str:
        """What a command said that did what it was told."""
        ended = await self.run(*arguments)
        assert (ended.code, ended.err) == (0, ""), ended
        return ended.out


@asynccontextmanager
async def shop_of(place: Place) -> AsyncIterator[Shop]:
    async with serving(place.settings()) as served:
        shop = Shop(place, served)
        with closing(shop.http):
            yield shop


async def test_deliveries_are_listed_and_replayed_while_a_server_runs(place: Place) -> None:
    async with shop_of(place) as shop:
        assert await shop.done("list") == "There are no such deliveries.\n"
        first = shop.deliver("ping", ping())
        second = shop.deliver("pull_request", PullRequests(7).at(1, "opened"))
        said = await shop.done("list", "--workspace", "acme")
        newest, oldest = (line.split() for line in said.splitlines()[1:])
        assert (newest[0], oldest[0]) == (second, first)
        assert newest[4:8] == ["pull_request", "opened", "acme/rocket", "#7"]
        assert "It waits for its turn" in await shop.done("replay", first)
        (event,) = shop.http.get(
            f"/workspaces/{shop.workspace}/audit", params={"type": "delivery.replayed"}
        ).json()["items"]
        assert (event["payload"]["delivery_id"], event["actor"]) == (first, None)

        cut = await shop.done("list", "--limit", 1)
        assert cut.endswith(f"There are older ones: --before {second}\n")
        rest = await shop.done("list", "--before", second)
        assert [line.split()[0] for line in rest.splitlines()[1:]] == [first]
        only = await shop.done("list", "--event", "ping")
        assert [line.split()[0] for line in only.splitlines()[1:]] == [first]


@pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)
async def test_what_is_not_there_is_said(place: Place) -> None:
    async with shop_of(place) as shop:
        for arguments, why in (
            (("replay", uuid4()), "There is no such delivery"),
            (("list", "--before", uuid4()), "There is no such delivery"),
            (("list", "--state", "lost"), "There is no state lost: say one of waiting, done,"),
            (("list", "--workspace", "Nobodys"), "There is no workspace Nobodys"),
        ):
            assert why in refused(await shop.run(*arguments))
        assert (await shop.run("replay", "no-id")).code == 2
