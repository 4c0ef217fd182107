"""Master keys, and one derived key for each purpose.

A master key is 32 random bytes. It is never used itself: for each purpose a key is derived from
it (HKDF, RFC 5869), so that what leaks of one use says nothing about another. There may be
several: the first one signs and encrypts, the others still verify and decrypt. That is rotation.

Keys come from `TRIVET_MASTER_KEY` where it is set, else from the file `master.keys` in the data
folder, which is made on a first run.
"""

import base64
import binascii
import os
import secrets
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from trivet.platform.errors import StartupError

FILE = "master.keys"
SIZE = 32
_HEADER = (
    "# The keys of this Trivet: one a line, the first one signs, the others still verify.\n"
    "# Keep a copy with your backups, and keep it secret.\n"
)


class Purpose(StrEnum):
    """What a derived key is for. A value is part of the derivation: never change one."""

    KEY_ID = "key-id"
    ACCESS_TOKENS = "access-tokens"
    REFRESH_TOKENS = "refresh-tokens"
    CSRF = "csrf"
    TOKENS_AT_REST = "tokens-at-rest"
    WEBHOOK_SECRETS = "webhook-secrets"
    TASK_SECRETS = "task-secrets"
    TRACES = "traces"


@dataclass(frozen=True)
class MasterKey:
    """One master key.

    Args:
        secret: its 32 bytes; never printed.
    """

    secret: bytes = field(repr=False)

    def derive(self, purpose: Purpose) -> bytes:
        """The 32 bytes that stand for this key in one purpose."""
        info = f"trivet/{purpose}".encode()
        return HKDF(algorithm=SHA256(), length=SIZE, salt=None, info=info).derive(self.secret)

    @cached_property
    def kid(self) -> str:
        """Its public name, derived from it: a key keeps its name wherever it is stored."""
        return self.derive(Purpose.KEY_ID)[:6].hex()


@dataclass(frozen=True, slots=True)
class DerivedKey:
    """A key for one purpose, and the name of the master key behind it."""

    kid: str
    secret: bytes = field(repr=False)


class Keys:
    """All keys of an installation.

    Args:
        masters: at least one; the first one signs and encrypts.
    """

    def __init__(self, masters: Sequence[MasterKey]) -> None:
        if not masters:
            raise ValueError("at least one master key is needed")
        # Derived once: HKDF costs more than the signature that is made with its result.
        self._derived = {
            purpose: tuple(DerivedKey(key.kid, key.derive(purpose)) for key in masters)
            for purpose in Purpose
        }

    def first(self, purpose: Purpose) -> DerivedKey:
        """The key that signs or encrypts."""
        return self._derived[purpose][0]

    def every(self, purpose: Purpose) -> tuple[DerivedKey, ...]:
        """The keys that verify or decrypt, the first one first."""
        return self._derived[purpose]

    def named(self, purpose: Purpose, kid: str) -> DerivedKey | None:
        """The key named `kid`, or None if it was retired or never ours."""
        return next((key for key in self._derived[purpose] if key.kid == kid), None)


def new_keys() -> Keys:
    """One fresh key, kept nowhere. For tests and for tools that need no lasting one."""
    return Keys([MasterKey(secrets.token_bytes(SIZE))])


def load_keys(folder: Path, *, given: str | None = None, make: bool = True) -> Keys:
    """The keys of this installation.

    Args:
        folder: the data folder.
        given: keys from the environment, base64, separated by commas or white space; they win.
        make: make a key file where there is none; several servers must share given keys instead.

    Raises:
        StartupError: a key is damaged, others can read the file, or it cannot be read or made.
    """
    if given and given.strip():
        return Keys(_given(given))
    path = folder / FILE
    if not _exists(path):
        if not make:
            raise StartupError(
                "No keys: set TRIVET_MASTER_KEY to the same value for every process "
                "(make one with `openssl rand -base64 32`)"
            )
        _create(path, [_fresh()])
    return Keys(_read(path))


def rotate_keys(folder: Path) -> Keys:
    """Put a fresh key in front of those in the key file. The old ones still verify and decrypt.

    Raises:
        StartupError: as `load_keys`.
    """
    path = folder / FILE
    lines = [_text(key) for key in _read(path)]
    _write_over(path, [_fresh(), *lines])
    return Keys(_read(path))


def _fresh() -> str:
    return _text(MasterKey(secrets.token_bytes(SIZE)))


def _text(key: MasterKey) -> str:
    return base64.urlsafe_b64encode(key.secret).decode()


def _parse(text: str) -> MasterKey:
    """Read one key, in either alphabet of base64, with or without padding.

    Raises:
        ValueError: it is no base64, or not of 32 bytes.
    """
    body = text.rstrip("=").replace("+", "-").replace("/", "_")
    try:
        secret = base64.b64decode(body + "=" * (-len(body) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(secret) != SIZE:
        raise ValueError(f"{len(secret)} bytes instead of {SIZE}")
    return MasterKey(secret)


def given_secrets(text: str) -> list[bytes]:
    """The keys in `TRIVET_MASTER_KEY`, as bytes.

    Raises:
        StartupError: one of them is none.
    """
    return [key.secret for key in _given(text)]


def _given(text: str) -> list[MasterKey]:
    try:
        return [_parse(part) for part in text.replace(",", " ").split()]
    except ValueError as error:
        raise StartupError(
            f"TRIVET_MASTER_KEY holds something that is no key ({error}): "
            "make one with `openssl rand -base64 32`"
        ) from None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> StartupError:
    return StartupError(
        f"Cannot read the key file {path} ({error.strerror}): "
        "run Trivet as the user who owns it, or set TRIVET_MASTER_KEY"
    )


def _read(path: Path) -> list[MasterKey]:
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except UnicodeDecodeError:
        raise _damaged(path, "it is no text") from None
    except OSError as error:
        raise _unreadable(path, error) from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise StartupError(f"Others can read the key file {path}: run `chmod 600 {path}`")
    return _keys_in(path, text)


def _keys_in(path: Path, text: str) -> list[MasterKey]:
    keys = []
    for number, line in enumerate(text.splitlines(), start=1):
        body = line.strip()
        if not body or body.startswith("#"):
            continue
        try:
            keys.append(_parse(body))
        except ValueError as error:
            raise _damaged(path, f"line {number}: {error}") from None
    if not keys:
        raise _damaged(path, "it holds no key")
    return keys


def _damaged(path: Path, why: str) -> StartupError:
    return StartupError(
        f"The key file {path} is damaged ({why}): put a copy back from a backup, or move it away "
        "to start with a new key, which signs everybody out and loses stored tokens"
    )


def _create(path: Path, lines: Sequence[str]) -> None:
    """Make the key file whole or not at all, and never over one that is there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = _draft(path, lines)
        try:
            # A link, unlike a rename, fails where somebody else was first.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise _unwritable(path, error) from None


def _write_over(path: Path, lines: Sequence[str]) -> None:
    try:
        _draft(path, lines).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None


def _draft(path: Path, lines: Sequence[str]) -> Path:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="ascii") as file:
        file.write(_HEADER + "".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    return draft


def _unwritable(path: Path, error: OSError) -> StartupError:
    return StartupError(
        f"Cannot write the key file {path} ({error.strerror}): "
        "make the folder writable, choose another with TRIVET_DATA_DIR, or set TRIVET_MASTER_KEY"
    )
