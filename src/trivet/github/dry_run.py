"""What rules would have done in the last days: nothing of it is written."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.errors import BoardNotFound
from trivet.boards.events import BoardEvent
from trivet.boards.log import events_of_types
from trivet.boards.models import Board, Column
from trivet.boards.service import columns_of
from trivet.github.meeting import Moment, met
from trivet.github.moving import pull_of
from trivet.github.replay import (
    OF_BOARDS,
    OF_CARDS,
    Done,
    past_of,
    replay,
    successors,
    there_today,
)
from trivet.github.rule_repository import RuleRepository
from trivet.github.rule_schemas import DryMove, DryRunOut, RuleIn
from trivet.github.rulebook import checked, steps_of
from trivet.github.rules import BoardRules, RuleEvent, Step, effective
from trivet.platform.clock import now, parse_rfc3339, rfc3339
from trivet.platform.uow import ReadUnit

DAYS = timedelta(days=30)
MOST_CARDS = 2_000
MOST_MOVES = 500
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is the same for all cards of a board.

    Args:
        board: the board.
        since: from when on.
        rules: those that are tried.
        steps: its columns, from left to right.
        room: of its columns with a hard limit, how many cards more they take today.
        events: what happened to it.
    """

    board: Board
    since: datetime
    rules: BoardRules
    steps: Sequence[Step]
    room: Mapping[UUID, int]
    events: Sequence[BoardEvent]


class DryRuns:
    """Tries rules on what happened.

    Args:
        unit: reads.
        caller: who asks.
        access: who may do what.
    """

    def __init__(self, unit: ReadUnit, caller: Caller, access: BoardAccess) -> None:
        self._session = unit.session
        self._caller = caller
        self._access = access
        self._rules = RuleRepository(unit.session)

    async def run(self, board_id: UUID, wanted: Sequence[RuleIn] | None) -> DryRunOut:
        """What rules would have done in the last 30 days, had they been there all the time.

        Of the cards those of which there were news last. It takes as long as there are cards, and lets
        others have their turn meanwhile.

        Args:
            board_id: the board.
            wanted: the rules; None is those that it has.

        Raises:
            BoardNotFound: it is not the caller's to see.
            UnknownColumn, RuleTwice, InvalidRule: as where they are chosen.
        """
        scene = await self._scene(board_id, wanted)
        found = await self._rules.last_news(board_id, MOST_CARDS + 1)
        cards = found[:MOST_CARDS]
        moves: list[DryMove] = []
        for first in range(0, len(cards), AT_ONCE):
            moves += await self._moves(scene, cards[first : first + AT_ONCE])
        moves.sort(key=lambda move: (move.at, move.card_id), reverse=True)
        return DryRunOut(
            since=scene.since,
            moves=moves[:MOST_MOVES],
            cards=len(cards),
            truncated=len(found) > MOST_CARDS or len(moves) > MOST_MOVES,
        )

    async def _scene(self, board_id: UUID, wanted: Sequence[RuleIn] | None) -> _Scene:
        session = self._session
        role = await self._access.role_or_none(self._caller, board_id, session)
        board = await session.get(Board, board_id)
        if role is None or board is None:
            raise BoardNotFound("Check the address, or ask to be invited to its workspace.")
        columns = await columns_of(session, board_id)
        if wanted is None:
            chosen = await self._rules.chosen(board_id)
        else:
            chosen = checked(wanted, {column.id for column in columns})
        steps = steps_of(columns)
        since = now() - DAYS
        return _Scene(
            board=board,
            since=since,
            rules=effective(steps, [replace(rule, since="") for rule in chosen]),
            steps=steps,
            room=await self._room(columns),
            events=await events_of_types(session, board_id, OF_BOARDS, since),
        )

    async def _room(self, columns: Sequence[Column]) -> dict[UUID, int]:
        limits = {c.id: c.wip_limit for c in columns if c.wip_hard and c.wip_limit is not None}
        there = await self._rules.standing_in(limits) if limits else {}
        return {column_id: most - there.get(column_id, 0) for column_id, most in limits.items()}

    async def _moves(self, scene: _Scene, card_ids: Sequence[UUID]) -> list[DryMove]:
        """What rules would have done with some cards."""
        keys: dict[UUID, set[str]] = {card_id: set() for card_id in card_ids}
        for card_id, key in await self._rules.old_keys(card_ids):
            keys[card_id].add(key)
        pulls = _by_card(await self._rules.closing_of_cards(card_ids))
        branches = _by_card(await self._rules.branches_of_cards(card_ids))
        board_id = scene.board.id
        events: dict[UUID, list[BoardEvent]] = {}
        for event in await events_of_types(
            self._session, board_id, OF_CARDS, scene.since, card_ids
        ):
            assert event.card_id is not None
            events.setdefault(event.card_id, []).append(event)
        found: list[DryMove] = []
        for card in await self._rules.looked_at(card_ids):
            own = f"{scene.board.key}-{card.number}"
            links = _Links(pulls.get(card.id, []), branches.get(card.id, []))
            moments = links.moments(scene, {own, *keys[card.id]})
            done = _replayed(scene, card, events.get(card.id, []), moments)
            await asyncio.sleep(0)  # others have their turn
            found += [_told(one, card, own, links.source(one.moment)) for one in done]
        return found


