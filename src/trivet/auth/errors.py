"""Refusals of sign-in and of tokens."""

from trivet.platform.errors import (
    BadRequest,
    Conflict,
    Forbidden,
    NotAuthenticated,
    NotFound,
    Unavailable,
    Unprocessable,
)

# RFC 9110, section 11.6.1: a 401 names the scheme that would be accepted.
CHALLENGE = {"WWW-Authenticate": "Bearer"}


class SignInNeeded(NotAuthenticated):
    """No token, or one that is not accepted."""

    def __init__(self) -> None:
        super().__init__(
            "Send an access token or an API token as `Authorization: Bearer …`, or sign in again.",
            headers=CHALLENGE,
        )

    def __reduce__(self) -> tuple[type["SignInNeeded"], tuple[()]]:
        return type(self), ()


class InvalidRefreshToken(NotAuthenticated):
    code = "invalid_refresh_token"
    title = "This refresh token is not accepted"


class RefreshTokenReused(NotAuthenticated):
    code = "refresh_token_reused"
    title = "This refresh token was already exchanged"


class InvalidSignInLink(NotAuthenticated):
    code = "invalid_sign_in_link"
    title = "This sign-in link is not accepted"


class CsrfFailed(Forbidden):
    code = "csrf_failed"
    title = "The request does not prove that our page sent it"


class InsufficientScope(Forbidden):
    code = "insufficient_scope"
    title = "This API token may not do that"


class NotInstanceAdmin(Forbidden):
    code = "not_instance_admin"
    title = "This is for who looks after the installation"


class SessionNotFound(NotFound):
    code = "session_not_found"
    title = "There is no such session"


class NotASession(Forbidden):
    code = "not_a_session"
    title = "An API token is no session"


class TokenNotFound(NotFound):
    code = "token_not_found"
    title = "There is no such API token"


class TokenExpiryRefused(Unprocessable):
    code = "token_expiry_refused"
    title = "An API token cannot end at that time"


class EmailNotSetUp(NotFound):
    code = "email_not_set_up"
    title = "Nobody can sign in by mail here"


class AddressLinkNotFound(NotFound):
    code = "address_link_not_found"
    title = "This link does not add an address"


class AddressAlreadyYours(Conflict):
    code = "address_already_yours"
    title = "This address is yours already"


class AddressTaken(Conflict):
    code = "address_taken"
    title = "This address is somebody else's"


class TooManyAddresses(Conflict):
    code = "too_many_addresses"
    title = "Your account has many addresses"


class SignUpClosed(Forbidden):
    code = "sign_up_closed"
    title = "An account here needs an invitation"


class GitHubNotSetUp(NotFound):
    code = "github_not_set_up"
    title = "Nobody can sign in with GitHub here yet"


class GitHubRefused(Forbidden):
    code = "github_refused"
    title = "GitHub refused"


class GitHubTokenRefused(GitHubRefused):
    """GitHub answered 401: the token is used no more."""

    code = "github_sign_in_needed"
    title = "GitHub wants you to sign in again"


class GitHubUnreachable(Unavailable):
    code = "github_unreachable"
    title = "GitHub does not answer"


class OAuthStateInvalid(BadRequest):
    code = "oauth_state_invalid"
    title = "This sign-in was not begun in this browser, or took too long"


class NameFromGitHub(Conflict):
    code = "name_from_github"
    title = "Your name comes from GitHub"


class GitHubAccountTaken(Conflict):
    code = "github_account_taken"
    title = "This GitHub account belongs to somebody else here"
