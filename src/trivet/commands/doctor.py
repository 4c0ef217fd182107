"""`trivet doctor`: what is configured, what is missing, how to set it."""

import asyncio
import socket
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from rich.console import Console
from rich.table import Table
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from trivet import __version__
from trivet.migrations import HEAD
from trivet.migrations.runner import current_revision
from trivet.platform.errors import AlreadyServed, StartupError
from trivet.platform.keys import FILE as KEY_FILE
from trivet.platform.keys import load_keys
from trivet.platform.lockfile import ProcessLock
from trivet.platform.settings import Settings
from trivet.platform.settings_sources import secret_settings
from trivet.storage import storage_of


class Verdict(StrEnum):
    """How a thing is."""

    GOOD = "good"
    NOTE = "note"
    BROKEN = "broken"


_COLOURS = {Verdict.GOOD: "green", Verdict.NOTE: "yellow", Verdict.BROKEN: "red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    subject: str
    verdict: Verdict
    said: str


def examine(settings: Settings) -> bool:
    """Print everything there is to know about this installation.

    Returns:
        whether nothing is broken.
    """
    console = Console()
    console.print(f"[bold]Trivet {__version__}[/]\n")
    console.print(_settings_table(settings))
    findings = list(_findings(settings))
    console.print(_findings_table(findings))
    return all(finding.verdict is not Verdict.BROKEN for finding in findings)


def reference() -> str:
    """The reference of all settings, as Markdown."""
    lines = [
        "# Configuration",
        "",
        "Trivet is configured by environment variables, or by lines of the same form in the file",
        "`.env` in the data folder; the environment wins, and the options of a command win over",
        "both. `trivet doctor` shows what is in force. Nothing has to be set for a first run.",
        "",
        "What is secret may stand in a file instead: `TRIVET_SMTP_PASSWORD_FILE=/run/secrets/smtp` for",
        "`TRIVET_SMTP_PASSWORD`, and so for " + ", ".join(_in_files()) + ".",
        "",
        "| variable | default | meaning |",
        "| --- | --- | --- |",
    ]
    for name, field in Settings.model_fields.items():
        meaning = (field.description or "").replace("|", "\\|")
        lines.append(f"| `{_variable(name)}` | {_default(field)} | {meaning} |")
    lines += ["", "This page is made by `trivet doctor --markdown`; a test compares the two.", ""]
    return "\n".join(lines)


def _variable(name: str) -> str:
    return f"TRIVET_{name.upper()}"


def _in_files() -> list[str]:
    return [f"`{_variable(name)}`" for name in secret_settings(Settings) if name != "smtp_password"]


def _default(field: FieldInfo) -> str:
    value = "" if field.default is PydanticUndefined else _plain(field.default)
    return f"`{value}`" if value else "none"


def _plain(value: Any) -> str:
    """A setting as one would write it, secrets hidden."""
    if value is None:
        return ""
    if isinstance(value, SecretStr):
        return _hidden(value.get_secret_value())
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ",".join(str(part) for part in value)
    return str(value)


def _hidden(secret: str) -> str:
    """An address without its password; of any other secret, nothing."""
    try:
        url = make_url(secret)
        return url.difference_update_query(["password"]).render_as_string(hide_password=True)
    except ArgumentError:
        return "(hidden)"


def _settings_table(settings: Settings) -> Table:
    table = Table(title="Settings", title_justify="left")
    table.add_column("variable", no_wrap=True)
    table.add_column("value", overflow="fold")
    table.add_column("meaning")
    for name, field in Settings.model_fields.items():
        value = _plain(getattr(settings, name))
        shown = value or "[dim]not set[/]"
        given = name in settings.model_fields_set
        table.add_row(_variable(name), f"[bold]{shown}[/]" if given else shown, field.description)
    table.caption = "Bold: set by you. The others have their defaults."
    table.caption_justify = "left"
    return table


def _findings_table(findings: list[Finding]) -> Table:
    table = Table(title="State", title_justify="left")
    table.add_column("what", no_wrap=True)
    table.add_column("is", no_wrap=True)
    table.add_column("because", overflow="fold")
    for finding in findings:
        colour = _COLOURS[finding.verdict]
        table.add_row(finding.subject, f"[{colour}]{finding.verdict}[/]", finding.said)
    return table


def _findings(settings: Settings) -> Iterator[Finding]:
    yield _folder(settings.data_dir)
    yield _keys(settings)
    yield _database(settings)
    yield _server(settings)
    yield _public_address(settings)
    yield _mail(settings)
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
    where = _plain(settings.database_url) or str(settings.sqlite_path)
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


def _mail(settings: Settings) -> Finding:
    subject = "mail"
    if settings.smtp_host is None:
        said = (
            "Invitations are shown as links to hand on. Set TRIVET_SMTP_HOST to have them mailed."
        )
        return Finding(subject, Verdict.NOTE, said)
    server = f"{settings.smtp_host}:{settings.smtp_port}"
    if settings.public_url is None:
        said = f"Links in mail lead to {settings.base_url}: set TRIVET_PUBLIC_URL for other people."
        return Finding(subject, Verdict.NOTE, said)
    return Finding(subject, Verdict.GOOD, f"By {server}, {settings.smtp_security}.")


def _legacy(settings: Settings, address: str) -> Finding:
    routes = len(settings.legacy_routes)
    said = f"{address} answers what Trivet does not have under /api/, and {routes} of its routes."
    return Finding("legacy service", Verdict.GOOD, said)
