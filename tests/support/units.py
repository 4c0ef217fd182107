"""Units of work with nothing behind them but a database."""

from collections.abc import Sequence

from trivet.platform.db.session import WriteSession
from trivet.platform.tasks.declarations import TaskCall


class NoTasks:
    """A task store that keeps nothing and rings nowhere."""

    async def store(self, session: WriteSession, calls: Sequence[TaskCall]) -> None:
        """Forget them."""

    def ring(self, calls: Sequence[TaskCall] = ()) -> None:
        """Nobody listens."""
