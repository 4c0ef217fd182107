"""What several processes measure is told as one."""

import asyncio
import signal
import socket
from pathlib import Path

import httpx2
import psutil
import pytest
from pydantic import SecretStr

from tests.realtime.followers import eventually
from tests.scaled.celery_worker import worker
from tests.support.commands import serving
from tests.support.databases import Place
from tests.support.measured import Measured
from trivet import bootstrap
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings
from trivet.platform.tasks.maintenance import PRUNE_TASKS

MANY = 60

pytestmark = pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])


@pytest.fixture
def settings(place: Place, redis_url: str) -> Settings:
    return place.settings().model_copy(update={"redis_url": SecretStr(redis_url)})


async def asked(address: str, path: str) -> httpx2.Response:
    """By a connection of its own, which may be another process'."""
    async with httpx2.AsyncClient(base_url=address, timeout=60) as http:
        return await http.get(path)


async def told_at(address: str) -> Measured:
    answer = await asked(address, "/metrics")
    assert answer.status_code == 200, answer.text
    return Measured(answer.text)


def counted_in(child: psutil.Process) -> Path:
    """The file in which a process counts."""
    (found,) = {
        each.path for each in child.open_files() if each.path.endswith(f"/counter_{child.pid}.db")
    }
    return Path(found)


async def test_whoever_answers_tells_of_all(settings: Settings) -> None:
    async with serving(settings, "--workers", "2") as server:
        herd = psutil.Process(server.pid)

        async def both() -> bool:
            return (await told_at(server.address)).of("trivet_processes") == 2

        await eventually(both)
        await asyncio.gather(*[asked(server.address, "/healthz") for _ in range(MANY)])
        children = herd.children()
        one, other = (counted_in(child) for child in children)
        assert one.parent == other.parent
        for _ in range(6):
            told = await told_at(server.address)
            assert told.of("trivet_http_requests_total", route="/healthz") == MANY
            assert told.of("trivet_http_request_seconds_count", route="/healthz") == MANY
            # Told by whoever answers, and only by them.
            assert told.of("trivet_info") == 1
            assert told.of("trivet_part_up", part="redis") == 1
        pools = told.of("trivet_database_pool_size", pool="readers")
        assert pools == 2 * 2 * Settings.model_fields["database_pool_size"].default
        children[0].send_signal(signal.SIGKILL)

        async def replaced() -> bool:
            there = {child.pid for child in herd.children()} - {child.pid for child in children}
            return bool(there) and await both()

        await eventually(replaced)
        told = await told_at(server.address)
        assert told.of("trivet_http_requests_total", route="/healthz") == MANY
        assert told.of("trivet_database_pool_size", pool="readers") == pools
    assert not one.parent.exists()


async def test_workers_tell_of_what_they_do(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings = settings.model_copy(update={"worker_concurrency": 0, "worker_metrics_port": port})
    address = f"http://127.0.0.1:{port}"
    runtime = bootstrap.build(settings)
    await runtime.start()
    try:
        async with worker(settings):
            async with runtime.units.write() as unit:
                unit.enqueue(PRUNE_TASKS.call())

            async def done() -> bool:
                try:
                    told = await told_at(address)
                except httpx2.TransportError:
                    return False  # it starts
                labels = {"task": PRUNE_TASKS.name, "outcome": "succeeded"}
                return told.of("trivet_tasks_ended_total", **labels) == 1

            await eventually(done)
            told = await told_at(address)
            assert told.of("trivet_task_seconds_count", task=PRUNE_TASKS.name) == 1
            assert told.of("trivet_processes") == 1
            # That is looked up by those that serve.
            assert "trivet_tasks" not in told.names
            assert (await asked(address, "/other")).status_code == 404
            async with httpx2.AsyncClient(base_url=address) as http:
                passed_on = await http.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"})
                assert passed_on.status_code == 403
    finally:
        await runtime.stop()
