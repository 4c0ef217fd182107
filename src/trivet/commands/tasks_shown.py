"""How tasks are shown on a terminal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rich.console import Console
from rich.table import Table
from rich.text import Text

from trivet.platform.clock import now
from trivet.platform.json import dumps_text
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.snapshots import TaskSnapshot

_LONGEST = 200
"""Characters of an argument that are shown: of very many cards nobody reads all the ids."""
_PIPED_WIDTH = 200
"""Columns where no terminal says how many it has."""
_WIDE = 160
_COLOURS = {
    TaskState.FAILED: "red",
    TaskState.INDETERMINATE: "red",
    TaskState.RETRYING: "yellow",
    TaskState.RUNNING: "blue",
    TaskState.SUCCEEDED: "green",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of the list of tasks.

    Args:
        tasks: the youngest first.
        workspaces: the names of their workspaces, by id.
        more: whether there are older ones.
    """

    tasks: Sequence[TaskSnapshot]
    workspaces: Mapping[UUID, str]
    more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One task, with what its row alone tells.

    Args:
        task: how it stands.
        workspace: the name of its workspace.
        asked: the name of who asked for it.
        arguments: what it was called with; secrets are not among them.
    """

    task: TaskSnapshot
    workspace: str | None
    asked: str | None
    arguments: Mapping[str, str]


def console() -> Console:
    """Where we print; wide enough for a line a task where nobody looks at a screen."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, _PIPED_WIDTH)
    return console


def table_of(found: Listing, width: int) -> Table:
    """A line for each task.

    Args:
        found: the tasks.
        width: columns of the screen; a narrow one has the id, which the other commands want, whole,
            and little else.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True, min_width=36)
    table.add_column("state", no_wrap=True)
    table.add_column("task", overflow="fold")
    wide = width >= _WIDE
    if wide:
        table.add_column("tries", no_wrap=True)
        table.add_column("since", no_wrap=True)
        table.add_column("workspace", overflow="fold")
        table.add_column("why", overflow="fold", ratio=1)
    for task in found.tasks:
        state = Text(_state(task), style=_COLOURS.get(task.state, ""))
        further = _further(task, found.workspaces) if wide else ()
        table.add_row(str(task.id), state, Text(plain(task.name)), *further)
    return table


def _further(task: TaskSnapshot, workspaces: Mapping[UUID, str]) -> tuple[str | Text, ...]:
    return (
        f"{task.attempts}/{task.max_attempts}",
        _time(task.created_at),
        Text(_workspace(task, workspaces)),
        Text("" if task.error is None else plain(task.error.detail or task.error.code)),
    )


def facts_of(found: Found) -> list[tuple[str, str]]:
    """What is known of a task, each with its label."""
    task = found.task
    facts = [
        ("id", str(task.id)),
        ("task", plain(task.name)),
        ("state", _state(task)),
        ("tries", f"{task.attempts} of {task.max_attempts}"),
        ("since", _time(task.created_at)),
    ]
    if task.requested_by is not None:
        facts.append(("by", plain(found.asked or str(task.requested_by))))
    if task.workspace_id is not None:
        facts.append(("workspace", plain(found.workspace or str(task.workspace_id))))
    if task.next_attempt_at is not None:
        facts.append(("next try", _next(task.next_attempt_at)))
    if task.progress is not None:
        done, total, note = (task.progress[key] for key in ("done", "total", "note"))
        facts.append(("progress", plain(f"{done} of {total} {note}".strip())))
    if task.finished_at is not None:
        facts.append(("ended", _time(task.finished_at)))
    if task.error is not None:
        facts.append(("error", plain(f"{task.error.detail} ({task.error.code})")))
    if task.result is not None:
        facts.append(("result", plain(short(dumps_text(task.result)))))
    facts += [(name, plain(value)) for name, value in found.arguments.items()]
    return facts


def _state(task: TaskSnapshot) -> str:
    return "stopping" if task.cancelling else str(task.state)


def _workspace(task: TaskSnapshot, names: Mapping[UUID, str]) -> str:
    if task.workspace_id is None:
        return "-"
    return plain(names.get(task.workspace_id, str(task.workspace_id)))


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}Z"


def _next(moment: datetime) -> str:
    seconds = round((moment - now()).total_seconds())
    return _time(moment) + (f", in {seconds} s" if seconds > 0 else ", as soon as somebody is free")


def plain(value: Any) -> str:
    """Text that does nothing to a terminal: what others wrote may hold its commands."""
    return "".join(each if each.isprintable() else " " for each in str(value))


def short(text: str) -> str:
    """The beginning of a text that is too long to be read."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
