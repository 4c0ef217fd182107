"""The whole story of one card that is started, in several processes: found by its request id, wherever one looks.

One request moves the card; a task of it, in a worker of its own, makes the branch at GitHub; and both are
told to who looks.
"""

import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from tests.factories.github_accounts import give_github_account
from tests.github.hooks import connect, kanban
from tests.realtime.followers import eventually, follow_at
from tests.scaled.celery_worker import worker
from tests.support.apps import Person
from tests.support.commands import Served, serving
from tests.support.databases import Place
from tests.support.fake_github import GitHubServer
from tests.support.measured import Measured
from tests.support.otlp import Collector, collector
from trivet import bootstrap
from trivet.platform.db.database import Dialect
from trivet.platform.settings import Settings
from trivet.platform.telemetry.tracing import trace_id_of

STORY = "3f1c9a52-7d4e-4b0a-9a53-0c7a8f1d2e6b"
START, TASK = "/cards/{card}/start", "create_branch_task"

pytestmark = pytest.mark.parametrize("dialect", [Dialect.POSTGRESQL])


@asynccontextmanager
async def signed_in(server: Served) -> AsyncIterator[Person]:
    async with httpx2.AsyncClient(base_url=server.address, timeout=60) as http:
        answer = await http.post("/auth/local", json={"token": server.link.partition("#")[2]})
        assert answer.status_code == 200, answer.text
        http.cookies.clear()
        yield Person(http, answer.json()["user"]["id"], answer.json()["access_token"])


def lines_of(log: Path) -> list[dict[str, Any]]:
    """What a process logged of the story."""
    said = [line for line in log.read_text().splitlines() if STORY in line]
    return [json.loads(line) for line in said]


async def told_at(address: str) -> Measured:
    async with httpx2.AsyncClient(base_url=address, timeout=60) as http:
        answer = await http.get("/metrics")
    assert answer.status_code == 200, answer.text
    return Measured(answer.text)


async def test_the_story_of_one_card_is_found_by_its_request_id(
    place: Place, redis_url: str, fake_github: GitHubServer
) -> None:
    ada = fake_github.user("ada")
    rocket = fake_github.repo("acme/rocket", push=[ada])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    async with collector() as seen:
        settings = Settings.model_validate(
            {
                **place.settings().model_dump(exclude_unset=True),
                "redis_url": SecretStr(redis_url),
                "worker_concurrency": 0,
                "worker_metrics_port": port,
                "github_api_url": fake_github.address,
                "github_poll_s": 0,
                "otel_exporter_otlp_endpoint": seen.address,
            }
        )
        async with (
            serving(settings, "--workers", "2") as server,
            worker(settings),
            signed_in(server) as owner,
        ):
            beside = bootstrap.build(place.settings())
            await give_github_account(beside, owner.id, "ada", fake_github.token(ada))
            await beside.database.close()
            workspace = await owner.post("/workspaces", {"name": "Acme"})
            board = await kanban(owner, workspace["id"])
            await connect(owner, workspace["id"], name="acme/rocket")
            body = {"column_id": board.columns[0], "title": "Lift off"}
            card = await owner.post(f"/boards/{board.id}/cards", body)

            async with follow_at(server.address)(board, owner) as follower:
                await follower.next("hello")
                begun = await owner.ask(
                    "POST",
                    f"/cards/{card['id']}/start",
                    {},
                    status=202,
                    headers={"X-Request-ID": STORY},
                )
                assert begun.headers["X-Request-ID"] == STORY
                while "branch.created" not in [event["type"] for event in follower.events]:
                    await follower.message()
            told = {event["type"] for event in follower.events if event["correlation_id"] == STORY}
            assert {"card.moved", "branch.created"} <= told

            async def done() -> bool:
                labels = {"task": TASK, "outcome": "succeeded"}
                worked = await told_at(f"http://127.0.0.1:{port}")
                return worked.of("trivet_tasks_ended_total", **labels) == 1

            await eventually(done)
            # Metrics know no ids, but what happened once is counted once, where it happened.
            served = await told_at(server.address)
            assert served.of("trivet_http_requests_total", route=START, status="2xx") == 1
            worked = await told_at(f"http://127.0.0.1:{port}")
            assert worked.of("trivet_task_seconds_count", task=TASK) == 1
            assert worked.of("trivet_vendor_requests_total", vendor="github", status="201") == 1
        assert len(rocket.branches) == 2
        _assert_traced(seen)
    _assert_logged(place.data_dir)
    assert {
        each.headers.get("x-request-id") for each in fake_github.requests.of("POST", "/git/refs")
    } == {STORY}


def _assert_traced(seen: Collector) -> None:
    trace = f"{trace_id_of(STORY):032x}"
    assert trace == STORY.replace("-", "")
    spans = [span for span in seen.spans if span.trace == trace]
    (request,) = [span for span in spans if span.name == f"POST {START}"]
    (task,) = [span for span in spans if span.name == f"task {TASK}"]
    assert task.parent == request.id
    made = [span for span in spans if span.attributes.get("http.response.status_code") == 201]
    assert [span.parent for span in made] == [task.id]
    # Every line of the log knows its trace, whichever process wrote it.
    lines = [line for line in seen.lines if line.attributes.get("request_id") == STORY]
    assert {line.name for line in lines} >= {"request", "call", "task_run"}
    assert {line.trace for line in lines} == {trace}


def _assert_logged(folder: Path) -> None:
    served, worked = lines_of(folder / "serve.log"), lines_of(folder / "worker.log")
    (request,) = [line for line in served if line["event"] == "request"]
    assert (request["route"], request["status"]) == (START, 202)
    assert request["queries"] > 0
    calls = [line for line in worked if line["event"] == "call"]
    assert ("POST", 201) in [(line["method"], line["status"]) for line in calls]
    (run,) = [line for line in worked if line["event"] == "task_run"]
    assert run["task"] == TASK
    assert {line["request_id"] for line in (*served, *worked)} == {STORY}
