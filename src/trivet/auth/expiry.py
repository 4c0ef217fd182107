"""What has ended and is of use to nobody any more, kind by kind.

Access tokens are not among it: they are stored nowhere, and end with their session. Neither are tokens of
GitHub: one that has ended says whose account must be connected anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from trivet.auth.models import (
    ApiToken,
    EmailLink,
    OAuthAttempt,
    RefreshToken,
    Session,
    SignInLink,
    User,
)
from trivet.auth.sessions import KEPT
from trivet.platform.clock import now
from trivet.platform.db.base import Base
from trivet.platform.db.some import remove_some
from trivet.platform.uow import WriteUnit

API_TOKENS_KEPT = timedelta(days=30)
"""So long an API token is listed as ended: somebody may wonder why their program stands still."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what ends by itself.

    Args:
        model: where it is kept.
        is_over: the condition that nobody has a use for it at a moment.
    """

    model: type[Base]
    is_over: Callable[[datetime], ColumnElement[bool]]

    @property
    def name(self) -> str:
        return str(self.model.__tablename__)

    async def forget(self, unit: WriteUnit, most: int) -> int:
        """Delete some; how many.

        Args:
            unit: writes it.
            most: how many at most.
        """
        return await remove_some(unit.session, self.model, self.is_over(now()), most=most)


def _is_over(at: datetime) -> ColumnElement[bool]:
    """A session ended so long ago that nobody asks any more, and nothing depends on it.

    The last one of somebody who sees the whole installation stays: where none of them has ever signed
    in, the next stranger becomes one of them (`AuthReads.an_admin_signed_in`).
    """
    later = aliased(Session)
    of_admin = exists().where(User.id == Session.user_id, User.instance_admin.is_(True))
    not_the_last = exists().where(later.user_id == Session.user_id, later.id > Session.id)
    return and_(Session.expires_at < at - KEPT, or_(~of_admin, not_the_last))


KINDS = (
    Kind(SignInLink, lambda at: SignInLink.expires_at < at),
    Kind(EmailLink, lambda at: EmailLink.expires_at < at),
    Kind(OAuthAttempt, lambda at: OAuthAttempt.expires_at < at),
    # Before their sessions, which would take hundreds of them along in one transaction.
    Kind(RefreshToken, lambda at: RefreshToken.expires_at < at),
    Kind(Session, _is_over),
    Kind(ApiToken, lambda at: ApiToken.expires_at < at - API_TOKENS_KEPT),
)
