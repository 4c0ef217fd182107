"""One unit of work for a request: opened by its service, ended here and nowhere else.

A write unit is committed after the answer was built and before it is sent, so that a commit that
fails is answered as a failure, and so that the answer can carry what is known only at the flush:
the number of the board's last event, and itself, for whoever repeats the request.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response

from trivet.platform.cancellation import unbroken
from trivet.platform.db.faults import is_transient
from trivet.platform.db.session import ReadSession
from trivet.platform.events import Actor, Event
from trivet.platform.uow import TRIES, ReadUnit, Units, WriteUnit
from trivet.platform.web.body_shape import check_shape
from trivet.platform.web.idempotency import (
    KeyedRequest,
    first_answer,
    remember,
    request_hash,
    wanted_key,
)
from trivet.platform.web.key_claims import claim, free, prolonged
from trivet.platform.web.openapi import NamedRoute

Handle = Callable[[Request], Coroutine[Any, Any, Response]]

Stamp = Callable[[MutableHeaders, WriteUnit], None]
"""Puts on an answer how far its unit brought the log. Set as `app.state.stamp`."""

Settle = Callable[[Sequence[Event]], Awaitable[None]]
"""Waits until this process shows what was committed. Set as `app.state.settle`."""

Identify = Callable[[Request], Awaitable[str]]
"""Names the caller of a request. Set as `app.state.identify`."""


def open_read(request: Request) -> ReadUnit:
    """The read unit of this request; it ends with the request."""
    unit: ReadUnit | None = getattr(request.state, "read_unit", None)
    if unit is None:
        database = _units(request).database
        request.state.read_session = session = database.read_session()
        request.state.read_unit = unit = ReadUnit(ReadSession(session, database.dialect))
    return unit


def open_write(request: Request, actor: Actor) -> WriteUnit:
    """The write unit of this request; committed when its answer is built.

    Args:
        request: whose unit.
        actor: on whose behalf it writes.
    """
    unit: WriteUnit | None = getattr(request.state, "write_unit", None)
    if unit is None:
        request.state.write_unit = unit = _units(request).begin(actor)
    unit.actor = actor
    return unit


@asynccontextmanager
async def aside(request: Request, *, again: bool = False) -> AsyncIterator[None]:
    """While something slow is waited for, such as another server: no transaction is open.

    A request with an Idempotency-Key has begun one by then, which looked for its first answer. It ends
    here, with a claim on the key that keeps others out, and another one begins behind the block; the
    request must have changed nothing yet.

    Args:
        request: whose.
        again: whether the block only asks, so that it does no harm if it is run a second time. After one
            that may change something elsewhere, the handler is never run again.
    """
    unit: WriteUnit | None = getattr(request.state, "write_unit", None)
    keyed = _keyed(request)
    if unit is not None:
        if keyed is not None:
            await claim(unit.session, keyed)
        await unit.let_go()
    if not again:
        request.state.asked_elsewhere = True
    if keyed is None:
        yield
        return
    async with prolonged(_units(request), keyed):
        yield


def _asked_elsewhere(request: Request) -> bool:
    return getattr(request.state, "asked_elsewhere", False)


def _keyed(request: Request) -> KeyedRequest | None:
    keyed: KeyedRequest | None = getattr(request.state, "keyed", None)
    return keyed


def _units(request: Request) -> Units:
    units: Units = request.app.state.units
    return units


class UnitRoute(NamedRoute):
    """A route whose unit of work ends before its answer leaves. All our routers use it."""

    def get_route_handler(self) -> Handle:
        handle = super().get_route_handler()
        # Those that read their bodies by themselves look at what they are, and by whom, first.
        shaped = self.body_field is not None

        async def in_unit(request: Request) -> Response:
            if shaped:
                check_shape(await request.body())
            for attempt in range(1, TRIES + 1):
                try:
                    return await _once(handle, request)
                except DBAPIError as error:
                    if attempt == TRIES or not is_transient(error) or _asked_elsewhere(request):
                        raise
            raise AssertionError("unreachable")

        return in_unit


async def _once(handle: Handle, request: Request) -> Response:
    try:
        key = wanted_key(request)
        if key is None:
            response = await handle(request)
            await _finish(request, response)
            return response
        return await _once_for_key(handle, request, key)
    finally:
        await _abandon(request)


async def _once_for_key(handle: Handle, request: Request, key: str) -> Response:
    caller = await request.app.state.identify(request)
    keyed = KeyedRequest(caller, key, await request_hash(request))
    running = request.app.state.running_keys
    running.enter(caller, key)
    try:
        unit = open_write(request, Actor())
        known = await first_answer(unit.session, keyed)
        if known is not None:
            return known
        request.state.keyed = keyed
        response = await handle(request)
        await _flush(unit, request, response)
        await remember(unit.session, keyed, response)
        await _finish(request, response)
        if response.status_code < 400:
            request.state.keyed = None  # its claim has become the record of its answer
        return response
    except asyncio.CancelledError:
        # What was asked of others may be going on: as if this process had died, the claim ends by itself.
        request.state.keyed = None
        raise
    finally:
        running.leave(caller, key)


async def _flush(unit: WriteUnit, request: Request, response: Response) -> None:
    await unit.flush()
    request.app.state.stamp(response.headers, unit)


async def _finish(request: Request, response: Response) -> None:
    unit: WriteUnit | None = getattr(request.state, "write_unit", None)
    if unit is None:
        return
    if response.status_code >= 400:
        return  # a refusal that was returned, not raised, changes nothing either
    await _flush(unit, request, response)
    await unit.session.flush()
    await unit.commit()
    await request.app.state.settle(unit.events)


async def _abandon(request: Request) -> None:
    """Close what the request opened; what was committed is already closed. A key that it has is free again."""
    state = request.state
    unit: WriteUnit | None = getattr(state, "write_unit", None)
    if unit is not None:
        await unit.rollback()
        state.write_unit = None
    keyed = _keyed(request)
    if keyed is not None:
        state.keyed = None
        if keyed.claim is not None:
            await free(_units(request), keyed)
    session = getattr(state, "read_session", None)
    if session is not None:
        await unbroken(session.close())
        state.read_session = state.read_unit = None
