"""What goes wrong at GitHub, to order: what goes wrong anywhere, and what only GitHub says."""

from tests.support.fake_github import refusals
from tests.support.fake_github.limits import KNOWN
from tests.support.fake_github.refusals import Refused
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
    "cut",
    "error",
    "followed",
    "garbage",
    "html",
    "huge",
    "late",
    "lost",
    "primary",
    "redirect",
    "secondary",
    "server_error",
    "slow",
    "unauthorized",
]

UNICORN = b"<!DOCTYPE html>\n<html><head><title>Unicorn! &middot; GitHub</title></head></html>\n"


def _refusing(refused: Refused) -> Fault:
    return answering(Answer(refused.status, refused.body, refused.headers))


def error(status: int = 502) -> Fault:
    """A 5xx, with the page that GitHub has for it."""
    return page(status, UNICORN)


def server_error(message: str = "Server Error") -> Fault:
    """What GitHub says when it takes longer than ten seconds itself."""
    return answering(Answer(502, {"message": message}))


def primary(status: int = 403, reset_s: int = 60) -> Fault:
    """The hour's requests are used up.

    Args:
        status: 403 or 429; GitHub gives either.
        reset_s: seconds until there are new ones.
    """

    async def fault(exchange: Exchange) -> None:
        body = Refused(status, refusals.PRIMARY.format(whom="user ID 1")).body
        headers = {
            "X-RateLimit-Limit": str(KNOWN),
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Used": str(KNOWN),
            "X-RateLimit-Reset": str(int(exchange.now()) + reset_s),
            "X-RateLimit-Resource": "core",
        }
        await exchange.answer(Answer(status, body, headers))

    return fault


def secondary(status: int = 403, retry_after_s: int | None = None) -> Fault:
    """Too much at once.

    Args:
        status: 403 or 429; GitHub gives either.
        retry_after_s: what `Retry-After` says; None is no such header.
    """
    message = refusals.SECONDARY.format(request="0400:TEST")
    headers = {} if retry_after_s is None else {"Retry-After": str(retry_after_s)}
    headers |= {"X-RateLimit-Remaining": str(KNOWN - 1), "X-RateLimit-Limit": str(KNOWN)}
    return _refusing(Refused(status, message, headers=headers, docs=refusals.SECONDARY_DOCS))


def unauthorized() -> Fault:
    """The token is refused, though it is good."""
    return _refusing(refusals.bad_credentials())


def redirect(status: int, location: str) -> Fault:
    """It is elsewhere.

    Args:
        status: 301, 302 or 307.
        location: where.
    """
    body = {"message": "Moved", "url": location, "documentation_url": refusals.DOCS}
    return answering(Answer(status, body, {"Location": location}))


def html(status: int = 200) -> Fault:
    """A page for people in place of JSON."""
    return page(status, UNICORN)
