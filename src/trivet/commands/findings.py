"""What `trivet doctor` finds out by itself: on this machine, and in the database."""

import asyncio
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from trivet.commands.settings_shown import plain
from trivet.commands.startup import misspelled
from trivet.migrations import HEAD
from trivet.migrations.runner import current_revision
from trivet.platform.errors import AlreadyServed, StartupError
from trivet.platform.keys import FILE as KEY_FILE
from trivet.platform.keys import load_keys
from trivet.platform.lockfile import ProcessLock
from trivet.platform.settings import Settings
from trivet.platform.weak_secrets import reached_by_others, weak_secrets
from trivet.storage import storage_of

_FULL, _NEARLY_FULL = 200e6, 2e9
"""Free bytes."""


class Verdict(StrEnum):
    """How a thing is."""

    GOOD = "good"
    NOTE = "note"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    subject: str
    verdict: Verdict
    said: str


def local_findings(settings: Settings) -> Iterator[Finding]:
    """What this machine tells, and the database.

    Args:
        settings: as they were read.
    """
    yield _folder(settings.data_dir)
    yield _disk(settings.data_dir)
    yield _keys(settings)
    yield _secrets(settings)
    yield _spelling(settings.data_dir)
    yield _database(settings)
    yield _server(settings)
    yield _public_address(settings)
    if settings.legacy_api_url is not None:
        yield _legacy(settings, settings.legacy_api_url)


def _folder(folder: Path) -> Finding:
    subject = "data folder"
    if not folder.exists():
        return Finding(subject, Verdict.NOTE, f"{folder} is not there yet; the first run makes it.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        said = (
            f"{folder} cannot be written ({error.strerror}): change its owner, or TRIVET_DATA_DIR."
        )
        return Finding(subject, Verdict.BROKEN, said)
    return Finding(subject, Verdict.GOOD, f"{folder} can be written.")


def _disk(folder: Path) -> Finding:
    subject = "disk"
    free = shutil.disk_usage(folder if folder.exists() else Path.cwd()).free
    said = f"{free / 1e9:.1f} GB are free."
    if free < _FULL:
        return Finding(
            subject, Verdict.BROKEN, f"{said} Make room: a database that cannot grow stops."
        )
    if free < _NEARLY_FULL:
        return Finding(
            subject, Verdict.NOTE, f"{said} Copies before upgrades need as much as the database."
        )
    return Finding(subject, Verdict.GOOD, said)


def _secrets(settings: Settings) -> Finding:
    subject = "secrets"
    try:
        found = list(weak_secrets(settings))
    except StartupError as error:
        return Finding(subject, Verdict.BROKEN, str(error))
    if not found:
        return Finding(subject, Verdict.GOOD, "None that anybody could guess.")
    said = f"{'; '.join(found)}. Make another with `openssl rand -hex 32`."
    verdict = Verdict.BROKEN if reached_by_others(settings) else Verdict.NOTE
    return Finding(subject, verdict, said)


def _spelling(folder: Path) -> Finding:
    found = misspelled(folder)
    if found:
        return Finding("spelling", Verdict.NOTE, " ".join(found))
    return Finding("spelling", Verdict.GOOD, "Whatever is set for Trivet is a setting.")


def _keys(settings: Settings) -> Finding:
    subject = "keys"
    path = settings.data_dir / KEY_FILE
    given = settings.master_key.get_secret_value() if settings.master_key else None
    if given is None and not path.exists():
        said = f"{path} is not there yet; the first run makes it. Back it up with the database."
        return Finding(subject, Verdict.NOTE, said)
    try:
        load_keys(settings.data_dir, given=given, make=False)
    except StartupError as error:
        return Finding(subject, Verdict.BROKEN, str(error))
    where = "TRIVET_MASTER_KEY" if given else f"{path}, mode {stat.S_IMODE(path.stat().st_mode):o}"
    return Finding(subject, Verdict.GOOD, f"{where}. Back it up with the database.")


def _database(settings: Settings) -> Finding:
    subject = "database"
    where = plain(settings.database_url) or str(settings.sqlite_path)
    try:
        revision = asyncio.run(current_revision(settings))
    except StartupError as error:
        return Finding(subject, Verdict.BROKEN, str(error))
    if revision is None:
        return Finding(subject, Verdict.NOTE, f"{where} is empty; the first run makes its tables.")
    if revision > HEAD:
        said = f"{where} is from a newer Trivet (schema {revision}; this one knows {HEAD})."
        return Finding(subject, Verdict.BROKEN, said)
    if revision < HEAD:
        said = (
            f"{where} has schema {revision}; the next start, or `trivet migrate`, makes it {HEAD}."
        )
        return Finding(subject, Verdict.NOTE, said)
    return Finding(subject, Verdict.GOOD, f"{where}: schema {revision}{_size(settings)}.")


def _size(settings: Settings) -> str:
    if settings.database_url is not None:
        return ""
    return f", {settings.sqlite_path.stat().st_size / 1e6:.1f} MB"


def _server(settings: Settings) -> Finding:
    subject = "server"
    try:
        served = asyncio.run(_served(settings))
    except StartupError as error:
        return Finding(subject, Verdict.NOTE, str(error))
    if served is not None:
        return Finding(subject, Verdict.GOOD, served)
    host, port = settings.host, settings.port
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return Finding(
            subject, Verdict.NOTE, f"Nothing runs; port {port} is free. Start `trivet serve`."
        )
    said = f"Port {port} on {host} is taken by something else: set TRIVET_PORT, or use --port."
    return Finding(subject, Verdict.NOTE, said)


async def _served(settings: Settings) -> str | None:
    """What says that this database is served; None if it is not."""
    if settings.database_url is None and not ProcessLock(settings.sqlite_path).path.exists():
        return None
    lock = storage_of(settings).lock
    try:
        await lock.acquire()
    except AlreadyServed as error:
        return str(error).split(":", 1)[0] + "."
    await lock.release()
    return None


def _public_address(settings: Settings) -> Finding:
    subject = "address"
    if settings.public_url is None:
        said = f"{settings.base_url}, for this machine. Set TRIVET_PUBLIC_URL for other people."
        return Finding(subject, Verdict.NOTE, said)
    if not settings.https:
        said = f"{settings.public_url} is not encrypted: put a proxy with TLS in front of it."
        return Finding(subject, Verdict.NOTE, said)
    return Finding(subject, Verdict.GOOD, settings.public_url)


def _legacy(settings: Settings, address: str) -> Finding:
    patterns = ", ".join(settings.legacy_routes)
    said = f"{address} is passed what Trivet does not have under /api/{f', and {patterns}' if patterns else ''}."
    return Finding("legacy service", Verdict.GOOD, said)
