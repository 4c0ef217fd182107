"""Requests to the played Miro, and a board to ask about."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx2

from tests.support.fake_miro import App, Board, MiroServer, Team, Token, User
from tests.support.playing.asking import Asking

CALLBACK = "http://127.0.0.1:9/oauth/callback"


@dataclass(frozen=True)
class Scene:
    """A Miro with one board, whose owner asks.

    Args:
        miro: it.
        ada: who owns the board.
        app: by which app she asks.
        acme: whose the board is.
        plan: the board.
        token: hers.
        asking: sends requests with it.
    """

    miro: MiroServer
    ada: User
    app: App
    acme: Team
    plan: Board
    token: Token
    asking: Asking

    @property
    def path(self) -> str:
        """Of the board."""
        return path_of(self.plan)

    async def made(self, kind: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """A new item on the board, by REST.

        Args:
            kind: as it is called in paths.
        """
        answer = await self.asking.post(f"{self.path}/{kind}", body or {})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def by(self, user: User, app: App | None = None) -> Asking:
        """Requests of somebody else, or by another app."""
        return self.asking.by(self.miro.token(user, app or self.app, self.acme).text)

    async def form(self, **fields: str) -> httpx2.Response:
        """Ask for a token."""
        app = {"client_id": self.app.client_id, "client_secret": self.app.client_secret}
        return await self.asking.http.post("/v1/oauth/token", data={**app, **fields})

    def violated(self) -> str:
        """What was noted; it is forgotten."""
        noted = " ".join(each.wrong for each in self.miro.violations)
        self.miro.violations.clear()
        return noted


def path_of(board: Board) -> str:
    """Where a board is: the `=` at the end of its id is encoded."""
    return f"/v2/boards/{quote(board.id, safe='')}"


@asynccontextmanager
async def scene_of(miro: MiroServer) -> AsyncIterator[Scene]:
    """Someone who asks about her board."""
    ada, acme = miro.user("Ada"), miro.team("Acme")
    app = miro.app(CALLBACK)
    plan = miro.board("Plan", ada, team=acme)
    token = miro.token(ada, app, acme)
    async with httpx2.AsyncClient(base_url=miro.address, trust_env=False) as http:
        yield Scene(miro, ada, app, acme, plan, token, Asking(http, token.text))


def told(answer: httpx2.Response) -> tuple[int, str]:
    """The status of a refusal, and its code."""
    return answer.status_code, answer.json()["code"]


def fields(answer: httpx2.Response) -> dict[str, str]:
    """What is wrong with which field."""
    assert told(answer) == (400, "2.0703"), answer.text
    return {each["field"]: each["message"] for each in answer.json()["context"]["fields"]}
