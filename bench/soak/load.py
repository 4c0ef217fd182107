"""What people do: a mix of everything, at a bounded rate, with mistakes on purpose."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from bench.boards import WORDS
from bench.soak.people import OKAY, Board, Person
from bench.soak.sockets import Follower

RACED = OKAY | {404, 409}
"""Somebody else may have deleted or moved the card a moment ago."""


@dataclass
class Load:
    """All that people do.

    Args:
        people: who.
        boards: where.
        followers: the sockets of each person, by the person's id.
    """

    people: Sequence[Person]
    boards: Sequence[Board]
    followers: dict[str, list[Follower]]

    async def run(self, rate: float, seconds: float) -> None:
        """Let all of them work.

        Args:
            rate: requests a second, of all together; fewer where answers take longer than that.
            seconds: for how long.
        """
        async with asyncio.TaskGroup() as group:
            for person in self.people:
                group.create_task(self._work(person, rate / len(self.people), seconds))

    async def _work(self, person: Person, rate: float, seconds: float) -> None:
        clock = asyncio.get_running_loop().time
        until = clock() + seconds
        due = clock()
        kinds = LOOKING if person.views else WORKING
        names, weights = list(kinds), [weight for _, weight in kinds.values()]
        while True:
            # Behind by more than a second: that is not caught up with in one rush.
            due = max(due + person.chance.expovariate(rate), clock() - 1)
            if due >= until:
                return
            await asyncio.sleep(max(0.0, due - clock()))
            (name,) = person.chance.choices(names, weights)
            await kinds[name][0](self, person, person.chance.choice(self.boards))

    async def create(self, person: Person, board: Board) -> None:
        """A card; or, where there are enough, the end of one."""
        if len(board.cards) >= board.size:
            card = board.cards.pop(person.chance.randrange(len(board.cards)))
            await person.ask("delete", "DELETE", "/cards/{card}", {"card": card}, expected=RACED)
            return
        body = {
            "column_id": person.chance.choice(board.columns),
            "title": _words(person.chance, 4),
            "description": _words(person.chance, 40),
        }
        key = {"Idempotency-Key": str(person.chance.getrandbits(128))}
        headers = key if person.chance.random() < 0.5 else {}
        ids = {"board_id": board.id}
        answer = await person.ask(
            "create", "POST", "/boards/{board_id}/cards", ids, body, headers=headers
        )
        if answer is not None and answer.is_success:
            board.cards.append(answer.json()["id"])

    async def edit(self, person: Person, board: Board) -> None:
        field, value = person.chance.choice(
            [
                ("title", _words(person.chance, 5)),
                ("description", _words(person.chance, 60)),
                ("estimate", float(person.chance.randrange(100))),
                ("add_assignee_ids", [person.id]),
                ("remove_assignee_ids", [person.id]),
                ("add_label_ids", [person.chance.choice(board.labels)]),
                ("remove_label_ids", [person.chance.choice(board.labels)]),
            ]
        )
        await person.ask(
            "edit", "PATCH", "/cards/{card}", _a_card(person, board), {field: value}, expected=RACED
        )

    async def move(self, person: Person, board: Board) -> None:
        place = {
            "column_id": person.chance.choice(board.columns),
            "position": person.chance.randrange(20),
        }
        await person.ask(
            "move", "POST", "/cards/{card}/move", _a_card(person, board), place, expected=RACED
        )

    async def bulk(self, person: Person, board: Board) -> None:
        cards = person.chance.sample(board.cards, min(10, len(board.cards)))
        updates = {"priority": person.chance.choice(["low", "medium", "high"])}
        body = {"card_ids": cards, "updates": updates, "mode": "partial"}
        await person.ask("bulk", "POST", "/cards/bulk-update", None, body, expected=RACED)

    async def all_cards(self, person: Person, board: Board) -> None:
        """Of more than 200 the worker does it."""
        body = {
            "card_ids": list(board.cards),
            "updates": {"priority": person.chance.choice(["none", "urgent"])},
            "mode": "partial",
        }
        await person.ask("bulk, all", "POST", "/cards/bulk-update", None, body, expected=RACED)

    async def undo(self, person: Person, board: Board) -> None:
        ids = {"board_id": board.id}
        await person.ask("undo", "POST", "/boards/{board_id}/undo", ids, {}, expected=RACED)

    async def comment(self, person: Person, board: Board) -> None:
        body = {"body": _words(person.chance, 20)}
        card = _a_card(person, board)
        await person.ask("comment", "POST", "/cards/{card}/comments", card, body, expected=RACED)

    async def comments(self, person: Person, board: Board) -> None:
        card = _a_card(person, board)
        await person.ask("comments", "GET", "/cards/{card}/comments", card, expected=RACED)

    async def read(self, person: Person, board: Board) -> None:
        known = person.etags.get(board.id)
        answer = await person.ask(
            "read",
            "GET",
            "/boards/{board_id}",
            {"board_id": board.id},
            headers={"If-None-Match": known} if known else {},
        )
        if answer is not None and "etag" in answer.headers:
            person.etags[board.id] = answer.headers["etag"]

    async def search(self, person: Person, _board: Board) -> None:
        params = {"q": person.chance.choice(WORDS)}
        await person.ask("search", "GET", "/search", params=params)

    async def my_cards(self, person: Person, _board: Board) -> None:
        await person.ask("my cards", "GET", "/me/cards")

    async def notifications(self, person: Person, _board: Board) -> None:
        await person.ask("notifications", "GET", "/me/notifications")

    async def logs(self, person: Person, _board: Board) -> None:
        entry = {
            "timestamp": datetime.now(UTC).isoformat(),
            "level": "info",
            "message": _words(person.chance, 10),
        }
        await person.ask("client logs", "POST", "/api/logs", None, [entry, entry])

    async def refresh(self, person: Person, _board: Board) -> None:
        if await person.renew():
            for follower in self.followers[person.id]:
                await follower.renew()

    async def mistake(self, person: Person, board: Board) -> None:
        """What is refused, and must be refused as the description says."""
        await person.chance.choice(MISTAKES)(person, board)

    async def forbidden(self, person: Person, board: Board) -> None:
        """Who only looks changes something."""
        body = {"title": "No"}
        card = _a_card(person, board)
        expected = frozenset({403, 404})
        await person.ask("refused", "PATCH", "/cards/{card}", card, body, expected=expected)


async def _empty_title(person: Person, board: Board) -> None:
    body = {"column_id": board.columns[0], "title": " "}
    ids = {"board_id": board.id}
    path = "/boards/{board_id}/cards"
    await person.ask("refused", "POST", path, ids, body, expected=frozenset({422}))


async def _no_such_card(person: Person, _board: Board) -> None:
    ids = {"card": str(UUID(int=person.chance.getrandbits(128), version=4))}
    await person.ask("refused", "GET", "/cards/{card}", ids, expected=frozenset({404}))


async def _nobody(person: Person, _board: Board) -> None:
    headers = {"Authorization": "Bearer nobody"}
    await person.ask("refused", "GET", "/me/cards", headers=headers, expected=frozenset({401}))


async def _no_json(person: Person, board: Board) -> None:
    await person.ask(
        "refused",
        "POST",
        "/boards/{board_id}/cards",
        {"board_id": board.id},
        headers={"Content-Type": "application/json"},
        content=b'{"title": ',
        expected=frozenset({400, 422}),
    )


async def _no_json_said(person: Person, board: Board) -> None:
    await person.ask(
        "refused",
        "POST",
        "/boards/{board_id}/cards",
        {"board_id": board.id},
        headers={"Content-Type": "text/plain"},
        content=b"a card, please",
        expected=frozenset({415, 422}),
    )


async def _old_version(person: Person, board: Board) -> None:
    body = {"title": _words(person.chance, 3), "base_version": 1}
    card = _a_card(person, board)
    await person.ask("old version", "PATCH", "/cards/{card}", card, body, expected=RACED)


MISTAKES = (_empty_title, _no_such_card, _nobody, _no_json, _no_json_said, _old_version)

Doing = Callable[[Load, Person, Board], Awaitable[None]]

WORKING: dict[str, tuple[Doing, float]] = {
    "create": (Load.create, 12),
    "edit": (Load.edit, 18),
    "move": (Load.move, 12),
    "bulk": (Load.bulk, 2),
    "bulk, all": (Load.all_cards, 0.2),
    "undo": (Load.undo, 1),
    "comment": (Load.comment, 4),
    "comments": (Load.comments, 5),
    "read": (Load.read, 20),
    "search": (Load.search, 6),
    "my cards": (Load.my_cards, 6),
    "notifications": (Load.notifications, 4),
    "client logs": (Load.logs, 3),
    "refresh": (Load.refresh, 1),
    "mistake": (Load.mistake, 6),
}
LOOKING: dict[str, tuple[Doing, float]] = {
    name: WORKING[name]
    for name in ("comments", "read", "search", "my cards", "notifications", "refresh")
} | {"forbidden": (Load.forbidden, 10)}
"""What those do who may not change anything, though they try."""


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def _a_card(person: Person, board: Board) -> dict[str, str]:
    return {"card": person.chance.choice(board.cards)}
