"""A mail server in this process: it takes mail, or refuses it, as it is told."""

import asyncio
import ssl
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from trivet.platform.clock import now
from trivet.platform.settings import Settings, SmtpSecurity

HOST = "127.0.0.1"
USER, PASSWORD = "trivet", "the password of the mail server"
TAKEN = "250 OK"


@dataclass(frozen=True)
class Letter:
    """A mail that was taken.

    Args:
        sender: who the envelope says it is from.
        recipients: whom the envelope says it is for.
        message: the mail itself.
        raw: as it came.
        encrypted: whether it came over TLS.
        user: who signed in at the server, if somebody did.
    """

    sender: str
    recipients: list[str]
    message: EmailMessage
    raw: bytes
    encrypted: bool
    user: str | None

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def link(self) -> str:
        """The link that stands on a line of its own."""
        (link,) = [line for line in self.text.splitlines() if line.startswith("http")]
        return link

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content())


@dataclass
class MailServer:
    """What a mail server took, and what it says.

    Args:
        port: where it listens, on loopback.
        security: how it is spoken to.
        ca_file: who signed its certificate.
        letters: what it took.
        to_recipient: what it answers to the next recipients, before it takes them.
        to_data: what it answers to the next mails, before it takes them.
    """

    port: int = 0
    security: SmtpSecurity = SmtpSecurity.NONE
    ca_file: Path | None = None
    letters: list[Letter] = field(default_factory=list)
    to_recipient: deque[str] = field(default_factory=deque)
    to_data: deque[str] = field(default_factory=deque)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    def settings(self, settings: Settings, **more: Any) -> Settings:
        """Settings whose mail goes here."""
        given = {
            "smtp_host": HOST,
            "smtp_port": self.port,
            "smtp_security": self.security,
            "smtp_ca_file": self.ca_file,
        }
        if self.security is not SmtpSecurity.NONE:
            given |= {"smtp_user": USER, "smtp_password": SecretStr(PASSWORD)}
        return settings.model_copy(update=given | more)

    async def until(self, count: int) -> list[Letter]:
        """All letters, once there are so many; within 20 s."""
        async with asyncio.timeout(20):
            while len(self.letters) < count:
                self._came.clear()
                await self._came.wait()
        return self.letters

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.to_recipient:
            return self.to_recipient.popleft()
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer = self.to_data.popleft() if self.to_data else TAKEN
        if answer.startswith("2"):
            self._take(session, envelope)
        return answer

    def _take(self, session: Session, envelope: Envelope) -> None:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.letters.append(
            Letter(
                sender=envelope.mail_from or "",
                recipients=list(envelope.rcpt_tos),
                message=message,
                raw=envelope.content,
                encrypted=session.ssl is not None or self.security is SmtpSecurity.TLS,
                user=session.auth_data,
            )
        )
        self._came.set()


@asynccontextmanager
async def mail_server(
    security: SmtpSecurity = SmtpSecurity.NONE, folder: Path | None = None
) -> AsyncIterator[MailServer]:
    """A mail server on a free port of loopback; stopped at the end.

    Args:
        security: how it wants to be spoken to; where that is by TLS, one may sign in, by STARTTLS
            one must.
        folder: where its certificate goes, if it has one.
    """
    server = MailServer(security=security)
    context = None
    if security is not SmtpSecurity.NONE:
        assert folder is not None
        context, server.ca_file = _certificate(folder)
    starttls = security is SmtpSecurity.STARTTLS
    loop = asyncio.get_running_loop()

    def conversation() -> SMTP:
        return SMTP(
            server,
            hostname="mail.test",
            tls_context=context if starttls else None,
            require_starttls=starttls,
            # It knows nothing of a TLS that was there from the beginning, and warns.
            auth_required=starttls,
            auth_require_tls=starttls,
            authenticator=_known,
            loop=loop,
        )

    listening = await loop.create_server(
        conversation, HOST, 0, ssl=context if security is SmtpSecurity.TLS else None
    )
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        await listening.wait_closed()


def _known(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    good = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False, auth_data=USER if good else None)


def _certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for this machine that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    hosts = [x509.DNSName("localhost"), x509.IPAddress(ip_address(HOST))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(hours=1))
        .not_valid_after(now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    path, key_path = folder / "mail.pem", folder / "mail.key"
    path.write_bytes(certificate.public_bytes(Encoding.PEM))
    key_path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path, key_path)
    return context, path
