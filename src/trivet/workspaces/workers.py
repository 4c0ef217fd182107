"""Background work of workspaces: bodies."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from trivet.platform.clock import now
from trivet.platform.ids import fingerprint
from trivet.platform.mail import Mailer
from trivet.platform.settings import Settings
from trivet.platform.tasks.batches import in_batches
from trivet.platform.tasks.context import TaskContext
from trivet.platform.uow import WriteUnit
from trivet.workspaces.invitation_mail import invitation_mail
from trivet.workspaces.invitation_repository import (
    InvitationRepository,
    InvitationWriteRepository,
)

INVITATIONS_KEPT = timedelta(days=30)
"""After they were accepted, or could have been."""


class InvitationSender:
    """Mails invitations.

    Args:
        settings: the mail server, and where people reach us.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._mailer = Mailer(settings)

    async def __call__(
        self, context: TaskContext, args: Mapping[str, Any]
    ) -> Mapping[str, Any] | None:
        """Mail an invitation, unless it was accepted, revoked or replaced meanwhile.

        Mail can be sent at least once only. Where we die between the server's yes and our commit, or
        its yes is lost, a second run sends it again, under the same Message-ID.
        """
        token_hash = fingerprint(args["token"])
        async with context.units.read() as unit:
            found = await InvitationRepository(unit.session).living(token_hash, now())
        if found is None or found.sent_at is not None:
            return {"sent": False}
        context.stop_if_cancelled()
        name, mail_id = args["workspace_name"], context.task_id.hex
        mail = invitation_mail(found, name, args["token"], self._settings, id=mail_id)
        await self._mailer.send(mail)

        async def remember(unit: WriteUnit) -> None:
            await InvitationWriteRepository(unit.session).sent(token_hash, now())
            await context.succeed(unit, {"sent": True})

        await context.retried(remember)
        return None


async def forget_invitations(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Forget invitations that nobody can use any more. A second run finds nothing left."""

    async def forget(unit: WriteUnit, most: int) -> int:
        before = now() - INVITATIONS_KEPT
        return await InvitationWriteRepository(unit.session).forget(before, most)

    return {"removed": await in_batches(context, forget)}
