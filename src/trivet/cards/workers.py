"""Background work of cards: bodies."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller, CallerKind
from trivet.boards.access import BoardAccess
from trivet.cards.batch_repository import BatchRepository
from trivet.cards.bulk import BulkUpdater
from trivet.cards.bulk_schemas import BulkMode, BulkOut, BulkUpdates
from trivet.cards.counterparts import Counterparts
from trivet.cards.tasks import BULK_UPDATE_CARDS, UNDO_CHANGE
from trivet.cards.undo import Undoing, UndoService
from trivet.cards.undo_log import change_at
from trivet.platform.events import Origin
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.errors import PermanentFailure
from trivet.platform.uow import WriteUnit

CHUNK = 100
"""Cards that are changed in one transaction."""
MOST_TOLD = 200
"""Cards that are named in a task's result: the first of those that could not be changed."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the cards so far; what a checkpoint keeps.

    Args:
        done: how many cards were looked at.
        updated, unchanged, failed: how many of them.
        results: the first of those that failed.
        last: the card behind which the next ones go, if they go beside one another.
    """

    done: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    results: Sequence[Mapping[str, Any]] = ()
    last: str | None = None

    def and_(self, out: BulkOut) -> "Tally":
        """With one chunk more."""
        failures = [r.model_dump(mode="json") for r in out.results if r.status == "failed"]
        stand = [str(r.card_id) for r in out.results if r.status != "failed"]
        return Tally(
            done=self.done + len(out.results),
            updated=self.updated + out.updated,
            unchanged=self.unchanged + out.unchanged,
            failed=self.failed + out.failed,
            results=[*self.results, *failures][:MOST_TOLD],
            last=stand[-1] if stand else self.last,
        )


def caller_of(context: TaskContext, args: Mapping[str, Any]) -> Caller:
    """Whoever asked for a task, as far as their permissions are concerned.

    What their token allowed was asked when they did; their role is asked again with each chunk.

    Raises:
        PermanentFailure: nobody did.
    """
    asked_by = context.claim.requested_by
    if asked_by is None:
        raise PermanentFailure("Nobody asked for this, so nobody's permission can be looked up.")
    api = args.get("origin") == Origin.API
    kind = CallerKind.API_TOKEN if api else CallerKind.SESSION
    return Caller(user_id=asked_by, kind=kind, credential_id=context.task_id)


class BulkWorker:
    """Changes many cards, a chunk at a time.

    Args:
        access: who may do what.
        elsewhere: what cards have in other places.
    """

    def __init__(self, access: BoardAccess, elsewhere: Counterparts) -> None:
        self._access = access
        self._elsewhere = elsewhere

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, Any]:
        """Change them. Each chunk and how far it came are one commit: a second run goes on there."""
        caller = caller_of(context, args)
        card_ids = [UUID(card_id) for card_id in dict.fromkeys(args["card_ids"])]
        tally = Tally(**(context.saved or {}))
        while tally.done < len(card_ids):
            context.stop_if_cancelled()
            chunk = card_ids[tally.done : tally.done + CHUNK]
            tally = await self._chunk(context, caller, args, chunk, tally, len(card_ids))
        told = {
            name: value for name, value in asdict(tally).items() if name not in ("done", "last")
        }
        batch_id = args.get("batch_id") or str(context.task_id)
        return {"mode": BulkMode.PARTIAL, "batch_id": batch_id, **told}

    async def _chunk(
        self,
        context: TaskContext,
        caller: Caller,
        args: Mapping[str, Any],
        card_ids: Sequence[UUID],
        tally: Tally,
        total: int,
    ) -> Tally:
        async def work(unit: WriteUnit) -> Tally:
            out = await BulkUpdater(unit, caller, self._access, self._elsewhere).update(
                card_ids,
                _behind(args["updates"], tally.last),
                mode=BulkMode.PARTIAL,
                force=bool(args.get("force")),
                board_id=UUID(args["board_id"]) if args.get("board_id") else None,
                batch_id=UUID(args.get("batch_id") or str(context.task_id)),
            )
            after = tally.and_(out)
            await context.checkpoint(asdict(after))
            await context.progress(after.done, total, "cards")
            return after

        return await context.retried(work, caller.actor(context.claim.correlation_id))


def _behind(updates: Mapping[str, Any], last: str | None) -> BulkUpdates:
    """What is wanted of a chunk: that it follows the one before where an order is wanted.

    Before a card, and at the end, each chunk follows the one before by itself.
    """
    wanted = dict(updates)
    if last is not None and ("position" in wanted or "after" in wanted):
        wanted.pop("position", None)
        wanted["after"] = last
    return BulkUpdates.model_validate(wanted)


@dataclass(frozen=True, slots=True)
class UndoTally:
    """What became of the cards of a change so far; what a checkpoint keeps.

    Args:
        done: how many cards were looked at.
        undone: how many events were taken back.
        blocked, kept: the first of what was not, and of what stays on GitHub.
        seqs: the number of the first event that was written.
    """

    done: int = 0
    undone: int = 0
    blocked: Sequence[Mapping[str, Any]] = ()
    kept: Sequence[Mapping[str, Any]] = ()
    seqs: Sequence[int] = ()

    def and_(self, cards: int, did: Undoing, seqs: Sequence[int]) -> "UndoTally":
        """With one chunk more."""
        blocked = [each.model_dump(mode="json") for each in did.blocked]
        kept = [each.model_dump(mode="json") for each in did.kept]
        return UndoTally(
            done=self.done + cards,
            undone=self.undone + len(did.undone),
            blocked=[*self.blocked, *blocked][:MOST_TOLD],
            kept=[*self.kept, *kept][:MOST_TOLD],
            seqs=[*self.seqs, *seqs][:1],
        )


class UndoWorker:
    """Takes a change of many cards back, a chunk at a time.

    Args:
        access: who may do what.
        elsewhere: what cards have in other places.
    """

    def __init__(self, access: BoardAccess, elsewhere: Counterparts) -> None:
        self._access = access
        self._elsewhere = elsewhere

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, Any]:
        """Take it back. Each chunk and how far it came are one commit: a second run goes on there."""
        caller = caller_of(context, args)
        board_id, batch_id = UUID(args["board_id"]), args.get("batch_id") or str(context.task_id)
        async with context.units.read() as reading:
            rows = BatchRepository(reading.session)
            change = await change_at(rows, board_id, args["seq"], caller.user_id)
        tally = UndoTally(**(context.saved or {}))
        while tally.done < len(change.card_ids):
            context.stop_if_cancelled()
            card_ids = change.card_ids[tally.done : tally.done + CHUNK]

            async def work(
                unit: WriteUnit, before: UndoTally = tally, card_ids: Sequence[UUID] = card_ids
            ) -> UndoTally:
                undoing = UndoService(unit, caller, self._access, self._elsewhere)
                did = await undoing.chunk(board_id, change, card_ids, UUID(batch_id))
                await unit.flush()
                seqs = [event.seq for event in unit.events]
                after = before.and_(len(card_ids), did, seqs)
                await context.checkpoint(asdict(after))
                await context.progress(after.done, len(change.card_ids), "cards")
                return after

            tally = await context.retried(work, caller.actor(context.claim.correlation_id))
        told = {name: value for name, value in asdict(tally).items() if name != "done"}
        return {"batch_id": batch_id, **told}


def bound(access: BoardAccess, elsewhere: Counterparts) -> list[Bound]:
    """The tasks of cards with their bodies.

    Args:
        access: who may do what.
        elsewhere: what cards have in other places.
    """
    return [
        Bound(BULK_UPDATE_CARDS, BulkWorker(access, elsewhere)),
        Bound(UNDO_CHANGE, UndoWorker(access, elsewhere)),
    ]
