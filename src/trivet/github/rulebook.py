"""What a board's people choose: where cards go when something happens on GitHub."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.errors import BoardNotFound, UnknownColumn
from trivet.boards.events import BoardEvent
from trivet.boards.models import Category, Column
from trivet.boards.service import BoardService, columns_of
from trivet.github.errors import InvalidRule, RuleTwice
from trivet.github.events import RULES_UPDATED
from trivet.github.rule_repository import RuleRepository, RuleWriteRepository
from trivet.github.rule_schemas import RuleIn, RuleOut
from trivet.github.rules import (
    DEFAULTS,
    Needs,
    Rule,
    RuleEvent,
    Step,
    listed,
    problem_of_base,
    usual_needs,
)
from trivet.platform.clock import now, rfc3339
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

        What happened before a rule is made does not count for it.

        Raises:
            BoardNotFound: it is not the caller's to see.
            Forbidden: the caller is no admin.
            BoardArchived: it is archived.
            UnknownColumn: a column is not on this board.
            RuleTwice: there are two for the same event and target branch.
            InvalidRule: one makes no sense.
        """
        await self._access.require_manage(self._caller, board_id)
        await BoardService(self._unit, self._caller, self._access).locked(board_id)
        columns = await columns_of(self._unit.session, board_id)
        before = await self._rules.chosen(board_id)
        chosen = with_beginnings(checked(wanted, {column.id for column in columns}), before)
        rules = written(columns, chosen)
        if set(chosen) != set(before):
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
    chosen = [
        replace(rule, column_id=None if rule.column_id is None else columns[rule.column_id])
        for rule in await rules.chosen(source_id)
    ]
    if not chosen:
        return
    await rules.choose(target_id, chosen)
    _tell(unit, target_id, written(await columns_of(unit.session, target_id), chosen))


def _tell(unit: WriteUnit, board_id: UUID, rules: Sequence[RuleOut]) -> None:
    payload = {"rules": [rule.model_dump(mode="json") for rule in rules]}
    unit.emit(BoardEvent(type=RULES_UPDATED, board_id=board_id, payload=payload))


def checked(wanted: Sequence[RuleIn], known: Collection[UUID]) -> list[Rule]:
    """What somebody chose, if it makes sense; as if it had always been so.

    Args:
        wanted: what they sent.
        known: the columns of the board.

    Raises:
        UnknownColumn: a column is not on this board.
        RuleTwice: there are two for the same event and target branch.
        InvalidRule: one makes no sense.
    """
    chosen: dict[tuple[RuleEvent, str], Rule] = {}
    for number, rule in enumerate(wanted):
        _refuse_nonsense(rule, f"rules.{number}")
        base = rule.base or ""
        if (rule.event, base) in chosen:
            name = f"into `{base}`" if base else "into all other branches"
            field = FieldError(f"rules.{number}.event", "is named before")
            raise RuleTwice(
                f"Say once where a card goes on `{rule.event}` {name}.", fields=(field,)
            )
        if rule.column_id is not None and rule.column_id not in known:
            field = FieldError(f"rules.{number}.column_id", "is not on this board")
            raise UnknownColumn("Choose a column of this board.", fields=(field,))
        needs = rule.needs or usual_needs(rule.event)
        chosen[rule.event, base] = Rule(rule.event, rule.column_id, needs, base, rule.back)
    return list(chosen.values())


def _refuse_nonsense(rule: RuleIn, path: str) -> None:
    if rule.base is not None:
        problem = problem_of_base(rule.base)
        if rule.event is RuleEvent.BRANCH_CREATED:
            problem = "A branch that was just created has no target branch yet: leave it out."
        if problem is not None:
            raise InvalidRule(problem, fields=(FieldError(f"{path}.base", "cannot be"),))
    if rule.event is RuleEvent.BRANCH_CREATED and rule.needs is Needs.ALL:
        raise InvalidRule(
            "One branch is enough for this event: leave `needs` out.",
            fields=(FieldError(f"{path}.needs", "cannot be `all`"),),
        )


def with_beginnings(chosen: Iterable[Rule], before: Iterable[Rule]) -> list[Rule]:
    """Rules from when they count: those that were there as before, new ones from now on.

    One that did nothing, or only forwards, and now does something, or also backwards, is new. For what
    every board has unless it chose otherwise everything counts.

    Args:
        chosen: those that are chosen now.
        before: those that were chosen before.
    """
    # By GitHub's clock, whose seconds are whole.
    moment = rfc3339(now().replace(microsecond=0))
    known = {(rule.event, rule.base, rule.needs): rule for rule in before}
    found = []
    for rule in chosen:
        old = known.get((rule.event, rule.base, rule.needs), _usual(rule))
        since = moment if old is None or _does_more(rule, old) else old.since
        found.append(replace(rule, since=since))
    return found


def _does_more(rule: Rule, old: Rule) -> bool:
    """Whether a rule moves cards where it moved none before."""
    begins = old.column_id is None and rule.column_id is not None and not _is_usual(rule)
    return begins or (rule.back and not old.back)


def _usual(rule: Rule) -> Rule | None:
    """The rule that every board has, and in whose place one is; None if there is none."""
    return replace(rule, since="", back=False) if _is_usual(rule) else None


def _is_usual(rule: Rule) -> bool:
    return rule.event in DEFAULTS and not rule.base and rule.needs is usual_needs(rule.event)


def steps_of(columns: Sequence[Column]) -> list[Step]:
    """Columns as rules look at them."""
    return [Step(column.id, Category(column.category)) for column in columns]


def written(columns: Sequence[Column], chosen: Iterable[Rule]) -> list[RuleOut]:
    """All rules of a board, with the columns to which they lead.

    Args:
        columns: from left to right.
        chosen: what its people chose.
    """
    return [
        RuleOut(
            event=rule.event,
            base=rule.base or None,
            column_id=rule.column_id,
            needs=rule.needs,
            back=rule.back,
            default=not rule.chosen,
        )
        for rule in listed(steps_of(columns), chosen)
    ]
