"""A contract, held before another program that plays a vendor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
from starlette.types import Receive, Scope, Send

from tests.support.playing import wire
from tests.support.playing.contract import Contract, ContractMiddleware, Violation
from tests.support.playing.recorder import Recorder, Requests
from tests.support.playing.serving import Wires, address_of, listening, served
from tests.support.playing.wire import Answer

_OF_ONE_HOP = {
    "connection",
    "content-encoding",
    "content-length",
    "date",
    "host",
    "keep-alive",
    "server",
    "transfer-encoding",
}


@dataclass(frozen=True)
class ContractProxy:
    """Passes on what the vendor describes, and nothing else.

    Args:
        address: where it is reached.
        contract: what was asked, and answered where that is checked.
        requests: what was asked.
    """

    address: str
    contract: Contract
    requests: Requests

    @property
    def violations(self) -> list[Violation]:
        return self.contract.violations


@asynccontextmanager
async def proxy(
    upstream: str, contract: Contract, *, answers: bool = False
) -> AsyncIterator[ContractProxy]:
    """A proxy on a free port of this machine.

    Args:
        upstream: where the other program is reached, without a slash at the end.
        contract: what is passed on, and what is not.
        answers: whether its answers are checked as well.
    """
    async with listening() as listener, httpx2.AsyncClient(trust_env=False) as http:
        address, requests = address_of(listener), Requests()
        forward = _Forward(http, upstream, address)
        app = Recorder(ContractMiddleware(forward, contract, answers=answers), requests)
        async with served(app, listener, Wires()):
            yield ContractProxy(address, contract, requests)


@dataclass(frozen=True)
class _Forward:
    """Asks the other program, and lets its links lead to the proxy; where it does not answer, that is a 502."""

    http: httpx2.AsyncClient
    upstream: str
    address: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = await wire.read(scope, receive)
        query = f"?{asked.query}" if asked.query else ""
        # What is read stands between two programs of one machine: nothing is gained by gzip.
        headers = {name: value for name, value in asked.headers.items() if name not in _OF_ONE_HOP}
        request = self.http.build_request(
            asked.method,
            httpx2.URL(self.upstream).copy_with(raw_path=f"{asked.path}{query}".encode()),
            headers={**headers, "accept-encoding": "identity"},
            content=asked.body,
        )
        try:
            answer = await self.http.send(request)
        except httpx2.HTTPError as error:
            # As any gateway says it, and as a vendor's own does.
            await wire.answer(send, Answer(502, {"message": f"The other program: {error!r}"}))
            return
        kept = {
            name: value.replace(self.upstream, self.address)
            for name, value in answer.headers.items()
            if name.lower() not in _OF_ONE_HOP
        }
        raw = answer.content.replace(self.upstream.encode(), self.address.encode())
        await wire.answer(send, Answer(answer.status_code, raw=raw, headers=kept))
