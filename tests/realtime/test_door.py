"""Each way in, and each way out."""

import asyncio
import json
from typing import Any
from uuid import UUID

import pytest

from tests.factories.people import signed_in
from tests.realtime.followers import Follow, eventually
from tests.support.apps import Board, Person, Trivet, somebody
from trivet.auth.models import User
from trivet.auth.sessions import SignedIn
from trivet.platform.ids import new_id
from trivet.realtime import door, inbox


@pytest.fixture
async def session(app: Trivet, owner: Person) -> SignedIn:
    """What the owner's browser holds."""
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(owner.id))
    assert user is not None
    return await signed_in(app.runtime.units, app.runtime.keys, user)


@pytest.fixture
async def api_token(owner: Person) -> str:
    made = await owner.post("/auth/tokens", {"name": "Tool", "scopes": ["read"]})
    return str(made["token"])


def cookie(session: SignedIn) -> dict[str, str]:
    return {"Cookie": f"trivet_access={session.access_token}; trivet_csrf={session.csrf_token}"}


async def test_a_cookie_lets_in(board: Board, session: SignedIn, follow: Follow) -> None:
    async with follow(board, headers=cookie(session)) as follower:
        assert (await follower.message())["type"] == "hello"
        assert follower.connection.subprotocol is None


async def test_a_header_lets_in(board: Board, api_token: str, follow: Follow) -> None:
    async with follow(board, headers={"Authorization": f"Bearer {api_token}"}) as follower:
        assert (await follower.message())["type"] == "hello"


async def test_a_first_message_lets_in(board: Board, api_token: str, follow: Follow) -> None:
    async with follow(board, since=2) as follower:
        await follower.send({"type": "auth", "token": api_token})
        assert (await follower.message())["type"] == "hello"
        assert await follower.until(4) == [3, 4]


@pytest.mark.parametrize(
    "first",
    [
        {"type": "auth", "token": "trv_of-nobody"},
        {"type": "pong"},
        {"type": "since", "seq": 0},
    ],
)
async def test_another_first_message_does_not(
    board: Board, follow: Follow, first: dict[str, object]
) -> None:
    async with follow(board) as follower:
        await follower.send(first)
        assert await follower.closed() == (4401, [])


async def test_silence_does_not(
    board: Board, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "FIRST_MESSAGE_S", 0.01)
    async with follow(board) as follower:
        assert await follower.closed() == (4401, [])


async def test_a_page_whose_access_cookie_ran_out_is_told_at_once(
    board: Board, session: SignedIn, follow: Follow
) -> None:
    async with follow(board, headers={"Cookie": f"trivet_csrf={session.csrf_token}"}) as follower:
        assert await follower.closed() == (4401, [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer trv_of-nobody"},
        {"Cookie": "trivet_access=rubbish"},
    ],
)
async def test_a_token_that_is_not_ours_is_refused(
    board: Board, follow: Follow, headers: dict[str, str]
) -> None:
    async with follow(board, headers=headers) as follower:
        assert await follower.closed() == (4401, [])


async def test_a_subprotocol_that_is_not_ours_is_refused(
    board: Board, owner: Person, follow: Follow
) -> None:
    async with follow(board, Person(owner.http, owner.id, "rubbish")) as follower:
        assert follower.connection.subprotocol == "trivet.v1"
        assert await follower.closed() == (4401, [])


async def test_an_api_token_is_no_cookie(board: Board, api_token: str, follow: Follow) -> None:
    async with follow(board, headers={"Cookie": f"trivet_access={api_token}"}) as follower:
        assert await follower.closed() == (4401, [])


async def test_a_token_in_the_address_lets_nobody_in(
    board: Board, owner: Person, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "FIRST_MESSAGE_S", 0.01)
    async with follow(board, token=owner.token, access_token=owner.token) as follower:
        assert await follower.closed() == (4401, [])


async def test_a_foreign_page_is_refused_whatever_it_brings(
    board: Board, owner: Person, session: SignedIn, follow: Follow
) -> None:
    for origin in ("https://evil.example", "null"):
        async with follow(board, headers=cookie(session), origin=origin) as follower:
            assert await follower.closed() == (4403, [])
        async with follow(board, owner, origin=origin) as follower:
            assert await follower.closed() == (4403, [])


