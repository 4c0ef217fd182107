"""Tokens of our GitHub App for its installations, which work for an hour each.

A token is minted with the App's own key, kept encrypted, and minted anew before it ends, by one at a
time: under a lease in its row that no transaction holds across the call. Two valid tokens at once do
no harm, so a crash in between costs nothing but a request. ("Authenticating as a GitHub App
installation", GitHub; the tokens are of any length: up to 2 kB since April 2026.)
"""

import asyncio
import base64
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
import structlog
from sqlalchemy import select, update

from trivet.auth.errors import GitHubRefused, GitHubTokenRefused, GitHubUnreachable
from trivet.github.acting import Credential
from trivet.github.answers import unreadable
from trivet.github.models import Installation
from trivet.github.transport import Answer, GitHubTransport, Request
from trivet.platform.clock import now, parse_rfc3339
from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.errors import StartupError
from trivet.platform.ids import new_id
from trivet.platform.keys import Keys, Purpose
from trivet.platform.renewing import SealedColumns
from trivet.platform.settings import Settings
from trivet.platform.uow import Units, WriteUnit

SEALED = SealedColumns(
    "tokens of GitHub installations",
    Installation.id,
    (Installation.token,),
    Purpose.TOKENS_AT_REST,
)
MARGIN = timedelta(minutes=5)
"""A token that ends within this is minted anew."""
LEASE = timedelta(seconds=45)
ASK_AGAIN_S = 0.2
_JWT_S = 540
"""GitHub takes at most 10 minutes, by its own clock."""
_CLOCK_DRIFT_S = 60

log = structlog.get_logger(__name__)


class GitHubApp:
    """What proves that we are the App.

    Args:
        settings: the App's id and key.

    Raises:
        StartupError: the key cannot be read.
    """

    def __init__(self, settings: Settings) -> None:
        self.id = settings.github_app_id
        self._key = _private_key(settings)

    @property
    def configured(self) -> bool:
        """Whether there is an App at all."""
        return self.id is not None and self._key is not None

    def credential(self) -> Credential:
        """A token by which we speak as the App itself ("Generating a JSON Web Token for a GitHub App")."""
        assert self.id is not None
        assert self._key is not None
        at = int(now().timestamp())
        claims = {"iat": at - _CLOCK_DRIFT_S, "exp": at + _JWT_S, "iss": self.id}
        return Credential(jwt.encode(claims, self._key, algorithm="RS256"), f"app:{self.id}")


def _private_key(settings: Settings) -> str | None:
    """The key as PEM: from the file, or from the environment, where it may be in base64."""
    if settings.github_app_private_key_file is not None:
        try:
            text = settings.github_app_private_key_file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise StartupError(
                f"TRIVET_GITHUB_APP_PRIVATE_KEY_FILE cannot be read: {error}. Download the key anew "
                "from the settings of the App on GitHub."
            ) from None
    elif settings.github_app_private_key is not None:
        text = settings.github_app_private_key.get_secret_value().replace("\\n", "\n")
        if "-----BEGIN" not in text:
            try:
                text = base64.b64decode(text, validate=True).decode("ascii")
            except ValueError:
                text = ""
    else:
        return None
    try:
        jwt.encode({}, text, algorithm="RS256")
    except (ValueError, TypeError, jwt.PyJWTError):
        raise StartupError(
            "The private key of the GitHub App is none: TRIVET_GITHUB_APP_PRIVATE_KEY holds a PEM file "
            "(or its base64) as GitHub gives it, or TRIVET_GITHUB_APP_PRIVATE_KEY_FILE names it."
        ) from None
    return text


