"""Background work of sign-in: bodies."""

from collections.abc import Mapping
from typing import Any, ClassVar

from trivet.auth.email_links import ADDRESS_PAGE, SIGN_IN_PAGE, link_address, living_link
from trivet.auth.expiry import KINDS
from trivet.platform.ids import fingerprint
from trivet.platform.mail import Mail, Mailer, mail_templates, written_moment
from trivet.platform.settings import Settings
from trivet.platform.tasks.batches import in_batches
from trivet.platform.tasks.context import TaskContext


class SignInSender:
    """Mails links to sign in with.

    Args:
        settings: the mail server, and where people reach us.
    """

    page: ClassVar[str] = SIGN_IN_PAGE
    subject: ClassVar[str] = "Sign in to Trivet"
    template: ClassVar[str] = "sign_in"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._mailer = Mailer(settings)

    async def __call__(self, context: TaskContext, args: Mapping[str, Any]) -> dict[str, bool]:
        """Mail a link, unless it has ended. A second run may send it twice, as one mail."""
        token = args["token"]
        async with context.units.read() as unit:
            ends = await living_link(unit.session, fingerprint(token))
        if ends is None:
            return {"sent": False}
        facts = {
            "link": link_address(self._settings, self.page, token),
            "expires": written_moment(ends),
            "base_url": self._settings.base_url,
        }
        templates = mail_templates("trivet.auth")
        mail = Mail(
            id=context.task_id.hex,
            to=args["email"],
            subject=self.subject,
            text=templates.get_template(f"{self.template}.txt").render(facts),
            html=templates.get_template(f"{self.template}.html").render(facts),
        )
        await self._mailer.send(mail)
        return {"sent": True}


class AddressSender(SignInSender):
    """Mails links that add an address to an account."""

    page = ADDRESS_PAGE
    subject = "Add this address to Trivet"
    template = "address"


async def forget_expired(context: TaskContext, _args: Mapping[str, Any]) -> dict[str, int]:
    """Forget what has ended, a batch of one kind a unit. A second run finds nothing left."""
    return {kind.name: await in_batches(context, kind.forget) for kind in KINDS}
