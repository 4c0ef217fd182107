"""How the demo board came to be: what happened when, over the past weeks. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from random import Random

from trivet.demo.content import BACKLOG, DOING, DONE, REVIEW, TO_DO, DemoCard

FOUNDED = 45.0
"""Days ago at which the workspace was made; everything else follows."""

_DAY_BEGINS_H, _DAY_LASTS_H = 9.0, 8.5
# Days ago: when the oldest and the newest card of a column was written down, and when it last moved.
_BORN = {
    BACKLOG: (38.0, 2.0),
    TO_DO: (30.0, 9.0),
    DOING: (24.0, 12.0),
    REVIEW: (26.0, 15.0),
    DONE: (43.0, 20.0),
}
_ARRIVED = {TO_DO: (8.0, 3.0), DOING: (5.5, 1.5), REVIEW: (2.8, 1.2), DONE: (27.0, 1.4)}


class Act(Enum):
    """What was done to a card."""

    WRITE = "write"
    ESTIMATE = "estimate"
    TAKE = "take"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody did.

    Args:
        days_ago: when.
        card: the index of the card.
        act: what.
        column: for a move, the index of the column it goes to.
        person: the index of whoever did it.
    """

    days_ago: float
    card: int
    act: Act
    person: int
    column: int = BACKLOG


def history(cards: Sequence[DemoCard], people: int) -> list[Step]:
    """All steps that led to the board of today, the first one first.

    Args:
        cards: as they stand today.
        people: how many there are.
    """
    chance = Random(1969)
    steps = [
        step
        for index, card in enumerate(cards)
        for step in _life(index, card, _share(index, cards), people, chance)
    ]
    return sorted(steps, key=lambda step: -step.days_ago)


def moment(days_ago: float, now: datetime) -> datetime:
    """That many days before now, in somebody's working hours."""
    whole = int(days_ago)
    hours = _DAY_BEGINS_H + _DAY_LASTS_H * (1 - (days_ago - whole))
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=whole) + timedelta(hours=hours)


def _share(index: int, cards: Sequence[DemoCard]) -> float:
    """How far down its column a card stands, from 0 to 1."""
    column = cards[index].column
    same = [other for other, card in enumerate(cards) if card.column == column]
    return same.index(index) / max(len(same) - 1, 1)


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share


def _life(index: int, card: DemoCard, share: float, people: int, chance: Random) -> Iterator[Step]:
    def somebody() -> int:
        return chance.choice(card.people) if card.people else chance.randrange(people)

    born = _between(_BORN[card.column], share) + chance.uniform(0, 0.9)
    yield Step(born, index, Act.WRITE, chance.randrange(people))
    if card.estimate is not None:
        yield Step(born - chance.uniform(0.1, 0.5), index, Act.ESTIMATE, somebody())
    way = _way(card)
    if not way:
        return
    arrived = _between(_ARRIVED[card.column], share) + chance.uniform(0, 0.3)
    # Taken when work begins; what waits with a name on it was promised to somebody.
    taken = way.index(DOING) + 1 if DOING in way else 1
    if not card.people:
        taken = 0
    for number, column in enumerate(way, start=1):
        part = number / len(way)
        days_ago = born - 0.6 - (born - 0.6 - arrived) * part
        if number == taken:
            yield Step(days_ago + 0.05, index, Act.TAKE, somebody())
        yield Step(days_ago, index, Act.MOVE, somebody(), column)


def _way(card: DemoCard) -> list[int]:
    """The columns that the card went through after the backlog."""
    way = list(range(TO_DO, card.column + 1))
    if card.sent_back:
        place = way.index(REVIEW)
        way[place + 1 : place + 1] = [DOING, REVIEW]
    return way
