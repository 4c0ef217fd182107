"""The Miro that tests talk to: what there is in it, what goes wrong, what was asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.support.fake_miro.contract import Contract
from tests.support.fake_miro.core import Core
from tests.support.fake_miro.factory import Factory
from tests.support.fake_miro.limits import Bucket
from tests.support.fake_miro.tokens import Token
from tests.support.fake_miro.world import World
from tests.support.playing.server import Played, layered
from tests.support.playing.serving import Wires, address_of, listening, served


@dataclass
class MiroServer(Played, Factory):
    """A Miro that runs; its one address is that of its REST API, of its tokens and of its web."""

    @property
    def authorize_url(self) -> str:
        """Where the consent page is."""
        return f"{self.address}/oauth/authorize"

    @property
    def token_url(self) -> str:
        """Where tokens are given."""
        return f"{self.address}/v1/oauth/token"

    def credits(self, token: Token) -> Bucket:
        """What somebody has left with an app in this minute; what is used may be set."""
        return self.world.limits.bucket(token.bucket)


@asynccontextmanager
async def miro_server() -> AsyncIterator[MiroServer]:
    """A Miro with nobody in it, on a free port of this machine."""
    async with listening() as listener:
        wires, contract = Wires(), Contract()
        world = World(address_of(listener))
        core = Core(world, contract.wrong, contract.describes)
        layers = layered(core, contract, wires, lambda: world.clock().timestamp())
        async with served(layers.app, listener, wires, layers.faults.end):
            yield MiroServer(world, world.api, layers.requests, layers.faults, contract)
