"""Keeps secrets out of the logs: by the name of what holds them, and by their looks."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

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
    r"|(?<=://)[^\s/:@]*:[^\s/@]+(?=@)"  # user and password in an address
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
    "eyJ",
    "earer",
    "Basic ",
    "#",
    "://",
)


@lru_cache(maxsize=1024)
def names_a_secret(name: str) -> bool:
    """Whether what stands under this name is nobody's business."""
    spaced = _CAMEL.sub("_", name)
    return _SECRET_NAME.search(spaced) is not None and _ABOUT_IT.search(spaced) is None


def redacted_text(text: str) -> str:
    """The text with everything that looks like a secret taken out."""
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
