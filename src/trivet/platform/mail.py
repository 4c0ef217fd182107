"""Mail, by way of a mail server (SMTP)."""

import ipaddress
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import parseaddr
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trivet.platform.clock import now
from trivet.platform.settings import Settings, SmtpSecurity
from trivet.platform.tasks.errors import PermanentFailure, RetryLater
from trivet.platform.telemetry.redaction import redacted_text

# Both are imported where a mail is written or sent: a start need not wait for them.
if TYPE_CHECKING:
    import aiosmtplib
    from jinja2 import Environment

MAIL = "mail"
"""The concurrency key of tasks that send mail: a server that does not answer holds up one of them,
and not everything else."""
TIMEOUT_S = 20.0
"""For each step: to connect, to greet, to take a command, to take the mail."""
_LONGEST_REPLY = 300


class MailNotConfigured(PermanentFailure):
    code = "mail_not_configured"
    title = "Trivet has no mail server"


class MailRefused(PermanentFailure):
    """The server will not take this mail, or not from us: another try would end the same way."""

    code = "mail_refused"
    title = "The mail server refused the mail"


class MailServerUnfit(PermanentFailure):
    """It cannot be spoken to in the way that the settings ask for."""

    code = "mail_server_unfit"
    title = "The mail server does not fit the settings"


class MailDelayed(RetryLater):
    code = "mail_delayed"
    title = "The mail server cannot take the mail right now"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person.

    Args:
        id: the same each time it is sent, so that mail programs recognise a repetition.
        to: a plain address.
        subject: a line; white space in it is made plain.
        text: what is read where HTML is not.
        html: the same, as HTML.
    """

    id: str
    to: str
    subject: str
    text: str = field(repr=False)
    html: str = field(repr=False)


@cache
def mail_templates(package: str) -> "Environment":
    """The templates in the folder `templates` of a package; what is missing in one is a defect.

    Args:
        package: its dotted name.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader(package, "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def written_moment(moment: datetime) -> str:
    """A moment as mails write it, such as `5 March 2026, 14:05 UTC`."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


class Mailer:
    """Hands mail to the server of the settings.

    Args:
        settings: the server, the account there, who sends, and where people reach us.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._host = _mail_host(settings.base_url)

    async def send(self, mail: Mail) -> None:
        """Hand a mail to the server. It may have taken it although this raises: the answer got lost.

        Raises:
            MailNotConfigured: there is no server.
            MailServerUnfit: it has no certificate that we trust, or lacks STARTTLS.
            MailRefused: it does not take this mail.
            MailDelayed: it cannot be reached, or asks to try again later.
        """
        with _faults_told(mail.to):
            async with self._client() as client:
                await client.send_message(self.message(mail))

    async def try_out(self) -> None:
        """Connect and sign in as if there were a mail to send.

        Raises:
            MailNotConfigured, MailServerUnfit, MailRefused, MailDelayed: as `send`.
        """
        with _faults_told(""):
            async with self._client() as client:
                await client.noop()

    def _client(self) -> "aiosmtplib.SMTP":
        import aiosmtplib

        settings = self._settings
        if settings.smtp_host is None:
            raise MailNotConfigured("Set TRIVET_SMTP_HOST, start Trivet again, and retry this.")
        password = settings.smtp_password
        return aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user,
            password=None if password is None else password.get_secret_value(),
            local_hostname=self._host,
            timeout=TIMEOUT_S,
            use_tls=settings.smtp_security is SmtpSecurity.TLS,
            start_tls=settings.smtp_security is SmtpSecurity.STARTTLS,
            # Beside those that the system trusts.
            cert_bundle=None if settings.smtp_ca_file is None else str(settings.smtp_ca_file),
        )

    def message(self, mail: Mail) -> EmailMessage:
        """A mail as it is sent."""
        message = EmailMessage(policy=SMTP_POLICY)
        message["From"] = self._sender()
        message["To"] = Address(addr_spec=mail.to)
        message["Subject"] = " ".join(mail.subject.split())
        message["Date"] = now()
        message["Message-ID"] = f"<{mail.id}@{self._host}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence note answers it
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        return message

    def _sender(self) -> Address:
        if self._settings.mail_from is None:
            return Address("Trivet", "trivet", self._host)
        name, address = parseaddr(self._settings.mail_from)
        return Address(name, addr_spec=address)


def _mail_host(base_url: str) -> str:
    """The host of an address, as it stands in addresses of mail: an IP address in brackets."""
    host = urlsplit(base_url).hostname or "localhost"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    # RFC 5321, section 4.1.3
    return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"


@contextmanager
def _faults_told(to: str) -> Iterator[None]:
    """Say what the server's and the library's refusals mean."""
    import aiosmtplib

    try:
        yield
    except aiosmtplib.SMTPRecipientsRefused as error:
        first = error.recipients[0]
        raise _refusal(first.code, first.message, to) from None
    except aiosmtplib.SMTPAuthenticationError as error:
        if error.code < 500:
            raise _refusal(error.code, error.message, to) from None
        raise MailRefused(
            f"It does not accept our account ({error.code}): check TRIVET_SMTP_USER and "
            "TRIVET_SMTP_PASSWORD, start Trivet again, and retry this."
        ) from None
    except aiosmtplib.SMTPResponseException as error:
        raise _refusal(error.code, error.message, to) from None
    except (OSError, aiosmtplib.SMTPException) as error:
        raise _unreachable(error) from error


def _refusal(code: int, said: str, to: str) -> MailRefused | MailDelayed:
    # Whoever may see the task may not see whom it is for.
    plain = " ".join(said.split())
    if to:
        plain = re.sub(re.escape(to), "(the address)", plain, flags=re.IGNORECASE)
    reply = f"{code} {redacted_text(plain)}"[:_LONGEST_REPLY]
    if code >= 500:
        return MailRefused(f"It said: {reply}. Check the address, and send the mail anew.")
    return MailDelayed(f"It said: {reply}.")


def _unreachable(error: Exception) -> MailServerUnfit | MailDelayed:
    import aiosmtplib

    if _is_distrust(error):
        return MailServerUnfit(
            "Its certificate is not trusted, or is for another name. Set TRIVET_SMTP_HOST to the name "
            "in it, or TRIVET_SMTP_CA_FILE to who signed it."
        )
    if isinstance(error, FileNotFoundError | PermissionError):
        return MailServerUnfit("TRIVET_SMTP_CA_FILE cannot be read: check the path and its owner.")
    if isinstance(error, aiosmtplib.SMTPConnectError | OSError):
        return MailDelayed(
            f"It cannot be reached ({type(error).__name__}): check TRIVET_SMTP_HOST, TRIVET_SMTP_PORT "
            "and TRIVET_SMTP_SECURITY."
        )
    return MailServerUnfit(f"{error} Check TRIVET_SMTP_SECURITY and TRIVET_SMTP_USER.")


def _is_distrust(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
