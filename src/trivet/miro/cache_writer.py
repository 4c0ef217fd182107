"""What Miro says is kept. Never a commit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import Select, delete, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from trivet.miro.answers import UNKNOWN, Document, modified_in, type_of
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.models import MiroBoard, MiroBoardAccess, MiroItem, MiroTag
from trivet.miro.origins import EVERYBODY_ELSE, Origins
from trivet.platform.db.database import Dialect
from trivet.platform.db.session import WriteSession

LAG = timedelta(seconds=10)
"""How far a list of Miro's may be behind what it answered to a change."""
_STYLE = "style"
_ADDRESSES = "links"
"""Tells where to ask for more: that is none of what people made, and no change of it."""
_AT_ONCE = 500
"""Ids that one statement names."""


class MiroCacheWriter(MiroCacheReader):
    """Keeps what Miro said. Whoever writes items holds their board first.

    Args:
        session: of the write unit.
    """

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    async def keep_board(self, document: Document, asked_at: datetime) -> None:
        """Keep what Miro says of a board."""
        dialect = sqlite if self._writes.dialect is Dialect.SQLITE else postgresql
        values = {
            "id": document["id"],
            "document": document,
            "fetched_at": asked_at,
            "seq": 0,
            "swept": {},
            "epoch": round(asked_at.timestamp() * 1e6),
        }
        new = dialect.insert(MiroBoard).values(values)
        await self._writes.run(
            new.on_conflict_do_update(
                index_elements=["id"],
                set_={"document": new.excluded.document, "fetched_at": new.excluded.fetched_at},
            )
        )

    async def prove(self, user_id: UUID, board_id: str, account: str, at: datetime) -> None:
        """Remember that Miro let somebody read a board, which is kept.

        Args:
            user_id: who, here.
            board_id: the board.
            account: Miro's id of the account whose token it was.
            at: when it was asked.
        """
        dialect = sqlite if self._writes.dialect is Dialect.SQLITE else postgresql
        new = dialect.insert(MiroBoardAccess).values(
            user_id=user_id, board_id=board_id, account=account, proven_at=at
        )
        await self._writes.run(
            new.on_conflict_do_update(
                index_elements=["user_id", "board_id"],
                set_={"account": new.excluded.account, "proven_at": new.excluded.proven_at},
            )
        )

    async def disprove(self, user_id: UUID, board_id: str) -> None:
        """Miro lets somebody read a board no more."""
        await self._writes.run(
            delete(MiroBoardAccess).where(
                MiroBoardAccess.user_id == user_id, MiroBoardAccess.board_id == board_id
            )
        )

    async def held(self, board_id: str) -> MiroBoard | None:
        """A board, held until the unit ends."""
        return await self._writes.scalar(
            select(MiroBoard)
            .where(MiroBoard.id == board_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )

    async def keep_items(
        self,
        board: MiroBoard,
        documents: Iterable[Document],
        asked_at: datetime,
        *,
        styled: bool,
        origins: Origins = EVERYBODY_ELSE,
    ) -> int:
        """Keep what Miro says of items, unless something newer is known.

        Args:
            board: theirs, held.
            documents: the items.
            asked_at: when Miro was asked, or told.
            styled: whether they come with their styles.
            origins: tells which changes are ours.

        Returns:
            How many of them changed.
        """
        told = {document["id"]: document for document in documents}
        known = await self._known(board.id, told.keys())
        changed = 0
        for item_id, document in told.items():
            row = known.get(item_id)
            if row is None:
                row = _new(board, item_id, asked_at)
                self._writes.add(row)
            elif _is_older(row, document, asked_at):
                _seen(row, asked_at)
                continue
            known_before = row is not None and row.seq > 0 and row.deleted_at is None
            own = origins.is_own(row.document if known_before else None, document)
            if _take(row, board, document, asked_at, styled=styled):
                row.theirs_seq = row.theirs_seq if own else row.seq
                changed += 1
        await self._writes.flush()
        return changed

    async def see(self, board_id: str, item_ids: Iterable[str], asked_at: datetime) -> None:
        """Note that items are there, whatever is said of them."""
        for row in (await self._known(board_id, item_ids)).values():
            _seen(row, asked_at)
        await self._writes.flush()

    async def bury(
        self,
        board: MiroBoard,
        item_ids: Collection[str],
        at: datetime,
        *,
        kind: str | None = None,
        unknown: bool = False,
        origins: Origins = EVERYBODY_ELSE,
    ) -> int:
        """Note that items are gone. How many that is news of.

        Args:
            board: theirs, held.
            item_ids: the items.
            at: since when: what Miro was asked before does not bring them back.
            kind: only those of a type, which was asked for; one of another type may be there.
            unknown: whether those get a grave, too, that were not known.
            origins: tells which deletions are ours.
        """
        known = await self._known(board.id, item_ids)
        gone = 0
        for row in known.values():
            there = row.deleted_at is None and row.fetched_at <= at
            if there and (kind is None or row.type == kind):
                gone += _gone(row, board, at, own=origins.deletes(row.id))
            elif row.deleted_at is not None and row.deleted_at < at:
                row.deleted_at = at
        for item_id in (set(item_ids) - known.keys()) if unknown else ():
            row = _new(board, item_id, at)
            row.type = kind or row.type
            self._writes.add(row)
            gone += _gone(row, board, at, own=origins.deletes(row.id))
        await self._writes.flush()
        return gone

    async def replace_tags(
        self, board: MiroBoard, documents: Sequence[Document], asked_at: datetime
    ) -> None:
        """Keep all tags of a board, which is held, unless newer ones are known; others are gone."""
        if board.tags_as_of is not None and asked_at < board.tags_as_of:
            return
        await self._writes.run(delete(MiroTag).where(MiroTag.board_id == board.id))
        self._writes.add_all(
            MiroTag(board_id=board.id, id=each["id"], document=each, fetched_at=asked_at)
            for each in documents
        )
        board.tags_as_of = asked_at
        await self._writes.flush()

    async def forget_graves(self, before: datetime, most: int) -> int:
        """Take away graves of what went before a moment; how many.

        Args:
            before: the moment.
            most: how many at most.
        """
        old = await self._writes.scalars(
            select(MiroItem)
            .where(MiroItem.deleted_at < before)
            .order_by(MiroItem.board_id, MiroItem.seq)
            .limit(most)
        )
        graves = 0
        # In the order of the boards, which are held one after the other.
        for board_id, theirs in groupby(old.all(), key=lambda each: each.board_id):
            board = await self.held(board_id)
            ids = {each.id: each.seq for each in theirs}
            if board is not None:
                board.graves_until = max(board.graves_until, *ids.values())
            gone = await self._writes.run(
                delete(MiroItem).where(
                    MiroItem.board_id == board_id,
                    MiroItem.id.in_(ids),
                    MiroItem.deleted_at < before,
                )
            )
            graves += gone.rowcount
        return graves

    async def forget_board(self, unread_since: datetime) -> bool:
        """Forget one board that nobody asked for since a moment, and all that is known of it."""
        unread = MiroBoard.fetched_at < unread_since
        board_id = await self._writes.scalar(select(MiroBoard.id).where(unread).limit(1))
        if board_id is None:
            return False
        await self._writes.run(delete(MiroBoard).where(MiroBoard.id == board_id, unread))
        return True

    async def forget_access(self, before: datetime, most: int) -> int:
        """Forget what Miro let people read before a moment; how many.

        Args:
            before: the moment.
            most: how many at most.
        """
        old = (
            select(MiroBoardAccess.user_id, MiroBoardAccess.board_id)
            .where(MiroBoardAccess.proven_at < before)
            .limit(most)
        )
        key = tuple_(MiroBoardAccess.user_id, MiroBoardAccess.board_id)
        gone = await self._writes.run(
            delete(MiroBoardAccess).where(key.in_(old), MiroBoardAccess.proven_at < before)
        )
        return gone.rowcount

    async def _known(self, board_id: str, item_ids: Iterable[str]) -> Mapping[str, MiroItem]:
        ids = list(item_ids)
        found: dict[str, MiroItem] = {}
        for begin in range(0, len(ids), _AT_ONCE):
            rows = await self._writes.scalars(_rows(board_id, ids[begin : begin + _AT_ONCE]))
            found |= {row.id: row for row in rows}
        return found


def _rows(board_id: str, item_ids: Sequence[str]) -> Select[MiroItem]:
    return (
        select(MiroItem)
        .where(MiroItem.board_id == board_id, MiroItem.id.in_(item_ids))
        .execution_options(populate_existing=True)
    )


def _new(board: MiroBoard, item_id: str, at: datetime) -> MiroItem:
    row = MiroItem(
        board_id=board.id, id=item_id, type=UNKNOWN, former_types="", seq=0, theirs_seq=0
    )
    row.document, row.fetched_at, row.seen_at = {}, at, at
    row.styled_at = row.deleted_at = None
    return row


def _is_older(row: MiroItem, document: Document, asked_at: datetime) -> bool:
    """Whether what is told is older than what we know.

    What was asked for later is newer; but where Miro's own times, which are whole seconds, say otherwise,
    they are believed for a while: a list may lag behind. Not for ever: who takes a change back in Miro
    may take its time back, too. What is gone comes back only by an answer to a question that was asked
    after it went.
    """
    if row.deleted_at is not None:
        return asked_at <= row.deleted_at
    ours, theirs = modified_in(row.document), modified_in(document)
    if ours is None or theirs is None or ours == theirs:
        return asked_at < row.fetched_at
    return theirs < ours and asked_at < row.fetched_at + LAG


def _seen(row: MiroItem, asked_at: datetime) -> None:
    if row.deleted_at is None:
        row.seen_at = max(row.seen_at, asked_at)


def _take(
    row: MiroItem, board: MiroBoard, document: Document, asked_at: datetime, *, styled: bool
) -> bool:
    """Take over what is told; whether that is news."""
    same_time = modified_in(row.document) == modified_in(document)
    styled_at: datetime | None = asked_at if styled else None
    if not styled and row.styled_at is not None and same_time and row.deleted_at is None:
        # Lists tell no style; and as far as Miro's times tell, nothing changed since we heard of it.
        document, styled_at = {**document, _STYLE: row.document.get(_STYLE)}, row.styled_at
    news = row.deleted_at is not None or _made(row.document) != _made(document)
    kind = type_of(document)
    if news and row.type not in {kind, UNKNOWN}:
        former = f"|{row.type}|"
        row.former_types += "" if former in row.former_types else former
    row.fetched_at, row.styled_at, row.deleted_at = asked_at, styled_at, None
    row.seen_at = max(row.seen_at, asked_at)
    if news:
        board.seq += 1
        row.type, row.document, row.seq = kind, document, board.seq
    return news


def _made(document: Document) -> Document:
    """What people made of an item, and when."""
    return {name: value for name, value in document.items() if name != _ADDRESSES}


def _gone(row: MiroItem, board: MiroBoard, at: datetime, *, own: bool) -> bool:
    board.seq += 1
    row.theirs_seq = row.theirs_seq if own else board.seq
    row.deleted_at, row.seq, row.document = at, board.seq, {"id": row.id}
    row.styled_at = None
    return True
