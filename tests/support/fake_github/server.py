"""The GitHub that tests talk to: what there is in it, what goes wrong, what was asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from tests.support.fake_github.contract import Contract, ContractMiddleware, Violation
from tests.support.fake_github.core import Core
from tests.support.fake_github.deliveries import Delivery
from tests.support.fake_github.factory import Factory
from tests.support.fake_github.faults import Fault, Faults, Ordered
from tests.support.fake_github.recorder import Recorder, Requests
from tests.support.fake_github.serving import Wires, address_of, listening, served
from tests.support.fake_github.world import World


@dataclass
class GitHubServer(Factory):
    """A GitHub that runs.

    Args:
        address: where its REST API is reached.
        requests: what was asked of it, also what a fault happened to.
        faults: what goes wrong.
        contract: what was asked and answered against GitHub's own description.
    """

    address: str
    requests: Requests
    faults: Faults
    contract: Contract

    @property
    def violations(self) -> list[Violation]:
        """Requests that GitHub does not describe; a test that makes some clears it."""
        return self.contract.violations

    def fault(self, method: str, path: str, fault: Fault, times: int | None = 1) -> Ordered:
        """Have something go wrong; what was ordered first happens first.

        Args:
            method: to which requests; `*` is all.
            path: to which; a glob of the raw path, in which `*` also stands for slashes.
            fault: what, of `faults`.
            times: to how many of them; None is to all until it is lifted.
        """
        return self.faults.order(method, path, fault, times)

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
        wires, requests, contract = Wires(), Requests(), Contract()
        world = World(address_of(listener))
        world.outbox.look = contract.look
        core = ContractMiddleware(Core(world), contract, requests=False)
        faults = Faults(core, wires.cut, lambda: world.clock().timestamp())
        app = Recorder(ContractMiddleware(faults, contract, answers=False), requests)
        async with served(app, listener, wires, faults.end):
            yield GitHubServer(world, world.api, requests, faults, contract)
        await world.outbox.close()
