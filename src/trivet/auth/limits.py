"""How often somebody may sign in, and do what is like it: exact, and finer than what every request is
counted by (`platform/web/traffic`).

A route says which limit it has, and that it can answer 429:

    @router.post("/local", dependencies=[limited("sign_in")], responses=responses(401, 429))

A router takes it for all of its routes: `APIRouter(…, dependencies=[limited("sign_in")])`. Routes with
the same name share one count. Every request counts, also one that fails or succeeds; an account is
counted only where there is a caller, who is asked for their token before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import caller
from trivet.platform.ratelimit.port import Rate
from trivet.platform.settings import Settings
from trivet.platform.web.client_address import client_network
from trivet.platform.web.ratelimit import count, weigh

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_KIB, _MIB = 1024, 1024

_ACCOUNT = "your account"


@dataclass(frozen=True, slots=True)
class Limit:
    """How often, the shortest window first.

    Args:
        by_address: from one address; an IPv6 network of 64 bits counts as one.
        by_account: for one account, wherever it is; the route then needs a caller.
        kib_by_account: how much its bodies may hold, in KiB; for `count_for` alone.
    """

    by_address: Sequence[Rate] = ()
    by_account: Sequence[Rate] = ()
    kib_by_account: Sequence[Rate] = ()


LIMITS = {
    # A person mistypes; an office behind one address begins to work at nine.
    "sign_in": Limit(by_address=(Rate(10, _MINUTE), Rate(60, _HOUR))),
    # To GitHub and back are two.
    "github": Limit(by_address=(Rate(30, _MINUTE), Rate(300, _HOUR))),
    # The same; and each load of the panel in Miro.
    "miro": Limit(by_address=(Rate(60, _MINUTE), Rate(1200, _HOUR))),
    # A program, for all of its people.
    "miro_users": Limit(by_address=(Rate(300, _MINUTE),)),
    # Each tab of each person, every 15 minutes, and all at once after a restart.
    "refresh": Limit(by_address=(Rate(60, _MINUTE),)),
    # Mail to strangers: fifty addresses a request.
    "invitations": Limit(by_account=(Rate(20, _HOUR),)),
    # Asked by every tab of somebody who came home.
    "own_invitations": Limit(by_account=(Rate(60, _MINUTE),)),
    "accepting": Limit(by_address=(Rate(30, _MINUTE), Rate(300, _HOUR))),
    # Mail to whatever address somebody types.
    "addresses": Limit(by_address=(Rate(30, _HOUR),), by_account=(Rate(10, _HOUR),)),
    # How often is a setting (`rate_logs`). Kept for two weeks: who fills our disk on purpose gets no
    # further than a gigabyte or two.
    "client_logs": Limit(
        kib_by_account=(Rate(30 * _MIB, _HOUR), Rate(100 * _MIB, _DAY)),
    ),
    "api_tokens": Limit(by_address=(Rate(100, _HOUR),), by_account=(Rate(20, _HOUR),)),
}


def limited(name: str) -> Any:
    """A dependency that counts requests, and refuses too many.

    Args:
        name: which of `LIMITS`.

    Raises:
        KeyError: there is no such limit.
        RateLimited: when a request is one too many.
    """
    assert LIMITS[name], "a limit that limits nothing"

    async def within_limit(request: Request, response: Response) -> None:
        settings: Settings = request.app.state.settings
        if settings.rate_limits:
            await count(request, response, await _counted(request, name))

    return Depends(within_limit)


async def count_for(request: Request, response: Response, name: str, user_id: UUID) -> None:
    """Count a request for an account that its route found out in a way of its own.

    Args:
        request: the request.
        response: gets the headers.
        name: which of `LIMITS`.
        user_id: whose account.

    Raises:
        RateLimited: when it is one too many, or brings too much.
    """
    settings: Settings = request.app.state.settings
    if not settings.rate_limits:
        return
    limit, key = LIMITS[name], f"{name}/account/{user_id}"
    if limit.by_account:
        await count(request, response, {key: (_ACCOUNT, limit.by_account)})
    if limit.kib_by_account:
        kib = -(-len(await request.body()) // _KIB)
        await weigh(request, f"{key}/kib", _ACCOUNT, limit.kib_by_account, kib)


async def _counted(request: Request, name: str) -> dict[str, tuple[str, Sequence[Rate]]]:
    limit = LIMITS[name]
    counted: dict[str, tuple[str, Sequence[Rate]]] = {}
    if limit.by_account:
        who = await caller(request)
        counted[f"{name}/account/{who.user_id}"] = (_ACCOUNT, limit.by_account)
    if limit.by_address:
        key = f"{name}/address/{client_network(request)}"
        counted[key] = ("your network address", limit.by_address)
    return counted
