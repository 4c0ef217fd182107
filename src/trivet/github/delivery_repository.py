"""Queries of what webhooks delivered. Never a commit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import defer

from trivet.boards.models import Board
from trivet.cards.models import Card
from trivet.github.delivery_schemas import DeliveryFilter, DeliveryGroup, Place
from trivet.github.models import (
    Delivery,
    Repository,
)
from trivet.platform.db.session import ReadSession, WriteSession
from trivet.platform.db.some import remove_some, some_of
from trivet.platform.tasks.declarations import TaskGroup
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.repository import unsettled
from trivet.workspaces.models import Workspace


@dataclass(frozen=True, slots=True)
class Listed:
    """A delivery as lists show it, without its body.

    Args:
        delivery: its row.
        repository: where it came from; it may be disconnected.
        task: what works on it, or did last; None once that is forgotten.
        body_kept: whether its body is there.
    """

    delivery: Delivery
    repository: Repository
    task: TaskRow | None
    body_kept: bool


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card as a story names it."""

    id: UUID
    board_id: UUID
    workspace_id: UUID
    key: str


class DeliveryReader:
    """Reads deliveries.

    Args:
        session: of the unit of work in which it is asked.
    """

    def __init__(self, session: ReadSession) -> None:
        self._reading = session

    async def page(
        self, wanted: DeliveryFilter, *, after: Place | None, limit: int
    ) -> Sequence[Listed]:
        """Deliveries, the newest first. Those of workspaces that were deleted are left out.

        Args:
            wanted: which.
            after: where the page begins; None is the beginning.
            limit: how many at most.
        """
        query = _listed().order_by(Delivery.received_at.desc(), Delivery.id.desc()).limit(limit)
        query = query.where(*_conditions(wanted))
        if after is not None:
            same = and_(Delivery.received_at == after.received_at, Delivery.id < after.id)
            # Says twice that it came before, so that the index is walked from there.
            query = query.where(
                Delivery.received_at <= after.received_at,
                or_(Delivery.received_at < after.received_at, same),
            )
        rows = await self._reading.execute(query)
        return [Listed(*row) for row in rows]

    async def one(self, delivery_id: UUID) -> Listed | None:
        """One delivery, unless its workspace was deleted."""
        rows = await self._reading.execute(_listed().where(Delivery.id == delivery_id))
        found = rows.first()
        return None if found is None else Listed(*found)

    async def bodies(self, ids: Collection[UUID], largest: int) -> dict[UUID, bytes]:
        """Bodies as they are kept, compressed, by the ids of deliveries.

        Args:
            ids: whose.
            largest: bytes; those that are larger are left out.
        """
        if not ids:
            return {}
        rows = await self._reading.execute(
            select(Delivery.id, Delivery.body).where(
                Delivery.id.in_(list(ids)), func.length(Delivery.body) <= largest
            )
        )
        return {row.id: row.body for row in rows if row.body is not None}

    async def body(self, delivery_id: UUID) -> bytes | None:
        """The body of one, as it is kept, compressed; None once it is forgotten."""
        return await self._reading.scalar(select(Delivery.body).where(Delivery.id == delivery_id))

    async def cards(self, ids: Collection[UUID]) -> dict[UUID, ShownCard]:
        """Cards as stories name them, by id: those that are there, archived ones too."""
        if not ids:
            return {}
        rows = await self._reading.execute(
            select(Card.id, Board.id, Board.workspace_id, Board.key, Card.number)
            .join(Board, Board.id == Card.board_id)
            .where(Card.id.in_(list(ids)), Card.deleted_at.is_(None), Board.deleted_at.is_(None))
        )
        return {
            card_id: ShownCard(card_id, board_id, workspace_id, f"{key}-{number}")
            for card_id, board_id, workspace_id, key, number in rows
        }

    async def repository_of(self, workspace_id: UUID, repository_id: UUID) -> Repository | None:
        """A repository of a workspace, connected or not."""
        return await self._reading.scalar(
            select(Repository).where(
                Repository.id == repository_id, Repository.workspace_id == workspace_id
            )
        )


