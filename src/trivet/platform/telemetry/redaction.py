"""Keeps secrets out of the logs: by the name of what holds them, and by their looks."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

REDACTED = "[redacted]"
_DEEPEST = 6

_SECRET_NAME = re.compile(
    r"(?:^|[_\-.\s])"
    r"(?:tokens?|secrets?|passwords?|passwd|passphrase|authorization|cookies?|csrf|credentials?"
    r"|(?:api|private|signing|encryption)[_\-]?keys?)"
    r"(?:$|[_\-.\s])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# Facts about a secret, not the secret: `token_id`, `token_type`.
_ABOUT_IT = re.compile(
    r"[_\-](?:ids?|kinds?|types?|names?|counts?|scopes?|at|seconds)$", re.IGNORECASE
)

_SECRET_VALUE = re.compile(
    # ours: mailed links, invitations, sign-in links, refresh and API tokens
    r"\btr[eilprv]_[A-Za-z0-9_\-]{8,}"
    r"|\bgh[a-z]_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}"  # GitHub's
    # A JWT. From the beginning of its word, and that once: of a word that begins to be one a thousand times
    # each would be followed to its end.
    r"|(?<![\w\-])(?>[\w\-]*?\beyJ)[\w\-]{4,}\.[\w\-]{4,}\.[\w\-]*"
    r"|(?<=Bearer )\S+|(?<=bearer )\S+|(?<=Basic )\S{8,}"
    r"|(?<=bearer\.)\S+"  # as a WebSocket subprotocol
    r"|(?<=/sign-in#)\S+"
    # Miro's: what region they are of, in base64, and more behind it
    r"|\beyJ[A-Za-z0-9]{8,}_[\w\-]{8,}"
    r"|\bpylf_v[0-9]+_[A-Za-z0-9_]{8,}"  # Logfire's
    r"|(?<=-----BEGIN )[A-Z ]*PRIVATE KEY-----[^-]*(?:-----END [A-Z ]*-----)?"
    r"|(?<=://)[^\s/:@]*:[^\s/]+(?=@)"  # user and password in an address
    # What PostgreSQL says of the row that it does not take: all that is in it.
    r"|(?<=DETAIL:  )(?s:.+?)(?=\n\[SQL: |\n\(Background on |\nHINT:  |\n\n[TD][hu]|\Z)"
)
# Every match of the pattern holds one of these.
_HINTS = (
    "tre_",
    "tri_",
    "trl_",
    "trp_",
    "trr_",
    "trv_",
    "gh",
    "github_pat_",
    "eyJ",
    "earer",
    "Basic ",
    "#",
    "://",
    "pylf_",
    "PRIVATE KEY",
    "DETAIL:  ",
)


_SHORTEST = 8
"""Letters of a configured secret that is looked for; a shorter one is a word that means other things too."""


class _Configured:
    """The secrets of the settings, which need not look like any."""

    texts: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None


def keep_out(secrets: Iterable[str]) -> None:
    """Take these out of whatever is redacted from now on. A second call replaces the first.

    Args:
        secrets: those of the settings. Where one stands within a longer word it is left.
    """
    found = {part for secret in secrets for part in _parts(secret) if len(part) >= _SHORTEST}
    _Configured.texts = tuple(sorted(found, key=len, reverse=True))
    words = "|".join(re.escape(text) for text in _Configured.texts)
    pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{words})(?![A-Za-z0-9])")
    _Configured.pattern = pattern if found else None


def _parts(secret: str) -> Iterator[str]:
    """What of a secret is one by itself: of an address the password, of several keys each."""
    if "://" in secret:
        try:
            parts = urlsplit(secret)
            password, query = parts.password or "", dict(parse_qsl(parts.query))
        except ValueError:
            return
        yield from (password, unquote(password), query.get("password", ""))
        if parts.scheme.startswith("http"):
            yield parts.username or ""  # a DSN, whose user is the secret
        return
    yield from (secret, *secret.split(","))


@lru_cache(maxsize=1024)
def names_a_secret(name: str) -> bool:
    """Whether what stands under this name is nobody's business."""
    spaced = _CAMEL.sub("_", name)
    return _SECRET_NAME.search(spaced) is not None and _ABOUT_IT.search(spaced) is None


def may_hide_something(text: str) -> bool:
    """Whether `redacted_text` would have to look closer."""
    return any(map(text.__contains__, _HINTS)) or any(map(text.__contains__, _Configured.texts))


def redacted_text(text: str) -> str:
    """The text with everything that looks like a secret taken out."""
    for known in _Configured.texts:
        if known in text and _Configured.pattern is not None:
            text = _Configured.pattern.sub(REDACTED, text)
    # The pattern costs 5 µs a line of text, and hardly any text holds what it could match.
    for hint in _HINTS:
        if hint in text:
            return _SECRET_VALUE.sub(REDACTED, text)
    return text


def redacted(value: Any, depth: int = 0) -> Any:
    """A value as it may be logged.

    Args:
        value: anything.
        depth: how many containers it stands in; far down it is left out.
    """
    if isinstance(value, str):
        return redacted_text(value)
    if value is None or isinstance(value, (int, float)):
        return value
    if depth >= _DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return redacted_members(value, depth + 1)
    if isinstance(value, list | tuple | set | frozenset):
        return [redacted(item, depth + 1) for item in value]
    return redacted_text(str(value))


def redacted_members(members: Mapping[Any, Any], depth: int = 0) -> dict[str, Any]:
    """The members of an object as they may be logged.

    Args:
        members: names and values.
        depth: how many containers they stand in.
    """
    out: dict[str, Any] = {}
    for name, value in members.items():
        key = name if type(name) is str else str(name)
        kind = type(value)
        if value is not None and names_a_secret(key):
            out[key] = REDACTED
        elif kind is str:  # nearly all are; every log line comes through here
            out[key] = redacted_text(value)
        elif kind is int or kind is float:
            out[key] = value
        else:
            out[key] = redacted(value, depth)
    return out
