"""What somebody said is forgotten, when they ask for it with the deletion of their account.

The comments stay, since others answered them; what they said does not.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from trivet.auth.events import UserEvent
from trivet.boards.events import BoardEvent
from trivet.boards.repository import BoardWriteRepository
from trivet.cards.comment_repository import CommentWriteRepository
from trivet.cards.comments import comment_document
from trivet.cards.events import COMMENT_UPDATED
from trivet.cards.models import Card, Comment
from trivet.cards.tasks import REDACT_COMMENTS
from trivet.platform.clock import now
from trivet.platform.events import Event
from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit

REDACTED = "*Redacted at the request of its author, who has left.*"
AT_ONCE = 100
"""Comments of one board that are redacted in one transaction."""


async def redact_comments_when_asked(unit: WriteUnit, event: Event) -> None:
    """An account was closed: forget what the person said, if they asked for it."""
    assert isinstance(event, UserEvent)
    if event.payload.get("redact_texts"):
        unit.enqueue(REDACT_COMMENTS.call({"user_id": str(event.user_id)}))


async def redact_comments(context: TaskContext, args: Mapping[str, Any]) -> dict[str, int]:
    """Redact what somebody said, board by board. A second run finds nothing left to redact."""
    user_id = UUID(args["user_id"])
    async with context.units.read() as reading:
        board_ids = await reading.session.scalars(
            select(Card.board_id)
            .join(Comment, Comment.card_id == Card.id)
            .where(*_said_by(user_id))
            .distinct()
        )
        boards = sorted(board_ids)
    redacted = 0
    for board_id in boards:
        while True:
            context.stop_if_cancelled()
            some = await context.retried(_some(board_id, user_id))
            redacted += some
            if some < AT_ONCE:
                break
    return {"redacted": redacted}


def _said_by(user_id: UUID) -> Sequence[Any]:
    return (
        Comment.author_id == user_id,
        Comment.deleted_at.is_(None),
        Comment.body != REDACTED,
    )


def _some(board_id: UUID, user_id: UUID) -> Callable[[WriteUnit], Awaitable[int]]:
    async def work(unit: WriteUnit) -> int:
        # Of a deleted board nobody is told; what was said there is forgotten all the same.
        board = await BoardWriteRepository(unit.session).lock(board_id)
        found = await unit.session.scalars(
            select(Comment)
            .join(Card, Card.id == Comment.card_id)
            .where(Card.board_id == board_id, *_said_by(user_id))
            .order_by(Comment.id)
            .limit(AT_ONCE)
        )
        comments = found.all()
        rows = CommentWriteRepository(unit.session)
        for comment in comments:
            comment.body, comment.version = REDACTED, comment.version + 1
            comment.edited_at = now()
            await rows.forget_in_log(comment)
            if board is not None:
                _tell(unit, board_id, comment)
        return len(comments)

    return work


def _tell(unit: WriteUnit, board_id: UUID, comment: Comment) -> None:
    facts = comment_document(comment)
    texts = {"comment": {"body": facts.pop("body")}}
    unit.emit(
        BoardEvent(
            type=COMMENT_UPDATED,
            board_id=board_id,
            card_id=comment.card_id,
            payload={"comment": facts},
            texts=texts,
        )
    )
