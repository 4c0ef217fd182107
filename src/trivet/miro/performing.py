"""Operations that are queued, sent to Miro: which go together, and what becomes of each.

Miro has no idempotency keys. That an operation is about to be sent is written down before it is; one that
makes something, and of which no answer came, is looked for on the board (`adopting.py`), and never simply
sent again. Everything else can be: it ends the same.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from trivet.miro.access import MiroAccess
from trivet.miro.answers import Document
from trivet.miro.bulk import refusal_at
from trivet.miro.client import AT_ONCE as MOST_TOGETHER
from trivet.miro.client import MiroClient
from trivet.miro.credits import RESERVE, Level
from trivet.miro.errors import (
    MiroAccountMissing,
    MiroBoardNotFound,
    MiroConflict,
    MiroForbids,
    MiroInvalid,
    MiroItemNotFound,
    MiroLimited,
    MiroNotAsked,
    MiroTagNotFound,
    MiroUnreachable,
)
from trivet.miro.job_models import MiroOperation, State
from trivet.miro.likeness import is_like
from trivet.platform.clock import now
from trivet.platform.errors import AppError
from trivet.platform.tasks.failures import retry_after_s

ALONE_AFTER = 2
"""How often something is sent with others of which no answer comes."""
MOST_TRIES = 10
"""How often something is sent of which no answer comes, before a person is asked to look."""
MOST_MAKINGS = 4
"""The same of what makes something."""
SOON = timedelta(seconds=20)
"""What was written down as being sent is sent within so long, or not at all."""


@dataclass(frozen=True, slots=True)
class Sent:
    """An operation as it is sent.

    Args:
        number: its place in its job.
        action: create, update, delete, attach or detach.
        kind: shape, card, sticky_note or tag.
        item_id: what it is about.
        body: what Miro is sent.
        tries: how often it was sent before without an answer.
    """

    number: int
    action: str
    kind: str
    item_id: str | None
    body: Mapping[str, Any]
    tries: int

    @property
    def makes_item(self) -> bool:
        """Whether it makes an item, and so can be sent with others."""
        return self.action == "create" and self.kind != "tag"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an operation.

    Args:
        sent: it.
        state: where it stands now.
        item_id: what it was about, or made.
        document: what Miro says of that now; None if nothing.
        error: why it failed.
        unanswered: whether it was sent, and no answer came.
    """

    sent: Sent
    state: State
    item_id: str | None = None
    document: Document | None = None
    error: AppError | None = None
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What became of several.

    Args:
        outcomes: of each.
        wait_s: for how long nothing more should be sent; None if all is well.
        away: whether that is because Miro does not answer.
        ends: why nothing of the job can be done any more.
        waits_for: why nothing more should be sent.
    """

    outcomes: Sequence[Outcome]
    wait_s: float | None = None
    away: bool = False
    ends: AppError | None = None
    waits_for: AppError | None = None


def cost_of(waiting: Mapping[tuple[str, str], int]) -> int:
    """What it costs to send operations, in credits.

    Args:
        waiting: how many there are, by action and kind.
    """
    return sum(count * _cost(action, kind) for (action, kind), count in waiting.items())


def _cost(action: str, kind: str) -> int:
    if kind == "tag":
        return Level.ONE
    return Level.THREE if action == "delete" else Level.TWO


def sent_of(row: MiroOperation) -> Sent:
    """An operation as it is sent."""
    return Sent(row.number, row.action, row.kind, row.item_id, row.body, row.tries)


def call_of(ready: Sequence[MiroOperation]) -> list[MiroOperation]:
    """Which operations are sent now, by one request.

    What makes items goes together, up to 20, in order; but by itself what was sent before without an answer:
    it may be what the others waited for. Everything else goes alone, as tags do, which may concern what
    another operation does.

    Args:
        ready: what can be sent, in order.
    """
    making: list[MiroOperation] = []
    for each in ready:
        if each.kind == "tag" or each.action != "create" or each.tries >= ALONE_AFTER:
            return making or [each]
        making.append(each)
        if len(making) == MOST_TOGETHER:
            break
    return making


Intend = Callable[[Sequence[Sent]], Awaitable[None]]
"""Writes down that operations are about to be sent, in a request of their own."""


class Performer:
    """Sends operations of one board in somebody's name.

    Args:
        access: gives out clients.
        user_id: in whose name.
        board_id: the board.
        intend: called before a part of what was to go together is sent by itself.
    """

    def __init__(self, access: MiroAccess, user_id: UUID, board_id: str, intend: Intend) -> None:
        self._access = access
        self._user_id = user_id
        self._board_id = board_id
        self._intend = intend

    async def perform(self, call: Sequence[Sent]) -> Round:
        """Send them by one request; never raises for what Miro says."""
        try:
            client = await self._access.for_person(self._user_id, reserve=RESERVE)
        except AppError as error:
            return _not_sent(call, error)
        return await self._call(client, call)

    async def _call(self, client: MiroClient, call: Sequence[Sent]) -> Round:
        soon = client.until(now() + SOON)
        try:
            if call[0].makes_item:
                return await self._make(soon, call)
            return Round([await self._one(soon, call[0])])
        except AppError as error:
            return _failed(call, error)

    async def _make(self, client: MiroClient, call: Sequence[Sent]) -> Round:
        """Make items: all, or by halves where Miro refuses one of them."""
        bodies = [{"type": each.kind, **each.body} for each in call]
        try:
            made = await client.create_many(self._board_id, bodies)
        except (MiroInvalid, MiroConflict, MiroItemNotFound) as error:
            # One of them is at fault, or the frame of one is gone.
            if len(call) == 1:
                return _failed(call, refusal_at(error, 0) or error)
            named = {place: refusal_at(error, place) for place in range(len(call))}
            if 0 < sum(each is not None for each in named.values()) < len(call):
                return await self._make_others(client, call, named)
            middle = len(call) // 2
            rounds = []
            for half in (call[:middle], call[middle:]):
                # A request makes all that it carries, or none: each half is one of its own.
                await self._intend(half)
                rounds.append(await self._call(client, half))
                if rounds[-1].wait_s is not None or rounds[-1].ends is not None:
                    break
            left = call[middle:] if len(rounds) == 1 else ()
            return _joined([*rounds, Round([Outcome(each, State.PENDING) for each in left])])
        if len(made) != len(call):
            unknown = [Outcome(each, State.UNKNOWN, unanswered=True) for each in call]
            return Round(unknown)
        paired = _paired(call, made)
        return Round(
            [
                Outcome(each, State.DONE, item["id"], item)
                for each, item in zip(call, paired, strict=True)
            ]
        )

    async def _make_others(
        self, client: MiroClient, call: Sequence[Sent], named: Mapping[int, AppError | None]
    ) -> Round:
        """Make those of which a refusal says nothing: it names those at fault, which cost credits again."""
        failed = [
            Outcome(call[place], State.FAILED, error=error)
            for place, error in named.items()
            if error is not None
        ]
        others = [call[place] for place, error in named.items() if error is None]
        await self._intend(others)
        return _joined([Round(failed), await self._call(client, others)])

    async def _one(self, client: MiroClient, sent: Sent) -> Outcome:
        board_id, item_id = self._board_id, sent.item_id or ""
        try:
            match sent.action, sent.kind:
                case "create", "tag":
                    tag = await client.create_tag(board_id, sent.body)
                    return Outcome(sent, State.DONE, tag["id"])
                case "update", "tag":
                    await client.update_tag(board_id, item_id, sent.body)
                case "delete", "tag":
                    await client.delete_tag(board_id, item_id)
                case "attach", _:
                    await client.attach_tag(board_id, item_id, str(sent.body["tag_id"]))
                case "detach", _:
                    await client.detach_tag(board_id, item_id, str(sent.body["tag_id"]))
                case "update", kind:
                    document = await client.update(board_id, kind, item_id, sent.body)
                    return Outcome(sent, State.DONE, item_id, document)
                case "delete", kind:
                    await client.delete(board_id, kind, item_id)
        except (MiroItemNotFound, MiroTagNotFound):
            # Gone, or off, as was wanted: the answer to an earlier try was lost.
            if not (sent.tries and sent.action in {"delete", "detach"}):
                raise
        return Outcome(sent, State.DONE, item_id)


def _paired(call: Sequence[Sent], made: Sequence[Document]) -> list[Document]:
    """What was made, in the order in which it was sent: Miro's own, where nothing speaks against it."""
    if all(is_like(each.body, each.kind, item) for each, item in zip(call, made, strict=True)):
        return list(made)
    left = list(made)
    paired: list[Document | None] = []
    for each in call:
        like = next((item for item in left if is_like(each.body, each.kind, item)), None)
        paired.append(like)
        if like is not None:
            left.remove(like)
    return [left.pop(0) if item is None else item for item in paired]


