"""Deliveries before anything of them is believed: whose they are.

Nothing of a body is looked at before its signature is good.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from trivet.github.client import GitHubClient
from trivet.github.errors import MalformedDelivery, MalformedPayload, SignatureRefused
from trivet.github.models import Repository
from trivet.github.payloads import Payload, installation_of, repository_of
from trivet.github.repository import RepositoryRepository
from trivet.github.schemas import HOOK_PROBLEMS
from trivet.platform.crypto import Cipher, Undecryptable
from trivet.platform.json import loads
from trivet.platform.keys import Keys, Purpose
from trivet.platform.renewing import SealedColumns
from trivet.platform.uow import Units

_EVENT = re.compile(r"[a-z_]{1,64}")
_GUID = re.compile(r"[!-~]{1,100}")
_HOOK = re.compile(r"[1-9][0-9]{0,17}")
_SIGNATURE = re.compile(r"sha256=[0-9a-fA-F]{64}")
OF_ANYBODY = 1024 * 1024
"""Bytes of a body that are read whoever sends it."""
LARGE_AT_ONCE = 2
QUICKLY_HASHED = 64 * 1024

log = structlog.get_logger(__name__)


SEALED = SealedColumns(
    "secrets of webhooks", Repository.id, (Repository.secret,), Purpose.WEBHOOK_SECRETS
)


def webhook_cipher(keys: Keys) -> Cipher:
    """Encrypts and decrypts the secrets of webhooks."""
    return Cipher(keys, Purpose.WEBHOOK_SECRETS)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers of a delivery say, before anything of it is believed.

    Args:
        event: what kind of thing happened.
        guid: GitHub's name for the delivery; the same when it is delivered again.
        hook_id: the webhook that sent it; 0 if the server does not say.
        signature: of the body.
        large: whether the body is larger than those that are read of everybody.
        of_app: whether the webhook is that of a GitHub App, which tells of all its installations.
    """

    event: str
    guid: str
    hook_id: int
    signature: str
    large: bool
    of_app: bool

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> "Envelope":
        """Read the headers.

        Args:
            headers: of the request, by name in small letters.

        Raises:
            MalformedDelivery: it does not look like one of GitHub's.
            SignatureRefused: it carries no signature.
        """
        # Not every server that speaks GitHub's webhooks names the hook.
        named = "x-github-hook-id" in headers
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            raise MalformedDelivery(
                "Choose application/json as the content type of the webhook on GitHub."
            )
        signature = headers.get("x-hub-signature-256", "")
        if _SIGNATURE.fullmatch(signature) is None:
            raise SignatureRefused(
                "It is not signed. Enter the secret of the repository in the webhook on GitHub."
            )
        length = headers.get("content-length", "")
        return cls(
            event=_header(headers, "X-GitHub-Event", _EVENT),
            guid=_header(headers, "X-GitHub-Delivery", _GUID),
            hook_id=int(_header(headers, "X-GitHub-Hook-ID", _HOOK)) if named else 0,
            signature=signature,
            large=not length.isdigit() or int(length) > OF_ANYBODY,
            of_app=headers.get("x-github-hook-installation-target-type") == "integration",
        )


def _header(headers: Mapping[str, str], name: str, pattern: re.Pattern[str]) -> str:
    value = headers.get(name.lower(), "")
    if pattern.fullmatch(value) is None:
        raise MalformedDelivery(f"The header {name} is missing, or is not as GitHub sends it.")
    return value


@dataclass(frozen=True, slots=True)
class Sender:
    """A connected repository whose secret may have signed a delivery.

    Args:
        repository_id: which one.
        sealed: its secret, as it is stored.
        name_key, github_id: what it is called, and its number on GitHub, if that is known.
        heard: whether something with a good signature came from its webhook before.
        bound: whether there is nothing more to learn about its webhook, nor anything wrong with it.
    """

    repository_id: UUID
    sealed: str
    name_key: str
    github_id: int | None
    heard: bool
    bound: bool

    @classmethod
    def of(cls, row: Repository, envelope: Envelope) -> "Sender":
        assert row.secret is not None
        heard = row.first_delivery_at is not None
        named = row.hook_id is not None or not envelope.hook_id or envelope.of_app
        known = row.github_id is not None
        well = row.problem not in HOOK_PROBLEMS
        bound = heard and named and known and well
        return cls(row.id, row.secret, row.name_key, row.github_id, heard, bound)


@dataclass(frozen=True, slots=True)
class Opened:
    """A delivery with a good signature."""

    envelope: Envelope
    body: bytes
    payload: Payload
    senders: Sequence[Sender]


