"""What a board's people choose: where cards go when something happens on GitHub."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.errors import BoardNotFound, UnknownColumn
from trivet.boards.events import BoardEvent
from trivet.boards.models import Category, Column
from trivet.boards.service import BoardService, columns_of
from trivet.github.errors import RuleTwice
from trivet.github.events import RULES_UPDATED
from trivet.github.repository import RuleRepository, RuleWriteRepository
from trivet.github.rules import Chosen, RuleEvent, Step, target
from trivet.github.schemas import RuleIn, RuleOut
from trivet.platform.errors import FieldError
from trivet.platform.uow import ReadUnit, WriteUnit


class RulebookQueries:
    """Reads the rules of boards.

    Args:
        unit: reads.
        caller: who asks.
        access: who may do what.
    """

    def __init__(self, unit: ReadUnit, caller: Caller, access: BoardAccess) -> None:
        self._session = unit.session
        self._caller = caller
        self._access = access

    async def rules(self, board_id: UUID) -> list[RuleOut]:
        """All rules of a board.

        Raises:
            BoardNotFound: it is not the caller's to see.
        """
        if await self._access.role_or_none(self._caller, board_id, self._session) is None:
            raise BoardNotFound("Check the address, or ask to be invited to its workspace.")
        columns = await columns_of(self._session, board_id)
        return written(columns, await RuleRepository(self._session).chosen(board_id))


class Rulebook:
    """Changes the rules of boards.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._caller = caller
        self._access = access
        self._rules = RuleWriteRepository(unit.session)

    async def choose(self, board_id: UUID, wanted: Sequence[RuleIn]) -> list[RuleOut]:
        """Replace what was chosen; an event that is not named gets its default back.

        Raises:
            BoardNotFound: it is not the caller's to see.
            Forbidden: the caller is no admin.
            BoardArchived: it is archived.
            UnknownColumn: a column is not on this board.
            RuleTwice: an event is named twice.
        """
        await self._access.require_manage(self._caller, board_id)
        await BoardService(self._unit, self._caller, self._access).locked(board_id)
        columns = await columns_of(self._unit.session, board_id)
        chosen = _checked(wanted, {column.id for column in columns})
        before = await self._rules.chosen(board_id)
        rules = written(columns, chosen)
        if chosen != before:
            await self._rules.choose(board_id, chosen)
            _tell(self._unit, board_id, rules)
        return rules


async def copy_rules(
    unit: WriteUnit, source_id: UUID, target_id: UUID, columns: Mapping[UUID, UUID]
) -> None:
    """Give a copy of a board the rules that the original's people chose.

    Args:
        unit: the write unit that makes the copy.
        source_id: the original.
        target_id: the copy.
        columns: column of the original → column of the copy.
    """
    rules = RuleWriteRepository(unit.session)
    chosen = {
        event: None if column_id is None else columns[column_id]
        for event, column_id in (await rules.chosen(source_id)).items()
    }
    if not chosen:
        return
    await rules.choose(target_id, chosen)
    _tell(unit, target_id, written(await columns_of(unit.session, target_id), chosen))


def _tell(unit: WriteUnit, board_id: UUID, rules: Sequence[RuleOut]) -> None:
    payload = {"rules": [rule.model_dump(mode="json") for rule in rules]}
    unit.emit(BoardEvent(type=RULES_UPDATED, board_id=board_id, payload=payload))


def _checked(wanted: Sequence[RuleIn], known: set[UUID]) -> Mapping[RuleEvent, UUID | None]:
    chosen: dict[RuleEvent, UUID | None] = {}
    for number, rule in enumerate(wanted):
        if rule.event in chosen:
            field = FieldError(f"rules.{number}.event", "is named before")
            raise RuleTwice(f"Say once where a card goes on `{rule.event}`.", fields=(field,))
        if rule.column_id is not None and rule.column_id not in known:
            field = FieldError(f"rules.{number}.column_id", "is not on this board")
            raise UnknownColumn("Choose a column of this board.", fields=(field,))
        chosen[rule.event] = rule.column_id
    return chosen


def steps_of(columns: Sequence[Column]) -> list[Step]:
    """Columns as rules look at them."""
    return [Step(column.id, Category(column.category)) for column in columns]


def written(columns: Sequence[Column], chosen: Chosen) -> list[RuleOut]:
    """All rules of a board, with the columns to which they lead.

    Args:
        columns: from left to right.
        chosen: what its people chose.
    """
    steps = steps_of(columns)
    rules = []
    for event in RuleEvent:
        step = target(event, steps, chosen)
        rules.append(
            RuleOut(event=event, column_id=step.id if step else None, default=event not in chosen)
        )
    return rules
