"""Counting a request, and saying so: `RateLimit-*` headers, and 429 with `Retry-After`.

The headers stand on every answer of a limited route, refusals included: `always` keeps them with the
request, and the error handler adds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from trivet.platform.errors import TooManyRequests
from trivet.platform.ratelimit.port import Rate, RateLimiter, Standing
from trivet.platform.telemetry.logging import Logger
from trivet.platform.telemetry.metrics import RATE_LIMITED

_MINUTE_S = 60

log = Logger("trivet.ratelimit")


class RateLimited(TooManyRequests):
    code = "rate_limited"


@dataclass(slots=True)
class _Account:
    """What was counted for one request: which keys, and the tightest of their limits."""

    keys: set[str] = field(default_factory=set)
    tightest: Standing | None = None


def always(request: Request) -> Mapping[str, str]:
    """Headers that the answer to this request carries, whatever it is."""
    account: _Account | None = getattr(request.state, "counted", None)
    return {} if account is None or account.tightest is None else _headers(account.tightest)


async def count(
    request: Request, response: Response, counted: Mapping[str, tuple[str, Sequence[Rate]]]
) -> None:
    """Count a request; under each key once, also where its unit of work is tried again.

    Args:
        request: the request.
        response: gets the headers.
        counted: under which keys: for whom, in words, and how many are allowed.

    Raises:
        RateLimited: there were too many.
    """
    account = _account_of(request)
    for key, (whom, rates) in counted.items():
        if key not in account.keys:
            account.keys.add(key)
            await _hit(request.app.state.limiter, account, key, whom, rates)
    response.headers.update(always(request))


async def weigh(request: Request, key: str, whom: str, rates: Sequence[Rate], weight: int) -> None:
    """Count how much a request brings; once, as `count` does.

    Headers do not tell of it, unless it was too much: they count requests.

    Args:
        request: the request.
        key: under which key.
        whom: for whom, in words.
        rates: how much is allowed.
        weight: how much it brings.

    Raises:
        RateLimited: it is too much.
    """
    account = _account_of(request)
    if key in account.keys:
        return
    account.keys.add(key)
    standing = await _standing(request.app.state.limiter, key, rates, weight)
    if standing is not None and not standing.allowed:
        account.tightest = standing
        raise _refused(key, f"Too much came from {whom}.", standing)


def _account_of(request: Request) -> _Account:
    account: _Account | None = getattr(request.state, "counted", None)
    if account is None:
        request.state.counted = account = _Account()
    return account


async def _hit(
    limiter: RateLimiter, account: _Account, key: str, whom: str, rates: Sequence[Rate]
) -> None:
    standing = await _standing(limiter, key, rates, 1)
    if standing is None:
        return
    tightest = account.tightest
    if tightest is None or not standing.allowed or standing.remaining < tightest.remaining:
        account.tightest = standing
    if not standing.allowed:
        raise _refused(key, f"Too many of these came from {whom}.", standing)


async def _standing(
    limiter: RateLimiter, key: str, rates: Sequence[Rate], cost: int
) -> Standing | None:
    try:
        return await limiter.hit(key, rates, cost=cost)
    except ConnectionError as error:  # who cannot be counted is let in
        log.warning("requests cannot be counted", error=str(error))
        return None


def _refused(key: str, why: str, standing: Standing) -> RateLimited:
    # A key begins with the name of its limit: `sign_in/address/…`.
    RATE_LIMITED.labels(key.partition("/")[0]).inc()
    return RateLimited(
        f"{why} Try again in {_in_words(standing.reset_s)}.",
        headers={"Retry-After": str(standing.reset_s)},
    )


def _headers(standing: Standing) -> dict[str, str]:
    return {
        "RateLimit-Limit": str(standing.limit),
        "RateLimit-Remaining": str(standing.remaining),
        "RateLimit-Reset": str(standing.reset_s),
    }


def _in_words(seconds: int) -> str:
    if seconds < 2 * _MINUTE_S:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{-(-seconds // _MINUTE_S)} minutes"


def refusal(limit: str, whom: str, standing: Standing) -> RateLimited:
    """What is raised, or answered, where one request was too many.

    Args:
        limit: the name of the limit.
        whom: from whom they came, in words.
        standing: how they stand.
    """
    return _refused(limit, f"Too many of these came from {whom}.", standing)


def tightest_of(scope: Scope) -> Standing | None:
    """The tightest of the limits by which a route itself counted a request; None if by none."""
    account: _Account | None = scope.get("state", {}).get("counted")
    return None if account is None else account.tightest
