"""People who write to a board all at once, and remember what they were promised."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

import httpx2

from tests.support.apps import Board, Json, Person

QUICK, KEYED, CHANGING = 6, 2, 4
"""How many create quickly, create with a key, and move or edit."""
PATIENCE_S = 60.0
# What a race may answer, and what a database that goes away for a moment may.
REFUSALS = {409, 503}


@dataclass
class Promises:
    """What was answered with success, and what was never answered.

    Args:
        quick: the cards created without a key, by title.
        keyed: the cards created with a key, by title, which is the key too.
        unanswered: the titles (and keys) of requests that nobody answered.
        versions: the highest version of a card that was answered.
        seq: the highest number of the log that was answered.
        refusals: the statuses that were answered and are no success.
        successes: how many answers were one.
        lost: why a request was not answered.
    """

    quick: dict[str, Json] = field(default_factory=dict)
    keyed: dict[str, Json] = field(default_factory=dict)
    unanswered: list[str] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    seq: int = 0
    refusals: list[int] = field(default_factory=list)
    successes: int = 0
    lost: Exception | None = None

    @property
    def cards(self) -> dict[str, Json]:
        """Every card that somebody was promised, by title."""
        return {**self.quick, **self.keyed}

    def note(self, response: httpx2.Response) -> Json | None:
        """Remember an answer."""
        if response.status_code not in (200, 201):
            self.refusals.append(response.status_code)
            assert response.status_code in REFUSALS, response.text
            return None
        self.successes += 1
        card: Json = response.json()
        self.versions[card["id"]] = max(card["version"], self.versions.get(card["id"], 0))
        self.seq = max(self.seq, int(response.headers.get("X-Board-Seq", 0)))
        return card


class Load:
    """Concurrent writers.

    Args:
        person: on whose behalf.
        board: where.
    """

    def __init__(self, person: Person, board: Board) -> None:
        self.promises = Promises()
        self._person = person
        self._board = board
        self._numbers = count()
        self._stopped = False
        self._writers: list[asyncio.Task[None]] = []

    async def until_it_dies(self) -> Promises:
        """Write until nobody answers."""
        self.start()
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(*self._writers)
        return self.promises

    def start(self) -> None:
        """Begin to write."""
        ways = [self._create] * QUICK + [self._create_with_key] * KEYED + [self._change] * CHANGING
        self._writers = [asyncio.create_task(self._over_and_over(way)) for way in ways]

    async def answered(self, many: int) -> None:
        """Wait until so many requests more were answered with success."""
        wanted = self.promises.successes + many
        async with asyncio.timeout(PATIENCE_S):
            while self.promises.successes < wanted:
                for writer in self._writers:
                    if writer.done():
                        raise AssertionError("somebody gave up") from (
                            writer.exception() or self.promises.lost
                        )
                await asyncio.sleep(0.01)

    async def stop(self) -> Promises:
        """Let everybody end what they began."""
        self._stopped = True
        await asyncio.gather(*self._writers)
        return self.promises

    async def _over_and_over(self, way: Callable[[Iterator[int]], Awaitable[None]]) -> None:
        while not self._stopped:
            try:
                await way(self._numbers)
            except httpx2.TransportError as error:
                self.promises.lost = error
                return

    async def _create(self, numbers: Iterator[int]) -> None:
        title = f"quick {next(numbers)}"
        response = await self._post(title, {})
        if card := self.promises.note(response):
            self.promises.quick[title] = card

    async def _create_with_key(self, numbers: Iterator[int]) -> None:
        title = f"keyed {next(numbers)}"
        try:
            response = await self._post(title, {"Idempotency-Key": title})
        except httpx2.TransportError:
            self.promises.unanswered.append(title)
            raise
        if card := self.promises.note(response):
            self.promises.keyed[title] = card
        else:
            self.promises.unanswered.append(title)

    async def _post(self, title: str, headers: dict[str, str]) -> httpx2.Response:
        body = {"column_id": self._board.columns[0], "title": title}
        path = f"/boards/{self._board.id}/cards"
        return await self._person.ask("POST", path, body, headers=headers)

    async def _change(self, numbers: Iterator[int]) -> None:
        cards = list(self.promises.quick.values())
        if not cards:
            if self.promises.lost is not None:
                raise self.promises.lost  # it died before the first card was promised
            await asyncio.sleep(0.01)
            return
        number = next(numbers)
        card = cards[number % len(cards)]
        column = self._board.columns[number % len(self._board.columns)]
        changes: list[Json] = [
            {"column_id": column, "position": 0},
            {"estimate": number % 5},
            {"description": f"Long {number}"},
        ]
        change = changes[number % len(changes)]
        self.promises.note(await self._person.ask("PATCH", f"/cards/{card['id']}", change))


async def repeated(person: Person, board: Board, title: str) -> httpx2.Response:
    """Send a request with a key once more."""
    body = {"column_id": board.columns[0], "title": title}
    path = f"/boards/{board.id}/cards"
    return await person.ask("POST", path, body, headers={"Idempotency-Key": title})
