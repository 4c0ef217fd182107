"""Who asks, and what they may see and do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from tests.support.fake_github import refusals
from tests.support.fake_github.refusals import Refused
from tests.support.fake_github.state import Account, Repository, Role
from tests.support.fake_github.tokens import App, Installation, Kind, Token
from tests.support.fake_github.world import World
from tests.support.playing.wire import Asked

ATTEMPTS = 10
"""So many bad tokens in a row, and the good ones of the same person are refused too."""
JWT_LIFE_S, SKEW_S = 600, 60
_LEVELS = ["none", "read", "write", "admin"]


@dataclass(frozen=True)
class Needs:
    """What a request needs of who sends it.

    Args:
        permission: of a GitHub App.
        level: `read` or `write`.
        role: in the repository.
        words: what a person who sees the repository lacks; without, it is not there for them.
    """

    permission: str = "metadata"
    level: str = "read"
    role: Role = Role.PULL
    words: str | None = None

    @property
    def header(self) -> str:
        """`X-Accepted-GitHub-Permissions`."""
        return f"{self.permission}={self.level}"

    @property
    def changes(self) -> bool:
        """Whether an archived repository refuses it."""
        return self.level == "write"


@dataclass(frozen=True)
class Caller:
    """Who sent a request.

    Args:
        token: by which token, if any.
        app: an App that named itself by a JWT.
        host: where from.
    """

    token: Token | None = None
    app: App | None = None
    host: str = ""

    @property
    def account(self) -> Account | None:
        return self.token.account if self.token else None

    @property
    def installation(self) -> Installation | None:
        return self.token.installation if self.token else None

    @property
    def bucket(self) -> str:
        """Whose rate limit it counts against: all tokens of a person share one."""
        if self.app:
            return f"app:{self.app.id}"
        if self.installation:
            return f"installation:{self.installation.id}"
        return f"user:{self.account.id}" if self.account else f"ip:{self.host}"

    @property
    def scopes(self) -> tuple[str, ...] | None:
        """What `X-OAuth-Scopes` says; an installation's token has none at all."""
        if self.token is None or self.token.kind is Kind.INSTALLATION:
            return None
        return self.token.scopes


@dataclass
class Doorkeeper:
    """Reads tokens and JWTs.

    Args:
        world: who has which.
    """

    world: World

    def caller(self, asked: Asked) -> Caller:
        """Who sent a request.

        Raises:
            Refused: the token does not work, or too many did not before it.
        """
        host = asked.peer[0] if asked.peer else ""
        if "authorization" not in asked.headers:
            return Caller(host=host)
        text = asked.token or ""
        if text.startswith("eyJ"):
            return Caller(app=self._app(text), host=host)
        token = self.world.token(text)
        known = token or self.world.ended.get(text) or self.world.tokens.get(text)
        whose = known.account if known and known.account else None
        # Tokens of nobody count for the place they come from, and harm no good one.
        key = f"user:{whose.id}" if whose else f"ip:{host}"
        if whose and whose.blocked:
            raise refusals.blocked()
        if token is None:
            raise self._refused(key, whose)
        self.world.bad.pop(key, None)
        if token.installation and token.installation.suspended_at:
            raise refusals.suspended()
        return Caller(token=token, host=host)

    def _refused(self, key: str, whose: Account | None) -> Refused:
        self.world.bad[key] += 1
        if self.world.bad[key] <= ATTEMPTS:
            return refusals.bad_credentials()
        if whose:
            whose.blocked = True
        return refusals.blocked()

    def _app(self, text: str) -> App:
        """The App that made a JWT ("Generating a JSON Web Token (JWT) for a GitHub App")."""
        try:
            unproven = jwt.decode(text, options={"verify_signature": False})
        except jwt.InvalidTokenError as error:
            raise refusals.bad_jwt() from error
        named = str(unproven.get("iss", ""))
        apps = self.world.apps.values()
        app = next((each for each in apps if named in {str(each.id), each.client_id}), None)
        if app is None:
            raise Refused(404, "Integration not found")
        try:
            jwt.decode(
                text,
                app.public_key,
                algorithms=["RS256"],
                options={"verify_exp": False, "verify_iat": False, "verify_iss": False},
            )
        except jwt.InvalidTokenError as error:
            raise refusals.bad_jwt() from error
        self._in_time(unproven)
        return app

    def _in_time(self, claims: Mapping[str, Any]) -> None:
        now = self.world.clock().timestamp()
        issued, ends = claims.get("iat"), claims.get("exp")
        if not isinstance(issued, int) or issued > now + SKEW_S:
            raise Refused(
                401,
                "'Issued at' claim ('iat') must be an Integer representing the time that the "
                "assertion was issued",
            )
        if not isinstance(ends, int) or ends <= now:
            raise Refused(
                401,
                "'Expiration time' claim ('exp') must be a numeric value representing the future "
                "time at which the assertion expires",
            )
        if ends > now + JWT_LIFE_S:
            raise Refused(401, "'Expiration time' claim ('exp') is too far in the future")


def permissions(world: World, caller: Caller, repo: Repository) -> Mapping[str, str] | None:
    """What a GitHub App was allowed in a repository; None where the asker is no App."""
    token = caller.token
    if token is None or token.kind is Kind.OAUTH:
        return None
    if token.installation:
        narrowed = token.repos is not None and repo.id not in token.repos
        if narrowed or not token.installation.reaches(repo):
            return {}
        return token.installation.permissions if token.permissions is None else token.permissions
    installed = world.installation(token.app, repo) if token.app else None
    return installed.permissions if installed else {}


def role(world: World, caller: Caller, repo: Repository) -> Role:
    """What the asker sees of a repository, and may do in it as a person."""
    token, least = caller.token, Role.NONE if repo.private else Role.PULL
    if token is None:
        return least
    allowed = permissions(world, caller, repo)
    if token.kind is Kind.OAUTH:
        whole = "repo" in token.scopes
        if repo.private and not whole:
            return Role.NONE
        own = repo.role_of(token.account)
        return own if whole or "public_repo" in token.scopes else min(own, Role.PULL)
    if not allowed:
        return least
    # An installation stands for the App, which no role limits.
    return Role.ADMIN if token.installation else repo.role_of(token.account)


def check(world: World, caller: Caller, repo: Repository, needs: Needs) -> None:
    """Let the asker do something in a repository.

    Raises:
        Refused: they may not, or nobody may.
    """
    has = role(world, caller, repo)
    if has is Role.NONE:
        raise refusals.not_found()
    allowed = permissions(world, caller, repo)
    if allowed is not None and not _granted(allowed, needs, repo):
        raise refusals.not_for_integrations()
    if has < needs.role:
        # What the token's scopes hide is not there; what the person may not is forbidden.
        scopes_hide = repo.role_of(caller.account) >= needs.role
        hidden = scopes_hide or needs.words is None
        raise refusals.not_found() if hidden else refusals.must_have(needs.words or "")
    if repo.disabled and needs.changes:
        raise refusals.disabled()
    if repo.archived and needs.changes:
        raise refusals.archived()


def _granted(allowed: Mapping[str, str], needs: Needs, repo: Repository) -> bool:
    # Anybody may read what is public.
    if needs.level == "read" and not repo.private and needs.role is Role.PULL:
        return True
    given = "read" if needs.permission == "metadata" else allowed.get(needs.permission, "none")
    return _LEVELS.index(given) >= _LEVELS.index(needs.level)
