"""Traces and log lines at a real collector: one trace from the request through its task to the vendor."""

import socket
from hashlib import blake2b
from time import monotonic

from tests.github.making import making
from tests.support.apps import trivet
from tests.support.fake_github import GitHubServer
from tests.support.otlp import Collector, Seen, collector
from trivet.platform.keys import Purpose
from trivet.platform.settings import Settings
from trivet.platform.telemetry.collector import SHUTDOWN_S, endpoint
from trivet.platform.telemetry.tracing import is_on, trace_id_of

STORY = "the-story-of-a-branch"


def ancestors(seen: Collector, span: Seen) -> list[str]:
    """The names of the spans around a span, the nearest first."""
    by_id = {each.id: each for each in seen.spans}
    names = []
    while span.parent in by_id:
        span = by_id[span.parent]
        names.append(span.name)
    return names


async def test_one_trace_leads_from_the_request_through_the_task_to_the_vendor(
    fake_github: GitHubServer, settings: Settings
) -> None:
    async with collector() as seen:
        sent = settings.model_copy(update={"otel_exporter_otlp_endpoint": seen.address})
        async with making(fake_github, sent) as scene:
            card = await scene.card()
            await scene.owner.ask(
                "POST",
                f"/cards/{card['id']}/create-branch",
                {"repo_id": scene.repository["id"], "branch_name": "eng-1-lift-off"},
                status=202,
                headers={"X-Request-ID": STORY},
            )
            await scene.work()
        assert not is_on()

    request = seen.named("POST /cards/{card}/create-branch")
    task = seen.named("task create_branch_task")
    assert request.trace == task.trace == f"{trace_id_of(STORY):032x}"
    assert request.parent == ""
    assert task.parent == request.id
    assert request.attributes["trivet.request_id"] == STORY
    assert request.attributes["http.response.status_code"] == 202
    calls = [
        span
        for span in seen.spans
        if span.attributes.get("http.request.method") == "POST"
        and span.attributes.get("server.address")
        and span.trace == task.trace
    ]
    assert {span.attributes["http.response.status_code"] for span in calls} == {201}
    assert all(task.name in ancestors(seen, span) for span in calls)
    statements = [span for span in seen.spans if "db.query.text" in span.attributes]
    assert {request.name, task.name} <= {
        name for span in statements for name in ancestors(seen, span)
    }
    (line,) = [
        line
        for line in seen.lines
        if line.name == "request" and line.attributes["request_id"] == STORY
    ]
    assert line.trace == request.trace
    assert line.attributes["severity"] == "INFO"
    assert line.attributes["queries"] > 0
    # What GitHub was asked carries the id, too.
    told = scene.github.requests.of("POST", "/git/refs")
    assert [each.headers["x-request-id"] for each in told] == [STORY]


async def test_nothing_is_traced_of_what_nobody_asked_for(settings: Settings) -> None:
    async with collector() as seen:
        sent = settings.model_copy(update={"otel_exporter_otlp_endpoint": seen.address})
        async with trivet(sent) as app:
            await app.runtime.work_off()
    roots = {span.name for span in seen.spans if span.parent == ""}
    assert all(name.startswith("task ") for name in roots), roots


async def test_a_part_of_all_requests_is_traced_whole_or_not_at_all(settings: Settings) -> None:
    async with collector() as seen:
        update = {"otel_exporter_otlp_endpoint": seen.address, "trace_sample": 0.5}
        async with trivet(settings.model_copy(update=update)) as app:
            owner = await app.owner()
            for number in range(60):
                await owner.ask(
                    "GET", "/auth/me", status=200, headers={"X-Request-ID": f"r{number}"}
                )
    traces = {f"{trace_id_of(f'r{number}'):032x}" for number in range(60)}
    found = {span.trace for span in seen.spans if span.name == "GET /auth/me"}
    assert found < traces
    assert 10 < len(found) < 50
    # Whole: whatever hangs on a request that is traced is traced, and nothing of the others.
    assert {span.trace for span in seen.spans if span.trace in traces} == found
    key = app.runtime.keys.first(Purpose.TRACES).secret
    for number in range(60):
        trace = trace_id_of(f"r{number}")
        chosen = blake2b(trace.to_bytes(16), digest_size=8, key=key).digest()
        assert (f"{trace:032x}" in found) == (int.from_bytes(chosen) < 2**63)


async def test_nobody_s_secret_is_in_the_name_of_a_span(settings: Settings) -> None:
    async with collector() as seen:
        sent = settings.model_copy(update={"otel_exporter_otlp_endpoint": seen.address})
        async with trivet(sent) as app:
            for path in (
                "/invitations/tri_0123456789abcdef/accept",
                "/api/webhook/0123456789abcdef",
            ):
                # By another name, so that no route was found yet.
                answer = await app.http.post(path, headers={"Host": "elsewhere.example"})
                assert answer.status_code == 421
    assert [span.name for span in seen.spans if span.name.startswith("POST")] == [
        "POST unmatched",
        "POST unmatched",
    ]
    assert b"0123456789abcdef" not in seen.raw


async def test_a_collector_that_is_away_delays_nothing_for_long(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes connections, and never answers
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        sent = settings.model_copy(update={"otel_exporter_otlp_endpoint": address})
        async with trivet(sent) as app:
            owner = await app.owner()
            await owner.get("/auth/me")
            began = monotonic()
        assert monotonic() - began < SHUTDOWN_S + 5


async def test_secrets_are_in_no_span_and_in_no_line(settings: Settings) -> None:
    async with collector() as seen:
        sent = settings.model_copy(update={"otel_exporter_otlp_endpoint": seen.address})
        async with trivet(sent) as app:
            owner = await app.owner()
            await owner.get("/auth/me")
    assert seen.spans
    assert seen.lines
    assert owner.token.encode() not in seen.raw


def test_a_jaeger_takes_what_a_collector_takes() -> None:
    assert endpoint(Settings(jaeger_agent_host="jaeger")) == "http://jaeger:4318"
    assert endpoint(Settings(jaeger_agent_host="jaeger", jaeger_agent_port=6831)) == (
        "http://jaeger:4318"
    )
    assert endpoint(Settings(jaeger_agent_host="jaeger", jaeger_agent_port=14318)) == (
        "http://jaeger:14318"
    )
    both = Settings(jaeger_agent_host="jaeger", otel_exporter_otlp_endpoint="http://collector:4318")
    assert endpoint(both) == "http://collector:4318"
    assert endpoint(Settings()) is None
