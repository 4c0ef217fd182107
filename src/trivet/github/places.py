"""A card in all its places: how it stands in each, what is under way there, and what is wrong."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.cards.asking import CardQuestions, CardTold
from trivet.github.branch_repository import BranchingRepository
from trivet.github.places_repository import PlacesRepository
from trivet.github.places_schemas import (
    BoardPlace,
    BranchPlace,
    PlaceOut,
    PlaceProblem,
    PlacesOut,
    PlaceState,
    RepositoryPlace,
)
from trivet.github.standing import problem_of, state_of, via_of
from trivet.platform.clock import now
from trivet.platform.settings import Settings
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.snapshots import snapshot_of
from trivet.platform.uow import ReadUnit

DISCONNECTED = "repository_disconnected"


class Places:
    """Tells where a card is.

    Args:
        unit: reads.
        caller: who asks.
        access: who may do what.
        settings: our own address.
    """

    def __init__(
        self, unit: ReadUnit, caller: Caller, access: BoardAccess, settings: Settings
    ) -> None:
        self._cards = CardQuestions(unit.session, caller, access)
        self._branching = BranchingRepository(unit.session)
        self._places = PlacesRepository(unit.session)
        self._settings = settings

    async def of_card(self, card_name: str, workspace_id: UUID | None) -> PlacesOut:
        """All places of a card.

        Args:
            card_name: its id or key.
            workspace_id: where a key is looked up; None is everywhere.

        Raises:
            CardNotFound, CardKeyAmbiguous: there is none for this caller, or several.
        """
        card = await self._cards.to_see(await self._cards.id_of(card_name, workspace_id))
        return PlacesOut(
            whiteboard=PlaceOut(state=PlaceState.NONE, synced_at=None, pending=[], problems=[]),
            board=BoardPlace(
                state=PlaceState.IN_SYNC,
                synced_at=now(),
                pending=[],
                problems=[],
                board_id=card.board_id,
                archived=card.archived,
            ),
            branch=await self._branch(card),
        )

    async def _branch(self, card: CardTold) -> BranchPlace:
        tasks = await self._branching.tasks_of(card.workspace_id, card.id)
        repositories = await self._repositories(card)
        pending = [row for row in tasks if row.finished_at is None]
        problems = [
            *(_of_repository(one) for one in repositories if _is_wrong(one)),
            *(_of_task(row) for row in tasks if row.finished_at is not None),
        ]
        state = PlaceState.IN_SYNC if repositories else PlaceState.NONE
        if problems:
            state = PlaceState.PROBLEM
        elif pending:
            state = PlaceState.PENDING
        times = [one.synced_at for one in repositories]
        known = [at for at in times if at is not None]
        return BranchPlace(
            state=state,
            synced_at=min(known) if known and len(known) == len(times) else None,
            pending=[_task(row) for row in pending],
            problems=problems,
            repositories=repositories,
        )

    async def _repositories(self, card: CardTold) -> list[RepositoryPlace]:
        branches = await self._places.branches(card.id)
        pulls = await self._places.pull_requests(card.id)
        rows = await self._places.repositories({*branches, *pulls})
        return [
            RepositoryPlace(
                id=row.id,
                full_name=row.full_name,
                connected=row.secret is not None,
                state=state_of(row, self._settings),
                via=via_of(row, self._settings),
                synced_at=_latest([last, row.polled_at, row.reconciled_at]),
                branches=branches.get(row.id, 0),
                pull_requests=pulls.get(row.id, 0),
                problem=problem_of(row) if row.secret is not None else None,
            )
            for row, last in rows
        ]


def _latest(times: Sequence[datetime | None]) -> datetime | None:
    return max((at for at in times if at is not None), default=None)


def _is_wrong(one: RepositoryPlace) -> bool:
    return not one.connected or one.problem is not None


def _of_repository(one: RepositoryPlace) -> PlaceProblem:
    if one.problem is not None:
        return PlaceProblem(code=one.problem.code, detail=f"{one.full_name}: {one.problem.detail}")
    return PlaceProblem(
        code=DISCONNECTED,
        detail=f"{one.full_name} is not connected any more: what is shown stays as it was. Connect it "
        "again to go on.",
    )


def _of_task(row: TaskRow) -> PlaceProblem:
    task = _task(row)
    name = row.args.get("branch_name", "")
    detail = task.error.detail if task.error else "Try again."
    code = task.error.code if task.error else str(task.state)
    return PlaceProblem(code=code, detail=f"The branch {name} was not made. {detail}")


def _task(row: TaskRow) -> TaskOut:
    return TaskOut.model_validate(snapshot_of(row))
