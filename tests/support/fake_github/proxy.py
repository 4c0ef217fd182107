"""The contract, held before another program that plays GitHub."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2
from starlette.types import Receive, Scope, Send

from tests.support.fake_github import wire
from tests.support.fake_github.contract import Contract, ContractMiddleware, Violation
from tests.support.fake_github.recorder import Recorder, Requests
from tests.support.fake_github.serving import Wires, address_of, listening, served
from tests.support.fake_github.wire import Answer

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
    """Passes on what GitHub describes, and nothing else.

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
async def contract_proxy(upstream: str, *, answers: bool = False) -> AsyncIterator[ContractProxy]:
    """A proxy on a free port of this machine.

    Args:
        upstream: where the other program is reached, without a slash at the end.
        answers: whether its answers are checked as well.
    """
    async with listening() as listener, httpx2.AsyncClient(trust_env=False) as http:
        address = address_of(listener)
        contract, requests = Contract(), Requests()
        forward = _Forward(http, upstream, address)
        app = Recorder(ContractMiddleware(forward, contract, answers=answers), requests)
        async with served(app, listener, Wires()):
            yield ContractProxy(address, contract, requests)


@dataclass(frozen=True)
class _Forward:
    """Asks the other program, and lets its links lead to the proxy."""

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
        answer = await self.http.send(request)
        kept = {
            name: value.replace(self.upstream, self.address)
            for name, value in answer.headers.items()
            if name.lower() not in _OF_ONE_HOP
        }
        raw = answer.content.replace(self.upstream.encode(), self.address.encode())
        await wire.answer(send, Answer(answer.status_code, raw=raw, headers=kept))
