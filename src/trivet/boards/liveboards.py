"""The live boards of this process: loaded when first read, patched by events, bounded in number.

Every process keeps its own. Events of this process arrive right after their commit; what another
process wrote is noticed by comparing numbers with the database, and is fetched from the log.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Protocol
from uuid import UUID

import structlog

from trivet.boards.errors import BoardNotFound, SeqAhead
from trivet.boards.events import BoardEvent
from trivet.boards.live import FORMAT, Codec, LiveBoard
from trivet.platform.cache.port import CacheManager
from trivet.platform.db.faults import unreachable
from trivet.platform.events import Event
from trivet.platform.telemetry.metrics import BOARD_HIT, BOARD_MISS, BOARD_SHARED

PATIENCE_S = 1.0
"""How long a read that asks for a certain state waits for it."""
LOOK_S = 15.0
"""How long the database may take to tell of a board, before it is asked anew."""
MOST_ROUNDS = 3
CACHE_TTL_S = 300
MOST_EARLY = 10_000
COMPARED_AT_ONCE = 500
_NONE: Mapping[int, BoardEvent] = {}

log = structlog.get_logger(__name__)


class Source(Protocol):
    """Where boards come from when they are not in memory."""

    async def load(self, board_id: UUID) -> LiveBoard | None:
        """The board from its rows, in one consistent view; None if there is none."""

    async def seq(self, board_id: UUID) -> int | None:
        """The number of its last event; None if there is none."""

    async def seqs(self, board_ids: Iterable[UUID]) -> Mapping[UUID, int]:
        """The same for several; those that are not there any more are left out."""

    async def events(self, board_id: UUID, since: int) -> Sequence[BoardEvent] | None:
        """What the log says behind `since`; None if its texts were emptied meanwhile."""


class LiveBoards:
    """Keeps boards in memory.

    Args:
        source: where they are loaded from.
        cache: where those that had to make room are found again.
        codec: who encodes fragments.
        epoch: tells the installation's epoch.
        most_cards: how many cards are kept, over all boards.
    """

    def __init__(
        self,
        source: Source,
        cache: CacheManager,
        codec: Codec,
        epoch: Callable[[], str],
        most_cards: int,
    ) -> None:
        self._source = source
        self._cache = cache
        self._codec = codec
        self._epoch = epoch
        self._most_cards = most_cards
        self._boards: OrderedDict[str, LiveBoard] = OrderedDict()
        self._early: dict[str, dict[int, BoardEvent]] = {}
        self._loading: dict[str, dict[int, BoardEvent]] = {}
        self._told: dict[str, int] = {}
        self._stale: set[str] = set()
        self._work: dict[str, asyncio.Task[LiveBoard]] = {}
        self._moved: dict[str, asyncio.Event] = {}
        self._keeping: set[asyncio.Task[None]] = set()

    def peek(self, board_id: str) -> LiveBoard | None:
        """The board if it is in memory; whoever asks is going to use it."""
        board = self._boards.get(board_id)
        if board is not None:
            self._boards.move_to_end(board_id)
        return board

    def at_hand(self, board_id: str) -> LiveBoard | None:
        """The board if it is in memory and not known to be behind; counted as a read that found it."""
        board = self.peek(board_id)
        if board is None or self._is_behind(board):
            return None
        BOARD_HIT.inc()
        return board

    def note(self, board_id: str, seq: int) -> None:
        """A board has come so far, somewhere: if we have it, or will, its next read fetches what is missing.

        Args:
            board_id: the board.
            seq: the number of its last event, as far as is known there.
        """
        board = self._boards.get(board_id)
        if board.seq < seq if board is not None else board_id in self._loading:
            self._told[board_id] = max(seq, self._told.get(board_id, 0))

    def _is_behind(self, board: LiveBoard) -> bool:
        """Whether it has gone on, as far as we were told."""
        seq = self._told.get(board.id)
        if seq is None:
            return False
        if board.seq < seq:
            return True
        del self._told[board.id]
        return False

    def board_of_card(self, card_id: str) -> LiveBoard | None:
        """The board in memory on which a live card stands."""
        return next((b for b in reversed(self._boards.values()) if card_id in b.cards), None)

    async def get(self, board_id: str, min_seq: int = 0) -> LiveBoard:
        """The board, at least as far as `min_seq`.

        Raises:
            BoardNotFound: there is none.
            SeqAhead: the board has not come that far.
        """
        board = self._boards.get(board_id)
        if board is None:
            board = await self._shared(board_id, self._load)
        else:
            self._boards.move_to_end(board_id)
            BOARD_HIT.inc()
        if self._is_behind(board):
            board = await self._brought_up(board)
        if board.seq < min_seq:
            board = await self._wait(board, min_seq)
        return board

    async def _brought_up(self, board: LiveBoard) -> LiveBoard:
        """The board, with what we were told of; as it is here, if the database does not say what that was."""
        told, here = self._told[board.id], board
        try:
            async with asyncio.timeout(PATIENCE_S):
                # The first look may have been under way before what we were told of was committed.
                for _ in range(2):
                    board = await self._shared(board.id, self._catch_up)
                    if board.seq >= told:
                        break
        except BoardNotFound:
            raise
        except Exception as error:  # an outage as a rule: what is here is better than nothing
            if self._boards.get(here.id) is not here:
                raise  # it was found to be torn
            if here.id not in self._stale:
                log.warning("live_board_behind", board_id=here.id, seq=here.seq, error=repr(error))
            self._stale.add(here.id)
            return here
        self._stale.discard(board.id)
        if board.seq < told == self._told.get(board.id):
            del self._told[board.id]  # somebody put a copy back: there is no such event any more
        return board

    async def _wait(self, board: LiveBoard, min_seq: int) -> LiveBoard:
        try:
            async with asyncio.timeout(PATIENCE_S):
                while board.seq < min_seq:
                    board = await self._shared(board.id, self._catch_up)
                    if board.seq < min_seq:
                        await self._moved.setdefault(board.id, asyncio.Event()).wait()
        except TimeoutError:
            seq = await self._source.seq(UUID(board.id))
            if seq is None or seq < min_seq:  # a reload would cost much and help nothing
                raise SeqAhead(
                    f"The board is at seq {seq}: load it again without X-Min-Board-Seq.",
                    extra={"seq": seq},
                ) from None
            board = await self._shared(board.id, self._load)
        return board

    async def _shared(
        self, board_id: str, work: Callable[[str], Awaitable[LiveBoard]]
    ) -> LiveBoard:
        """One piece of work a board at a time; whoever comes meanwhile shares its result."""
        task = self._work.get(board_id)
        if task is None:
            task = asyncio.ensure_future(_in_time(work(board_id)))
            self._work[board_id] = task
            task.add_done_callback(lambda done: self._worked(board_id, done))
        return await asyncio.shield(task)

    def _worked(self, board_id: str, done: "asyncio.Task[LiveBoard]") -> None:
        del self._work[board_id]
        if not done.cancelled():
            done.exception()  # told to whoever waits; nobody may be waiting any more

    async def _load(self, board_id: str) -> LiveBoard:
        self._early.setdefault(board_id, {})
        meanwhile = self._loading[board_id] = {}
        try:
            board = await self._loaded(board_id, meanwhile)
        except BaseException:
            if board_id not in self._boards:
                self._forget(board_id)
            raise
        finally:
            del self._loading[board_id]
        if board is None:
            self.drop(board_id)
            raise BoardNotFound("Check the address; it may have been deleted.")
        self._boards[board_id] = board
        self._boards.move_to_end(board_id)
        self._drain(board)
        self._make_room()
        return board

    async def _loaded(self, board_id: str, meanwhile: Mapping[int, BoardEvent]) -> LiveBoard | None:
        """The board from the cache or its rows, never behind the one that is in memory; None if there is none.

        Args:
            board_id: the board.
            meanwhile: events that come while it is loaded, by number.
        """
        board = await self._from_cache(board_id)
        (BOARD_MISS if board is None else BOARD_SHARED).inc()
        board = board or await self._source.load(UUID(board_id))
        for _ in range(MOST_ROUNDS):
            there = self._boards.get(board_id)
            if board is None or there is None or there.seq <= board.seq:
                break
            before = board.seq
            if not await self._fill(board, meanwhile):
                board = await self._source.load(UUID(board_id))
            elif board.seq == before:
                break  # somebody put a copy back: what is in memory never was
        return board

    async def _from_cache(self, board_id: str) -> LiveBoard | None:
        """The board as it was left there, brought up to date from the log."""
        if board_id in self._boards:
            return None  # ours could not be mended: only the rows are to be trusted
        data = await self._cache.get(self._cache_key(board_id))
        if data is None:
            return None
        board = LiveBoard.from_bytes(data, self._codec)
        return board if await self._fill(board) else None

    def _cache_key(self, board_id: str) -> str:
        return f"board:{board_id}:{self._epoch()}:{FORMAT}"

    async def _catch_up(self, board_id: str) -> LiveBoard:
        """Fill a gap from the log; load the board again if that does not help."""
        board = self._boards.get(board_id)
        if board is not None and await self._fill(board):
            self._drain(board)
            return board
        return await self._load(board_id)

    async def _fill(self, board: LiveBoard, meanwhile: Mapping[int, BoardEvent] = _NONE) -> bool:
        """Apply what the log says, and what follows that of what came meanwhile; whether it could be done."""
        events = await self._source.events(UUID(board.id), board.seq)
        if events is None:
            return False
        try:
            for event in events:
                if event.seq > board.seq:  # some may have come by themselves meanwhile
                    board.apply(event)
            while (following := meanwhile.get(board.seq + 1)) is not None:
                board.apply(following)
        except Exception as error:
            self._give_up(board, error)
            return False
        return True

    def _give_up(self, board: LiveBoard, error: Exception) -> None:
        """Forget a board that an event does not fit: it may be torn, and is loaded anew."""
        log.warning("live_board_dropped", board_id=board.id, seq=board.seq, error=repr(error))
        if self._boards.get(board.id) is board:
            del self._boards[board.id]

    def applied(self, events: Sequence[Event]) -> None:
        """Told of committed events, in any order."""
        for event in events:
            if isinstance(event, BoardEvent):
                self._take(event)

    def _take(self, event: BoardEvent) -> None:
        board_id = str(event.board_id)
        if (meanwhile := self._loading.get(board_id)) is not None:
            meanwhile[event.seq] = event
        board = self._boards.get(board_id)
        if board is None:
            early = self._early.get(board_id)
            if early is not None:
                early[event.seq] = event
            return
        if event.seq <= board.seq:
            return
        self._early.setdefault(board_id, {})[event.seq] = event
        self._drain(board)

    def _drain(self, board: LiveBoard) -> None:
        """Apply what follows, in order; keep what comes too early."""
        early = self._early.get(board.id, {})
        while (event := early.pop(board.seq + 1, None)) is not None:
            try:
                board.apply(event)
            except Exception as error:
                self._give_up(board, error)
                self._early.pop(board.id, None)
                return
        for seq in [seq for seq in early if seq <= board.seq]:
            del early[seq]
        if board.deleted or len(early) > MOST_EARLY:
            self.drop(board.id)
        moved = self._moved.pop(board.id, None)
        if moved is not None:
            moved.set()

    async def settle(self, board_id: str, seq: int) -> None:
        """Wait until a board in memory shows what was committed here.

        Two units may tell of their events in another order than they were numbered; the first to
        be answered must find its own. If it cannot be shown yet, that is logged: the change stands,
        and its answer says so.
        """
        board = self._boards.get(board_id)
        if board is not None and board.seq < seq:
            try:
                await self.get(board_id, seq)
            except BoardNotFound:
                return
            except Exception as error:
                log.warning("change_not_shown_yet", board_id=board_id, seq=seq, error=repr(error))

    async def compare(self) -> None:
        """Hold every board in memory against the database, and mend what is behind."""
        if not self._boards:
            return
        boards = list(self._boards.values())
        for first in range(0, len(boards), COMPARED_AT_ONCE):
            await self._compare(boards[first : first + COMPARED_AT_ONCE])

    async def _compare(self, boards: Sequence[LiveBoard]) -> None:
        seqs = await self._source.seqs(UUID(board.id) for board in boards)
        for board in boards:
            seq = seqs.get(UUID(board.id))
            if seq is None:
                self.drop(board.id)
            elif seq != board.seq and board.id not in self._work:
                try:
                    await self._mend(board.id)
                except Exception:  # one board must not keep the others from being compared
                    log.exception("live_board_not_mended", board_id=board.id)

    async def compare_one(self, board_id: str) -> None:
        """Bring one board in memory up to date, if it is still there."""
        if board_id in self._boards:
            await self._mend(board_id)

    async def reload(self, board_id: str) -> None:
        """Load one board in memory again from its rows, whatever its number says."""
        if board_id in self._boards:
            await self._shared(board_id, self._load)

    async def _mend(self, board_id: str) -> None:
        try:
            await self._shared(board_id, self._catch_up)
        except BoardNotFound:
            self.drop(board_id)

    def drop(self, board_id: str) -> None:
        """Forget a board."""
        self._boards.pop(board_id, None)
        self._forget(board_id)

    def _forget(self, board_id: str) -> None:
        self._early.pop(board_id, None)
        self._told.pop(board_id, None)
        self._stale.discard(board_id)

    def _make_room(self) -> None:
        total = sum(_weight(board) for board in self._boards.values())
        while total > self._most_cards and len(self._boards) > 1:
            _, oldest = self._boards.popitem(last=False)
            self._forget(oldest.id)
            total -= _weight(oldest)
            task = asyncio.ensure_future(self._keep(oldest))
            self._keeping.add(task)
            task.add_done_callback(self._keeping.discard)

    async def _keep(self, board: LiveBoard) -> None:
        """Leave a board in the cache for whoever asks for it next, here or elsewhere."""
        await self._cache.set(self._cache_key(board.id), board.to_bytes(), CACHE_TTL_S)


async def _in_time(work: Awaitable[LiveBoard]) -> LiveBoard:
    """One look, which ends: whoever comes after it would wait for it for as long as it lasts."""
    try:
        async with asyncio.timeout(LOOK_S):
            return await work
    except TimeoutError as error:
        raise unreachable() from error


def _weight(board: LiveBoard) -> int:
    """What a board costs, in cards; an empty one is not free."""
    return len(board.cards) + 1
