"""The check of a token, apart from any framework: routes and sockets share it."""

from trivet.auth.callers import Caller, Callers
from trivet.auth.errors import SignInNeeded


class AuthMiddleware:
    """Lets through those whose token is accepted.

    Not an ASGI middleware: what needs no caller (static files, health) should not pay for one.

    Args:
        callers: tell who calls.
    """

    def __init__(self, callers: Callers) -> None:
        self._callers = callers

    async def verify_token(self, token: str) -> Caller:
        """Who calls with this token.

        Args:
            token: an access token or an API token.

        Raises:
            SignInNeeded: it is none of ours, has expired, or its session has ended.
        """
        caller = self._callers.cached(token) or await self._callers.by_token(token)
        if caller is None:
            raise SignInNeeded
        return caller
