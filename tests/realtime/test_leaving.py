"""Who may not stay goes: at once if this process knows, with the next heartbeat if another does."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.factories.people import signed_in
from tests.realtime.conftest import served
from tests.realtime.followers import Follow, eventually, follow_at, server_side
from tests.support.apps import Board, Person, Trivet, beside, in_workspace, make_card
from trivet.auth import access_tokens
from trivet.auth.callers import CallerKind
from trivet.auth.models import Session, User
from trivet.auth.sessions import SignedIn
from trivet.platform.clock import held, now
from trivet.workspaces.models import Role


async def member(app: Trivet, board: Board) -> Person:
    return await in_workspace(app, board.workspace_id, Role.VIEWER)


async def another_session(app: Trivet, person: Person) -> SignedIn:
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(person.id))
    assert user is not None
    return await signed_in(app.runtime.units, app.runtime.keys, user)


async def test_who_signs_out_is_out(app: Trivet, board: Board, follow: Follow) -> None:
    person = await member(app, board)
    async with follow(board, person) as one, follow(board, person) as two:
        await one.next("hello")
        await two.next("hello")
        await person.ask("POST", "/auth/logout", {}, status=204)
        assert (await one.closed())[0] == 4401
        assert (await two.closed())[0] == 4401


async def test_a_session_that_is_ended_from_another_device_is_out_at_once(
    app: Trivet, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    there = await another_session(app, person)
    elsewhere = Person(app.http, person.id, there.access_token)
    async with follow(board, elsewhere) as gone, follow(board, person) as stays:
        await gone.next("hello")
        await stays.next("hello")
        await person.delete(f"/auth/sessions/{there.session_id}")
        assert (await gone.closed())[0] == 4401
        await app.runtime.sockets.beat()
        await stays.next("ping")


async def test_a_copied_refresh_token_closes_the_sockets_of_its_session(
    app: Trivet, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    stolen = await another_session(app, person)
    owner_of_it = Person(app.http, person.id, stolen.access_token)
    async with follow(board, owner_of_it) as gone, follow(board, person) as stays:
        await gone.next("hello")
        await stays.next("hello")
        body = {"refresh_token": stolen.refresh_token}
        refreshed = await app.http.post("/auth/refresh", json=body)
        assert refreshed.status_code == 200
        later = now() + timedelta(seconds=31)
        with held(lambda: later):
            reused = await app.http.post("/auth/refresh", json=body)
        assert (reused.status_code, reused.json()["code"]) == (401, "refresh_token_reused")
        assert (await gone.closed())[0] == 4401
        await app.runtime.sockets.beat()
        await stays.next("ping")


async def test_who_signs_out_everywhere_is_out_everywhere(
    app: Trivet, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    there = await another_session(app, person)
    elsewhere = Person(app.http, person.id, there.access_token)
    async with follow(board, elsewhere) as one, follow(board, person) as two:
        await one.next("hello")
        await two.next("hello")
        await person.ask("POST", "/auth/logout", {"everywhere": True}, status=204)
        assert (await one.closed())[0] == 4401
        assert (await two.closed())[0] == 4401


async def test_another_session_stays(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    async with follow(board, owner) as other, follow(board, person) as gone:
        await gone.next("hello")
        await person.ask("POST", "/auth/logout", {}, status=204)
        assert (await gone.closed())[0] == 4401
        await make_card(owner, board)
        assert await other.until(5) == [5]


async def test_who_signs_out_elsewhere_is_out_with_the_next_heartbeat(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    async with beside(app) as http, follow(board, person) as gone, follow(board, owner) as stays:
        await gone.next("hello")
        await stays.next("hello")
        await Person(http, person.id, person.token).ask("POST", "/auth/logout", {}, status=204)
        await app.runtime.sockets.beat()
        assert (await gone.closed())[0] == 4401
        assert (await stays.next("ping"))["seq"] == 4


async def test_a_session_that_expired_ends_its_sockets(
    app: Trivet, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    session = await another_session(app, person)
    headers = {"Cookie": f"trivet_access={session.access_token}"}
    async with follow(board, headers=headers) as follower:
        await follower.next("hello")
        later = now() + timedelta(minutes=20)
        with held(lambda: later):
            await app.runtime.sockets.beat()  # longer than the token: the session goes on
        await follower.next("ping")
        async with app.runtime.units.write() as writing:
            row = await writing.session.get(Session, session.session_id)
            assert row is not None
            row.expires_at = now()
        await app.runtime.sockets.beat()
        assert (await follower.closed())[0] == 4401


async def test_a_deleted_api_token_ends_its_sockets(
    owner: Person, board: Board, follow: Follow
) -> None:
    made = await owner.post("/auth/tokens", {"name": "Tool", "scopes": ["read"]})
    tool = Person(owner.http, owner.id, made["token"])
    async with follow(board, tool) as follower, follow(board, owner) as stays:
        await follower.next("hello")
        await owner.delete(f"/auth/tokens/{made['id']}")
        assert (await follower.closed())[0] == 4401
        await make_card(owner, board)
        assert await stays.until(5) == [5]


async def test_who_is_removed_goes_at_once(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    async with follow(board, person) as gone, follow(board, owner) as stays:
        await gone.next("hello")
        await owner.delete(f"/workspaces/{board.workspace_id}/members/{person.id}")
        assert (await gone.closed())[0] == 4403
        await make_card(owner, board)
        assert await stays.until(5) == [5]


async def test_who_is_removed_elsewhere_goes_with_the_next_heartbeat(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    async with beside(app) as http, follow(board, person) as gone:
        await gone.next("hello")
        there = Person(http, owner.id, owner.token)
        await there.delete(f"/workspaces/{board.workspace_id}/members/{person.id}")
        await app.runtime.sockets.beat()
        assert (await gone.closed())[0] == 4403


async def test_a_deleted_workspace_ends_its_sockets(
    owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        await owner.delete(f"/workspaces/{board.workspace_id}")
        assert (await follower.closed())[0] == 4403


async def test_a_deleted_board_says_so_and_ends(
    owner: Person, board: Board, follow: Follow
) -> None:
    async with follow(board, owner) as follower:
        await follower.next("hello")
        await owner.delete(f"/boards/{board.id}")
        assert await follower.closed() in ((4404, ["events"]), (4404, ["presence", "events"]))
        assert follower.events[-1]["type"] == "board.deleted"


async def test_a_board_deleted_elsewhere_ends(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    async with beside(app) as http, follow(board, owner) as follower:
        await follower.next("hello")
        await Person(http, owner.id, owner.token).delete(f"/boards/{board.id}")
        assert (await follower.closed())[0] == 4404


def token_for(app: Trivet, person: Person, seconds: float) -> str:
    """An access token of this person's session that ends so soon."""
    claims = access_tokens.verified(app.runtime.keys, person.token)
    assert claims is not None
    issued = now() - access_tokens.LIFETIME + timedelta(seconds=seconds)
    with held(lambda: issued):
        return access_tokens.issue(app.runtime.keys, claims.user_id, claims.session_id)


