"""Two people of different workspaces, each with an account and a board of their own at Miro."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.miro.bridge import BRIDGE, Described
from tests.miro.connected import Connected, connected
from tests.realtime.followers import eventually
from tests.support.apps import Person, somebody
from tests.support.fake_miro import Board, Item, MiroServer, User
from trivet.platform.clock import now, rfc3339
from trivet.platform.settings import Settings

SECRET = "Overlord"
"""Stands in all that Ada's board says."""
SHAPE = {"data": {"content": "Lift off", "shape": "rectangle"}}
ENTRY = {"timestamp": rfc3339(now()), "level": "info", "message": "Lift off"}
BODIES: dict[str, Any] = {
    "create_shapes": SHAPE,
    "update_shape": SHAPE,
    "bring_miro_tokens": {"id": "1", "access_token": "guessed"},
    "keep_client_logs": [ENTRY],
    "resolve_miro_operation": {"made": True},
}
"""What is sent where a body is needed."""
KEY = {"Idempotency-Key": "adas-own"}


@dataclass(frozen=True)
class Somebody:
    """Somebody with a workspace, an account at Miro in a team of their own, and a board there.

    Args:
        person: who.
        user: who at Miro.
        board: theirs.
        item: a shape on it.
    """

    person: Person
    user: User
    board: Board
    item: Item

    @property
    def at(self) -> dict[str, str]:
        """What is theirs, by the name that routes have for it."""
        return {"boardId": self.board.id, "itemId": self.item.id}


@dataclass(frozen=True)
class Two:
    """Two who have nothing to do with each other.

    Args:
        there: Trivet and Miro.
        ada: whose board is asked for.
        bob: who asks.
        routes: all below `/api/`.
        queries: what may stand behind the `?`, of things that are Ada's.
        task: the id of a task that read her board.
        job: the id of a job of hers on it.
    """

    there: Connected
    ada: Somebody
    bob: Somebody
    routes: Mapping[str, Described]
    queries: dict[str, list[str]]
    task: str
    job: str

    @property
    def of_boards(self) -> list[Described]:
        return [each for each in self.routes.values() if each.takes("path", "boardId")]


async def _with_board(there: Connected, name: str, says: str) -> Somebody:
    person, user = await somebody(there.trivet, name), there.miro.user(name)
    await person.post("/workspaces", {"name": f"{name} & Co."})
    team = there.miro.team(f"{name}'s team")
    board = there.miro.board(f"{says} plan", user, team=team)
    item = there.miro.shape(board, f"{says} attacks")
    there.miro.card(board, f"{says} waits", by=user)
    there.miro.tag(board, f"{says} tag")
    token = there.miro.token(user, there.app, team)
    brought = {"id": user.id, "access_token": token.text, "refresh_token": token.refresh}
    await person.post("/api/users", brought)
    return Somebody(person, user, board, item)


@asynccontextmanager
async def two_of(
    settings: Settings, fake_miro: MiroServer, routes: Mapping[str, Described]
) -> AsyncIterator[Two]:
    """Ada has read all of her board, and made a shape; Bob all of his."""
    async with connected(settings, fake_miro) as there:
        ada = await _with_board(there, "Ada", SECRET)
        bob = await _with_board(there, "Bob", "Harmless")
        # Not those where nobody is anybody: what Miro itself would call.
        routes = {
            name: each
            for name, each in routes.items()
            if each.template.startswith(BRIDGE) and each.said["security"]
        }
        await _read_whole(routes, bob, "bobs-own")
        task = await _read_whole(routes, ada, KEY["Idempotency-Key"])
        job = await _queued(routes, ada)
        queries = await _queries(routes, ada)
        yield Two(there, ada, bob, routes, queries, task, job)


async def _queued(routes: Mapping[str, Described], who: Somebody) -> str:
    """A job that has ended; its id."""
    answer = await who.person.ask("POST", "/api/batch", batch_on(who), status=202)
    job_id: str = answer.json()["job_id"]

    async def ended() -> bool:
        path = routes["get_miro_job"].path({"jobId": job_id})
        return (await who.person.get(path))["finished_at"] is not None

    await eventually(ended)
    return job_id


def batch_on(who: Somebody) -> dict[str, Any]:
    """An operation on somebody's board, to be queued."""
    data = {"position": {"x": 1, "y": 2}}
    operation = {"id": SECRET, "type": "update_shape", "item_id": who.item.id, "data": data}
    return {"boardId": who.board.id, "operations": [operation]}


async def _read_whole(routes: Mapping[str, Described], who: Somebody, key: str) -> str:
    """Fill the cache, and make a shape with a key; the id of the task that read all of it."""
    who_asks = who.person
    sync = await who_asks.ask("POST", routes["sync_miro_board"].path(who.at), status=202)
    task_id: str = sync.json()["task"]["id"]

    async def ended() -> bool:
        return (await who_asks.get(f"/tasks/{task_id}"))["finished_at"] is not None

    await eventually(ended)
    for name in ("list_shapes", "get_shape", "list_miro_tags"):
        await who_asks.ask("GET", routes[name].path(who.at), status=200)
    path = routes["create_shapes"].path(who.at)
    await who_asks.ask("POST", path, SHAPE, status=201, headers={"Idempotency-Key": key})
    return task_id


async def _queries(routes: Mapping[str, Described], ada: Somebody) -> dict[str, list[str]]:
    """Cursors of answers to Ada, and whatever else changes what is answered, by its name."""
    page = await ada.person.get(f"{routes['list_shapes'].path(ada.at)}?limit=1")
    cached = await ada.person.get(f"{routes['get_miro_cache'].path(ada.at)}?limit=1")
    return {
        "since": [page["cursor"]],
        "cursor": [page["next_cursor"], cached["next_cursor"]],
        "limit": ["1", "1000"],
        "refresh": ["true"],
        "query": [SECRET],
        "boardId": [ada.board.id],
    }


def asked(two: Two, route: Described) -> Iterator[str]:
    """What may stand behind the `?` of a route."""
    yield ""
    for each in route.said["parameters"]:
        if each["in"] == "query":
            for value in two.queries[each["name"]]:
                yield f"?{each['name']}={value}"


def body_of(route: Described, of: Somebody | None = None) -> Any:
    """What is sent to a route, about what is somebody's; None where it takes nothing."""
    if route.name == "queue_batch" and of is not None:
        return batch_on(of)
    if route.name == "queue_cards" and of is not None:
        return {"boardId": of.board.id, "cards": [{}]}
    return BODIES[route.name] if "requestBody" in route.said else None


def tells(two: Two, answer: httpx2.Response) -> bool:
    """Whether an answer holds anything of Ada's board, or where it came from."""
    whole = f"{answer.headers} {answer.text}"
    return any(each in whole for each in (SECRET, two.ada.user.name, "x-cache")) or (
        answer.headers["cache-control"] != "no-store"
    )
