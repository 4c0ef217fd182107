"""Shapes of sign-in, tokens and people."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, WithJsonSchema

from trivet.auth.addresses import LONGEST, folded, is_address
from trivet.auth.models import CallerKind, Scope
from trivet.platform.schemas import Answer, Body, Time
from trivet.platform.web.text import Name, Typed

# Ours have fewer than a hundred characters; whatever is much longer is not one.
Secret = Annotated[str, Typed(512)]


def _address(text: str) -> str:
    address = folded(text)
    if not is_address(address):
        raise ValueError("must be an e-mail address such as ada@example.com")
    return address


EmailAddress = Annotated[
    str,
    AfterValidator(_address),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": LONGEST}),
]
"""An e-mail address, in small letters."""

LaxScope = Annotated[Scope, Field(strict=False)]


class UserOut(Answer):
    """A person, as they see themselves."""

    id: UUID
    name: str
    email: str | None
    avatar_url: str | None
    instance_admin: bool
    created_at: Time


class MeOut(UserOut):
    """Who calls, and what their token may do."""

    kind: CallerKind
    scopes: list[Scope]


class MePatch(Body):
    """What changes about oneself."""

    name: Name


class LocalSignIn(Body):
    """The secret of a sign-in link: what stands behind the `#`."""

    token: Secret


class Refresh(Body):
    """A refresh token; browsers send theirs as a cookie instead."""

    refresh_token: Secret | None = None


class Logout(Body):
    """Which sessions end."""

    everywhere: bool = Field(False, description="End all sessions of this person.")


class SignedInOut(Answer):
    """A session: shown once, never stored in the clear."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of a scheme (RFC 6750)
    expires_in: int = Field(description="Seconds for which the access token works.")
    refresh_token: str
    refresh_expires_in: int = Field(description="Seconds for which the refresh token works.")
    csrf_token: str = Field(description="What browsers send as `X-CSRF-Token` with every change.")
    user: UserOut


class SignInMethodsOut(Answer):
    """The ways in which people sign in here."""

    github: bool = Field(description="At `/auth/github/login`.")
    email: bool = Field(description="By a link in a mail: `POST /auth/email`.")
    local: bool = Field(description="By the link that Trivet prints when it starts.")
    miro: bool = Field(
        description="Whether an app at Miro is set up here, which people connect at `/oauth/login`."
    )


class GitHubCallback(Body):
    """What GitHub sent the browser back with."""

    code: Secret
    state: Secret


class EmailSignIn(Body):
    """Who wants to sign in."""

    email: EmailAddress
    return_to: Annotated[str, Typed(2000)] | None = Field(
        None, description="The page to come back to, under `/app/`."
    )


class EmailCallback(Body):
    """The secret of a mailed link: what stands behind the `#`."""

    token: Secret


class AddressAsk(Body):
    """An address to be added to one's account."""

    email: EmailAddress


class AddressConfirm(Body):
    """The secret of a link that was mailed to an address: what stands behind the `#`."""

    token: Secret


class ReturnedOut(SignedInOut):
    """A session begun with GitHub, or by a link in a mail."""

    return_to: str | None = Field(description="The page that the person wanted, under `/app/`.")


class GitHubAccountOut(Answer):
    """A person's GitHub account."""

    connected: bool
    login: str | None = None
    scopes: list[str] = Field(default=[], description="As granted.")
    missing_scopes: list[str] = Field(default=[], description="Asked for, and not granted.")
    sign_in_needed: bool = Field(
        default=False, description="GitHub no longer accepts the token: sign in with it again."
    )
    expires_at: Time | None = Field(None, description="When the token ends; renewed before.")


class SessionOut(Answer):
    """Somebody is signed in on a device."""

    id: UUID
    current: bool = Field(description="Whether it is the one that asks.")
    method: str | None = Field(description="How they signed in: `local` by a link, `github`.")
    device: str = Field(description="What it calls itself, such as `Firefox on Linux`.")
    address: str | None = Field(description="From where it was last used.")
    created_at: Time
    last_used_at: Time = Field(description="When it was last refreshed.")
    expires_at: Time = Field(description="When it ends, unless it is used before.")


class ApiTokenCreate(Body):
    """A new API token."""

    name: Name
    scopes: Annotated[list[LaxScope], Field(min_length=1, max_length=len(Scope))] = Field(
        default=[Scope.READ],
        description="What it may do. `write` includes `read`, `admin` includes both; "
        "`miro` stands by itself.",
    )
    expires_at: Time | None = Field(None, description="When it ends; null is never.")


class ApiTokenOut(Answer):
    """An API token, without its secret."""

    id: UUID
    name: str
    scopes: list[Scope]
    created_at: Time
    expires_at: Time | None
    last_used_at: Time | None


class ApiTokenCreatedOut(ApiTokenOut):
    """An API token with its secret, which is shown this once."""

    token: str
