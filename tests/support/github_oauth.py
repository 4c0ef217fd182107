"""GitHub's sign-in, played: codes, tokens that end, and faults to order."""

import asyncio
import base64
import hashlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Json = dict[str, Any]

CLIENT_ID, CLIENT_SECRET = "Iv1.trivet", "s3cret-of-the-app"
EIGHT_HOURS, SIX_MONTHS = 28_800, 15_897_600


@dataclass
class Account:
    """Somebody at GitHub."""

    id: int
    login: str
    name: str | None = None
    email: str | None = None
    verified: bool = True


@dataclass
class FakeGitHub:
    """Answers as "Authorizing OAuth apps" and "Refreshing user access tokens" say.

    Args:
        address: where it is reached.
        accounts: who has one.
        scopes: what is granted, whatever was asked for.
        expiring: whether tokens end after eight hours and come with a refresh token.
        form: whether it answers in the form encoding, as GitHub does unless asked for JSON.
        fault: what every token request is answered with: an error's name, or a status.
        hold: token requests wait for it, where there is one.
        asked: the bodies of the token requests.
        held: set when one waits for `hold`.
    """

    address: str
    accounts: list[Account]
    scopes: str = "read:user,repo,user:email"
    expiring: bool = False
    form: bool = False
    fault: str | int | None = None
    hold: asyncio.Event | None = None
    asked: list[Json] = field(default_factory=list)
    held: asyncio.Event = field(default_factory=asyncio.Event)
    _codes: dict[str, Json] = field(default_factory=dict)
    _tokens: dict[str, Account] = field(default_factory=dict)
    _refresh: dict[str, tuple[Account, str]] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: count(1))

    def approve(self, url: str, account: int = 0) -> dict[str, str]:
        """What a person does on the page at `url`: code and state, as they come back."""
        query = dict(parse_qsl(urlsplit(url).query))
        assert query["client_id"] == CLIENT_ID
        assert query["code_challenge_method"] == "S256"
        code = f"code-{next(self._numbers)}"
        self._codes[code] = {**query, "account": self.accounts[account]}
        return {"code": code, "state": query["state"]}

    def revoke(self) -> None:
        """From now on no access token works."""
        self._tokens.clear()

    async def token(self, request: Request) -> Response:
        body = dict(parse_qsl((await request.body()).decode()))
        self.asked.append(body)
        if self.hold is not None:
            self.held.set()
            await self.hold.wait()
        if isinstance(self.fault, int):
            return Response("unicorn", self.fault)
        if self.fault is not None:
            return self._answer({"error": self.fault, "error_description": "No."})
        if (body.get("client_id"), body.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return self._answer({"error": "incorrect_client_credentials"})
        if body.get("grant_type") == "refresh_token":
            return self._refreshed(body)
        return self._exchanged(body)

    def _exchanged(self, body: Json) -> Response:
        begun = self._codes.pop(body.get("code", ""), None)
        if begun is None:
            return self._answer({"error": "bad_verification_code"})
        if body.get("redirect_uri") != begun["redirect_uri"]:
            return self._answer({"error": "redirect_uri_mismatch"})
        digest = hashlib.sha256(body.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != begun["code_challenge"]:
            return self._answer({"error": "bad_verification_code"})
        return self._granted(begun["account"])

    def _refreshed(self, body: Json) -> Response:
        known = self._refresh.pop(body.get("refresh_token", ""), None)
        if known is None:
            return self._answer({"error": "bad_refresh_token"})
        account, old = known
        self._tokens.pop(old, None)
        return self._granted(account)

    def _granted(self, account: Account) -> Response:
        # Long, and with dots: nobody may rely on a form ("Generating an installation access token").
        token = f"gho_{next(self._numbers)}." + "x" * 600
        self._tokens[token] = account
        answer: Json = {"access_token": token, "scope": self.scopes, "token_type": "bearer"}
        if self.expiring:
            refresh = f"ghr_{next(self._numbers)}"
            self._refresh[refresh] = (account, token)
            answer |= {
                "expires_in": EIGHT_HOURS,
                "refresh_token": refresh,
                "refresh_token_expires_in": SIX_MONTHS,
            }
        return self._answer(answer)

    def _answer(self, answer: Json) -> Response:
        if self.form:
            return Response(urlencode(answer), media_type="application/x-www-form-urlencoded")
        return JSONResponse(answer)

    async def user(self, request: Request) -> Response:
        account = self._of(request)
        if account is None:
            return JSONResponse({"message": "Bad credentials"}, 401)
        picture = f"https://avatars.test/{account.id}"
        return JSONResponse(
            {
                "id": account.id,
                "login": account.login,
                "name": account.name,
                "avatar_url": picture,
                "email": "public@never.verified",
            }
        )

    async def emails(self, request: Request) -> Response:
        account = self._of(request)
        if account is None:
            return JSONResponse({"message": "Bad credentials"}, 401)
        if "user:email" not in self.scopes:
            return JSONResponse({"message": "Not Found"}, 404)
        return JSONResponse(
            [
                {"email": "old@never.primary", "primary": False, "verified": True},
                {"email": account.email, "primary": True, "verified": account.verified},
            ]
        )

    def _of(self, request: Request) -> Account | None:
        return self._tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))


class _Server(uvicorn.Server):
    """Tells when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def fake_github() -> AsyncIterator[FakeGitHub]:
    """A GitHub at a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        accounts = [
            Account(583231, "octocat", "The Octocat", "octocat@github.test"),
            Account(7, "ada", None, "ada@github.test"),
        ]
        github = FakeGitHub(address, accounts)
        app = Starlette(
            routes=[
                Route("/login/oauth/access_token", github.token, methods=["POST"]),
                Route("/user", github.user),
                Route("/user/emails", github.emails),
            ]
        )
        config = uvicorn.Config(app, log_config=None, lifespan="off", access_log=False)
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            await server.ready.wait()
            yield github
        finally:
            server.should_exit = True
            await serving
