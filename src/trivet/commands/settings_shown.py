"""Settings as people may see them: secrets hidden."""

from enum import Enum
from typing import Any

from pydantic import SecretStr
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


def plain(value: Any) -> str:
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
    if secret.startswith("http"):
        return "(hidden)"  # a DSN, whose user is the secret
    try:
        url = make_url(secret)
        return url.difference_update_query(["password"]).render_as_string(hide_password=True)
    except ArgumentError:
        return "(hidden)"
