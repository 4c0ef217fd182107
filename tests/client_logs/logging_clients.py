"""Clients that log, and what they send."""

from collections.abc import Mapping
from typing import Any

import httpx2

from tests.support.apps import Json, Person
from trivet.platform.clock import now, rfc3339

PATH = "/api/logs"


def entry(message: str = "It broke", level: str = "error", **more: Any) -> Json:
    """An entry of a log, of this moment."""
    return {"timestamp": rfc3339(now()), "level": level, "message": message, **more}


async def send(
    person: Person, *entries: Any, headers: Mapping[str, str] | None = None
) -> httpx2.Response:
    """Deliver entries."""
    return await person.ask("POST", PATH, list(entries), headers=headers)


async def log(person: Person, *entries: Any, headers: Mapping[str, str] | None = None) -> None:
    """Deliver entries, all of which are taken."""
    answer = await send(person, *entries, headers=headers)
    assert (answer.status_code, answer.text) == (202, f'{{"accepted":{len(entries)}}}'), answer.text


async def read(admin: Person, query: str = "") -> list[Json]:
    """What is kept, the latest first."""
    items: list[Json] = (await admin.get(f"/logs{query}"))["items"]
    return items


async def messages(admin: Person, query: str = "") -> list[str]:
    """The messages of what is kept, the latest first."""
    return [each["message"] for each in await read(admin, query)]