async def test_a_bearer_socket_ends_with_its_token(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    soon = Person(owner.http, owner.id, token_for(app, owner, seconds=2))
    async with follow(board, soon) as follower:
        await follower.next("hello")
        assert (await follower.closed())[0] == 4401


async def test_a_bearer_socket_is_renewed_in_place(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    soon = Person(owner.http, owner.id, token_for(app, owner, seconds=3))
    async with follow(board, soon) as follower:
        await follower.next("hello")
        (socket,) = server_side(app)
        await eventually(lambda: socket._end is not None)
        assert socket._end is not None
        ends = socket._end.when()
        await follower.send({"type": "auth", "token": owner.token})
        await eventually(lambda: socket._end is not None and socket._end.when() > ends + 600)
        await make_card(owner, board)
        assert await follower.until(5) == [5]


async def test_a_socket_is_not_renewed_by_somebody_else(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    person = await member(app, board)
    async with follow(board, owner) as follower:
        await follower.next("hello")
        await follower.send({"type": "auth", "token": person.token})
        assert (await follower.closed())[0] == 4401


async def test_a_renewed_socket_hangs_on_its_new_credential(
    app: Trivet, owner: Person, board: Board, follow: Follow
) -> None:
    made = await owner.post("/auth/tokens", {"name": "Tool", "scopes": ["read"]})
    async with follow(board, owner) as follower:
        await follower.next("hello")
        (socket,) = server_side(app)
        await follower.send({"type": "auth", "token": made["token"]})
        await eventually(
            lambda: socket.caller is not None and socket.caller.kind is CallerKind.API_TOKEN
        )
        await owner.delete(f"/auth/tokens/{made['id']}")
        assert (await follower.closed())[0] == 4401


async def test_what_ends_while_a_socket_is_opened_ends_it(
    app: Trivet, board: Board, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await member(app, board)
    enter = app.runtime.sockets._gate.enter

    async def slow(*arguments: object) -> None:
        await enter(*arguments)  # type: ignore[arg-type]
        await person.ask("POST", "/auth/logout", {}, status=204)

    monkeypatch.setattr(app.runtime.sockets._gate, "enter", slow)
    async with follow(board, person) as follower:
        assert (await follower.closed())[0] == 4401


@pytest.mark.parametrize("ws", [None, "websockets-sansio"], ids=["framed", "plain"])
async def test_a_server_that_stops_says_goodbye(
    app: Trivet, owner: Person, board: Board, ws: str | None
) -> None:
    async with served(app, ws) as (address, server):
        follow = follow_at(address)
        async with follow(board, owner) as one, follow(board, owner) as two:
            await one.next("hello")
            await two.next("hello")
            server.stop()
            for follower in (one, two):
                assert await follower.next("bye") == {"type": "bye", "reason": "restart"}
                assert (await follower.closed())[0] == 1012