async def test_our_own_page_is_let_in(
    board: Board, session: SignedIn, address: str, follow: Follow
) -> None:
    async with follow(board, headers=cookie(session), origin=address) as follower:
        assert (await follower.message())["type"] == "hello"


async def test_a_board_that_is_not_ones_own_does_not_exist(
    app: Trivet, board: Board, owner: Person, follow: Follow
) -> None:
    stranger = await somebody(app)
    for wanted, person in ((board.id, stranger), (str(new_id()), owner), ("rubbish", owner)):
        async with follow(wanted, person) as follower:
            assert await follower.closed() == (4404, [])
    assert app.runtime.sockets._hubs == {}


@pytest.mark.parametrize("since", ["-1", "x", "1.5", "", "%C2%B2", str(2**63), "9" * 5000])
async def test_a_number_that_is_none_is_refused(
    board: Board, owner: Person, follow: Follow, since: str
) -> None:
    async with follow(board, owner, since=since) as follower:
        assert await follower.closed() == (4409, [])


@pytest.mark.parametrize(
    "message",
    [
        "rubbish",
        "[]",
        "{}",
        '{"type":"hello"}',
        '{"type":"since"}',
        '{"type":"since","seq":-1}',
        '{"type":"since","seq":"1"}',
        '{"type":"since","seq":1,"more":1}',
        '{"type":"presence","card_id":"x"}',
        '{"type":"presence","editing":"yes"}',
        '{"type":"auth"}',
        '"' + "x" * 70_000 + '"',
        "{" * 10_000,
    ],
    ids=lambda message: message[:30],
)
async def test_what_is_no_message_ends_the_socket(
    app: Trivet, board: Board, owner: Person, follow: Follow, message: str
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        await follower.send(message)
        assert (await follower.closed())[0] == 4409


async def test_bytes_are_no_message(board: Board, owner: Person, follow: Follow) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        await follower.connection.send(json.dumps({"type": "pong"}).encode())
        assert (await follower.closed())[0] == 4409


async def test_a_flood_ends_the_socket(board: Board, owner: Person, follow: Follow) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        for _ in range(2 * inbox.BURST):
            await follower.send({"type": "pong"})
        assert (await follower.closed())[0] == 4409


async def test_a_socket_leaves_two_lines_and_no_token(
    board: Board,
    owner: Person,
    api_token: str,
    follow: Follow,
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with follow(board) as follower:
        await follower.send({"type": "auth", "token": api_token})
        await follower.next("hello")
        await follower.send({"type": "auth", "token": owner.token})
        await follower.send("rubbish")
        await follower.closed()
        answer = follower.connection.response
        assert answer is not None
    said: list[str] = []

    def closed() -> bool:
        said.append(capfd.readouterr().err)
        return "socket closed" in "".join(said)

    await eventually(closed)
    lines = [line for line in "".join(said).splitlines() if "socket" in line]
    assert [("opened" in line, "closed" in line) for line in lines] == [
        (True, False),
        (False, True),
    ]
    assert all(board.id in line and owner.id in line for line in lines)
    named = f'"request_id":"{answer.headers["X-Request-ID"]}"'
    assert all(named in line for line in lines)
    assert '"code":4409' in lines[1]
    assert '"duration_s":' in lines[1]
    assert not any(secret in line for line in lines for secret in (api_token, owner.token))


async def test_nothing_of_the_handshake_is_kept_while_a_socket_is_there(
    board: Board, owner: Person, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        served = [
            coroutines
            for task in asyncio.all_tasks()
            if "run_asgi" in (coroutines := awaited(task))
        ]
        assert len(served) == 1
        # Not one `__call__` of the middleware, which has done what it had to do.
        assert not [name for name in served[0] if name in {"__call__", "app"}], served


def awaited(task: asyncio.Task[Any]) -> list[str]:
    """The names of the coroutines that wait for each other in a task, outermost first."""
    names: list[str] = []
    coroutine: Any = task.get_coro()
    while coroutine is not None and hasattr(coroutine, "cr_await"):
        names.append(coroutine.__name__)
        coroutine = coroutine.cr_await
    return names
