"""`trivet logs`: what clients logged, and what they log."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from rich.console import Console

from trivet.bootstrap import Runtime
from trivet.client_logs.filters import LogFilter, Place
from trivet.client_logs.models import LogLevel
from trivet.client_logs.schemas import ClientLogOut
from trivet.client_logs.service import client_logs, place_of
from trivet.commands.beside import beside_the_server, refuse_without_installation
from trivet.commands.logs_shown import as_json, in_order, lines_of
from trivet.commands.people_named import person_named
from trivet.commands.tasks_shown import console
from trivet.platform.clock import now, parse_rfc3339
from trivet.platform.db.session import ReadSession
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings

LOOK_S = 1.0
"""Between two looks for what came."""
LATE = timedelta(seconds=60)
"""How long after an entry got its id it may become visible: when the request that brings it commits."""
_AT_ONCE = 500
_SPAN = re.compile(r"(\d{1,6})([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for, as it was typed.

    Args:
        level: only this and what is graver.
        since: only what happened since then: `2h`, or a time.
        until: only what happened before then.
        user: only this person's, by name, e-mail address or id.
        grep: only what holds this.
        request: only what this request delivered, or what is about it.
        before: only what happened before this entry.
        limit: how many at most.
        follow: whether to go on with what comes.
        as_json: whether each is a line of JSON.
    """

    level: str | None = None
    since: str | None = None
    until: str | None = None
    user: str | None = None
    grep: str | None = None
    request: str | None = None
    before: UUID | None = None
    limit: int = 50
    follow: bool = False
    as_json: bool = False


def listed(settings: Settings, asked: Asked) -> None:
    """Print what clients logged, the latest last; with `follow` also what they log from now on.

    Args:
        settings: where the database is.
        asked: what is wanted.

    Raises:
        StartupError: something that is named is not there, or the database cannot be used.
    """
    if asked.follow and (asked.before is not None or asked.until is not None):
        raise StartupError("What comes can only be followed without --before and --until.")
    refuse_without_installation(settings)
    wanted = LogFilter(
        level=_level(asked.level),
        text=asked.grep,
        since=_moment("since", asked.since),
        until=_moment("until", asked.until),
        request_id=asked.request,
    )

    async def run() -> None:
        async with beside_the_server(settings) as runtime:
            await _list(runtime, wanted, asked)

    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        return  # how one stops following


async def _list(runtime: Runtime, wanted: LogFilter, asked: Asked) -> None:
    screen = console()
    async with runtime.units.read() as unit:
        if asked.user is not None:
            wanted = replace(wanted, user_id=await person_named(unit.session, asked.user))
        after = None
        if asked.before is not None:
            after = await place_of(unit.session, asked.before)
            if after is None:
                raise StartupError(f"There is no entry {asked.before}: it may be forgotten.")
        found = await client_logs(unit.session, wanted, after=after, limit=asked.limit + 1)
        known = await _arrived(unit.session, wanted) if asked.follow else []
    shown = found[: asked.limit]
    _print(screen, shown, asked)
    if asked.follow:
        await _follow(runtime, screen, wanted, asked, {each.id for each in known})
    elif not asked.as_json:
        if not shown:
            screen.print("There are no such entries.")
        elif len(found) > len(shown):
            screen.print(f"There are older ones: --before {shown[-1].id}")


async def _follow(
    runtime: Runtime, screen: Console, wanted: LogFilter, asked: Asked, seen: set[UUID]
) -> None:
    while True:
        await asyncio.sleep(LOOK_S)
        async with runtime.units.read() as unit:
            fresh = await _arrived(unit.session, wanted)
        _print(screen, [each for each in fresh if each.id not in seen], asked)
        seen = {each.id for each in fresh}


async def _arrived(session: ReadSession, wanted: LogFilter) -> list[ClientLogOut]:
    """What came within the last minute.

    All of it again and again: entries become visible in another order than they were numbered.
    """
    wanted = replace(wanted, arrived_since=now() - LATE)
    found: list[ClientLogOut] = []
    while True:
        after = Place(found[-1].timestamp, found[-1].id) if found else None
        part = await client_logs(session, wanted, after=after, limit=_AT_ONCE)
        found += part
        if len(part) < _AT_ONCE:
            return found


def _print(screen: Console, entries: Iterable[ClientLogOut], asked: Asked) -> None:
    for entry in in_order(entries):
        if asked.as_json:
            screen.file.write(f"{as_json(entry)}\n")
        else:
            for line in lines_of(entry):
                screen.print(line, soft_wrap=True)
    screen.file.flush()


def _level(named: str | None) -> LogLevel | None:
    if named is None:
        return None
    name = named.lower()
    if name == "warn":
        return LogLevel.WARNING
    if name not in set(LogLevel):
        raise StartupError(f"There is no level {named}: say one of {', '.join(LogLevel)}.")
    return LogLevel(name)


def _moment(option: str, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        if span := _SPAN.fullmatch(text):
            return now() - timedelta(**{_UNITS[span[2]]: int(span[1])})
        return parse_rfc3339(text)
    except (ValueError, OverflowError):
        raise StartupError(
            f"--{option} {text} is no time: say 30m, 2h or 3d, or one such as 2026-11-20T12:00:00Z."
        ) from None