def _listed() -> Select[Delivery, Repository, TaskRow, bool]:
    return (
        select(Delivery, Repository, TaskRow, Delivery.body.is_not(None))
        .join(Repository, Repository.id == Delivery.repository_id)
        .join(Workspace, Workspace.id == Repository.workspace_id)
        .outerjoin(TaskRow, TaskRow.id == Delivery.task_id)
        .where(Workspace.deleted_at.is_(None))
        .options(defer(Delivery.body, raiseload=True))
    )


def _conditions(wanted: DeliveryFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.workspace_id is not None:
        found.append(Repository.workspace_id == wanted.workspace_id)
    if wanted.repository_id is not None:
        found.append(Delivery.repository_id == wanted.repository_id)
    if wanted.event is not None:
        found.append(Delivery.event == wanted.event)
    if wanted.group is not None:
        found.append(_stands(wanted.group, wanted.workspace_id))
    return found


def _stands(group: DeliveryGroup, lane: UUID | None) -> ColumnElement[bool]:
    """The condition of the deliveries of a group; `state_of` says the same of one.

    Few tasks are unsettled, so they are collected first: no task is looked up for each delivery.
    """
    match group:
        case DeliveryGroup.WAITING:
            return Delivery.task_id.in_(_tasks([TaskGroup.OPEN], lane))
        case DeliveryGroup.FAILED:
            never = and_(
                Delivery.processed_at.is_(None),
                Delivery.task_id.not_in(_tasks([TaskGroup.OPEN], lane)),
            )
            return or_(Delivery.task_id.in_(_tasks([TaskGroup.DEAD], lane)), never)
        case DeliveryGroup.DONE:
            return and_(
                Delivery.processed_at.is_not(None),
                Delivery.task_id.not_in(_tasks(list(TaskGroup), lane)),
            )


def _tasks(groups: Sequence[TaskGroup], lane: UUID | None) -> Select[UUID]:
    states = sorted({str(state) for group in groups for state in group.states})
    query = select(TaskRow.id).where(unsettled(), TaskRow.state.in_(states))
    return query if lane is None else query.where(TaskRow.lane == lane)


class DeliveryRepository(DeliveryReader):
    """Keeps deliveries."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._session = session

    async def known(self, repository_id: UUID, hook_id: int, guid: str) -> Delivery | None:
        return await self._session.scalar(
            select(Delivery).where(
                Delivery.repository_id == repository_id,
                Delivery.hook_id == hook_id,
                Delivery.guid == guid,
            )
        )

    async def heard_since(self, repository_id: UUID, hook_id: int, moment: datetime) -> bool:
        """Whether a webhook delivered something since a moment."""
        wanted = select(Delivery.id).where(
            Delivery.repository_id == repository_id,
            Delivery.hook_id == hook_id,
            Delivery.received_at >= moment,
        )
        return await self._session.scalar(wanted.limit(1)) is not None

    async def get(self, delivery_id: UUID) -> Delivery | None:
        return await self._session.get(Delivery, delivery_id)

    async def locked(self, delivery_id: UUID) -> Delivery | None:
        """A delivery, held until the unit ends."""
        return await self._session.scalar(
            select(Delivery)
            .where(Delivery.id == delivery_id)
            .options(defer(Delivery.body, raiseload=True))
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )

    async def is_overtaken(self, delivery: Delivery) -> bool:
        """Whether a later one of the same repository and event was worked on already."""
        later = select(Delivery.id).where(
            Delivery.repository_id == delivery.repository_id,
            Delivery.event == delivery.event,
            Delivery.received_at > delivery.received_at,
            Delivery.processed_at.is_not(None),
        )
        return await self._session.scalar(later.limit(1)) is not None

    async def give_up_bodies(self, before: datetime, most: int) -> int:
        """Forget what was delivered and worked on before a moment; that it came is kept.

        Args:
            before: the moment.
            most: how many at most.

        Returns:
            How many there were.
        """
        done, kept = Delivery.processed_at < before, Delivery.body.is_not(None)
        some = await some_of(self._session, Delivery, done, kept, most=most)
        if some.count:
            await self._session.run(update(Delivery).where(some.they).values(body=None))
        return some.count

    async def forget(self, before: datetime, most: int) -> int:
        """Forget up to `most` deliveries that came before a moment; how many."""
        return await remove_some(self._session, Delivery, Delivery.received_at < before, most=most)