class Doorkeeper:
    """Finds out whose a delivery is. One in each process.

    Whoever sends something costs as little as possible until a secret has verified it: nothing of a
    body is read if nobody can be meant, nor a large one of a webhook that we never heard of (its
    first delivery is a ping), and of large ones only a few at a time.

    Args:
        units: read repositories.
        keys: decrypt the secrets of webhooks.
        app_secret: of the webhook of our GitHub App, if there is one.
    """

    def __init__(self, units: Units, keys: Keys, app_secret: str | None = None) -> None:
        self._units = units
        self._cipher = webhook_cipher(keys)
        self._app_secret = app_secret
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)

    async def open(
        self, headers: Mapping[str, str], body: Callable[[], Awaitable[bytes]]
    ) -> Opened:
        """Check a delivery.

        The secret is the webhook's own: what comes from a webhook that we know must be signed by
        the secret of a repository that it is bound to; one that we do not know yet, or that does
        not say its number, is tried against those that know none. Several repositories can be
        meant, if several workspaces use one webhook. What the webhook of our App sends is signed with
        its secret, and meant for each connection that the installation covers.

        Args:
            headers: of the request, by name in small letters.
            body: reads its body.

        Raises:
            MalformedDelivery: it does not look like one of GitHub's, or cannot be read.
            SignatureRefused: no secret signed it, or it speaks of another repository.
        """
        envelope = Envelope.of(headers)
        check = await (self._check_of_app(envelope) if envelope.of_app else self._check(envelope))
        if not envelope.large:
            return await check(await body())
        async with self._large:
            return await check(await body())

    async def _check(self, envelope: Envelope) -> Callable[[bytes], Awaitable[Opened]]:
        """What checks a body, once there is somebody whom it can be for."""
        candidates = await self._candidates(envelope)
        if not candidates:
            raise _nobody()
        return lambda body: self._checked(envelope, body, candidates)

    async def _check_of_app(self, envelope: Envelope) -> Callable[[bytes], Awaitable[Opened]]:
        secret = self._app_secret
        if secret is None:
            raise SignatureRefused(
                "No secret of a GitHub App is known here. Whoever runs this Trivet sets "
                "TRIVET_GITHUB_APP_WEBHOOK_SECRET to that of the App's webhook."
            )
        if envelope.large:
            async with self._units.read() as unit:
                if not await RepositoryRepository(unit.session).any_covered():
                    raise _nobody()
        return lambda body: self._checked_of_app(envelope, body, secret)

    async def _candidates(self, envelope: Envelope) -> Sequence[Sender]:
        async with self._units.read() as unit:
            rows = await RepositoryRepository(unit.session).possible_senders(envelope.hook_id)
        senders = [Sender.of(row, envelope) for row in rows]
        return [each for each in senders if each.heard] if envelope.large else senders

    async def _checked(
        self, envelope: Envelope, body: bytes, candidates: Sequence[Sender]
    ) -> Opened:
        if len(body) <= QUICKLY_HASHED:
            signed = self._signed(envelope, body, candidates)
        else:
            # The loop goes on meanwhile: hashing lets go of the interpreter.
            signed = await asyncio.to_thread(self._signed, envelope, body, candidates)
        if not signed:
            raise _nobody()
        payload = _payload(body)
        meant = [each for each in signed if _is_about(payload, each)]
        if not meant:
            raise SignatureRefused(
                "It speaks of another repository than the one that is connected with this secret. "
                "If that one was made anew, give it a new secret in Trivet."
            )
        return Opened(envelope, body, payload, meant)

    async def _checked_of_app(self, envelope: Envelope, body: bytes, secret: str) -> Opened:
        # The loop goes on meanwhile: hashing lets go of the interpreter.
        good = await asyncio.to_thread(
            GitHubClient.validate_webhook_signature, body, envelope.signature, secret
        )
        if not good:
            raise SignatureRefused(
                "It is not signed with the secret of the GitHub App. Compare that of its webhook on GitHub "
                "with TRIVET_GITHUB_APP_WEBHOOK_SECRET."
            )
        payload = _payload(body)
        try:
            installation_id, named = installation_of(payload), repository_of(payload)
        except MalformedPayload as error:
            raise MalformedDelivery(error.detail) from None
        if installation_id is None or named is None:
            return Opened(envelope, body, payload, ())
        async with self._units.read() as unit:
            rows = await RepositoryRepository(unit.session).covered(
                named.github_id, installation_id
            )
        return Opened(envelope, body, payload, [Sender.of(row, envelope) for row in rows])

    def _signed(
        self, envelope: Envelope, body: bytes, candidates: Sequence[Sender]
    ) -> list[Sender]:
        return [each for each in candidates if self._is_signed_by(each, envelope, body)]

    def _is_signed_by(self, sender: Sender, envelope: Envelope, body: bytes) -> bool:
        try:
            secret = self._cipher.decrypt(sender.sealed)
        except Undecryptable:
            log.warning("webhook_secret_undecryptable", repository_id=str(sender.repository_id))
            return False
        return GitHubClient.validate_webhook_signature(body, envelope.signature, secret)


def _nobody() -> SignatureRefused:
    return SignatureRefused(
        "No connected repository has the secret that signed this. Compare the secret of the webhook "
        "on GitHub with the one in Trivet, or make a new one there."
    )


def _payload(body: bytes) -> Payload:
    try:
        payload = loads(body)
    except ValueError:
        raise MalformedDelivery("Its body is no JSON.") from None
    if not isinstance(payload, dict):
        raise MalformedDelivery("Its body is no JSON object.")
    return payload


def _is_about(payload: Payload, sender: Sender) -> bool:
    """Whether a delivery may come from a repository's webhook: it names this one, or none."""
    try:
        named = repository_of(payload)
    except MalformedPayload as error:
        raise MalformedDelivery(error.detail) from None
    if named is None:
        return True  # the pings of organizations and of some servers
    if sender.github_id is not None:
        return sender.github_id == named.github_id
    return sender.name_key == named.full_name.casefold()
