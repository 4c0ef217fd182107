"""`/metrics` of a whole Trivet: who may read it, and that everything in it moves."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import select, true
from structlog.testing import capture_logs

from tests.diagnostics.test_health import Hanging
from tests.factories.github import ping
from tests.github.hooks import Scene
from tests.platform.web.test_problems import problem
from tests.realtime.conftest import served
from tests.realtime.followers import eventually, follow_at, server_side
from tests.support.apps import BASE, Person, Trivet, beside, make_board, make_card, trivet
from tests.support.measured import Measured, measured
from tests.support.tasks import run_now
from tests.support.units import NoTasks
from trivet.auth.limits import LIMITS, Limit
from trivet.diagnostics.observing import Observing
from trivet.platform.db.postgresql import postgresql_database
from trivet.platform.errors import AppError
from trivet.platform.http.breaker import Circuit
from trivet.platform.ratelimit.port import Rate
from trivet.platform.settings import Settings
from trivet.platform.tasks.context import Bound, TaskContext
from trivet.platform.tasks.declarations import RetryPolicy, Task
from trivet.platform.tasks.maintenance import PRUNE_TASKS
from trivet.platform.telemetry.exposition import exposition
from trivet.platform.telemetry.logging import configure_logging
from trivet.platform.telemetry.metrics import DEFINED
from trivet.platform.uow import Units

TOKEN = "a token that is long enough"
FAILS = Task("fails_task", retry=RetryPolicy(delays_s=()))
RETRIES = Task("retries_task")
HERE = {"Host": "127.0.0.1:8000"}


def from_address(app: Trivet, address: str) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app.app, raise_app_exceptions=False, client=(address, 1))
    return httpx2.AsyncClient(transport=transport, base_url=BASE)


# Who may read it.


async def test_programs_on_this_machine_read_it(app: Trivet) -> None:
    answer = await app.http.get("/metrics", headers=HERE)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "RateLimit-Limit" not in answer.headers


async def test_nobody_else_does_where_no_token_is_set(app: Trivet) -> None:
    async with from_address(app, "203.0.113.9") as http:
        for headers in ({}, {"Authorization": f"Bearer {TOKEN}"}):
            found = problem(await http.get("/metrics", headers=headers), 403, "metrics_closed")
            assert "TRIVET_METRICS_TOKEN" in (found.detail or "")
    passed_on = await app.http.get("/metrics", headers={**HERE, "X-Forwarded-For": "127.0.0.1"})
    problem(passed_on, 403, "metrics_closed")


async def test_no_page_in_a_browser_of_this_machine_does(app: Trivet) -> None:
    for headers in (
        {"Host": "evil.example:8000"},  # whose name its owner has led here
        {**HERE, "Origin": "https://evil.example"},
        {**HERE, "Sec-Fetch-Site": "same-origin"},
        {**HERE, "Cookie": "trivet_access=somebody"},
    ):
        problem(await app.http.get("/metrics", headers=headers), 403, "metrics_closed")


async def test_with_the_token_anybody_does(settings: Settings) -> None:
    closed = settings.model_copy(update={"metrics_token": SecretStr(TOKEN)})
    async with trivet(closed) as app, from_address(app, "203.0.113.9") as http:
        for headers in ({}, {"Authorization": "Bearer guessed"}):
            refused = await http.get("/metrics", headers=headers)
            problem(refused, 401, "not_authenticated")
            assert refused.headers["WWW-Authenticate"] == "Bearer"
        welcome = await http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert welcome.status_code == 200
        assert (await app.http.get("/metrics", headers=HERE)).status_code == 200


def test_a_token_is_not_easily_guessed() -> None:
    with pytest.raises(ValidationError, match="16 characters"):
        Settings(metrics_token=SecretStr("short"))
    assert Settings.model_validate({"metrics_token": ""}).metrics_token is None


# What stands in it.


async def test_all_that_is_defined_is_told(app: Trivet) -> None:
    assert set(DEFINED) - (await measured(app.http)).names == set()


async def test_two_applications_in_one_process_are_no_trouble(app: Trivet) -> None:
    async with beside(app) as http:
        assert (await measured(http)).of("trivet_processes") == 1


async def test_it_says_which_version_runs(app: Trivet) -> None:
    told = await measured(app.http)
    dialect = str(app.runtime.database.dialect)
    assert told.of("trivet_info", version="0.1.0", database=dialect) == 1
    assert told.of("trivet_part_up", part="database") == 1


async def test_requests_are_counted_by_route_and_status(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    before = await measured(app.http)
    await owner.get(f"/boards/{board.id}")
    await owner.get(f"/boards/{board.id}/rules")
    await owner.ask("GET", "/cards/NO-1", status=404)
    for number in range(20):
        await owner.ask("GET", f"/nowhere/{number}", status=404)
    told = await measured(app.http)

    def more(route: str, status: str) -> float:
        labels = {"route": route, "status": status, "method": "GET"}
        names = ("trivet_http_requests_total", "trivet_http_request_seconds_count")
        one, other = (told.of(name, **labels) - before.of(name, **labels) for name in names)
        assert one == other
        return one

    # Hit twice: the first makes `before` itself.
    assert more("/boards/{board_id}", "2xx") == 1
    assert more("/boards/{board_id}/rules", "2xx") == 1
    assert more("/cards/{card}", "4xx") == 1
    assert more("unmatched", "4xx") == 20
    assert more("/metrics", "2xx") == 1
    routes = told.values("trivet_http_requests_total", "route")
    assert not any(board.id in route or "nowhere" in route for route in routes)


async def test_requests_are_counted_where_nothing_is_logged(app: Trivet) -> None:
    settings = app.runtime.settings
    configure_logging(settings.model_copy(update={"log_level": "ERROR"}))
    try:
        before = await measured(app.http)
        await app.http.get("/healthz")
        told = await measured(app.http)
    finally:
        configure_logging(settings)
    name = "trivet_http_requests_total"
    assert told.of(name, route="/healthz") == before.of(name, route="/healthz") + 1


async def test_boards_are_found_in_memory(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    app.runtime.live.drop(board.id)
    before = await measured(app.http)
    for _ in range(3):
        await owner.get(f"/boards/{board.id}")
    told = await measured(app.http)

    def more(result: str) -> float:
        name, labels = "trivet_cache_requests_total", {"cache": "board", "result": result}
        return told.of(name, **labels) - before.of(name, **labels)

    assert (more("miss"), more("shared"), more("hit")) == (1, 0, 2)


async def test_who_follows_is_counted_and_how_soon_they_hear(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    before = await measured(app.http)
    open_before = before.of("trivet_sockets_open")
    async with served(app) as (address, _), follow_at(address)(board, owner) as follower:
        await follower.next("hello")
        assert (await measured(app.http)).of("trivet_sockets_open") == open_before + 1
        await make_card(owner, board)
        await follower.next("events")
        told = await measured(app.http)
        count = "trivet_fanout_seconds_count"
        assert told.of(count) == before.of(count) + 1
        slow = told.of("trivet_fanout_seconds_sum") - before.of("trivet_fanout_seconds_sum")
        assert 0 < slow < 10
        (socket,) = server_side(app)
        socket.most_waiting = -1  # whatever waits is too much
        await make_card(owner, board)
        await eventually(lambda: not server_side(app))
    told = await measured(app.http)
    assert told.of("trivet_sockets_open") == open_before
    for name in ("trivet_sockets_fell_behind_total", "trivet_sockets_closed_total"):
        assert told.of(name) == before.of(name) + 1, name
    assert "too_slow" in told.values("trivet_sockets_closed_total", "reason")


async def test_a_gap_is_counted(app: Trivet, owner: Person) -> None:
    board = await make_board(owner)
    async with served(app) as (address, _), follow_at(address)(board, owner) as follower:
        await follower.next("hello")
        before = (await measured(app.http)).of("trivet_fanout_gaps_total")
        await app.runtime.publisher._bus.publish_gap(f"board:{board.id}", 1)
        await eventually(lambda: _gaps(app) == before + 1)


def _gaps(_app: Trivet) -> float:
    return Measured(exposition().decode()).of("trivet_fanout_gaps_total")


class Wrong(AppError):
    status = 503
    code = "wrong"


async def _fails(_context: TaskContext, _args: Mapping[str, Any]) -> None:
    raise Wrong("As it must.")


@pytest.fixture
async def failing(settings: Settings) -> AsyncIterator[Trivet]:
    """A Trivet with tasks that fail."""
    async with trivet(settings, bound=[Bound(FAILS, _fails), Bound(RETRIES, _fails)]) as app:
        yield app


async def _told_afresh(app: Trivet) -> Measured:
    app.runtime.observing._tasks._kept_until = 0.0
    return await measured(app.http)


async def test_tasks_are_counted_from_their_beginning_to_their_end(failing: Trivet) -> None:
    before = await measured(failing.http)
    await run_now(failing, PRUNE_TASKS)
    async with failing.runtime.units.write() as unit:
        for task in (FAILS, RETRIES):
            unit.enqueue(task.call())

    async def settled() -> bool:
        now = await _told_afresh(failing)
        dead = now.of("trivet_tasks", task=FAILS.name, state="failed")
        return (dead, now.of("trivet_tasks", task=RETRIES.name, state="retrying")) == (1, 1)

    await eventually(settled)
    told = await _told_afresh(failing)
    for task, outcome in ((PRUNE_TASKS, "succeeded"), (FAILS, "failed"), (RETRIES, "retrying")):
        labels = {"task": task.name, "outcome": outcome}
        for name in ("trivet_tasks_ended_total",):
            assert told.of(name, **labels) > before.of(name, **labels), task.name
        for name in ("trivet_tasks_started_total", "trivet_task_seconds_count"):
            more = told.of(name, task=task.name) - before.of(name, task=task.name)
            assert more >= 1, (name, task.name)
    ages = "trivet_tasks_oldest_age_seconds"
    assert told.of(ages, task=FAILS.name, state="failed") > 0
    assert told.of(ages, task=RETRIES.name, state="retrying") == 0  # it is not due yet


async def test_a_queue_is_counted_rarely(app: Trivet) -> None:
    await measured(app.http)
    async with app.runtime.units.write() as unit:
        unit.enqueue(PRUNE_TASKS.call())
    kept = app.runtime.observing._tasks._kept
    await measured(app.http)
    assert app.runtime.observing._tasks._kept is kept


async def test_deliveries_are_timed(app: Trivet, owner: Person) -> None:
    scene = await Scene.set(app, owner)
    before = await measured(app.http)
    await scene.deliver("ping", ping())
    told = await measured(app.http)
    assert told.of("trivet_webhook_lag_seconds_count") > before.of(
        "trivet_webhook_lag_seconds_count"
    )


async def test_refusals_are_counted_by_their_limit(
    app: Trivet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "sign_in", Limit(by_address=(Rate(1, 60),)))
    before = await measured(app.http)
    for status in (401, 429):
        answer = await app.http.post("/auth/local", json={"token": "trl_guessed"})
        assert answer.status_code == status
    told = await measured(app.http)
    labels = {"class": "sign_in"}
    name = "trivet_rate_limited_total"
    assert told.of(name, **labels) == before.of(name, **labels) + 1


async def test_connections_in_use_are_told(app: Trivet) -> None:
    before = await measured(app.http)
    async with app.runtime.units.read() as unit:
        await unit.session.scalar(select(true()))
        told = await measured(app.http)
    labels = {"pool": "readers"}
    name = "trivet_database_pool_checked_out"
    assert told.of(name, **labels) >= max(1, before.of(name, **labels))
    assert told.of("trivet_database_pool_size", **labels) >= 8


async def test_circuits_and_what_is_left_are_told(app: Trivet) -> None:
    told = await measured(app.http)
    assert told.values("trivet_circuit_open", "host") == {"api.github.com", "api.miro.com"}
    transport = app.runtime.github.transport
    headers = {
        "x-ratelimit-limit": "5000",
        "x-ratelimit-remaining": "12",
        "x-ratelimit-reset": "4102444800",
    }
    await transport.allowances.note("ada", headers, limited=False)
    for _ in range(5):
        with pytest.raises(ConnectionError):
            async with app.runtime.parts.shared.breakers.guard("api.github.com"):
                raise ConnectionError
    told = await measured(app.http)
    assert told.of("trivet_circuit_open", host="api.github.com") == 1
    assert told.of("trivet_vendor_allowance", vendor="github") == 5000
    assert told.of("trivet_vendor_allowance_left", vendor="github") == 12


async def test_a_database_that_is_away_is_told_and_hides_nothing_else() -> None:
    database = postgresql_database("postgresql+asyncpg://postgres@127.0.0.1:1/nowhere")
    observing = Observing(Units(database=database, tasks=NoTasks()), database.pools)
    told = Measured(exposition(await observing.told()).decode())
    assert told.of("trivet_part_up", part="database") == 0
    assert "trivet_http_requests_total" in told.names
    await database.close()


async def test_a_database_that_went_away_is_told_though_its_tasks_are_kept(app: Trivet) -> None:
    go_on = asyncio.Event()
    go_on.set()
    units = Hanging(app.runtime.database, go_on.wait)
    observing = Observing(units, list, within_s=10)
    told = Measured(exposition(await observing.told()).decode())
    assert told.of("trivet_part_up", part="database") == 1
    observing._tasks._kept_until = float("inf")
    go_on.clear()
    observing._readiness._within_s = 0.01
    told = Measured(exposition(await observing.told()).decode())
    assert told.of("trivet_part_up", part="database") == 0
    go_on.set()
    observing._readiness._within_s = 10
    told = Measured(exposition(await observing.told()).decode())
    assert told.of("trivet_part_up", part="database") == 1


async def test_who_is_slow_or_fails_hides_nothing_else_and_all_are_asked_at_once(
    app: Trivet,
) -> None:
    both = asyncio.Barrier(2)

    async def never() -> Circuit:
        await asyncio.get_running_loop().create_future()
        raise AssertionError

    async def fails() -> Circuit:
        raise RuntimeError

    async def together() -> Circuit:
        await both.wait()
        return Circuit("there", open=False)

    asked = (never, fails, together, together)
    observing = Observing(app.runtime.units, list, circuits=asked, within_s=0.2)
    told = Measured(exposition(await observing.told()).decode())
    assert told.values("trivet_circuit_open", "host") == {"there"}


async def test_without_redis_nobody_asks_it(app: Trivet) -> None:
    async def asked() -> Circuit:
        raise AssertionError("it was asked")

    with capture_logs() as lines:
        observing = Observing(
            app.runtime.units, list, circuits=(asked,), redis_answers=lambda: False
        )
        told = Measured(exposition(await observing.told()).decode())
    assert told.of("trivet_part_up", part="redis") == 0
    assert told.values("trivet_circuit_open", "host") == set()
    assert [line for line in lines if line["logger"] == "trivet.metrics"] == []
