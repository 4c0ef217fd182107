"""Personal API tokens: made, listed, deleted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from trivet.auth import events
from trivet.auth.api_token_format import new_api_token
from trivet.auth.callers import Caller, CallerKind, Scope
from trivet.auth.errors import InsufficientScope, SignInNeeded, TokenExpiryRefused, TokenNotFound
from trivet.auth.events import UserEvent
from trivet.auth.models import ApiToken
from trivet.auth.repository import AuthReads, AuthRepository
from trivet.auth.scopes import in_order, with_included
from trivet.platform.clock import now
from trivet.platform.errors import FieldError
from trivet.platform.ids import fingerprint, new_id
from trivet.platform.uow import ReadUnit, WriteUnit


@dataclass(frozen=True, slots=True)
class NewApiToken:
    """An API token just made, with the secret that is shown this once."""

    token: ApiToken
    secret: str = field(repr=False)


class ApiTokenQueries:
    """What a person asks about their API tokens."""

    def __init__(self, unit: ReadUnit, caller: Caller) -> None:
        self._people = AuthReads(unit.session)
        self._caller = caller

    async def page(self, after: UUID | None, limit: int) -> list[ApiToken]:
        """The person's tokens in the order of their making.

        Args:
            after: the last one already seen.
            limit: how many at most.
        """
        return await self._people.api_tokens(self._caller.user_id, after, limit)


class ApiTokenService:
    """What a person does with their API tokens.

    Args:
        unit: writes the changes.
        caller: whose tokens. A token may do this too, but gives away no more than it has.
    """

    def __init__(self, unit: WriteUnit, caller: Caller) -> None:
        self._unit = unit
        self._caller = caller
        self._people = AuthRepository(unit.session)

    async def create(
        self, name: str, scopes: Sequence[Scope], *, expires_at: datetime | None = None
    ) -> NewApiToken:
        """Make an API token.

        Args:
            name: what the person calls it.
            scopes: what it may do; what they include is added.
            expires_at: when it ends; None is never.

        Raises:
            InsufficientScope: it would be able to do more than the token that asks for it.
            TokenExpiryRefused: that moment is past, or later than the end of the asking token.
        """
        wanted = with_included(scopes)
        self._no_wider(wanted)
        await self._no_longer(expires_at)
        secret = new_api_token()
        token = ApiToken(
            id=new_id(),
            user_id=self._caller.user_id,
            name=name,
            token_hash=fingerprint(secret),
            scopes=[str(scope) for scope in in_order(wanted)],
            created_at=now(),
            expires_at=expires_at,
        )
        self._people.add(token)
        self._emit(events.API_TOKEN_CREATED, token)
        return NewApiToken(token, secret)

    async def delete(self, token_id: UUID) -> None:
        """Delete an API token: it stops working at once.

        Raises:
            TokenNotFound: this person has no such token.
            InsufficientScope: it can do more than the token that asks.
        """
        token = await self._people.api_token(self._caller.user_id, token_id)
        if token is None:
            raise _not_found()
        self._no_wider(frozenset(Scope(scope) for scope in token.scopes))
        if not await self._people.delete_api_token(token_id):
            raise _not_found()
        self._emit(events.API_TOKEN_DELETED, token)

    def _no_wider(self, scopes: frozenset[Scope]) -> None:
        missing = in_order(scopes - self._caller.scopes)
        if missing:
            raise InsufficientScope(
                f"Your own token lacks the scope `{missing[-1]}`, so it cannot give or take it. "
                "Do this signed in, or with a token that has it.",
                extra={"scope": str(missing[-1])},
            )

    async def _no_longer(self, expires_at: datetime | None) -> None:
        if expires_at is not None and expires_at <= now():
            raise _refused_expiry("That moment is past: choose a later one, or null for never.")
        if self._caller.kind is not CallerKind.API_TOKEN:
            return
        own = await self._people.api_token(self._caller.user_id, self._caller.credential_id)
        if own is None:
            raise SignInNeeded
        if own.expires_at is not None and (expires_at is None or expires_at > own.expires_at):
            raise _refused_expiry("Your own token ends earlier: choose a moment before its end.")

    def _emit(self, event_type: str, token: ApiToken) -> None:
        self._unit.emit(
            UserEvent(
                type=event_type,
                user_id=token.user_id,
                payload={"token_id": str(token.id), "scopes": token.scopes},
                texts={"name": token.name},
            )
        )


def _not_found() -> TokenNotFound:
    return TokenNotFound("It may have been deleted already: see your tokens at /auth/tokens.")


def _refused_expiry(why: str) -> TokenExpiryRefused:
    return TokenExpiryRefused(why, fields=(FieldError("expires_at", why),))
