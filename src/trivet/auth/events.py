"""What happens to people; written to the audit log."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from trivet.platform.events import Event

SESSION_STARTED = "session.started"
SESSION_ENDED = "session.ended"
REFRESH_TOKEN_REUSED = "refresh_token.reused"  # noqa: S105 - a type of event
API_TOKEN_CREATED = "api_token.created"  # noqa: S105 - the same
API_TOKEN_DELETED = "api_token.deleted"  # noqa: S105 - the same
USER_CREATED = "user.created"
USER_RENAMED = "user.renamed"
ADDRESS_ADDED = "address.added"
ACCOUNT_CLOSED = "account.closed"
GITHUB_CONNECTED = "github.connected"
GITHUB_TOKEN_REFUSED = "github_token.refused"  # noqa: S105 - the same


@dataclass(slots=True, kw_only=True)
class UserEvent(Event):
    """One fact about a person; on the topic `user:<id>`.

    Args:
        user_id: whom it concerns.
    """

    kind: ClassVar[str] = "audit"

    user_id: UUID

    @property
    def topic(self) -> str:
        return f"user:{self.user_id}"