@dataclass(frozen=True, slots=True)
class _Links:
    """What a card has on GitHub: rows of `RuleRepository`."""

    pulls: Sequence[Any]
    branches: Sequence[Any]

    def source(self, moment: Moment) -> Any:
        """By which of them a rule was met."""
        of_branch = moment.rule.event is RuleEvent.BRANCH_CREATED
        return (self.branches if of_branch else self.pulls)[moment.source]

    def moments(self, scene: _Scene, keys: set[str]) -> list[tuple[str, Moment]]:
        """When rules were met, and when that counted: not before the card was linked.

        What was over when its repository was connected moves nothing.
        """
        found = met(
            scene.rules,
            [pull_of(row, keys) for row in self.pulls],
            [row.creations for row in self.branches],
        )
        since = rfc3339(scene.since)
        links = {id(row): _linked(row) for row in (*self.pulls, *self.branches)}
        moments = []
        for moment in (moment for moments in found.values() for moment in moments):
            linked, connected = links[id(self.source(moment))]
            at = max(moment.at, linked)
            if at >= since and not moment.at <= connected <= linked:
                moments.append((at, moment))
        return moments


def _linked(row: Any) -> tuple[str, str]:
    """When something was linked to a card, and when its repository was connected."""
    return rfc3339(row.linked_at), rfc3339(row.connected_at)


def _replayed(
    scene: _Scene, card: Any, events: Sequence[BoardEvent], moments: list[tuple[str, Moment]]
) -> list[Done]:
    if not moments:
        return []
    after = successors(scene.events)
    past = past_of(
        card.column_id,
        events,
        scene.events,
        card_open=card.archived_at is None,
        board_open=scene.board.archived_at is None,
    )

    def is_full(column_id: UUID) -> bool:
        # A card that stands there today takes no place from itself.
        own = int(card.column_id == column_id and card.archived_at is None)
        return scene.room.get(column_id, 1) + own < 1

    return replay(
        past, moments, scene.steps, lambda each: there_today(each, scene.steps, after), is_full
    )


def _told(done: Done, card: Any, key: str, source: Any) -> DryMove:
    rule = done.moment.rule
    assert rule.column_id is not None
    of_branch = rule.event is RuleEvent.BRANCH_CREATED
    return DryMove(
        at=parse_rfc3339(done.at),
        card_id=card.id,
        key=key,
        title=card.title,
        event=rule.event,
        base=rule.base or None,
        repository=source.repository,
        pull_request=None if of_branch else source.number,
        branch=source.name if of_branch else None,
        from_column_id=done.start,
        to_column_id=rule.column_id,
        held_back="wip_limit" if done.held_back else None,
    )


def _by_card(rows: Sequence[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.card_id, []).append(row)
    return found
