"""What stands beside a message: cut to a size that can be kept and looked at.

It is cut rather than refused. Clients put whole objects there, and a delivery that is refused for one of
them loses what somebody needs.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from trivet.client_logs.texts import neutral
from trivet.platform.json import dumps
from trivet.platform.telemetry.redaction import REDACTED, names_a_secret, redacted_text

DEEPEST = 6
"""Objects and lists within each other."""
MOST_BYTES = 8 * 1024
"""Of its JSON."""
LONGEST_TEXT = 2_000
"""Characters of one text in it."""
LONGEST_NAME = 100
_CUT = "…"
_NO_ROOM = object()
_INT64 = range(-(2**63), 2**63)


class Cutting:
    """Copies a context as far as there is room, without secrets and control characters.

    Args:
        context: as it came.
    """

    def __init__(self, context: Mapping[Any, Any]) -> None:
        self._room = MOST_BYTES - 2
        self.cut = False
        """Whether anything was left out."""
        self.context: dict[str, Any] = self._object(context, 1)
        """What is left of it."""

    def _object(self, members: Mapping[Any, Any], depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in members.items():
            key = self._text(str(name), LONGEST_NAME)
            secret = value is not None and names_a_secret(key)
            copy = self._copy(REDACTED if secret else value, depth, len(dumps(key)) + 2)
            if copy is _NO_ROOM:
                break
            found[key] = copy
        return found

    def _list(self, values: Iterable[Any], depth: int) -> list[Any]:
        found: list[Any] = []
        for value in values:
            copy = self._copy(value, depth, 1)
            if copy is _NO_ROOM:
                break
            found.append(copy)
        return found

    def _copy(self, value: Any, depth: int, beside: int) -> Any:
        """A copy of a value that stands `depth` deep, with `beside` bytes of name and punctuation."""
        if not isinstance(value, Mapping | list):
            plain = self._plain(value)
            return plain if self._take(len(dumps(plain)) + beside) else _NO_ROOM
        if depth == DEEPEST:
            self.cut = True
            return _CUT if self._take(len(dumps(_CUT)) + beside) else _NO_ROOM
        if not self._take(2 + beside):
            return _NO_ROOM
        if isinstance(value, Mapping):
            return self._object(value, depth + 1)
        return self._list(value, depth + 1)

    def _plain(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value, LONGEST_TEXT)
        # JSON knows integers of any size, which neither our writer of it nor JavaScript does.
        too_big = isinstance(value, int) and value not in _INT64
        return self._text(str(value), LONGEST_TEXT) if too_big else value

    def _text(self, text: str, longest: int) -> str:
        short = text[:longest]
        if len(short) < len(text):
            self.cut = True
            short += _CUT
        return redacted_text(neutral(short))

    def _take(self, size: int) -> bool:
        """Take room; once there is too little, there is none for whatever follows."""
        fits = size <= self._room
        self._room = self._room - size if fits else 0
        self.cut = self.cut or not fits
        return fits
