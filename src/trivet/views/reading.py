"""Reading: a board with filters, a card by id or key, the log."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, or_, select

from trivet.auth.callers import Caller
from trivet.boards.access import BoardAccess
from trivet.boards.errors import BoardNotFound
from trivet.boards.live import FORMAT, with_cards
from trivet.boards.liveboards import LiveBoards
from trivet.boards.models import Board, Label
from trivet.boards.repository import BoardRepository
from trivet.boards.wire import board_document, column_document, labels_in_order
from trivet.cards.counterparts import Counterparts
from trivet.cards.finding import card_id_of, card_to_see
from trivet.cards.models import Card, CardAssignee, CardLabel, Priority
from trivet.cards.repository import CardRepository, contains, is_live
from trivet.cards.wire import Document, board_form, card_document
from trivet.platform.json import dumps
from trivet.platform.schemas import Time
from trivet.platform.uow import ReadUnit
from trivet.platform.web.text import Typed
from trivet.views.history import Spot, events_of_card
from trivet.views.snapshot import card_documents, in_order
from trivet.views.stretch import read_stretch

MOST_EVENTS = 1000

Words = Annotated[str, Typed(200)]


def _cleaned(value: str) -> str:
    return value.strip().casefold()


class BoardFilters(BaseModel):
    """What `GET /boards/{id}` may be narrowed by. Several values of one filter: any of them."""

    model_config = ConfigDict(extra="forbid")

    assignee: list[UUID | Literal["me", "none"]] = Field(
        default_factory=list, description="Who works on it; `me`, or `none` for nobody."
    )
    label: list[Words] = Field(default_factory=list, description="A label's id or name.")
    priority: list[Priority] = Field(default_factory=list)
    column: list[UUID] = Field(default_factory=list)
    q: Annotated[Words, AfterValidator(_cleaned)] = Field(
        "", description="Part of the key, the title or the texts."
    )
    updated_since: Time | None = None
    archived: bool = Field(False, description="The archived cards instead of the open ones.")


Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Filtered:
    """The answer about a part of a board.

    Args:
        etag: by which it is known.
        seq: of the board.
        body: JSON; empty if the caller has it.
    """

    etag: str
    seq: int
    body: bytes


class BoardReader:
    """Reads boards and cards from their rows.

    Args:
        unit: a read unit.
        caller: who asks.
        access: who may do what.
        elsewhere: what cards have in other places.
        epoch: the installation's epoch.
    """

    def __init__(
        self,
        unit: ReadUnit,
        caller: Caller,
        access: BoardAccess,
        elsewhere: Counterparts,
        epoch: str,
    ) -> None:
        self._session = unit.session
        self._caller = caller
        self._access = access
        self._elsewhere = elsewhere
        self._epoch = epoch
        self._boards = BoardRepository(unit.session)
        self._cards = CardRepository(unit.session)

    async def filtered(
        self, board_id: UUID, filters: BoardFilters, live: LiveBoards, is_known: Known
    ) -> Filtered:
        """A board with those of its cards that pass the filters.

        Args:
            board_id: the board.
            filters: what its cards must be like.
            live: has most boards in memory, so that only the ids of cards need be asked for.
            is_known: tells of an ETag whether the caller has that answer.

        Raises:
            BoardNotFound: it is not the caller's to see.
        """
        board = await self._board(board_id)
        etag = self._etag(board, filters)
        if is_known(etag):
            return Filtered(etag, board.seq, b"")
        columns = [column_document(column) for column in await self._boards.columns(board_id)]
        labels = labels_in_order(await self._boards.labels(board_id))
        conditions = self._conditions(board_id, filters)
        cards = (
            None if filters.archived else await self._in_memory(board, conditions, filters, live)
        )
        if cards is None:
            found = await card_documents(self._session, board, conditions, self._elsewhere)
            forms = [board_form(document) for _, document in found if _matches(document, filters.q)]
            cards = [dumps(form) for form in in_order(columns, forms)]
        head = {
            **board_document(board),
            "seq": board.seq,
            "epoch": self._epoch,
            "columns": columns,
            "labels": labels,
        }
        return Filtered(etag, board.seq, with_cards(dumps(head), cards))

    async def _in_memory(
        self,
        board: Board,
        conditions: Sequence[ColumnElement[bool]],
        filters: BoardFilters,
        live: LiveBoards,
    ) -> list[bytes] | None:
        """The cards that pass, as the board in memory has them; None if that is not at the state of our rows."""
        shown = live.peek(str(board.id))
        if shown is None or shown.seq != board.seq:
            return None
        passing = await self._cards.passing(board, conditions, filters.q)
        # While we asked, it may have gone on, or another may have been loaded in its place.
        is_same = live.peek(str(board.id)) is shown and shown.seq == board.seq
        return shown.fragments(passing) if is_same else None

    def _etag(self, board: Board, filters: BoardFilters) -> str:
        query = f"{self._caller.user_id}{filters.model_dump_json()}"
        digest = hashlib.sha256(query.encode()).hexdigest()[:12]
        return f'"{self._epoch[-8:]}-{FORMAT}-{board.seq}-{digest}"'

    def _conditions(self, board_id: UUID, filters: BoardFilters) -> Sequence[ColumnElement[bool]]:
        conditions = [Card.archived_at.is_not(None) if filters.archived else is_live()]
        if filters.assignee:
            conditions.append(self._assigned(filters))
        if filters.label:
            conditions.append(_labelled(board_id, filters.label))
        if filters.priority:
            conditions.append(Card.priority.in_(filters.priority))
        if filters.column:
            conditions.append(Card.column_id.in_(filters.column))
        if filters.updated_since is not None:
            conditions.append(Card.updated_at >= filters.updated_since)
        return conditions

    def _assigned(self, filters: BoardFilters) -> ColumnElement[bool]:
        people = [one for one in filters.assignee if isinstance(one, UUID)]
        if "me" in filters.assignee:
            people.append(self._caller.user_id)
        anybody = select(CardAssignee.card_id)
        conditions: list[ColumnElement[bool]] = []
        if people:
            conditions.append(Card.id.in_(anybody.where(CardAssignee.user_id.in_(people))))
        if "none" in filters.assignee:
            conditions.append(Card.id.not_in(anybody))
        return or_(*conditions)

    async def card(self, name: str, workspace_id: UUID | None) -> Document:
        """A whole card by its id or key.

        Raises:
            CardNotFound: it is not the caller's to see.
            CardKeyAmbiguous: the key names several.
        """
        card_id = await card_id_of(self._cards, self._caller, name, workspace_id)
        card = await card_to_see(self._cards, self._access, self._caller, card_id)
        board = await self._boards.get(card.board_id)
        if board is None:
            raise BoardNotFound("Somebody deleted it meanwhile.")
        return card_document(
            card,
            board.key,
            await self._cards.members_of(card_id),
            await self._elsewhere.of_card(self._session, card_id),
        )

    async def activity(
        self, name: str, workspace_id: UUID | None, before: Spot | None, limit: int
    ) -> list[dict[str, Any]]:
        """What happened to a card, the newest first, as events on the wire, each with its board.

        Args:
            name: its id or key.
            workspace_id: where a key is looked up; None is everywhere.
            before: only what is older than this event.
            limit: how many events at most.

        Raises:
            CardNotFound: it is not the caller's to see.
            CardKeyAmbiguous: the key names several.
        """
        card_id = await card_id_of(self._cards, self._caller, name, workspace_id)
        card = await card_to_see(self._cards, self._access, self._caller, card_id)
        events = await events_of_card(self._session, card.board_id, card_id, before, limit)
        return [{**event.on_the_wire(), "board_id": event.board_id} for event in events]

    async def events(self, board_id: UUID, since: int, limit: int) -> dict[str, Any]:
        """A stretch of a board's log.

        Args:
            board_id: whose log.
            since: the last number that the caller has.
            limit: how many events at most.

        Raises:
            BoardNotFound: it is not the caller's to see.
        """
        board = await self._board(board_id)
        found = await read_stretch(self._session, board, since, limit)
        last = found.events[-1].seq if found.events else since
        return {
            "items": [event.on_the_wire() for event in found.events],
            "next_cursor": str(last) if last < found.seq else None,
            "seq": found.seq,
            "epoch": self._epoch,
            "resync": found.resync,
        }

    async def _board(self, board_id: UUID) -> Board:
        board = await self._boards.get(board_id)
        await self._access.role(self._caller, board_id, self._session)
        if board is None:
            raise BoardNotFound("Somebody deleted it meanwhile.")
        return board


def _labelled(board_id: UUID, wanted: Sequence[str]) -> ColumnElement[bool]:
    ids = [UUID(one) for one in wanted if _is_uuid(one)]
    named = select(Label.id).where(Label.board_id == board_id, Label.name.in_(wanted))
    carrying = select(CardLabel.card_id).where(
        or_(CardLabel.label_id.in_(ids), CardLabel.label_id.in_(named))
    )
    return Card.id.in_(carrying)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _matches(document: Document, q: str) -> bool:
    texts = ("key", "title", "description", "acceptance_criteria")
    return contains(q, (document.get(name, "") for name in texts))
