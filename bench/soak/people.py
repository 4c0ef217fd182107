"""Who works: people with sessions, made beside the server, and what they ask."""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from uuid import UUID

import httpx2

from bench.soak.installation import Installation
from bench.soak.verdicts import Declared, refused
from tests.factories.people import a_person, signed_in
from tests.factories.workspaces import add_member
from trivet.auth.sessions import SignedIn
from trivet.commands.beside import beside_the_server
from trivet.workspaces.models import Role

COLUMNS = 4
SET_UP = "set up"
"""What is no part of the load."""
OKAY = frozenset({200, 201, 202, 204, 304})


@dataclass
class Record:
    """What was answered.

    Args:
        declared: what may be.
        statuses: how often each.
        took: seconds of each request, by what it was for.
        wrong: answers that should not have been, in words, and how often each.
    """

    declared: Declared
    statuses: Counter[int] = field(default_factory=Counter)
    took: dict[str, list[float]] = field(default_factory=dict)
    wrong: Counter[str] = field(default_factory=Counter)


@dataclass
class Board:
    """A board that people work on, as far as they need to know it.

    Args:
        id: its id.
        columns: the ids of its columns.
        labels: the ids of its labels.
        cards: the ids of its cards.
        size: how many cards it shall have: what grows by itself is no leak.
        seq: its last event when the load began.
    """

    id: str
    columns: list[str]
    labels: list[str]
    cards: list[str]
    size: int
    seq: int = 0


@dataclass
class Person:
    """Somebody who is signed in.

    Args:
        http: sends requests, for all of them.
        record: what was answered.
        id: the account.
        token, refresh_token: as given last.
        chance: decides what they do.
        views: who may not change anything.
        etags: of boards that they read.
    """

    http: httpx2.AsyncClient
    record: Record
    id: str
    token: str
    refresh_token: str
    chance: random.Random
    views: bool = False
    etags: dict[str, str] = field(default_factory=dict)
    turns: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(
        self,
        why: str,
        method: str,
        template: str,
        ids: Mapping[str, str] | None = None,
        body: Any = None,
        *,
        expected: frozenset[int] = OKAY,
        **options: Any,
    ) -> httpx2.Response | None:
        """Send one request, and write down how it was answered.

        Args:
            why: what it is called in the report.
            method: of HTTP.
            template: as the description of the API has it.
            ids: what stands in it.
            body: JSON, if any.
            expected: the statuses that are right here, beyond being declared.
            options: more for the request.

        Returns:
            The answer; None if there was none.
        """
        path = template.format(**(ids or {}))
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        if body is not None:
            options["json"] = body
        began = perf_counter()
        try:
            answer = await self.http.request(method, path, headers=headers, **options)
        except httpx2.TransportError as error:
            self.record.wrong[f"{method} {template}: no answer ({type(error).__name__})"] += 1
            return None
        self.record.took.setdefault(why, []).append(perf_counter() - began)
        status = answer.status_code
        self.record.statuses[status] += 1
        if said := refused(self.record.declared, method, template, status, expected):
            text = f"{method} {template}: {status}, {said} ({why}): {answer.text[:300]}"
            self.record.wrong[text] += 1
        return answer

    async def document(self, method: str, template: str, *args: Any, **options: Any) -> Any:
        """The same for what the rest cannot go on without.

        Raises:
            RuntimeError: it was refused.
        """
        answer = await self.ask(SET_UP, method, template, *args, **options)
        if answer is None or not answer.is_success:
            raise RuntimeError(f"{method} {template}: {answer and answer.text}")
        return answer.json()

    async def renew(self) -> bool:
        """Sign in again by the refresh token; whether that went well."""
        async with self.turns:
            body = {"refresh_token": self.refresh_token}
            answer = await self.ask("refresh", "POST", "/auth/refresh", None, body)
            if answer is None or not answer.is_success:
                return False
            given = answer.json()
            self.token, self.refresh_token = given["access_token"], given["refresh_token"]
            return True


async def the_owner(made: Installation, http: httpx2.AsyncClient, record: Record) -> Person:
    """The owner, signed in by the link that the server printed."""
    visitor = Person(http, record, "", "none", "", random.Random(0))
    given = await visitor.document("POST", "/auth/local", None, {"token": made.secret})
    http.cookies.clear()
    return Person(
        http,
        record,
        given["user"]["id"],
        given["access_token"],
        given["refresh_token"],
        random.Random(0),
    )


async def colleagues(
    made: Installation, owner: Person, workspace: str, count: int, seed: int
) -> list[Person]:
    """New members of a workspace, each tenth of whom only looks.

    Made beside the server: by mail, twenty people at one address would meet the limit of sign-ins.
    """
    found = []
    async with beside_the_server(made.settings) as runtime:
        for number in range(count):
            views = number % 10 == 9
            user = await a_person(runtime.units, f"Person {number}")
            role = Role.VIEWER if views else Role.MEMBER
            await add_member(runtime.units, UUID(workspace), user.id, role)
            session: SignedIn = await signed_in(runtime.units, runtime.keys, user)
            chance = random.Random(f"{seed} person {number}")
            tokens = (session.access_token, session.refresh_token)
            found.append(
                Person(owner.http, owner.record, str(user.id), *tokens, chance, views=views)
            )
    return found


async def a_board(owner: Person, workspace: str, number: int, size: int) -> Board:
    """A board with columns, labels and cards."""
    body = {"name": f"Board {number}", "template": "blank"}
    made = await owner.document(
        "POST", "/workspaces/{workspace_id}/boards", {"workspace_id": workspace}, body
    )
    ids = {"board_id": made["id"]}
    columns = [
        (await owner.document("POST", "/boards/{board_id}/columns", ids, {"name": f"Step {n}"}))[
            "id"
        ]
        for n in range(COLUMNS)
    ]
    labels = [
        (
            await owner.document(
                "POST", "/boards/{board_id}/labels", ids, {"name": f"l{n}", "color": "#112233"}
            )
        )["id"]
        for n in range(3)
    ]
    board = Board(made["id"], columns, labels, [], size)
    for n in range(size):
        wanted = {"column_id": columns[n % COLUMNS], "title": f"Card {n}"}
        card = await owner.document("POST", "/boards/{board_id}/cards", ids, wanted)
        board.cards.append(card["id"])
    board.seq = await last_seq(owner, board)
    return board


async def last_seq(person: Person, board: Board) -> int:
    """The number of the board's last event."""
    found = await person.document("GET", "/boards/{board_id}", {"board_id": board.id})
    return int(found["seq"])
