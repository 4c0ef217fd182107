"""How the logs of clients are shown on a terminal."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from rich.text import Text

from trivet.client_logs.models import LogLevel
from trivet.client_logs.schemas import ClientLogOut
from trivet.client_logs.texts import neutral
from trivet.commands.tasks_shown import plain
from trivet.platform.json import dumps_text

_COLOURS = {
    LogLevel.DEBUG: "dim",
    LogLevel.WARNING: "yellow",
    LogLevel.ERROR: "red",
    LogLevel.FATAL: "bold red",
}
_WIDEST = max(map(len, LogLevel))
_INDENT = "    "
"""Before whatever is no line of its own: no message can look like the next entry."""


def lines_of(entry: ClientLogOut) -> Iterator[Text]:
    """An entry, line by line: when, how grave, whose, what; and below what more there is."""
    first, *rest = entry.message.split("\n")
    yield Text.assemble(
        (_time(entry.timestamp), "dim"),
        "  ",
        (f"{entry.level.upper():<{_WIDEST}}", _COLOURS.get(entry.level, "")),
        "  ",
        (plain(entry.user.name), "cyan"),
        "  ",
        plain(first),
    )
    yield from (Text(_INDENT + plain(line)) for line in rest)
    if entry.context is not None:
        yield Text(_INDENT + plain(dumps_text(entry.context)), style="dim")
    if entry.note is not None:
        yield Text(_INDENT + plain(entry.note), style="dim italic")


def as_json(entry: ClientLogOut) -> str:
    """An entry as one line of JSON, which does nothing to a terminal either."""
    return neutral(dumps_text(entry.model_dump(mode="json")))


def in_order(entries: Iterable[ClientLogOut]) -> list[ClientLogOut]:
    """As they happened, the latest last."""
    return sorted(entries, key=lambda entry: (entry.timestamp, entry.id))


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}.{moment.microsecond // 1000:03}Z"
