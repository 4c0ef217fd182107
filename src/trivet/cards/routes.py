"""Routes of cards. Where the quick way suits a change, it is taken; else the ordinary one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from trivet.auth.callers import Caller
from trivet.auth.dependencies import caller
from trivet.cards.answers import card_answer
from trivet.cards.finding import card_id_of
from trivet.cards.quick import QuickCards
from trivet.cards.removal import ColumnRemoval
from trivet.cards.repository import CardRepository
from trivet.cards.schemas import CardCreate, CardMove, CardOut, CardPatch
from trivet.cards.service import CardService
from trivet.platform.events import Actor
from trivet.platform.uow import Units, WriteUnit
from trivet.platform.web.access_log import TRIED, Tried
from trivet.platform.web.idempotency import HEADER as IDEMPOTENCY_KEY
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(route_class=UnitRoute, tags=["cards"])

CardName = Annotated[str, "a card's id or key"]
WorkspaceId = Annotated[
    UUID | None, Query(description="Where a key is looked up, if it means several cards.")
]


class Commands:
    """Changes of cards for one request: the quick way if it suits, else the ordinary one.

    Args:
        request: whose unit of work it is, if one is needed.
        who: the caller.
    """

    def __init__(self, request: Request, who: Caller) -> None:
        self._request = request
        self._who = who

    @property
    def _actor(self) -> Actor:
        return self._who.actor(self._request.state.request_id)

    @property
    def _quick(self) -> QuickCards | None:
        """The quick way; not for a request that is to be remembered with its effects, nor twice for one."""
        tried: Tried | None = self._request.scope["state"].get(TRIED)
        if IDEMPOTENCY_KEY in self._request.headers or (tried is not None and tried.attempted):
            return None
        quick: QuickCards = self._request.app.state.quick
        return quick

    @property
    def _service(self) -> CardService:
        state = self._request.app.state
        return CardService(self._unit, self._who, state.access, state.elsewhere)

    @property
    def _unit(self) -> WriteUnit:
        return open_write(self._request, self._actor)

    async def create(self, board_id: UUID, wanted: CardCreate) -> Response:
        if self._quick is not None:
            done = await self._quick.create(self._who, self._actor, board_id, wanted)
            if done is not None:
                return card_answer(done[0], 201, done[1])
        return card_answer(await self._service.create_card(board_id, wanted), 201)

    async def patch(self, name: str, workspace_id: UUID | None, patch: CardPatch) -> Response:
        if self._quick is not None:
            card_id = await self._looked_up(name, workspace_id)
            done = await self._quick.patch(self._who, self._actor, str(card_id), patch)
            if done is not None:
                return card_answer(done[0], 200, done[1])
        card_id = await self._card_id(name, workspace_id)
        return card_answer(await self._service.patch_card(card_id, patch))

    async def delete(self, name: str, workspace_id: UUID | None) -> None:
        await self._service.delete_card(await self._card_id(name, workspace_id))

    async def _looked_up(self, name: str, workspace_id: UUID | None) -> UUID:
        """The same for the quick way, which needs no unit of work."""
        units: Units = self._request.app.state.units
        async with units.read() as unit:
            return await card_id_of(CardRepository(unit.session), self._who, name, workspace_id)

    async def _card_id(self, name: str, workspace_id: UUID | None) -> UUID:
        repository = CardRepository(self._unit.session)
        return await card_id_of(repository, self._who, name, workspace_id)


async def _commands(request: Request) -> Commands:
    return Commands(request, await caller(request))


CardCommands = Annotated[Commands, Depends(_commands)]


@router.post(
    "/boards/{board_id}/cards",
    status_code=201,
    response_model=CardOut,
    responses=responses(404, 409),
)
async def create_card(board_id: UUID, body: CardCreate, commands: CardCommands) -> Response:
    """Put a new card on a board; at the end of its column unless a place is given."""
    return await commands.create(board_id, body)


@router.patch("/cards/{card}", response_model=CardOut, responses=responses(404, 409))
async def patch_card(
    card: CardName, body: CardPatch, commands: CardCommands, workspace_id: WorkspaceId = None
) -> Response:
    """Edit a card, move it, archive it or bring it back.

    With `base_version`, a field that somebody else changed since is refused with 409 and both
    values; other fields merge.
    """
    return await commands.patch(card, workspace_id, body)


@router.post("/cards/{card}/move", response_model=CardOut, responses=responses(404, 409))
async def move_card(
    card: CardName, body: CardMove, commands: CardCommands, workspace_id: WorkspaceId = None
) -> Response:
    """Move a card: to a column, before or after another card, or to a position."""
    return await commands.patch(card, workspace_id, body.as_patch())


@router.delete("/cards/{card}", status_code=204, responses=responses(404, 409))
async def delete_card(
    card: CardName, commands: CardCommands, workspace_id: WorkspaceId = None
) -> None:
    """Put a card into the bin of its board, from where it can be restored for 30 days.

    Its key is never given to another.
    """
    await commands.delete(card, workspace_id)


async def _removal(request: Request) -> ColumnRemoval:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return ColumnRemoval(unit, who, request.app.state.access)


@router.delete(
    "/columns/{column_id}", status_code=204, responses=responses(404, 409), tags=["boards"]
)
async def delete_column(
    column_id: UUID,
    removal: Annotated[ColumnRemoval, Depends(_removal)],
    move_cards_to: Annotated[
        UUID | None, Query(description="The column to whose end its cards go.")
    ] = None,
) -> None:
    """Delete a column; its cards go to another one."""
    await removal.delete_column(column_id, move_cards_to)
