"""What rules would have done with a card, had they been there all the time. Pure functions.

What people did is as the board's log tells; what rules did is left out, and done anew.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from trivet.boards import events as board_events
from trivet.boards.events import BoardEvent
from trivet.cards import events as card_events
from trivet.github.meeting import Goal, Moment, led
from trivet.github.rules import Step
from trivet.platform.clock import rfc3339

_COMES = frozenset({card_events.CARD_CREATED, card_events.CARD_RESTORED, card_events.CARD_ARRIVED})
_GOES = frozenset({card_events.CARD_ARCHIVED, card_events.CARD_DELETED, card_events.CARD_LEFT})

OF_CARDS = frozenset({card_events.CARD_MOVED, *_COMES, *_GOES})
"""The events of cards that a replay looks at."""
OF_BOARDS = frozenset(
    {board_events.BOARD_ARCHIVED, board_events.BOARD_RESTORED, board_events.COLUMN_DELETED}
)
"""The events of a board that it looks at."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that people did with a card, or with its board.

    Args:
        at: when, as RFC 3339.
        column_id: where they put the card; None if they did not.
        card_open: whether the card is open from then on; None if that did not change.
        board_open: the same of the board.
    """

    at: str
    column_id: UUID | None = None
    card_open: bool | None = None
    board_open: bool | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What people did with a card.

    Args:
        start: where it was at the beginning.
        card_open: whether it was open then.
        board_open: whether its board was.
        turns: what they did since, in order.
    """

    start: UUID
    card_open: bool
    board_open: bool
    turns: Sequence[Turn]


class Done(NamedTuple):
    """What a rule would have done.

    Args:
        at: when it would have.
        moment: which rule.
        start: where the card was.
        held_back: whether the column was full.
    """

    at: str
    moment: Moment
    start: UUID
    held_back: bool


def past_of(
    column_id: UUID,
    events: Sequence[BoardEvent],
    of_board: Sequence[BoardEvent],
    *,
    card_open: bool,
    board_open: bool,
) -> Past:
    """What people did with a card, from its log.

    Args:
        column_id: where it is now.
        events: what happened to it, of `OF_CARDS`, in order.
        of_board: what happened to its board, of `OF_BOARDS`, in order.
        card_open: whether it is open now.
        board_open: whether its board is.
    """
    turns = [turn for event in events if (turn := _turn(event)) is not None]
    turns += [
        Turn(_at(event), board_open=event.type == board_events.BOARD_RESTORED)
        for event in of_board
        if event.type != board_events.COLUMN_DELETED
    ]
    turns.sort(key=lambda turn: turn.at)
    # Before either first changed it was the other way round.
    cards = (turn.card_open for turn in turns if turn.card_open is not None)
    card_open = not next(cards, not card_open)
    boards = (turn.board_open for turn in turns if turn.board_open is not None)
    board_open = not next(boards, not board_open)
    start = next((place for event in events if (place := _place_before(event))), column_id)
    return Past(start, card_open, board_open, turns)


def _turn(event: BoardEvent) -> Turn | None:
    if event.type in _COMES:
        return Turn(_at(event), UUID(event.payload["card"]["column_id"]), card_open=True)
    if event.type in _GOES:
        return Turn(_at(event), card_open=False)
    by_rule = event.payload.get("reason") is not None
    return None if by_rule else Turn(_at(event), UUID(event.payload["column_id"]))


def _place_before(event: BoardEvent) -> UUID | None:
    """Where a card was before an event, if that tells; where it comes to stand if it did not stand."""
    if event.type in _COMES:
        return UUID(event.payload["card"]["column_id"])
    found = event.payload.get("from_column_id")
    return None if found is None else UUID(found)


def _at(event: BoardEvent) -> str:
    assert event.created_at is not None
    return rfc3339(event.created_at)


def successors(of_board: Iterable[BoardEvent]) -> dict[UUID, UUID]:
    """Of columns that are gone, where their cards went.

    Args:
        of_board: what happened to the board.
    """
    return {
        UUID(event.payload["column_id"]): UUID(to)
        for event in of_board
        if event.type == board_events.COLUMN_DELETED and (to := event.payload.get("to_column_id"))
    }


def there_today(column_id: UUID, steps: Sequence[Step], after: Mapping[UUID, UUID]) -> UUID:
    """The column that has taken the place of one, perhaps itself.

    Args:
        column_id: which.
        steps: the columns that there are.
        after: of those that are gone, where their cards went.
    """
    there = {step.id for step in steps}
    while column_id not in there and column_id in after:
        column_id = after[column_id]
    return column_id if column_id in there else steps[0].id


def replay(
    past: Past,
    moments: Iterable[tuple[str, Moment]],
    steps: Sequence[Step],
    place: Callable[[UUID], UUID],
    is_full: Callable[[UUID], bool],
) -> list[Done]:
    """What rules would have done, in order.

    Args:
        past: what people did.
        moments: when each rule was met, as far as it counts; and what by.
        steps: the board's columns, from left to right.
        place: tells which column has taken the place of one.
        is_full: tells whether a column takes no card more.
    """
    done: list[Done] = []
    now = _Now(place(past.start), past.card_open, past.board_open)
    turns = iter([*past.turns, Turn("~")])  # behind every moment
    turn = next(turns)
    for at, moment in sorted(moments, key=_in_time):
        while turn.at <= at:
            now.turn(turn, place)
            turn = next(turns)
        goal = led(Goal(now.column_id, None, back=False), moment, steps).column_id
        if goal in {now.column_id, now.waits_for} or not now.may_move:
            continue
        held_back = is_full(goal)
        done.append(Done(at, moment, now.column_id, held_back))
        now.waits_for = goal if held_back else None
        now.column_id = now.column_id if held_back else goal
    return done


@dataclass(slots=True)
class _Now:
    """How a card is, while time goes by."""

    column_id: UUID
    card_open: bool
    board_open: bool
    waits_for: UUID | None = None

    @property
    def may_move(self) -> bool:
        return self.card_open and self.board_open

    def turn(self, turn: Turn, place: Callable[[UUID], UUID]) -> None:
        if turn.column_id is not None:
            self.column_id, self.waits_for = place(turn.column_id), None
        if turn.card_open is not None:
            self.card_open = turn.card_open
        if turn.board_open is not None:
            self.board_open = turn.board_open


def _in_time(met: tuple[str, Moment]) -> tuple[str, str]:
    return met[0], met[1].at
