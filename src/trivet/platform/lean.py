"""Imports libraries without what they take along only because it happens to be installed.

A start waits for each of those, and a process keeps them for as long as it lives.
"""

import gc
import os
import platform
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL
from importlib import import_module

from pydantic import BaseModel, RootModel
from pydantic.warnings import UnsupportedFieldAttributeWarning

_ANYWHERE = (
    # Colours for tracebacks on a console: ours are plain (`telemetry/logging.py`).
    ("structlog", ("rich",)),
    # A place for states of circuits: ours are in memory, and in `http/breaker_redis.py`.
    ("purgatory", ("redis",)),
)
_WITH_REDIS = (
    # Measures of its own, which nobody asks it for.
    ("redis.asyncio", ("opentelemetry.sdk",)),
)

_M_ARENA_MAX = -8
"""As in `malloc.h`."""


def import_leanly(*, redis: bool) -> None:
    """Import what is heavier than it need be. To be called before anything else imports it.

    Args:
        redis: whether this process will use Redis.
    """
    _allocate_from_one_arena()
    # Thousands of requests and answers have a model, and a process meets few of them: each is made
    # ready when it is first used. `trivet openapi` uses them all, so a wrong one does not get far.
    for root in (BaseModel, RootModel):
        root.model_config["defer_build"] = True
    # FastAPI silences this where it declares its fields; those of models are made ready later now.
    warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)
    for library, spared in (*_ANYWHERE, *(_WITH_REDIS if redis else ())):
        with _without(*spared):
            import_module(library)


def _allocate_from_one_arena() -> None:
    """Have glibc give every thread memory from the same arena ("mallopt(3)", Linux man-pages).

    By itself it keeps another one for each thread, 5 MiB in all, so that threads need not wait for each other: ours
    nearly always wait for the interpreter or for a disk. Whoever runs the process decides, if they said anything
    ("Memory Allocation Tunables", The GNU C Library). Other C libraries have no arenas.
    """
    said = os.environ.get("MALLOC_ARENA_MAX"), os.environ.get("GLIBC_TUNABLES")
    if platform.libc_ver()[0] == "glibc" and not any(said):
        CDLL(None).mallopt(_M_ARENA_MAX, 1)


@contextmanager
def uncollected() -> Iterator[None]:
    """Import without looks for garbage: all but a hundredth of what is imported stays for good.

    Half a dozen looks through a million objects would find 2 MiB, and take a fifteenth of a start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # else the next look, which is due at once, goes through all of it
        gc.enable()


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """As if these packages were not installed ("The module cache", The Python Language Reference)."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: there is none
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
