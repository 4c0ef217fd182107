"""kill -9 while Miro is asked: the key of the request holds for a while, then it can be sent again."""

import asyncio

import httpx2
import pytest
from sqlalchemy import update

from tests.crash.process import Server, server
from tests.factories.miro_accounts import give_miro_account
from tests.miro.whiteboards import RECTANGLE, shapes
from tests.realtime.followers import eventually
from tests.support.fake_miro import Board, MiroServer, faults
from trivet import bootstrap
from trivet.platform.clock import now
from trivet.platform.settings import Settings
from trivet.platform.uow import Units
from trivet.platform.web.models import IdempotencyRecord

KEY = {"Idempotency-Key": "once"}


@pytest.fixture
def plan(fake_miro: MiroServer, monkeypatch: pytest.MonkeyPatch) -> Board:
    """A board in the Miro that servers of this test are to ask."""
    for name, value in (
        ("URL", fake_miro.address),
        ("API_URL", fake_miro.address),
        ("CLIENT_ID", "client"),
        ("CLIENT_SECRET", "secret"),
    ):
        monkeypatch.setenv(f"TRIVET_MIRO_{name}", value)
    return fake_miro.board("Plan", fake_miro.user("Ada"), team=fake_miro.team())


async def connect(settings: Settings, miro: MiroServer, plan: Board, running: Server) -> None:
    """Let the owner have connected their account."""
    app = miro.app("http://127.0.0.1:9/oauth/callback", expiring=False)
    token = miro.token(plan.owner, app, plan.team).text
    runtime = bootstrap.build(settings)
    await runtime.start(working=False)
    await give_miro_account(runtime, running.owner.id, plan.owner.id, token)
    await runtime.stop()


async def test_the_key_of_a_killed_server_holds_for_minutes(
    settings: Settings, units: Units, fake_miro: MiroServer, plan: Board
) -> None:
    async with server(settings) as first:
        await connect(settings, fake_miro, plan, first)
        await first.owner.ask("GET", shapes(plan), status=200)
        slow = fake_miro.fault("POST", "*/shapes", faults.slow(asyncio.Event()))
        asking = asyncio.ensure_future(
            first.owner.ask("POST", shapes(plan), RECTANGLE, headers=KEY)
        )
        await eventually(lambda: len(slow.met) == 1)
        first.process.kill()
        with pytest.raises(httpx2.HTTPError):
            await asking
        await first.died()
    async with server(settings) as second:
        refused = await second.owner.ask("POST", shapes(plan), RECTANGLE, headers=KEY, status=409)
        assert refused.json()["code"] == "idempotency_key_running"
        async with units.write() as unit:  # minutes later
            await unit.session.run(update(IdempotencyRecord).values(claimed_until=now()))
        made = await second.owner.ask("POST", shapes(plan), RECTANGLE, headers=KEY, status=201)
        again = await second.owner.ask("POST", shapes(plan), RECTANGLE, headers=KEY, status=201)
        assert again.content == made.content
        assert list(plan.items) == [made.json()["id"]]
        assert await second.stop() == 0
