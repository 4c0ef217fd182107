"""Comments: what people say about a card.

A comment does not raise its card's version: who edits the card meanwhile is not in its way.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.events import BoardEvent
from trivet.cards import events as types
from trivet.cards.comment_repository import CommentRepository, CommentWriteRepository
from trivet.cards.detail_schemas import CommentCreate, CommentPatch
from trivet.cards.errors import CommentNotFound, CommentsFull, EditConflict, NotYourComment
from trivet.cards.finding import card_id_of, card_to_see
from trivet.cards.holding import CardHolder
from trivet.cards.models import Card, Comment
from trivet.cards.repository import CardRepository
from trivet.platform.clock import now, rfc3339
from trivet.platform.ids import new_id
from trivet.platform.uow import ReadUnit, WriteUnit
from trivet.workspaces.models import Role

MOST_COMMENTS = 5_000

_LOOK = "Check the address; it may have been deleted, or its workspace is not yours."


def comment_document(comment: Comment) -> dict[str, Any]:
    """The JSON form of a comment; members that are null are left out."""
    document: dict[str, Any] = {
        "id": str(comment.id),
        "card_id": str(comment.card_id),
        "body": comment.body,
        "version": comment.version,
        "created_at": rfc3339(comment.created_at),
    }
    if comment.author_id is not None:
        document["author_id"] = str(comment.author_id)
    if comment.edited_at is not None:
        document["edited_at"] = rfc3339(comment.edited_at)
    return document


class CommentQueries:
    """Reads comments.

    Args:
        unit: a read unit.
        caller: who asks.
        access: who may do what.
    """

    def __init__(self, unit: ReadUnit, caller: Caller, access: BoardAccess) -> None:
        self._caller = caller
        self._access = access
        self._cards = CardRepository(unit.session)
        self._comments = CommentRepository(unit.session)

    async def page(
        self, name: str, workspace_id: UUID | None, after: UUID | None, limit: int
    ) -> Sequence[Comment]:
        """Comments of a card, the oldest first.

        Args:
            name: the card's id or key.
            workspace_id: where a key is looked up; None is everywhere.
            after: only those behind this comment.
            limit: how many at most.

        Raises:
            CardNotFound, CardKeyAmbiguous: as for every card.
        """
        card_id = await card_id_of(self._cards, self._caller, name, workspace_id)
        await card_to_see(self._cards, self._access, self._caller, card_id)
        return await self._comments.page(card_id, after, limit)


class CommentService:
    """Writes comments.

    Args:
        unit: the write unit.
        caller: on whose behalf.
        access: who may do what.
    """

    def __init__(self, unit: WriteUnit, caller: Caller, access: BoardAccess) -> None:
        self._unit = unit
        self._caller = caller
        self._access = access
        self._holder = CardHolder(unit, caller, access)
        self._comments = CommentWriteRepository(unit.session)

    async def create(self, card_id: UUID, wanted: CommentCreate) -> Comment:
        """Say something about a card, archived or not.

        Raises:
            CardNotFound, Forbidden, BoardArchived: as for every change of a card.
            CommentsFull: it has as many as it may.
        """
        card, _ = await self._holder.hold(card_id)
        if card.comment_count >= MOST_COMMENTS:
            raise CommentsFull(
                f"This card has {MOST_COMMENTS:,} comments: go on at a card of its own."
            )
        comment = Comment(
            id=new_id(),
            card_id=card.id,
            author_id=self._caller.user_id,
            body=wanted.body,
            version=1,
            created_at=now(),
        )
        self._comments.add(comment)
        card.comment_count += 1
        await self._unit.session.flush()
        self._tell(card, types.COMMENT_CREATED, comment, comment_count=card.comment_count)
        return comment

    async def change(self, comment_id: UUID, patch: CommentPatch) -> Comment:
        """Say something else instead.

        Raises:
            CommentNotFound: it is not the caller's to see.
            Forbidden, BoardArchived: as for every change of a card.
            NotYourComment: somebody else said it.
            EditConflict: it was changed since `base_version`.
        """
        comment, card, _ = await self._held(comment_id)
        if comment.author_id != self._caller.user_id:
            raise NotYourComment("Only who wrote a comment changes it: answer it instead.")
        if comment.body == patch.body:
            return comment
        self._refuse_clash(comment, patch)
        comment.body = patch.body
        comment.version += 1
        comment.edited_at = now()
        await self._unit.session.flush()
        self._tell(card, types.COMMENT_UPDATED, comment)
        return comment

    async def delete(self, comment_id: UUID) -> None:
        """Take a comment back, also from what the log remembers of it.

        Raises:
            CommentNotFound: it is not the caller's to see.
            Forbidden, BoardArchived: as for every change of a card.
            NotYourComment: somebody else said it, and the caller is no admin.
        """
        comment, card, role = await self._held(comment_id)
        if comment.author_id != self._caller.user_id and role not in (Role.ADMIN, Role.OWNER):
            raise NotYourComment("Ask who wrote it, or an admin of this workspace, to delete it.")
        comment.body = ""
        comment.deleted_at = now()
        card.comment_count -= 1
        await self._unit.session.flush()
        await self._comments.forget_in_log(comment)
        payload = {"comment_id": str(comment.id), "comment_count": card.comment_count}
        self._emit(card, types.COMMENT_DELETED, payload, {})

    async def _held(self, comment_id: UUID) -> tuple[Comment, Card, Role]:
        """A comment, its card, whose board is held, and the caller's role there."""
        found = await self._comments.get(comment_id)
        if found is None:
            raise CommentNotFound(_LOOK)
        session = self._unit.session
        cards = CardRepository(session)
        seen = await cards.get_by_id(found.card_id)
        if seen is None:
            raise CommentNotFound(_LOOK)
        role = await self._access.role_or_none(self._caller, seen.board_id, session)
        if role is None:
            raise CommentNotFound(_LOOK)
        card, _ = await self._holder.hold(found.card_id)
        comment = await self._comments.get(comment_id)
        if comment is None:
            raise CommentNotFound("Somebody deleted it meanwhile.")
        return comment, card, role

    @staticmethod
    def _refuse_clash(comment: Comment, patch: CommentPatch) -> None:
        if patch.base_version is None or patch.base_version >= comment.version:
            return
        conflict = {
            "field": "body",
            "yours": patch.body,
            "theirs": comment.body,
            "version": comment.version,
            "by": None if comment.author_id is None else str(comment.author_id),
            "at": rfc3339(comment.edited_at or comment.created_at),
        }
        raise EditConflict(
            "You changed it elsewhere meanwhile. Keep one of the two, or merge them, and send the"
            " version that you have seen now.",
            extra={"version": comment.version, "conflicts": [conflict]},
        )

    def _tell(self, card: Card, type_: str, comment: Comment, **more: Any) -> None:
        facts = comment_document(comment)
        texts = {"comment": {"body": facts.pop("body")}}
        self._emit(card, type_, {"comment": facts, **more}, texts)

    def _emit(self, card: Card, type_: str, payload: dict[str, Any], texts: dict[str, Any]) -> None:
        self._unit.emit(
            BoardEvent(
                type=type_, board_id=card.board_id, card_id=card.id, payload=payload, texts=texts
            )
        )
