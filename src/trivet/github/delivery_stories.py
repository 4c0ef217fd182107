"""Deliveries as they are shown: how far each is, what it is about, what came of it.

A page of them takes the same few questions, however long it is.
"""

import asyncio
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from trivet.github.delivery_repository import DeliveryReader, Listed, ShownCard
from trivet.github.delivery_schemas import (
    DeliveryCardOut,
    DeliveryOut,
    DeliveryRepositoryOut,
    DeliveryState,
    DeliveryStoryOut,
    DeliverySubjectOut,
)
from trivet.github.delivery_subject import Subject, subject_of
from trivet.platform.json import loads
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.schemas import TaskErrorOut, TaskOut
from trivet.platform.tasks.snapshots import snapshot_of

LARGEST_READ = 64 * 1024
"""Bytes, compressed, of a body that is read for what it is about: ten times the usual one."""
MOST_CARDS = 100
"""Cards of one delivery that are named; a page must not ask for tens of thousands."""

_STATES = {
    TaskState.QUEUED: DeliveryState.WAITING,
    TaskState.RETRYING: DeliveryState.WAITING,
    TaskState.RUNNING: DeliveryState.WORKING,
    TaskState.FAILED: DeliveryState.FAILED,
    TaskState.INDETERMINATE: DeliveryState.FAILED,
}
_PARTS = ("linked", "unlinked", "moved")


def state_of(listed: Listed) -> DeliveryState:
    """How far a delivery is. A replay that fails makes it a failed one, whatever was done before."""
    by_task = None if listed.task is None else _STATES.get(TaskState(listed.task.state))
    if by_task is not None:
        return by_task
    done = listed.delivery.processed_at is not None
    return DeliveryState.DONE if done else DeliveryState.DROPPED


async def shown(reader: DeliveryReader, rows: Sequence[Listed]) -> list[DeliveryOut]:
    """Deliveries as they are shown, in the same order.

    Args:
        reader: asks for what their rows do not hold.
        rows: the deliveries.
    """
    subjects = await _subjects(reader, rows)
    cards = await reader.cards({card for row in rows for card in _all_cards(row)})
    return [_shown(row, subjects.get(row.delivery.id, {}), cards) for row in rows]


async def _subjects(reader: DeliveryReader, rows: Sequence[Listed]) -> Mapping[UUID, Subject]:
    """What each is about: as its task said when it was done, else as its body says."""
    told: dict[UUID, Subject] = {}
    unread: dict[UUID, str] = {}
    for row in rows:
        about = _result(row.task).get("about")
        if about is not None:
            told[row.delivery.id] = about
        elif row.body_kept:
            unread[row.delivery.id] = row.delivery.event
    bodies = await reader.bodies(unread, LARGEST_READ)
    if bodies:
        # The loop goes on meanwhile.
        told |= await asyncio.to_thread(_read, bodies, unread)
    return told


def _read(bodies: Mapping[UUID, bytes], events: Mapping[UUID, str]) -> dict[UUID, Subject]:
    return {key: subject_of(events[key], loads(zlib.decompress(bodies[key]))) for key in bodies}


def _shown(row: Listed, subject: Mapping[str, Any], cards: Mapping[UUID, ShownCard]) -> DeliveryOut:
    delivery, repository = row.delivery, row.repository
    state = state_of(row)
    task = None if row.task is None else TaskOut.model_validate(snapshot_of(row.task))
    seen = {
        key: card for key, card in cards.items() if card.workspace_id == repository.workspace_id
    }
    return DeliveryOut(
        id=delivery.id,
        repository=DeliveryRepositoryOut(
            id=repository.id,
            full_name=repository.full_name,
            connected=repository.secret is not None,
        ),
        event=delivery.event,
        action=subject.get("action"),
        subject=DeliverySubjectOut.model_validate(dict(subject)),
        guid=delivery.guid,
        hook_id=delivery.hook_id or None,
        received_at=delivery.received_at,
        processed_at=delivery.processed_at,
        state=state,
        request_id=delivery.request_id,
        task=task,
        story=_story(row, seen) if state is DeliveryState.DONE else None,
        error=None if state is DeliveryState.DONE else _error(row.task),
        body_kept=row.body_kept,
    )


def _error(task: TaskRow | None) -> TaskErrorOut | None:
    if task is None or task.error_code is None:
        return None
    return TaskErrorOut(code=task.error_code, detail=task.error_detail or "")


def _story(row: Listed, seen: Mapping[UUID, ShownCard]) -> DeliveryStoryOut | None:
    if row.task is None or row.task.result is None:
        return None
    parts = {part: _ids(row, part) for part in _PARTS}
    happened = {card for ids in parts.values() for card in ids}
    parts["concerned"] = [card for card in _ids(row, "cards") if card not in happened]
    everything = happened | {*parts["concerned"]}
    return DeliveryStoryOut(
        **{part: _named(ids, seen) for part, ids in parts.items()},
        gone=len(everything - seen.keys()),
        ignored=_result(row.task).get("ignored"),
    )


def _named(ids: Collection[UUID], seen: Mapping[UUID, ShownCard]) -> list[DeliveryCardOut]:
    return [DeliveryCardOut.model_validate(seen[card]) for card in ids if card in seen]


def _all_cards(row: Listed) -> Iterator[UUID]:
    for part in (*_PARTS, "cards"):
        yield from _ids(row, part)


def _ids(row: Listed, part: str) -> list[UUID]:
    return [UUID(each) for each in _result(row.task).get(part, ())[:MOST_CARDS]]


def _result(task: TaskRow | None) -> Mapping[str, Any]:
    return {} if task is None or task.result is None else task.result
