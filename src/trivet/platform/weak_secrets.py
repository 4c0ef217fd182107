"""Secrets that anybody could guess. On the own machine they do no harm; anywhere else Trivet does not start with one."""

import ipaddress
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from pydantic import SecretStr

from trivet.platform.errors import StartupError
from trivet.platform.keys import given_secrets
from trivet.platform.settings import Settings
from trivet.platform.settings_sources import PREFIX, secret_settings

_FEWEST_DIFFERENT = 12
"""Of 32 random bytes, hardly ever fewer than 25 are different."""
_OURS = {"miro_webhook_secret", "github_app_webhook_secret", "metrics_token"}
"""What people make up themselves; the others are made by whoever takes them."""
_SHORTEST = 16
_FEWEST_LETTERS = 6
_PLACEHOLDERS = {
    *("admin", "changeit", "changeme", "default", "example", "foobar", "insecure", "password"),
    *("placeholder", "postgres", "redis", "replaceme", "secret", "test", "testing", "todo"),
    *("topsecret", "trivet", "yoursecret", "yourpassword", "xxx", "123456"),
}


def weak_secrets(settings: Settings) -> Iterator[str]:
    """What is wrong with secrets, a sentence each, which does not quote them.

    Args:
        settings: as they were read.
    """
    for name in secret_settings(settings.__class__):
        value: SecretStr | None = getattr(settings, name)
        if value is None:
            continue
        why = _why(name, value.get_secret_value())
        if why is not None:
            yield f"{PREFIX}{name.upper()} {why}"


def refuse_weak_secrets(settings: Settings) -> None:
    """See that no secret can be guessed, where others than this machine reach us.

    Raises:
        StartupError: one can; the message says which.
    """
    if not reached_by_others(settings):
        return
    found = list(weak_secrets(settings))
    if found:
        raise StartupError(
            f"Others can reach Trivet ({_whereby(settings)}), and {'; '.join(found)}. Make another with "
            "`openssl rand -hex 32`, of a master key with `openssl rand -base64 32`."
        )


def reached_by_others(settings: Settings) -> bool:
    """Whether anybody but this machine can reach us, as far as the settings tell."""
    return not (is_loopback(settings.base_url) and _is_loopback(settings.host))


def _whereby(settings: Settings) -> str:
    if not is_loopback(settings.base_url):
        return settings.base_url
    return f"TRIVET_HOST is {settings.host or 'empty'}"


def is_loopback(address: str) -> bool:
    """Whether an address leads to this machine alone."""
    return _is_loopback(urlsplit(address).hostname or "")


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _why(name: str, secret: str) -> str | None:
    if name == "master_key":
        weak = any(map(_is_made_up, given_secrets(secret)))
        return "is no random key" if weak else None
    if name.endswith(("_url", "_dsn")):
        try:
            password = urlsplit(secret).password
        except ValueError:
            return None  # no address at all: whoever opens it says so
        return "has a password that is in every list" if password and _is_known(password) else None
    if _is_known(secret):
        return "is in every list of passwords"
    if name in _OURS and (len(secret) < _SHORTEST or len(set(secret)) < _FEWEST_LETTERS):
        return f"is short or monotonous; {_SHORTEST} random characters are the least"
    return None


def _is_made_up(key: bytes) -> bool:
    steps = {(b - a) % 256 for a, b in pairwise(key)}
    return len(set(key)) < _FEWEST_DIFFERENT or len(steps) == 1 or key.isascii()


def _is_known(secret: str) -> bool:
    letters = "".join(letter for letter in secret.lower() if letter.isalnum())
    return letters in _PLACEHOLDERS or letters.rstrip("0123456789") in _PLACEHOLDERS
