"""Routes as a setting names them: `/api/cards`, `/api/cards/*`, `GET /api/boards/{boardId}/shapes`."""

import re
from dataclasses import dataclass

PREFIX = "/api/"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_NAME = r"\{[A-Za-z_][A-Za-z0-9_]*\}"
# What is compared with a path that is decoded already, so that a % would never be found in it.
_PLAIN = r"[^\s/,*{}?#%\\]+"
_PATH = re.compile(rf"/api(?:/(?:{_NAME}|{_PLAIN}))*(?:/\*|/)?")
_SHAPE = "such as /api/cards, /api/cards/* or GET /api/boards/{boardId}/shapes"


@dataclass(frozen=True, slots=True)
class RoutePattern:
    """Some paths, by one method or by all.

    Args:
        text: as it is written.
        method: the method; None is every one.
        path: what the whole path must match, percent-decoded.
    """

    text: str
    method: str | None
    path: re.Pattern[str]

    @classmethod
    def read(cls, text: str) -> "RoutePattern":
        """A pattern from its text.

        `{name}` stands for one part of a path, a last `*` for all that is below, at any depth.
        `GET` includes HEAD, as it does for routes.

        Args:
            text: a path under `/api/`, perhaps with a method in front.

        Raises:
            ValueError: it is none; the message says how to write one.
        """
        *before, path = text.split() or [""]
        method = before[0].upper() if before else None
        if len(before) > 1 or (method is not None and method not in METHODS):
            raise ValueError(f"`{text}` does not begin with one method: write {_SHAPE}")
        if not path.startswith(PREFIX):
            raise ValueError(f"`{text}` is not under {PREFIX}: write {_SHAPE}")
        if not _PATH.fullmatch(path) or climbs(path):
            raise ValueError(f"`{text}` is no route: write {_SHAPE}, separated by commas")
        return cls(f"{method} {path}" if method else path, method, _compiled(path))

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is meant.

        Args:
            method: its method.
            path: its path, percent-decoded.
        """
        by_method = self.method in {None, method} or (self.method == "GET" and method == "HEAD")
        return by_method and self.path.fullmatch(path) is not None


def climbs(path: str) -> bool:
    """Whether a path has a part that leads upwards or nowhere, as some server or other reads it.

    Some take a backslash for a slash, and some leave out what follows a semicolon.
    """
    parts = re.split(r"[/\\]", path)
    return any(part.partition(";")[0] in {".", ".."} for part in parts)


def _compiled(path: str) -> re.Pattern[str]:
    return re.compile("/".join(_part(part) for part in path.split("/")), re.DOTALL)


def _part(part: str) -> str:
    if part == "*":
        return ".*"
    return "[^/]+" if part.startswith("{") else re.escape(part)
