"""The GitHub that tests talk to: what there is in it, what goes wrong, what was asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from tests.support.fake_github.contract import Contract
from tests.support.fake_github.core import Core
from tests.support.fake_github.deliveries import Delivery
from tests.support.fake_github.factory import Factory
from tests.support.fake_github.world import World
from tests.support.playing.server import Played, layered
from tests.support.playing.serving import Wires, address_of, listening, served


@dataclass
class GitHubServer(Played, Factory):
    """A GitHub that runs."""

    def deliver_by(self, http: httpx2.AsyncClient) -> None:
        """Send what hooks are told by a client, such as one that leads into an application here."""
        self.world.outbox.http = http

    def deliver_at_once(self) -> None:
        """From now on tell hooks by itself what happens, as soon as it does."""
        self.world.outbox.automatic = True

    @property
    def deliveries(self) -> list[Delivery]:
        """All attempts to tell a hook something, oldest first."""
        return self.world.outbox.attempts

    async def settled(self) -> None:
        """Wait until hooks were told all that has happened, where they are told at once."""
        await self.world.outbox.settled()

    async def deliver_all(self) -> list[Delivery]:
        """Tell hooks all that has happened, in order; also what happens meanwhile.

        Returns:
            the attempts that were made.
        """
        return await self.world.outbox.deliver()


@asynccontextmanager
async def github_server() -> AsyncIterator[GitHubServer]:
    """A GitHub with nobody in it, on a free port of this machine."""
    async with listening() as listener:
        wires, contract = Wires(), Contract()
        world = World(address_of(listener))
        world.outbox.look = contract.look
        layers = layered(Core(world), contract, wires, lambda: world.clock().timestamp())
        async with served(layers.app, listener, wires, layers.faults.end):
            yield GitHubServer(world, world.api, layers.requests, layers.faults, contract)
        await world.outbox.close()