def _failed(call: Sequence[Sent], error: AppError) -> Round:
    """What an error means for what was sent."""
    if isinstance(error, MiroLimited | MiroNotAsked | MiroAccountMissing | MiroBoardNotFound):
        return _not_sent(call, error)
    if isinstance(error, MiroForbids) and call[0].makes_item:
        return _not_sent(call, error)  # who may make none may do nothing else there
    if isinstance(error, MiroUnreachable):
        outcomes = [_unanswered(each, error) for each in call]
        return Round(outcomes, 0.0, away=True, waits_for=error)
    return Round([Outcome(each, State.FAILED, each.item_id, error=error) for each in call])


def _not_sent(call: Sequence[Sent], error: AppError) -> Round:
    """Nothing of it was done."""
    if isinstance(error, MiroLimited | MiroUnreachable):
        outcomes = [Outcome(each, State.PENDING, each.item_id) for each in call]
        away = isinstance(error, MiroUnreachable)
        return Round(outcomes, retry_after_s(error) or 0.0, away, waits_for=error)
    failed = [Outcome(each, State.FAILED, each.item_id, error=error) for each in call]
    return Round(failed, ends=error)


def _unanswered(sent: Sent, error: AppError) -> Outcome:
    if sent.action != "create" and sent.tries + 1 >= MOST_TRIES:
        return Outcome(sent, State.INDETERMINATE, sent.item_id, error=error, unanswered=True)
    return Outcome(sent, State.UNKNOWN, sent.item_id, unanswered=True)


def _joined(rounds: Sequence[Round]) -> Round:
    waits = [each.wait_s for each in rounds if each.wait_s is not None]
    ends = [each.ends for each in rounds if each.ends is not None]
    reasons = [each.waits_for for each in rounds if each.waits_for is not None]
    return Round(
        [outcome for each in rounds for outcome in each.outcomes],
        max(waits) if waits else None,
        any(each.away for each in rounds),
        ends[0] if ends else None,
        reasons[0] if reasons else None,
    )
