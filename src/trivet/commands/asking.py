"""What `trivet doctor` asks of others: whether they answer, and whether our clock is theirs.

All are asked at once, and each for a few seconds only.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx2
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from trivet.commands.findings import Finding, Verdict
from trivet.github.hook_states import HookStates, hook_states
from trivet.migrations import HEAD
from trivet.migrations.runner import current_revision
from trivet.platform.clock import now
from trivet.platform.errors import StartupError
from trivet.platform.http.client import outgoing_client
from trivet.platform.mail import MailDelayed, Mailer, MailRefused, MailServerUnfit
from trivet.platform.redis import redis_client, unreachable
from trivet.platform.settings import Settings
from trivet.platform.weak_secrets import is_loopback
from trivet.storage import storage_of

WITHIN_S = 8.0
_GITHUB, _MIRO = "TRIVET_GITHUB_API_URL", "TRIVET_MIRO_API_URL"
_A_LITTLE, _TOO_MUCH = timedelta(seconds=3), timedelta(seconds=30)
"""GitHub refuses an App's token that begins more than a minute ahead of its own clock."""


async def asked_findings(settings: Settings) -> Sequence[Finding]:
    """What the others say that the settings name; nothing about those they do not.

    Args:
        settings: as they were read.
    """
    others = {
        "legacy": ("TRIVET_LEGACY_API_URL", settings.legacy_api_url),
        "collector": ("TRIVET_OTEL_EXPORTER_OTLP_ENDPOINT", settings.otel_exporter_otlp_endpoint),
    }
    addresses = [address for _, address in others.values() if address is not None]
    async with outgoing_client([*settings.vendors, settings.base_url, *addresses]) as http:
        asked: list[Awaitable[tuple[Finding, datetime | None]]] = []
        if settings.public_url is not None and not is_loopback(settings.public_url):
            asked.append(_within("reached", _public(http, settings.public_url)))
        if settings.github_sign_in or settings.github_app_id:
            asked.append(
                _within("github", _there(http, "github", settings.github_api_url, _GITHUB))
            )
        if settings.miro_connects:
            asked.append(_within("miro", _there(http, "miro", settings.miro_api_url, _MIRO)))
        for subject, (name, address) in others.items():
            if address is not None:
                asked.append(_within(subject, _there(http, subject, address, name)))
        asked.append(_within("mail", _mail(settings)))
        if settings.redis_url is not None:
            asked.append(_within("redis", _redis(settings.redis_url.get_secret_value())))
        asked.append(_within("hooks", _hooks(settings)))
        answers = await asyncio.gather(*asked)
    clocks = [clock for _, clock in answers if clock is not None]
    return [*(finding for finding, _ in answers), _clock(clocks)]


async def _within(
    subject: str, asking: Awaitable[tuple[Finding, datetime | None]]
) -> tuple[Finding, datetime | None]:
    try:
        async with asyncio.timeout(WITHIN_S):
            return await asking
    except TimeoutError:
        said = f"No answer within {WITHIN_S:.0f} seconds: see that this machine may connect there."
        return Finding(subject, Verdict.BROKEN, said), None


async def _public(http: httpx2.AsyncClient, address: str) -> tuple[Finding, datetime | None]:
    subject = "reached"
    try:
        answer = await http.get(f"{address}/healthz")
        ours = answer.status_code == 200 and answer.json() == {"status": "ok"}
    except (httpx2.HTTPError, ValueError) as error:
        said = (
            f"{address} does not answer from here ({type(error).__name__}): see that its name leads to the "
            "proxy, and that the proxy runs."
        )
        return Finding(subject, Verdict.NOTE, said), None
    if not ours:
        said = (
            f"{address}/healthz is answered by something else ({answer.status_code}): have the proxy pass "
            "everything on to Trivet, or change TRIVET_PUBLIC_URL."
        )
        return Finding(subject, Verdict.BROKEN, said), None
    # Of ourselves: no other clock.
    return Finding(subject, Verdict.GOOD, f"{address} leads to a Trivet."), None


async def _there(
    http: httpx2.AsyncClient, subject: str, address: str, setting: str
) -> tuple[Finding, datetime | None]:
    try:
        # Whatever it says without a token, it is there, and has a clock.
        answer = await http.get(address)
    except httpx2.HTTPError as error:
        said = (
            f"{address} does not answer ({type(error).__name__}: {error}): see that this machine may connect "
            f"there, or change {setting}."
        )
        return Finding(subject, Verdict.BROKEN, said), None
    if answer.status_code >= 500:
        said = (
            f"{address} answers {answer.status_code}: it has troubles of its own. Try again later."
        )
        return Finding(subject, Verdict.NOTE, said), None
    return Finding(subject, Verdict.GOOD, f"{address} answers."), _date(answer)


