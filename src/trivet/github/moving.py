"""Cards follow what happens on GitHub, by the rules of their boards.

Where a card goes is told anew each time, from where it was put last by somebody else than a rule,
and from all that is known of its pull requests and branches: where the rules lead that were met since,
one after the other. So it makes no difference in which order news comes. If it turns out that a rule was
never met (a late delivery tells of a pull request that was open all the time), the card goes back to
where it would be without it.

What people did stands. Who moves a card puts it on a new base, and what was known by then is history;
what comes late after that, too. What is archived does not move, and does not catch up later. Nor does a
rule put a card into a column whose hard limit is reached: the card says so, and the rule tries again
with the next news.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from trivet.boards.events import BoardEvent
from trivet.cards.automatic import AutomaticMoves, HeldBoard, place_version
from trivet.cards.models import Card
from trivet.github.events import CARD_HELD_BACK
from trivet.github.history import of_card
from trivet.github.meeting import Goal, Met, counts_of, goal, met, order_of
from trivet.github.models import CardRule
from trivet.github.pull_request_repository import PullRequestRepository
from trivet.github.rule_repository import RuleWriteRepository
from trivet.github.rulebook import steps_of
from trivet.github.rules import MoveCause, RuleEvent, Step, effective, is_forwards
from trivet.github.timelines import Pull, timeline
from trivet.github.wire import split
from trivet.platform.clock import now, rfc3339
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
        old: whether it happened before the repository was connected: that is history, and moves
            nothing.
    """

    cause: MoveCause
    repository: str
    late: bool = False
    pull_request: int | None = None
    branch: str | None = None
    old: bool = False

    def reason(self, rule: RuleEvent, *, corrected: bool = False) -> dict[str, Any]:
        """The reason of a move, as the log has it."""
        cause = self.cause
        if self.late:
            cause = MoveCause.LATE
        elif rule is RuleEvent.REVIEW_REQUESTED and cause in {MoveCause.DRAFT, MoveCause.OPENED}:
            cause = MoveCause.REVIEW_REQUESTED  # that it is open is no news
        said = {
            "rule": str(rule),
            "corrected": corrected,
            "cause": str(cause),
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
        self._unit = unit
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
        found = await self._met(card, held)
        record = await self._record(card)
        shown = record.held_back if place_version(card) == record.place_version else None
        news = noted(record, card, found, about, stands=not held.may_move(card))
        moved = False
        if news.any or record.held_back is not None:
            moved = await self._go(card, held, record, about, found, lost=news.lost)
        if not moved and record.held_back != shown:
            self._tell_held_back(card, record.held_back)
        return moved

    async def _met(self, card: Card, held: HeldBoard) -> Met:
        rules = effective(steps_of(held.columns), await self._rules.chosen(held.board.id))
        keys = await self._moves.keys_of(card, held)
        pull_requests = await self._pull_requests.closing_of_card(card.id)
        branches = await self._pull_requests.branches_of_card(card.id, deleted_too=True)
        return met(
            rules,
            [pull_of(row, keys) for row in pull_requests if not row.foreign],
            [branch.creations for branch in branches],
        )

    async def _record(self, card: Card) -> CardRule:
        record = await self._rules.of_card(card.id)
        if record is None:
            record = CardRule(card_id=card.id, met={})
            _rebase(record, card, {})
            self._rules.add(record)
        return record

    async def _go(
        self,
        card: Card,
        held: HeldBoard,
        record: CardRule,
        about: About,
        found: Met,
        *,
        lost: bool,
    ) -> bool:
        """Move a card to where the rules that were met since its base lead, if there is room.

        Args:
            card: the card.
            held: its board.
            record: what rules did with it.
            about: what became known.
            found: when rules were met.
            lost: whether some rule was met less often than it seemed.
        """
        held_back, record.held_back = record.held_back, None
        steps = steps_of(held.columns)
        start = next((s.id for s in steps if s.id == record.base_column_id), card.column_id)
        end = goal(found, record.base_met, steps, start)
        lost = lost or bool(held_back and held_back.get("corrected"))
        reason = reason_to_move(card, record, about, end, steps, lost=lost)
        if reason is None:
            return False
        wanted = {**reason, "column_id": str(end.column_id)}
        if held_back and all(held_back.get(name) == wanted.get(name) for name in _WHAT):
            reason = {name: value for name, value in held_back.items() if name not in _HOLD}
        else:
            held_back = {**wanted, "why": "wip_limit", "at": rfc3339(now())}
        if not await self._moves.has_room(held.column(end.column_id)):
            record.held_back = held_back
            return False
        record.moved_by = None if end.moment is None else str(end.moment.rule.event)
        record.place_version = await self._moves.move(card, held.board, end.column_id, reason)
        return True

    def _tell_held_back(self, card: Card, held_back: Mapping[str, Any] | None) -> None:
        facts, texts = split("held_back", held_back) if held_back else ({"held_back": None}, {})
        self._unit.emit(
            BoardEvent(
                type=CARD_HELD_BACK,
                board_id=card.board_id,
                card_id=card.id,
                payload=facts,
                texts=texts,
            )
        )


class News(NamedTuple):
    """What a look at a card brought.

    Args:
        any: whether rules were met more or less often than it seemed, or in another order.
        lost: whether one was met less often, and that for no other reason than what became known.
    """

    any: bool
    lost: bool


_ORDER = "order"
"""Under this `met` keeps in which order rules were met."""
_WHAT = ("rule", "column_id", "corrected")
"""By which one knows a move that was held back before."""
_HOLD = ("column_id", "why", "at")
"""What one that is held back says beside its reason."""


def pull_of(row: Any, keys: Collection[str]) -> Pull:
    """A pull request as rules look at it.

    Args:
        row: a `PullRequest`, or a row with what rules look at.
        keys: what the card is called or was called.
    """
    return Pull(row.base, timeline(of_card(row.history, keys), row.reviews, row.failures))


def noted(record: CardRule, card: Card, found: Met, about: About, *, stands: bool) -> News:
    """Take over when rules were met.

    Args:
        record: what rules did with a card.
        card: the card.
        found: when its rules were met.
        about: what became known.
        stands: whether rules do not move it.
    """
    counts, order = counts_of(found), order_of(found)
    before = {key: count for key, count in record.met.items() if key != _ORDER}
    moved = record.met.get(_ORDER, order) != order
    if place_version(card) != record.place_version:
        # Somebody moved it since the last look. What comes late is older than that.
        _rebase(record, card, counts if about.late else before)
    if about.old or stands:
        _rebase(record, card, counts)
    record.met = {**counts, _ORDER: order}
    changed = {key: n - before.get(key, 0) for key, n in counts.items() if n != before.get(key, 0)}
    lost = any(difference < 0 for difference in changed.values())
    if before.keys() <= counts.keys():
        return News(bool(changed) or moved, lost)
    # Rules were taken away, and others answer in their place: nothing of that was for no reason.
    record.base_met = {key: min(n, counts.get(key, 0)) for key, n in record.base_met.items()}
    return News(bool(changed), lost=False)


def reason_to_move(
    card: Card, record: CardRule, about: About, end: Goal, steps: Sequence[Step], *, lost: bool
) -> dict[str, Any] | None:
    """Why a card goes to where rules lead; None if it stays.

    Args:
        card: the card.
        record: what rules did with it.
        about: what became known.
        end: where they lead.
        steps: the columns of its board.
        lost: whether some rule was met less often than it seemed.
    """
    if end.column_id == card.column_id:
        return None
    rule = None if end.moment is None else end.moment.rule.event
    if rule is not None and is_forwards(card.column_id, end.column_id, steps):
        return about.reason(rule)
    if lost and record.moved_by is not None:
        return about.reason(RuleEvent(record.moved_by), corrected=True)
    return about.reason(rule) if rule is not None and end.back else None


def _rebase(record: CardRule, card: Card, known: Mapping[str, int]) -> None:
    """From now on the card goes from where it is, by what is met beyond what is known."""
    record.base_column_id = card.column_id
    record.base_met = dict(known)
    record.place_version = place_version(card)
    record.moved_by = None
    record.held_back = None
