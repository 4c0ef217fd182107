"""What is measured, in the text format of Prometheus, for one process or several together."""

import hmac
import os
import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import Enum
from ipaddress import ip_address
from pathlib import Path

from prometheus_client import Metric, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import REGISTRY, Collector
from pydantic import SecretStr

from trivet.platform.telemetry.counting import folder_of_counts

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4

# What a proxy adds of whom it asks for. One of them is enough: then nobody on this machine asks.
_PASSED_ON = (
    *("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"),
    "x-real-ip",
)
_OF_BROWSERS = ("origin", "referer", "sec-fetch-site", "sec-fetch-mode", "cookie")


def exposition(told: Iterable[Metric] = ()) -> bytes:
    """All metrics of this process, or of all that count together. Takes milliseconds: for a thread.

    Args:
        told: what was looked up for this answer.
    """
    return _counted() + generate_latest(_Told(tuple(told)))


class _Told(Collector):
    def __init__(self, told: tuple[Metric, ...]) -> None:
        self._told = told

    def collect(self) -> Iterable[Metric]:
        return self._told


def _counted() -> bytes:
    folder = folder_of_counts()
    if folder is None:
        return generate_latest(REGISTRY)
    _forget_the_dead(folder)
    return generate_latest(_Together(folder))


class _Together(Collector):
    """What all processes counted, but for those whose file cannot be read.

    That is so between its making and the first thing written in it; and for ever, where the process
    died just then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterable[Metric]:
        files = [str(file) for file in self._folder.glob("*.db")]
        try:
            return _merged(files)
        except struct.error:
            return _merged([file for file in files if _readable(file)])


def _merged(files: list[str]) -> Iterable[Metric]:
    merged: Iterable[Metric] = MultiProcessCollector.merge(files)  # type: ignore[no-untyped-call]
    return merged


def _readable(file: str) -> bool:
    try:
        MmapedDict.read_all_values_from_file(file)  # type: ignore[no-untyped-call]
    except (struct.error, FileNotFoundError):
        return False
    return True


def _forget_the_dead(folder: Path) -> None:
    """What a process is worth only while it lives goes with it; what it counted stays."""
    for pid in {int(file.stem.rpartition("_")[2]) for file in folder.glob("gauge_live*.db")}:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            with suppress(FileNotFoundError):  # whoever is asked at the same time was faster
                mark_process_dead(pid, str(folder))  # type: ignore[no-untyped-call]
        except PermissionError:
            continue


class Reader(Enum):
    """Whether somebody may read this."""

    WELCOME = "welcome"
    TOKEN_WRONG = "token_wrong"  # noqa: S105 - a verdict
    NOT_FROM_THERE = "not_from_there"


def may_read(address: str | None, headers: Mapping[str, str], token: SecretStr | None) -> Reader:
    """Whether somebody may read what is measured: a program on this machine, or who has the token.

    A browser on this machine is none: a page may have led its own name here (DNS rebinding), and what the
    name leads to is the page's, for the browser.

    Args:
        address: the IP address of whoever asks; None if it has none.
        headers: of the request, found in small letters.
        token: the one that is set, if one is.
    """
    if _is_loopback(address) and _asks_this_machine(headers):
        return Reader.WELCOME
    if token is None:
        return Reader.NOT_FROM_THERE
    scheme, _, given = headers.get("authorization", "").partition(" ")
    right = hmac.compare_digest(given.strip().encode(), token.get_secret_value().encode())
    return Reader.WELCOME if right and scheme.lower() == "bearer" else Reader.TOKEN_WRONG


def _asks_this_machine(headers: Mapping[str, str]) -> bool:
    """Whether a request was passed on by nobody, is no browser's, and asks for this machine by its name."""
    if any(name in headers for name in (*_PASSED_ON, *_OF_BROWSERS)):
        return False
    host = headers.get("host", "")
    name = host[: host.find("]") + 1] if host.startswith("[") else host.partition(":")[0]
    return name.lower() == "localhost" or _is_loopback(name.strip("[]"))


def _is_loopback(address: str | None) -> bool:
    try:
        found = ip_address(address or "")
    except ValueError:
        return False
    return (getattr(found, "ipv4_mapped", None) or found).is_loopback
