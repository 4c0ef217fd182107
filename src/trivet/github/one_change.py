"""What a start and a finish have in common: each is one change, which is taken back as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trivet.boards.events import BoardEvent
from trivet.cards.models import Card
from trivet.cards.wire import Document
from trivet.github.rules import Step, is_forwards
from trivet.github.start_schemas import ChangeRef
from trivet.platform.ids import new_id
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.uow import WriteUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """What became of a start or a finish.

    Args:
        card: as it is afterwards.
        task: what is done on GitHub; None if nothing is.
        undo: takes back what happened on the board; None if nothing did.
        cannot_undo: what stays as it is then, in sentences.
        more: further members of the answer.
    """

    card: Document
    task: TaskSnapshot | None
    undo: ChangeRef | None
    cannot_undo: Sequence[str]
    more: Mapping[str, Any]

    def answer(self) -> dict[str, Any]:
        """What is said of it."""
        task = None if self.task is None else TaskOut.model_validate(self.task)
        return {
            "card": self.card,
            "task": None if task is None else task.model_dump(mode="json"),
            **self.more,
            "undo": None if self.undo is None else self.undo.model_dump(mode="json"),
            "cannot_undo": self.cannot_undo,
        }


class OneChange:
    """Gives what a unit says of a board something in common, also with the tasks that it begins.

    Args:
        unit: the write unit.
    """

    def __init__(self, unit: WriteUnit) -> None:
        self._unit = unit

    def bind(self) -> UUID | None:
        """What the events of this unit have in common from now on; None if there are none."""
        events = [event for event in self._unit.events if isinstance(event, BoardEvent)]
        if not events:
            return None
        batch_id = new_id()
        for event in events:
            event.batch_id = batch_id
        return batch_id

    async def ref(self) -> ChangeRef | None:
        """What takes it back; None if nothing changed. The last thing in its unit."""
        await self._unit.flush()
        for event in self._unit.events:
            if isinstance(event, BoardEvent) and event.seq is not None:
                return ChangeRef(seq=event.seq, batch_id=event.batch_id)
        return None


def onwards(card: Card, column_id: UUID, steps: list[Step]) -> UUID | None:
    """A column, if a card is not there or further already."""
    return column_id if is_forwards(card.column_id, column_id, steps) else None
