"""Cards follow what happens on GitHub, by the rules of their boards.

Where a card goes is told anew each time, from where it was put last by somebody else than a rule,
and from all that is known of its pull requests and branches: the furthest column of the rules that
were met since. So it makes no difference in which order news comes. If it turns out that a rule was
never met (a late delivery tells of a pull request that was open all the time), the card goes back to
where it would be without it.

What people did stands. Who moves a card puts it on a new base, and what was known by then is history;
what comes late after that, too. What is archived does not move, and does not catch up later.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trivet.cards.automatic import AutomaticMoves, HeldBoard, place_version
from trivet.cards.models import Card
from trivet.github.history import met, of_card
from trivet.github.models import CardRule
from trivet.github.repository import PullRequestRepository, RuleWriteRepository
from trivet.github.rulebook import steps_of
from trivet.github.rules import MoveCause, RuleEvent, furthest, is_forwards
from trivet.platform.uow import WriteUnit


@dataclass(frozen=True, slots=True)
class About:
    """What a delivery is about; stands as the reason of a move.

    Args:
        cause: what became known.
        repository: its full name.
        late: whether something newer was known already.
        pull_request: its number, if it is about one.
        branch: its name, if it is about one.
    """

    cause: MoveCause
    repository: str
    late: bool = False
    pull_request: int | None = None
    branch: str | None = None

    def reason(self, rule: RuleEvent, *, corrected: bool = False) -> dict[str, Any]:
        """The reason of a move, as the log has it."""
        said = {
            "rule": str(rule),
            "corrected": corrected,
            "cause": str(MoveCause.LATE if self.late else self.cause),
            "repository": self.repository,
            "pull_request": self.pull_request,
            "branch": self.branch,
        }
        return {name: value for name, value in said.items() if value not in (None, False)}


class CardMover:
    """Moves cards by the rules of their boards.

    Args:
        unit: the write unit; the cards' boards are held in it.
        moves: moves cards.
    """

    def __init__(self, unit: WriteUnit, moves: AutomaticMoves) -> None:
        self._moves = moves
        self._rules = RuleWriteRepository(unit.session)
        self._pull_requests = PullRequestRepository(unit.session)

    async def follow(self, card_id: UUID, held: HeldBoard, about: About) -> bool:
        """Look at a card again, after something about it became known.

        Args:
            card_id: the card.
            held: its board.
            about: what became known.

        Returns:
            Whether it was moved.
        """
        card = await self._moves.card(card_id)
        if card is None:
            return False
        counts = await self._met(card, held)
        record = await self._record(card)
        before = _counter(record.met)
        if place_version(card) != record.place_version:
            # Somebody moved it since the last look. What comes late is older than that.
            _rebase(record, card, counts if about.late else before)
        if not held.may_move(card):
            _rebase(record, card, counts)
        record.met = _plain(counts)
        if counts == before:
            return False
        lost = any(counts[event] < count for event, count in before.items())
        return await self._go(card, held, record, about, back=lost)

    async def _met(self, card: Card, held: HeldBoard) -> Counter[RuleEvent]:
        keys = await self._moves.keys_of(card, held)
        pull_requests = await self._pull_requests.get_by_card(card.id)
        branches = await self._pull_requests.branches_of_card(card.id, deleted_too=True)
        return met(
            [of_card(row.history, keys) for row in pull_requests if not row.foreign],
            sum(len(branch.creations) for branch in branches),
        )

    async def _record(self, card: Card) -> CardRule:
        record = await self._rules.of_card(card.id)
        if record is None:
            record = CardRule(card_id=card.id, met={})
            _rebase(record, card, Counter())
            self._rules.add(record)
        return record

    async def _go(
        self, card: Card, held: HeldBoard, record: CardRule, about: About, *, back: bool
    ) -> bool:
        """Move a card to where the rules that were met since its base lead.

        Args:
            card: the card.
            held: its board.
            record: what rules did with it.
            about: what became known.
            back: whether it may go back: some rule was met less often than it seemed.
        """
        counts, base = _counter(record.met), _counter(record.base_met)
        since = {event for event, count in counts.items() if count > base[event]}
        steps = steps_of(held.columns)
        start = next((s.id for s in steps if s.id == record.base_column_id), card.column_id)
        found = furthest(since, steps, await self._rules.chosen(held.board.id), start)
        goal, rule = (found[0].id, found[1]) if found else (start, None)
        if goal == card.column_id:
            return False
        onwards = is_forwards(card.column_id, goal, steps)
        if rule is not None and onwards:
            reason = about.reason(rule)
        elif back and record.moved_by is not None and not onwards:
            reason = about.reason(RuleEvent(record.moved_by), corrected=True)
        else:
            return False
        record.moved_by = None if rule is None else str(rule)
        record.place_version = await self._moves.move(card, held.board, goal, reason)
        return True


def _rebase(record: CardRule, card: Card, known: Counter[RuleEvent]) -> None:
    """From now on the card goes from where it is, by what is met beyond what is known."""
    record.base_column_id = card.column_id
    record.base_met = _plain(known)
    record.place_version = place_version(card)
    record.moved_by = None


def _counter(counts: Mapping[str, int]) -> Counter[RuleEvent]:
    return Counter({RuleEvent(name): count for name, count in counts.items()})


def _plain(counts: Mapping[RuleEvent, int]) -> dict[str, int]:
    return {str(event): count for event, count in counts.items()}
