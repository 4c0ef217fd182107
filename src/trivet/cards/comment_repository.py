"""Queries of comments. Never a commit."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update

from trivet.boards.models import BoardEventRow
from trivet.cards.events import COMMENT_CREATED, COMMENT_UPDATED
from trivet.cards.models import Comment
from trivet.platform.db.session import ReadSession, WriteSession


class CommentRepository:
    """Reads comments.

    Args:
        session: the unit of work's session.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    async def get(self, comment_id: UUID) -> Comment | None:
        """A comment that was not deleted, as it is now."""
        wanted = select(Comment).where(Comment.id == comment_id, Comment.deleted_at.is_(None))
        return await self._session.scalar(wanted.execution_options(populate_existing=True))

    async def page(self, card_id: UUID, after: UUID | None, limit: int) -> Sequence[Comment]:
        """Comments of a card, the oldest first, at most `limit` behind `after`."""
        wanted = select(Comment).where(Comment.card_id == card_id, Comment.deleted_at.is_(None))
        if after is not None:
            wanted = wanted.where(Comment.id > after)
        return (await self._session.scalars(wanted.order_by(Comment.id).limit(limit))).all()


class CommentWriteRepository(CommentRepository):
    """Changes comments."""

    def __init__(self, session: WriteSession) -> None:
        super().__init__(session)
        self._writes = session

    def add(self, comment: Comment) -> None:
        """Keep a new comment."""
        self._writes.add(comment)

    async def forget_in_log(self, comment: Comment) -> None:
        """Take what a comment said from the log of its card; that it was there stays."""
        rows = await self._session.scalars(
            select(BoardEventRow).where(
                BoardEventRow.card_id == comment.card_id,
                BoardEventRow.type.in_((COMMENT_CREATED, COMMENT_UPDATED)),
                BoardEventRow.texts.is_not(None),
            )
        )
        for row in rows:
            if row.payload["comment"]["id"] == str(comment.id):
                await self._writes.run(
                    update(BoardEventRow).where(
                        BoardEventRow.board_id == row.board_id, BoardEventRow.seq == row.seq
                    )
                    # Not without it: whoever replays the log finds the shape that is described.
                    .values(texts={"comment": {"body": ""}})
                )
