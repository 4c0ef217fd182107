"""A board from its rows, in a fixed number of queries and one consistent view."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import defer

from trivet.boards.events import BoardEvent
from trivet.boards.live import LiveBoard, live_card
from trivet.boards.log import events_since
from trivet.boards.models import Board
from trivet.boards.repository import BoardRepository
from trivet.boards.wire import board_document, column_document, label_document
from trivet.cards.counterparts import Counterparts
from trivet.cards.models import Card
from trivet.cards.repository import CardRepository, is_live
from trivet.cards.wire import LONG_TEXTS, NO_MEMBERS, Document, card_document, short_form
from trivet.platform.db.session import ReadSession
from trivet.platform.json import dumps
from trivet.platform.uow import Units
from trivet.views.fragments import FragmentCodec


class Snapshots:
    """Loads boards for the live boards; their `Source`.

    Args:
        units: where rows are read.
        codec: who encodes fragments.
        epoch: tells the installation's epoch.
        elsewhere: what cards have in other places.
    """

    def __init__(
        self,
        units: Units,
        codec: FragmentCodec,
        epoch: Callable[[], str],
        elsewhere: Counterparts,
    ) -> None:
        self._units = units
        self._codec = codec
        self._epoch = epoch
        self._elsewhere = elsewhere

    async def load(self, board_id: UUID) -> LiveBoard | None:
        async with self._units.read() as unit:
            boards = BoardRepository(unit.session)
            board = await boards.get(board_id)
            if board is None:
                return None
            columns = await boards.columns(board_id)
            labels = await boards.labels(board_id)
            forms = await live_forms(unit.session, board, self._elsewhere)
            return LiveBoard(
                head=board_document(board),
                columns=[column_document(column) for column in columns],
                labels=[label_document(label) for label in labels],
                cards=[live_card(form["id"], dumps(form), self._codec) for form in forms],
                seq=board.seq,
                epoch=self._epoch(),
                structure_version=board.structure_version,
                codec=self._codec,
            )

    async def seq(self, board_id: UUID) -> int | None:
        async with self._units.read() as unit:
            return await BoardRepository(unit.session).seq(board_id)

    async def seqs(self, board_ids: Iterable[UUID]) -> Mapping[UUID, int]:
        async with self._units.read() as unit:
            return await BoardRepository(unit.session).seqs(board_ids)

    async def events(self, board_id: UUID, since: int) -> Sequence[BoardEvent] | None:
        async with self._units.read() as unit:
            board = await BoardRepository(unit.session).get(board_id)
            if board is None or since < board.texts_emptied_to or since > board.seq:
                return None
            return await events_since(unit.session, board_id, since)


async def live_forms(session: ReadSession, board: Board, elsewhere: Counterparts) -> list[Document]:
    """The live cards of a board in their board form."""
    return await short_forms(session, board, is_live(), elsewhere)


async def short_forms(
    session: ReadSession,
    board: Board,
    which: ColumnElement[bool],
    elsewhere: Counterparts,
    card_ids: Collection[UUID] | None = None,
) -> list[Document]:
    """Cards of a board in their board form, in no particular order.

    Of the long texts only whether there are any is asked: they may be 100 kB a card.

    Args:
        session: a read unit's session.
        board: whose cards.
        which: a condition that must hold.
        elsewhere: what cards have in other places.
        card_ids: which they are, if they are not the live ones.
    """
    texts = [getattr(Card, name) for name in LONG_TEXTS]
    unread = [*texts, Card.links]
    rows = await session.execute(
        select(Card, *(text != "" for text in texts))
        .options(*(defer(one, raiseload=True) for one in unread))
        .where(Card.board_id == board.id, which)
    )
    cards = CardRepository(session)
    members = await cards.members_on_board(board.id)
    places = await elsewhere.on_board(session, board.id, card_ids)
    return [
        short_form(
            card,
            board.key,
            members.get(card.id, NO_MEMBERS),
            places.get(card.id, {}),
            dict(zip(LONG_TEXTS, has, strict=True)),
        )
        for card, *has in rows
    ]


async def card_documents(
    session: ReadSession,
    board: Board,
    filters: Sequence[ColumnElement[bool]],
    elsewhere: Counterparts,
) -> list[tuple[Card, Document]]:
    """Cards of a board with their whole documents, in order of their ranks.

    As many queries for one card as for all.

    Args:
        session: a read unit's session.
        board: whose cards.
        filters: conditions that must all hold.
        elsewhere: what cards have in other places.
    """
    cards = CardRepository(session)
    rows = await cards.get_by_board(board.id, filters)
    members = await cards.members_on_board(board.id)
    places = await elsewhere.on_board(session, board.id, [card.id for card in rows])
    return [
        (
            card,
            card_document(
                card,
                board.key,
                members.get(card.id, NO_MEMBERS),
                places.get(card.id, {}),
            ),
        )
        for card in rows
    ]


def in_order(columns: Sequence[Mapping[str, Any]], forms: Iterable[Document]) -> list[Document]:
    """Cards column by column, by rank."""
    index = {column["id"]: number for number, column in enumerate(columns)}
    return sorted(
        forms, key=lambda form: (index.get(form["column_id"], len(index)), form["rank"], form["id"])
    )