class InstallationTokens:
    """Gives out tokens of installations that work.

    Args:
        units: keep them.
        keys: encrypt them.
        transport: mints them.
        app: proves that we are the App.
    """

    def __init__(
        self, units: Units, keys: Keys, transport: GitHubTransport, app: GitHubApp
    ) -> None:
        self._units = units
        self._cipher = Cipher(keys)
        self._transport = transport
        self._app = app

    @property
    def configured(self) -> bool:
        """Whether there is an App at all."""
        return self._app.configured

    async def usable(self, installation_id: int) -> str:
        """A token of an installation, minted first where the last one is about to end.

        Args:
            installation_id: GitHub's number of it.

        Raises:
            GitHubTokenRefused: it was suspended or removed.
            GitHubRefused: GitHub does not take us for the App.
            GitHubLimited, GitHubUnreachable: GitHub gives none right now.
        """
        deadline = now() + LEASE
        while True:
            row = await self._row(installation_id)
            kept = self._opened(row)
            if kept is not None:
                return kept
            lease = await self._lease(row)
            if lease is not None:
                return await self._minted(row, lease)
            if now() >= deadline:
                raise GitHubUnreachable("Another request waits for it too. Try again in a minute.")
            await asyncio.sleep(ASK_AGAIN_S)  # whoever has the lease is at GitHub right now

    async def refused(self, installation_id: int, token: str) -> None:
        """GitHub said 401 to this token: another one is minted next time."""
        row = await self._row(installation_id)
        if self._opened(row) == token:
            await self._set(row, None, {"token": None, "token_expires_at": None})

    async def _row(self, installation_id: int) -> Installation:
        async with self._units.read() as unit:
            row = await unit.session.scalar(
                select(Installation).where(Installation.github_id == installation_id)
            )
        if row is None or row.suspended:
            raise _uninstalled()
        return row

    def _opened(self, row: Installation) -> str | None:
        if row.token is None or row.token_expires_at is None:
            return None
        if row.token_expires_at - MARGIN <= now():
            return None
        try:
            return self._cipher.decrypt(row.token)
        except Undecryptable:
            log.warning("installation_token_not_opened", installation_id=row.github_id)
            return None

    async def _lease(self, row: Installation) -> UUID | None:
        lease, at = new_id(), now()

        async def take(unit: WriteUnit) -> bool:
            result = await unit.session.run(
                update(Installation)
                .where(
                    Installation.id == row.id,
                    Installation.token.is_not_distinct_from(row.token),
                    (Installation.lease_until.is_(None)) | (Installation.lease_until < at),
                )
                .values(lease_token=lease, lease_until=at + LEASE)
            )
            return int(result.rowcount) == 1

        return lease if await self._units.retried(take) else None

    async def _minted(self, row: Installation, lease: UUID) -> str:
        path = f"/app/installations/{row.github_id}/access_tokens"
        try:
            token, expires_at = _token_of(await self._asked(path))
        except BaseException:
            await self._set(row, lease, {})
            raise
        await self._set(
            row, lease, {"token": self._cipher.encrypt(token), "token_expires_at": expires_at}
        )
        return token

    async def _asked(self, path: str) -> Answer:
        try:
            return await self._transport.send(Request("POST", path), self._app.credential())
        except GitHubTokenRefused:
            # It is our key that is refused, and nobody's sign-in.
            raise _no_token("it does not know the key") from None

    async def _set(self, row: Installation, lease: UUID | None, values: dict[str, Any]) -> None:
        async def settle(unit: WriteUnit) -> None:
            wanted = update(Installation).where(Installation.id == row.id)
            if lease is not None:
                wanted = wanted.where(Installation.lease_token == lease)
            await unit.session.run(wanted.values(lease_token=None, lease_until=None, **values))

        await self._units.retried(settle)


def _token_of(answer: Answer) -> tuple[str, datetime]:
    if answer.status in {403, 404}:
        raise _uninstalled()
    if not answer.ok:
        raise _no_token(answer.message or str(answer.status))
    found = answer.json()
    try:
        return str(found["token"]), parse_rfc3339(found["expires_at"])
    except (KeyError, TypeError, ValueError):
        raise unreadable() from None


def _no_token(said: str) -> GitHubRefused:
    return GitHubRefused(
        f"GitHub gives no token to the App: {said}. Whoever runs this Trivet checks "
        "TRIVET_GITHUB_APP_ID and its key."
    )


def _uninstalled() -> GitHubTokenRefused:
    return GitHubTokenRefused(
        "The GitHub App is not installed there any more, or suspended: install it again on GitHub."
    )
