"""What Miro says is kept. Never a commit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import Select, delete, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from trivet.miro.answers import Document
from trivet.miro.cache_repository import MiroCacheReader
from trivet.miro.models import MiroBoard, MiroBoardAccess, MiroItem, MiroTag
from trivet.platform.db.database import Dialect
from trivet.platform.db.session import WriteSession

_STYLE = "style"
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

    async def prove(self, user_id: UUID, board_id: str, at: datetime) -> None:
        """Remember that Miro let somebody read a board, which is kept."""
        dialect = sqlite if self._writes.dialect is Dialect.SQLITE else postgresql
        new = dialect.insert(MiroBoardAccess).values(
            user_id=user_id, board_id=board_id, proven_at=at
        )
        await self._writes.run(
            new.on_conflict_do_update(
                index_elements=["user_id", "board_id"], set_={"proven_at": new.excluded.proven_at}
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
        whole: bool,
    ) -> int:
        """Keep what Miro says of items, unless something newer is known.

        Args:
            board: theirs, held.
            documents: the items.
            asked_at: when Miro was asked, or told.
            whole: whether they have their styles.

        Returns:
            How many of them changed.
        """
        told = {document["id"]: document for document in documents}
        known = await self._known(board.id, told.keys())
        changed = 0
        for item_id, document in told.items():
            row = known.get(item_id)
            if row is None:
                row = MiroItem(board_id=board.id, id=item_id, type=_type(document), seq=0)
                row.document, row.whole = {}, False
                self._writes.add(row)
            elif _is_older(row, document, asked_at):
                continue
            changed += _take(row, board, document, asked_at, whole=whole)
        await self._writes.flush()
        return changed

    async def bury(self, board: MiroBoard, item_ids: Collection[str], at: datetime) -> int:
        """Note that items are gone; those that are known. How many that is news of."""
        gone = 0
        for row in (await self._known(board.id, item_ids)).values():
            if row.deleted_at is None and row.fetched_at <= at:
                board.seq += 1
                row.deleted_at, row.seq, row.document = at, board.seq, {"id": row.id}
                gone += 1
        await self._writes.flush()
        return gone

    async def unseen(self, board_id: str, kind: str | None, before: datetime) -> list[str]:
        """The items of a board, or those of a type, of which nothing was heard since a moment."""
        wanted = select(MiroItem.id).where(
            MiroItem.board_id == board_id,
            MiroItem.deleted_at.is_(None),
            MiroItem.fetched_at < before,
        )
        if kind is not None:
            wanted = wanted.where(MiroItem.type == kind)
        return list(await self._writes.scalars(wanted))

    async def replace_tags(
        self, board_id: str, documents: Sequence[Document], asked_at: datetime
    ) -> None:
        """Keep all tags of a board; others are gone."""
        await self._writes.run(delete(MiroTag).where(MiroTag.board_id == board_id))
        self._writes.add_all(
            MiroTag(board_id=board_id, id=each["id"], document=each, fetched_at=asked_at)
            for each in documents
        )
        await self._writes.run(
            update(MiroBoard).where(MiroBoard.id == board_id).values(tags_as_of=asked_at)
        )
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


def _is_older(row: MiroItem, document: Document, asked_at: datetime) -> bool:
    """Whether what is told was asked for before something that we know.

    By Miro's own times, which are whole seconds; where those are the same, by when we asked. What is gone
    comes back only by an answer to a question that was asked after it went.
    """
    if row.deleted_at is not None:
        return asked_at <= row.deleted_at
    ours, theirs = row.document.get("modifiedAt", ""), document.get("modifiedAt", "")
    return theirs < ours or (theirs == ours and asked_at < row.fetched_at)


def _take(
    row: MiroItem, board: MiroBoard, document: Document, asked_at: datetime, *, whole: bool
) -> bool:
    """Take over what is told; whether that is news."""
    same_time = row.document.get("modifiedAt") == document.get("modifiedAt")
    if not whole and row.whole and same_time and row.deleted_at is None:
        # Lists tell no style; and nothing changed since we heard of it.
        document, whole = {**document, _STYLE: row.document.get(_STYLE)}, True
    news = row.deleted_at is not None or row.document != document
    row.fetched_at, row.whole, row.deleted_at = asked_at, whole, None
    if news:
        board.seq += 1
        row.type, row.document, row.seq = _type(document), document, board.seq
    return news


def _type(document: Document) -> str:
    return str(document.get("type") or "unknown")[:32]
