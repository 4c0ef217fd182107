"""What every command does first: read the settings, and see that they can work."""

import contextlib
import errno
import getpass
import os
import socket
import tempfile
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import ValidationError

from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings
from trivet.platform.settings_sources import unknown_settings

DEFAULT_DATA_DIR = Path("data")
_BACKLOG = 2048


def load_settings(
    *, data: Path | None = None, host: str | None = None, port: int | None = None
) -> Settings:
    """The settings, the strongest first: options, the environment, `.env` in the data folder.

    Args:
        data: the data folder, if one was given.
        host: the address to listen on, if one was given.
        port: the port to listen on, if one was given.

    Raises:
        StartupError: a setting is wrong; the message names all that are.
    """
    folder = data or Path(os.environ.get("TRIVET_DATA_DIR") or DEFAULT_DATA_DIR)
    given: dict[str, Any] = {"data_dir": folder.expanduser().absolute()}
    given |= {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    env_file = folder / ".env"
    try:
        return Settings(_env_file=env_file, **given)
    except ValidationError as error:
        raise StartupError(_what_is_wrong(error)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StartupError(f"The settings file {env_file} cannot be read: {error}.") from None


def misspelled(folder: Path) -> list[str]:
    """What is set and known to nobody, a sentence each; in the environment and in `.env`.

    Args:
        folder: the data folder.
    """
    names = {name for name in os.environ if not name.startswith("TRIVET_TEST_")}
    with contextlib.suppress(OSError, UnicodeDecodeError):
        names |= set(dotenv_values(folder / ".env"))
    return [
        f"{name} is no setting" + (f": is {near} meant?" if near else ".")
        for name, near in unknown_settings(Settings, names)
    ]


def _what_is_wrong(error: ValidationError) -> str:
    wrong = []
    for each in error.errors(include_url=False):
        name = "_".join(str(part) for part in each["loc"]).upper()
        said = each["msg"].removeprefix("Value error, ")
        wrong.append(f"TRIVET_{name}: {said[:1].lower()}{said[1:]}")
    return f"Some settings are wrong: {'; '.join(wrong)}. `trivet doctor --markdown` explains each."


def prepare_folder(folder: Path) -> None:
    """Make the data folder if it is not there, and see that it can be written.

    Raises:
        StartupError: it cannot.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StartupError(
            f"The data folder {folder} cannot be written ({_reason(error)}): make it writable "
            f"for {_who()}, or choose another with --data (make run DATA=…)."
        ) from None


def _who() -> str:
    try:
        return f"user {getpass.getuser()}"
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def _reason(error: OSError) -> str:
    # asyncio and getaddrinfo put more words into it than people need.
    known = error.errno is not None and error.errno in errno.errorcode
    return os.strerror(error.errno or 0) if known else str(error)


def listen(host: str, port: int) -> socket.socket:
    """Take the port, before anything else is done.

    Who calls while we start waits in the queue instead of being refused.

    Args:
        host: a name or an address, IPv4 or IPv6.
        port: 0 takes any that is free.

    Raises:
        StartupError: the port is in use, or there is no such address here.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(
            (str(address[0]), port), family=family, backlog=_BACKLOG, reuse_port=False
        )
    except OSError as error:
        raise StartupError(_cannot_listen(host, port, error)) from None


def _cannot_listen(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use: stop what listens there, or choose another with "
            f"--port (make run PORT={port + 1 if port < 65535 else port - 1})."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} needs more rights than {_who()} has: choose one above 1023 with --port."
        )
    return f"Cannot listen on {host}:{port} ({_reason(error)}): choose another address with --host."