def _date(answer: httpx2.Response) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None


def _clock(others: Sequence[datetime]) -> Finding:
    subject = "clock"
    here = now()
    if not others:
        return Finding(
            subject, Verdict.NOTE, f"{here:%Y-%m-%d %H:%M:%S} UTC, compared with nobody's."
        )
    off = max((here - other for other in others), key=abs)
    if abs(off) <= _A_LITTLE:
        return Finding(subject, Verdict.GOOD, f"{here:%Y-%m-%d %H:%M:%S} UTC, as others have it.")
    said = (
        f"It is {abs(off.total_seconds()):.0f} seconds {'ahead of' if off > timedelta() else 'behind'} that of "
        "others: set it by NTP (`timedatectl set-ntp true`). Sign-in and GitHub's tokens depend on it."
    )
    return Finding(subject, Verdict.BROKEN if abs(off) > _TOO_MUCH else Verdict.NOTE, said)


async def _mail(settings: Settings) -> tuple[Finding, datetime | None]:
    subject = "mail"
    if settings.smtp_host is None:
        said = (
            "Invitations are shown as links to hand on. Set TRIVET_SMTP_HOST to have them mailed."
        )
        return Finding(subject, Verdict.NOTE, said), None
    server = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        await Mailer(settings).try_out()
    except (MailRefused, MailDelayed, MailServerUnfit) as error:
        return Finding(subject, Verdict.BROKEN, f"{server}: {error.detail}"), None
    if settings.public_url is None:
        said = (
            f"{server} takes it, but its links lead to {settings.base_url}: set TRIVET_PUBLIC_URL."
        )
        return Finding(subject, Verdict.NOTE, said), None
    return Finding(subject, Verdict.GOOD, f"{server} takes it ({settings.smtp_security})."), None


async def _redis(url: str) -> tuple[Finding, datetime | None]:
    subject = "redis"
    client = redis_client(url)
    try:
        with unreachable():
            seconds, _ = await client.time()
    except ConnectionError as error:
        said = f"It does not answer ({error}): start it, or change TRIVET_REDIS_URL."
        return Finding(subject, Verdict.BROKEN, said), None
    finally:
        await client.aclose()
    clock = datetime.fromtimestamp(int(seconds), now().tzinfo)
    return Finding(subject, Verdict.GOOD, "It answers."), clock


async def _hooks(settings: Settings) -> tuple[Finding, datetime | None]:
    subject = "hooks"
    states, clock = await _told_by_the_database(settings)
    if states is None or not states.connected:
        return Finding(subject, Verdict.NOTE, "No repository is connected yet."), clock
    many = f"{states.connected} {'repository is' if states.connected == 1 else 'repositories are'} connected"
    if states.troubled:
        said = f"{many}; {', '.join(states.troubled)}: the page Repositories says what to do."
        return Finding(subject, Verdict.BROKEN, said), clock
    if is_loopback(settings.base_url):
        said = (
            f"{many}. GitHub cannot reach {settings.base_url}: it is asked each "
            f"{settings.github_poll_s} seconds (TRIVET_GITHUB_POLL_S)."
        )
        return Finding(subject, Verdict.NOTE, said), clock
    if states.last_delivery is None:
        said = (
            f"{many}, and nothing was delivered yet: see that GitHub reaches {settings.base_url}."
        )
        return Finding(subject, Verdict.NOTE, said), clock
    said = f"{many}; the last delivery came {states.last_delivery:%Y-%m-%d %H:%M} UTC."
    return Finding(subject, Verdict.GOOD, said), clock


async def _told_by_the_database(settings: Settings) -> tuple[HookStates | None, datetime | None]:
    """What it knows of hooks, and its clock, where it is another machine's."""
    try:
        if await current_revision(settings) != HEAD:
            return None, None
    except StartupError:
        return None, None  # said by the line about the database
    database = storage_of(settings).database
    try:
        async with database.readers.connect() as connection:
            states = await hook_states(connection)
            if settings.database_url is None:
                return states, None
            clock: datetime = (
                await connection.execute(select(func.clock_timestamp()))
            ).scalar_one()
            return states, clock
    except SQLAlchemyError:
        return None, None
    finally:
        await database.close()
