"""Who may make an account here."""

from collections.abc import Awaitable, Callable

from trivet.platform.db.session import ReadSession
from trivet.platform.settings import Settings, SignUp

Invited = Callable[[ReadSession, str], Awaitable[bool]]
"""Whether somebody holds a place for an address. Given, because sign-in knows no workspaces."""


class Welcome:
    """Tells whether a stranger may make an account.

    Args:
        settings: open, or for those who are invited.
        invited: whether somebody is expected.
    """

    def __init__(self, settings: Settings, invited: Invited) -> None:
        self._settings = settings
        self._invited = invited

    async def expects(self, session: ReadSession, address: str | None) -> bool:
        """Whether somebody with this address may.

        Args:
            session: of the unit of work in which it is asked.
            address: proven, folded; None where there is none.
        """
        if self._settings.sign_up is SignUp.OPEN:
            return True
        return address is not None and await self._invited(session, address)
