"""Routes that bring cards to other places: back from the bin, copied, to another board."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from trivet.auth.callers import Caller
from trivet.auth.dependencies import caller
from trivet.cards.answers import card_answer
from trivet.cards.copying import CardCopying
from trivet.cards.finding import card_id_of
from trivet.cards.repository import CardRepository
from trivet.cards.routes import CardName, WorkspaceId
from trivet.cards.schemas import CardCopy, CardMove, CardOut, CardRestore, CardTransferTo
from trivet.cards.service import CardService
from trivet.cards.transfer import CardTransfer
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(route_class=UnitRoute, tags=["cards"])


class Places:
    """What one request does with the place of a card.

    Args:
        request: whose unit of work it is.
        who: the caller.
    """

    def __init__(self, request: Request, who: Caller) -> None:
        self._who = who
        self._unit = open_write(request, who.actor(request.state.request_id))
        self._state = request.app.state

    async def restore(self, name: str, workspace_id: UUID | None, wanted: CardRestore) -> Response:
        card_id = await self._card_id(name, workspace_id, deleted_too=True)
        state = self._state
        service = CardService(self._unit, self._who, state.access, state.elsewhere)
        place = CardMove.model_validate(wanted.model_dump(exclude_unset=True))
        return card_answer(await service.restore_card(card_id, place))

    async def copy(self, name: str, workspace_id: UUID | None, wanted: CardCopy) -> Response:
        card_id = await self._card_id(name, workspace_id)
        copying = CardCopying(self._unit, self._who, self._state.access)
        return card_answer(await copying.copy_card(card_id, wanted), 201)

    async def transfer(
        self, name: str, workspace_id: UUID | None, wanted: CardTransferTo
    ) -> Response:
        card_id = await self._card_id(name, workspace_id)
        state = self._state
        transfer = CardTransfer(self._unit, self._who, state.access, state.elsewhere)
        return card_answer(await transfer.transfer_card(card_id, wanted))

    async def _card_id(
        self, name: str, workspace_id: UUID | None, *, deleted_too: bool = False
    ) -> UUID:
        cards = CardRepository(self._unit.session)
        return await card_id_of(cards, self._who, name, workspace_id, deleted_too=deleted_too)


async def _places(request: Request) -> Places:
    return Places(request, await caller(request))


CardPlaces = Annotated[Places, Depends(_places)]


@router.post("/cards/{card}/restore", response_model=CardOut, responses=responses(404, 409))
async def restore_card(
    card: CardName, body: CardRestore, places: CardPlaces, workspace_id: WorkspaceId = None
) -> Response:
    """Bring a card back from the bin, or from the archive."""
    return await places.restore(card, workspace_id, body)


@router.post(
    "/cards/{card}/copy", status_code=201, response_model=CardOut, responses=responses(404, 409)
)
async def copy_card(
    card: CardName, body: CardCopy, places: CardPlaces, workspace_id: WorkspaceId = None
) -> Response:
    """Copy a card, on its own board or to another one of the workspace.

    Texts, facts, labels, people, steps (all to be done) and links; on another board labels by their
    names, made there if need be. Comments, dependencies and pull requests stay with the original.
    """
    return await places.copy(card, workspace_id, body)


@router.post("/cards/{card}/transfer", response_model=CardOut, responses=responses(404, 409))
async def transfer_card(
    card: CardName, body: CardTransferTo, places: CardPlaces, workspace_id: WorkspaceId = None
) -> Response:
    """Move a card to another board of its workspace.

    It keeps its id, its history and all that belongs to it, and gets a new key; the old one still
    finds it. Its labels are found there by their names, and made if need be.
    """
    return await places.transfer(card, workspace_id, body)
