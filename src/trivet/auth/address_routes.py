"""The addresses of one's account."""

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request

from trivet.auth.dependencies import caller
from trivet.auth.limits import limited
from trivet.auth.own_addresses import OwnAddresses
from trivet.auth.schemas import AddressAsk, AddressConfirm, UserOut
from trivet.platform.web.no_store import no_store
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_write

router = APIRouter(
    prefix="/auth/me/addresses",
    tags=["auth"],
    route_class=UnitRoute,
    dependencies=[Depends(no_store), limited("addresses")],
)


async def own_addresses(request: Request) -> OwnAddresses:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return OwnAddresses(unit, who, request.app.state.settings)


Addresses = Annotated[OwnAddresses, Depends(own_addresses)]


@router.post("", status_code=202, responses=responses(404, 409, 429))
async def ask_for_address_email(body: AddressAsk, addresses: Addresses) -> None:
    """Have a link mailed that adds an address to my account: once, within 15 minutes, in this session.

    To an address of another account nothing is mailed, and the answer does not tell.
    """
    await addresses.ask(body.email)


@router.post("/confirm", responses=responses(404, 409, 429))
async def add_address(body: AddressConfirm, addresses: Addresses) -> UserOut:
    """Add the address to which a link was mailed, in the session that asked for it."""
    return UserOut.model_validate(await addresses.confirm(body.token))
