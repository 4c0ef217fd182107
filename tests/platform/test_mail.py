"""Mail goes to the server of the settings, and what the server says is understood."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from tests.support.mail import USER, mail_server
from trivet.platform.mail import (
    Mail,
    MailDelayed,
    Mailer,
    MailNotConfigured,
    MailRefused,
    MailServerUnfit,
)
from trivet.platform.settings import Settings, SmtpSecurity

MAIL = Mail(
    id="0123",
    to="bob@example.com",
    subject="Join “Acme” on\r\nTrivet",
    text="Grüße\n",
    html="<p>Grüße</p>\n",
)
OURS = Settings(public_url="https://trivet.example")


async def test_a_mail_arrives_whole() -> None:
    async with mail_server() as server:
        await Mailer(server.settings(OURS)).send(MAIL)
    (letter,) = server.letters
    assert (letter.sender, letter.recipients) == ("trivet@trivet.example", ["bob@example.com"])
    assert letter.text.strip() == "Grüße"
    assert letter.html.strip() == "<p>Grüße</p>"
    told = letter.message
    assert told["Subject"] == "Join “Acme” on Trivet"
    assert told["From"] == "Trivet <trivet@trivet.example>"
    assert told["To"] == "bob@example.com"
    assert told["Message-ID"] == "<0123@trivet.example>"
    assert told["Auto-Submitted"] == "auto-generated"
    assert told["Date"].datetime.tzinfo is not None
    assert (letter.encrypted, letter.user) == (False, None)


@pytest.mark.parametrize("security", [SmtpSecurity.STARTTLS, SmtpSecurity.TLS])
async def test_a_server_with_a_certificate_is_signed_in_to(
    security: SmtpSecurity, tmp_path: Path
) -> None:
    async with mail_server(security, tmp_path) as server:
        await Mailer(server.settings(OURS)).send(MAIL)
    (letter,) = server.letters
    assert (letter.encrypted, letter.user) == (True, USER)


@pytest.mark.parametrize("security", [SmtpSecurity.STARTTLS, SmtpSecurity.TLS])
async def test_a_server_that_we_do_not_trust_gets_nothing(
    security: SmtpSecurity, tmp_path: Path
) -> None:
    async with mail_server(security, tmp_path) as server:
        settings = server.settings(OURS, smtp_ca_file=None)
        with pytest.raises(MailServerUnfit, match="TRIVET_SMTP_CA_FILE"):
            await Mailer(settings).send(MAIL)
        settings = server.settings(OURS, smtp_ca_file=tmp_path / "none.pem")
        with pytest.raises(MailServerUnfit, match="cannot be read"):
            await Mailer(settings).send(MAIL)
    assert server.letters == []


async def test_a_server_without_starttls_gets_nothing_in_the_clear() -> None:
    async with mail_server() as server:
        settings = server.settings(OURS, smtp_security=SmtpSecurity.STARTTLS)
        with pytest.raises(MailServerUnfit, match="TRIVET_SMTP_SECURITY"):
            await Mailer(settings).send(MAIL)
    assert server.letters == []


async def test_a_wrong_password_is_told(tmp_path: Path) -> None:
    async with mail_server(SmtpSecurity.STARTTLS, tmp_path) as server:
        settings = server.settings(OURS, smtp_password=SecretStr("wrong"))
        with pytest.raises(MailRefused, match="TRIVET_SMTP_PASSWORD") as told:
            await Mailer(settings).send(MAIL)
    assert "wrong" not in told.value.detail


async def test_what_the_server_refuses_for_good_is_no_later_try() -> None:
    async with mail_server() as server:
        server.to_recipient.append("550 5.1.1 There is no bob@example.com")
        server.to_data.append("554 5.7.1 Looks like spam")
        with pytest.raises(MailRefused) as told:
            await Mailer(server.settings(OURS)).send(MAIL)
        # Others may see the task: not whom it is for.
        assert told.value.detail.startswith("It said: 550 5.1.1 There is no (the address).")
        with pytest.raises(MailRefused, match="Looks like spam"):
            await Mailer(server.settings(OURS)).send(MAIL)


async def test_what_the_server_puts_off_may_be_tried_again() -> None:
    async with mail_server() as server:
        server.to_recipient.append("451 4.7.1 Greylisted")
        server.to_data.append("452 4.3.1 Disk is full")
        for said in ("Greylisted", "Disk is full"):
            with pytest.raises(MailDelayed, match=said):
                await Mailer(server.settings(OURS)).send(MAIL)
        await Mailer(server.settings(OURS)).send(MAIL)
        assert len(server.letters) == 1
        settings = server.settings(OURS)
    with pytest.raises(MailDelayed, match="TRIVET_SMTP_HOST"):
        await Mailer(settings).send(MAIL)


async def test_without_a_server_there_is_no_mail() -> None:
    with pytest.raises(MailNotConfigured, match="TRIVET_SMTP_HOST"):
        await Mailer(OURS).send(MAIL)


@pytest.mark.parametrize(
    ("settings", "sender", "host"),
    [
        (Settings(), "Trivet <trivet@[127.0.0.1]>", "[127.0.0.1]"),
        (Settings(host="::1"), "Trivet <trivet@[IPv6:::1]>", "[IPv6:::1]"),
        (Settings(public_url="http://localhost:8000"), "Trivet <trivet@localhost>", "localhost"),
        (
            Settings(public_url="https://a.example", mail_from="Our Team <team@b.example>"),
            "Our Team <team@b.example>",
            "a.example",
        ),
        (Settings(mail_from="team@b.example"), "team@b.example", "[127.0.0.1]"),
    ],
)
def test_who_a_mail_is_from(settings: Settings, sender: str, host: str) -> None:
    message = Mailer(settings).message(MAIL)
    assert str(message["From"]) == sender
    assert message["Message-ID"] == f"<0123@{host}>"


@pytest.mark.parametrize("sender", ["nobody", "a@b@c", "A <a@b.example>\r\nBcc: c@d.example", "@"])
def test_a_sender_that_is_no_address_is_refused_at_the_start(sender: str) -> None:
    with pytest.raises(ValidationError, match="must be an address"):
        Settings(mail_from=sender)
