"""`trivet serve --workers 2`: two processes behind one port."""

import asyncio
import signal

import httpx2
import psutil
import pytest
from pydantic import SecretStr

from tests.realtime.followers import eventually
from tests.support.commands import serving, trivet
from tests.support.databases import Place
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings

pytestmark = pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])


@pytest.fixture
def settings(place: Place, redis_url: str) -> Settings:
    return place.settings().model_copy(update={"redis_url": SecretStr(redis_url)})


async def test_who_dies_is_replaced_and_all_stop_together(settings: Settings) -> None:
    async with serving(settings, "--workers", "2") as server:
        herd = psutil.Process(server.pid)
        first = herd.children()
        assert len(first) == 2
        first[0].send_signal(signal.SIGKILL)

        def replaced() -> bool:
            there = herd.children()
            return len(there) == 2 and first[0].pid not in {child.pid for child in there}

        await eventually(replaced)
        async with httpx2.AsyncClient(base_url=server.address) as http:
            for _ in range(20):
                assert (await http.get("/healthz")).status_code == 200
        last = herd.children()
    gone, alive = await asyncio.to_thread(psutil.wait_procs, last, 10)
    assert not alive
    assert len(gone) == 2


async def test_several_processes_need_what_they_share(place: Place) -> None:
    ended = await trivet("serve", "--port", "0", "--workers", "2", settings=place.settings())
    assert ended.code == 1
    assert "TRIVET_REDIS_URL" in ended.err
