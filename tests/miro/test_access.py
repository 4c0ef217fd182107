"""Who was let into a board in Miro, and is so no more."""

import asyncio
from collections.abc import Awaitable, Callable

from tests.miro.two import SECRET, Two, tells
from tests.miro.whiteboards import forgotten
from tests.support.apps import somebody
from tests.support.fake_miro import User, faults
from tests.support.fake_miro.state import Role, Team


async def test_whoever_connects_another_account_sees_what_that_one_sees(two: Two) -> None:
    """Mallory works with a token that Grace gave them; then, in one way or another, with a token of Eve's."""
    there, mallory = two.there, await somebody(two.there.trivet, "Mallory")
    grace, eve = there.miro.user("Grace"), there.miro.user("Eve")
    there.miro.share(two.ada.board, grace, Role.VIEWER)
    path = two.routes["list_shapes"].path(two.ada.at)

    async def bring(user: User, team: Team) -> None:
        token = there.miro.token(user, there.app, team)
        body = {"id": user.id, "access_token": token.text, "refresh_token": token.refresh}
        assert (await mallory.ask("POST", "/api/users", body)).status_code in {200, 201}

    async def disconnected() -> None:
        await mallory.delete("/auth/miro")
        await bring(eve, there.miro.team("Eve's team"))

    async def proven_to_be_anothers() -> None:
        async with there.browser() as browser:
            await there.back(browser, grace)
        await bring(eve, there.miro.team("Eve's team"))

    changes: tuple[Callable[[], Awaitable[None]], ...] = (
        lambda: bring(eve, there.miro.team("Eve's team")),
        disconnected,
        proven_to_be_anothers,
    )
    for change in changes:
        await bring(grace, two.ada.board.team)
        assert SECRET in (await mallory.ask("GET", path, status=200)).text
        await change()
        answer = await mallory.ask("GET", path)
        assert (answer.status_code, tells(two, answer)) == (404, False)
        assert (await mallory.get("/api/boards"))["items"] == []
        for where in (path, "/api/boards"):
            fault = there.miro.fault("GET", "/v2/*", faults.cut(), times=None)
            answer = await mallory.ask("GET", where)
            assert (answer.status_code, tells(two, answer)) == (503, False)
            fault.lift()
        there.trivet.runtime.miro.access.transport._host._breakers._own.breakers.clear()


async def test_what_was_asked_by_an_account_is_proven_for_no_other(two: Two) -> None:
    """Mallory changes accounts while Miro is asked."""
    there, mallory = two.there, await somebody(two.there.trivet, "Mallory")
    grace, eve = there.miro.user("Grace"), there.miro.user("Eve")
    there.miro.share(two.ada.board, grace, Role.VIEWER)
    tokens = [there.miro.token(each, there.app, two.ada.board.team) for each in (grace, eve)]
    first, second = (
        {"id": token.user.id, "access_token": token.text, "refresh_token": token.refresh}
        for token in tokens
    )
    await mallory.post("/api/users", first)
    go, path = asyncio.Event(), two.routes["list_shapes"].path(two.ada.at)
    there.miro.requests.clear()
    there.miro.fault("GET", "/v2/boards/*", faults.late(go))
    reading = asyncio.create_task(mallory.ask("GET", path))
    await there.miro.requests.until(lambda all_: all_.of("GET", "/v2/boards/"))
    await mallory.ask("POST", "/api/users", second, status=200)
    go.set()
    assert (await reading).status_code == 200  # it was asked in Grace's name
    answer = await mallory.ask("GET", path)
    assert (answer.status_code, tells(two, answer)) == (404, False)


async def test_whoever_spends_their_credits_does_not_stay_in(two: Two) -> None:
    there, bob = two.there, two.bob
    there.miro.share(two.ada.board, bob.user, Role.VIEWER)
    two.ada.board.team, team = bob.board.team, two.ada.board.team
    path = two.routes["list_shapes"].path(two.ada.at)
    assert SECRET in (await bob.person.ask("GET", path, status=200)).text
    two.ada.board.team = team
    there.miro.unshare(two.ada.board, bob.user)
    await forgotten(there, minutes=20)
    there.miro.fault("GET", "/v2/*", faults.limited(), times=None)
    for where in (path, "/api/boards"):
        answer = await bob.person.ask("GET", where)
        assert (answer.status_code, tells(two, answer)) == (429, False)
