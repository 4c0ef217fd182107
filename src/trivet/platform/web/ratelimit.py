"""Counting a request, and saying so: `RateLimit-*` headers, and 429 with `Retry-After`.

The headers stand on every answer of a limited route, refusals included: `always` keeps them with the
request, and the error handler adds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from trivet.platform.errors import TooManyRequests
from trivet.platform.ratelimit.port import Rate, RateLimiter, Standing
from trivet.platform.telemetry.logging import Logger

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
    account: _Account | None = getattr(request.state, "counted", None)
    if account is None:
        request.state.counted = account = _Account()
    for key, (whom, rates) in counted.items():
        if key not in account.keys:
            account.keys.add(key)
            await _hit(request.app.state.limiter, account, key, whom, rates)
    response.headers.update(always(request))


async def _hit(
    limiter: RateLimiter, account: _Account, key: str, whom: str, rates: Sequence[Rate]
) -> None:
    try:
        standing = await limiter.hit(key, rates)
    except ConnectionError as error:  # who cannot be counted is let in
        log.warning("requests cannot be counted", error=str(error))
        return
    tightest = account.tightest
    if tightest is None or not standing.allowed or standing.remaining < tightest.remaining:
        account.tightest = standing
    if not standing.allowed:
        raise RateLimited(
            f"Too many of these came from {whom}. Try again in {_in_words(standing.reset_s)}.",
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
