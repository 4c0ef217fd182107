"""The one place where identifiers and secrets are made."""

import hashlib
import secrets
import string
from datetime import datetime
from uuid import UUID

# The plain `uuid_utils` has a UUID class of its own; `compat` answers the standard one.
import uuid_utils.compat as uuid_compat

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase


def new_id() -> UUID:
    """A UUIDv7: unique, and in order of its making (RFC 9562, section 5.7)."""
    return uuid_compat.uuid7()


def first_id_at(moment: datetime) -> UUID:
    """The least id that can have been made at a moment (RFC 9562, section 5.7)."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def new_secret(prefix: str = "", size: int = 32) -> str:
    """An unguessable, URL-safe text.

    Args:
        prefix: what the text begins with, so that people and scanners recognise its kind.
        size: how many random bytes it carries.
    """
    return prefix + secrets.token_urlsafe(size)


def new_letters(count: int) -> str:
    """An unguessable text of letters and digits.

    Args:
        count: how many; each carries almost six bits.
    """
    return "".join(secrets.choice(BASE62) for _ in range(count))


def fingerprint(secret: str) -> str:
    """The SHA-256 of a secret, in hex: what is stored in place of it.

    A plain hash is enough because our secrets are random and long; there is nothing to guess.
    """
    return hashlib.sha256(secret.encode()).hexdigest()
