"""Makes the demo board, step by step, through the same services as everybody."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.auth.installation import local_owner
from trivet.boards.access import BoardAccess
from trivet.boards.schemas import BoardCreate, ColumnCreate, LabelCreate
from trivet.boards.service import BoardService
from trivet.boards.structure import StructureService
from trivet.cards.counterparts import Counterparts
from trivet.cards.schemas import CardCreate, CardPatch
from trivet.cards.service import CardService
from trivet.demo.content import BOARD, CARDS, COLUMNS, DONE, LABELS, PEOPLE, WORKSPACE, DemoCard
from trivet.demo.history import FOUNDED, Act, Step, history, moment
from trivet.demo.people import Team, assemble
from trivet.platform.clock import held, now
from trivet.platform.uow import Units, WriteUnit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """What the demo made."""

    workspace: str
    board: str
    key: str
    board_id: UUID
    cards: int


async def fill(units: Units, access: BoardAccess, elsewhere: Counterparts) -> Made:
    """Make one more demo board, with its history. A second call gets another key.

    Safe beside a running server: every step is a unit of work like any other.
    """
    owner_id = await local_owner(units)
    today = now()
    with held(lambda: moment(FOUNDED, today)):
        team = await assemble(units, owner_id, PEOPLE)
        board = await _Filling.begin(units, access, elsewhere, team, today)
    for step in history(CARDS, len(PEOPLE)):
        with held(_still(moment(step.days_ago, today))):
            await board.take(step)
    return Made(WORKSPACE, BOARD, board.key, board.board_id, len(CARDS))


def _still(at: datetime) -> Callable[[], datetime]:
    return lambda: at


@dataclass(slots=True)
class _Filling:
    """A board that is being filled, and what its parts are called."""

    units: Units
    access: BoardAccess
    elsewhere: Counterparts
    team: Team
    today: datetime
    board_id: UUID
    key: str
    columns: list[UUID]
    labels: dict[str, UUID]
    cards: dict[int, UUID]

    @classmethod
    async def begin(
        cls,
        units: Units,
        access: BoardAccess,
        elsewhere: Counterparts,
        team: Team,
        today: datetime,
    ) -> "_Filling":
        """Make the board with its columns and labels."""
        async with units.write(team.owner.actor(None)) as unit:
            service = BoardService(unit, team.owner, access)
            board = await service.create_board(team.workspace_id, BoardCreate(name=BOARD))
        made = cls(units, access, elsewhere, team, today, board.id, board.key, [], {}, {})
        for column in COLUMNS:
            wanted = ColumnCreate(
                name=column.name, category=column.category, wip_limit=column.wip_limit
            )
            async with units.write(team.owner.actor(None)) as unit:
                structure = StructureService(unit, team.owner, access)
                made.columns.append((await structure.create_column(board.id, wanted)).id)
        for label in LABELS:
            async with units.write(team.owner.actor(None)) as unit:
                structure = StructureService(unit, team.owner, access)
                colour = LabelCreate(name=label.name, color=label.color)
                made.labels[label.name] = (await structure.create_label(board.id, colour)).id
        return made

    async def take(self, step: Step) -> None:
        """Do what somebody did."""
        card = CARDS[step.card]
        if step.act is Act.WRITE:
            self.cards[step.card] = await self._write(step, card)
            return
        card_id = self.cards[step.card]
        patch = self._patch(step, card)
        await self._do(step, lambda cards: cards.patch_card(card_id, patch))

    async def _write(self, step: Step, card: DemoCard) -> UUID:
        due = None if card.due is None else (self.today + timedelta(days=card.due)).date()
        wanted = CardCreate(
            column_id=self.columns[0],
            title=card.title,
            description=card.description,
            acceptance_criteria=card.criteria,
            priority=card.priority,
            due_date=due,
            label_ids=[self.labels[name] for name in card.labels],
        )
        document = await self._do(step, lambda cards: cards.create_card(self.board_id, wanted))
        return UUID(str(document["id"]))

    def _patch(self, step: Step, card: DemoCard) -> CardPatch:
        if step.act is Act.ESTIMATE:
            return CardPatch(estimate=card.estimate)
        if step.act is Act.TAKE:
            return CardPatch(
                add_assignee_ids=[self._person(index).user_id for index in card.people]
            )
        # What was finished last stands on top.
        position = 0 if step.column == DONE else None
        return CardPatch(column_id=self.columns[step.column], position=position)

    def _person(self, index: int) -> Caller:
        return self.team.people[index]

    async def _do(self, step: Step, work: Callable[[CardService], Awaitable[T]]) -> T:
        caller = self._person(step.person)

        async def in_unit(unit: WriteUnit) -> T:
            return await work(CardService(unit, caller, self.access, self.elsewhere))

        return await self.units.retried(in_unit, caller.actor(None))
