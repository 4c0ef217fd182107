"""Whose Miro account a request is about."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header
from starlette.requests import Request

from trivet.auth import cookies
from trivet.auth.callers import Scope
from trivet.auth.dependencies import caller_with
from trivet.auth.errors import SignInNeeded
from trivet.miro.errors import MiroUserMismatch, MiroUserMissing
from trivet.miro.tokens import MiroAccount, MiroTokens
from trivet.platform.settings import Settings

BRIDGE = "/api/"
"""What the addresses of the Miro bridge begin with."""
USER_ID_HEADER = "X-User-Id"


@dataclass(frozen=True, slots=True)
class MiroCaller:
    """Who calls.

    Args:
        user_id: who, here; None where only Miro's id is known, which nobody here has.
        named: Miro's id, as the request names it.
        account: their account at Miro; None if they have none here.
    """

    user_id: UUID | None
    named: str | None
    account: MiroAccount | None


UserIdHeader = Annotated[
    str | None,
    Header(
        alias=USER_ID_HEADER,
        max_length=64,
        description="Miro's id of the caller. Absent: their own account.",
    ),
]


async def miro_caller(request: Request, named: UserIdHeader = None) -> MiroCaller:
    """Who calls, by their token or cookie; and that the Miro account that they name is theirs.

    An API token needs the scope `miro`. With `TRIVET_MIRO_TRUST_USER_HEADER` the header alone is
    believed.

    Raises:
        SignInNeeded: nobody, or by a token that is not accepted.
        InsufficientScope: the API token may not do this.
        MiroUserMismatch: the account that is named is another one.
    """
    tokens: MiroTokens = request.app.state.miro.tokens
    if not _presents(request):
        settings: Settings = request.app.state.settings
        if named is None or not settings.miro_trust_user_header:
            raise SignInNeeded
        user_id = await tokens.whose(named)
        account = None if user_id is None else await tokens.account(user_id)
        return MiroCaller(user_id, named, account)
    who = await caller_with(request, Scope.MIRO)
    account = await tokens.account(who.user_id)
    if named is not None and account is not None and account.id != named:
        raise MiroUserMismatch(
            "`X-User-Id` names another account than the one that is connected to yours."
        )
    return MiroCaller(who.user_id, named, account)


async def miro_identity(request: Request) -> str:
    """Whose `Idempotency-Key` it is, of a request to the Miro bridge.

    Raises:
        SignInNeeded, InsufficientScope, MiroUserMismatch: as for `miro_caller`.
    """
    who = await miro_caller(request, request.headers.get(USER_ID_HEADER))
    return str(who.user_id or who.named)


async def named_miro_caller(request: Request, named: UserIdHeader = None) -> MiroCaller:
    """The same where a request that says nothing of who sends it is malformed.

    Raises:
        MiroUserMissing: nobody, and no account is named either.
    """
    if named is None and not _presents(request):
        raise MiroUserMissing(
            "Send an access token as `Authorization: Bearer …`, and Miro's user id in `X-User-Id`."
        )
    return await miro_caller(request, named)


CurrentMiroCaller = Annotated[MiroCaller, Depends(miro_caller)]


def _presents(request: Request) -> bool:
    """Whether a request says who sends it."""
    scheme = request.headers.get("authorization", "").partition(" ")[0].lower()
    return scheme == "bearer" or cookies.ACCESS in request.cookies
