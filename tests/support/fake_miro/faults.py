"""What goes wrong at Miro, to order: what goes wrong anywhere, and what only Miro says."""

from tests.support.fake_miro import refusals
from tests.support.fake_miro.limits import CREDITS
from tests.support.fake_miro.refusals import Refused
from tests.support.playing.faults import (
    TWO_MB,
    Exchange,
    Fault,
    Faults,
    Ordered,
    answering,
    cut,
    followed,
    garbage,
    huge,
    late,
    lost,
    page,
    slow,
)
from tests.support.playing.wire import Answer

__all__ = [
    "TWO_MB",
    "Exchange",
    "Fault",
    "Faults",
    "Ordered",
    "answering",
    "conflict",
    "cut",
    "error",
    "followed",
    "forbidden",
    "garbage",
    "html",
    "huge",
    "late",
    "limited",
    "lost",
    "not_found",
    "slow",
    "unauthorized",
]

PAGE = b"<!DOCTYPE html>\n<html><head><title>Miro</title></head></html>\n"


def _refusing(refused: Refused) -> Fault:
    return answering(Answer(refused.status, refused.body, refused.headers))


def error(status: int = 502) -> Fault:
    """A 5xx, with a page in place of JSON."""
    return page(status, PAGE)


def html(status: int = 200) -> Fault:
    """A page for people in place of JSON."""
    return page(status, PAGE)


def limited(reset_s: int | None = 30, retry_after_s: int | None = None) -> Fault:
    """The credits of this minute are used up.

    Args:
        reset_s: seconds until there are new ones; None is an answer that does not say so.
        retry_after_s: what `Retry-After` says, which Miro does not document; None is no such header.
    """

    async def fault(exchange: Exchange) -> None:
        headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
        if reset_s is not None:
            headers |= {
                "X-RateLimit-Limit": str(CREDITS),
                "X-RateLimit-Remaining": "0",
                "X-RateLimit-Reset": str(int(exchange.now()) + reset_s),
            }
        await exchange.answer(Answer(429, refusals.limited().body, headers))

    return fault


def unauthorized(status: int = 401) -> Fault:
    """The token is refused, though it is good.

    Args:
        status: 401, or the 400 that Miro's description has for `GET /v1/oauth-token`.
    """
    refused = refusals.dead_token()
    return _refusing(Refused(status, refused.code, refused.message))


def forbidden() -> Fault:
    """The person, or the app, may not do that."""
    return _refusing(refusals.forbidden())


def not_found() -> Fault:
    """It is not there, or nobody may know that it is."""
    return _refusing(refusals.not_found())


def conflict() -> Fault:
    """Somebody changed the item meanwhile; the words are ours."""
    return _refusing(Refused(409, "conflict", "The item was changed meanwhile"))
