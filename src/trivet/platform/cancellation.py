"""Work that must come to its end: although whoever waits for it is cancelled, or because it is."""

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

T = TypeVar("T")

AGAIN_S = 2.0
"""How long a task may take to end before it is cancelled once more."""


async def unbroken(work: Awaitable[T]) -> T:
    """Await `work` to its end even if we are cancelled meanwhile; the cancellation follows."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            if task.cancelled():
                raise
            cancelled = error
        except BaseException:
            break
    if cancelled is not None:
        if not task.cancelled() and (failure := task.exception()) is not None:
            raise failure from cancelled
        raise cancelled
    return task.result()


async def ended(*tasks: "asyncio.Task[Any]") -> None:
    """Cancel tasks that run for as long as the process does, and wait until they are over.

    Again, if need be: what fails in the moment in which it is cancelled tells of the failure alone (as `unbroken`
    does), and whoever goes on after a failure goes on after that.
    """
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=AGAIN_S)
