"""What goes to the legacy service, and what stays."""

import httpx2
import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from tests.legacy.conftest import another, raw
from tests.legacy.upstream import Upstream
from tests.platform.web.test_problems import problem
from tests.realtime.conftest import served
from tests.support.apps import Trivet, trivet
from trivet.platform.settings import Settings


def counted(route: str, method: str, status: int) -> float:
    labels = {"route": route, "method": method, "status": str(status)}
    return REGISTRY.get_sample_value("trivet_legacy_requests_total", labels) or 0


def timed(route: str) -> float:
    name = "trivet_legacy_request_seconds_count"
    return REGISTRY.get_sample_value(name, {"route": route}) or 0


@pytest.mark.parametrize(
    ("method", "path", "pattern"),
    [
        ("GET", "/api/boards/uXjV=/shapes", "GET /api/boards/{boardId}/shapes"),
        ("HEAD", "/api/boards/uXjV=/shapes", "GET /api/boards/{boardId}/shapes"),
        ("GET", "/api/boards/uXjV%3D/shapes", "GET /api/boards/{boardId}/shapes"),
        ("POST", "/api/cards", "/api/cards"),
        ("PATCH", "/api/cards/1/of/many", "/api/cards/*"),
        ("DELETE", "/api/c%61rds/1", "/api/cards/*"),
        ("GET", "/api/widgets/7", "/api/widgets/{id}"),
        ("GET", "/api/unheard-of/7", "other"),
        ("OPTIONS", "/api/widgets", "other"),
    ],
)
async def test_it_goes_there_and_is_counted_and_logged_by_its_pattern(
    app: Trivet, legacy: Upstream, method: str, path: str, pattern: str
) -> None:
    before, timed_before = counted(pattern, method, 200), timed(pattern)
    with capture_logs() as logs:
        answer = await app.http.request(method, path)
    assert answer.status_code == 200
    assert legacy.last.line == f"{method} /v1{path} HTTP/1.1"
    assert counted(pattern, method, 200) == before + 1
    assert timed(pattern) == timed_before + 1
    (line,) = [line for line in logs if line["event"] == "request"]
    assert (line["route"], line["status"]) == (f"legacy {pattern}", 200)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        # Trivet's own, and asks who calls.
        ("GET", "/api/boards", 401),
        ("POST", "/api/boards/uXjV=/shapes", 401),
        ("GET", "/api/boards/uXjV=", 401),
        # Trivet's own by another method.
        ("DELETE", "/api/boards", 405),
        # Not under /api/.
        ("GET", "/apiary", 404),
        ("GET", "/api", 404),
        ("GET", "/cards", 404),
    ],
)
async def test_it_stays_with_trivet(
    http: httpx2.AsyncClient, legacy: Upstream, method: str, path: str, status: int
) -> None:
    assert (await http.request(method, path)).status_code == status
    assert legacy.asked == []


@pytest.mark.parametrize(
    "path",
    [
        *("/api/cards/../secret", "/api/cards/%2e%2e/secret", "/api/cards%2f..%2fsecret"),
        *("/api/x/..%5csecret", "/api/cards/..;a/secret", "/api/./cards"),
    ],
)
async def test_a_path_that_leads_upwards_goes_nowhere(
    address: str, legacy: Upstream, path: str
) -> None:
    answer = await raw(address, f"GET {path} HTTP/1.1")
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert legacy.asked == []


async def test_a_trace_would_tell_what_was_added(address: str, legacy: Upstream) -> None:
    assert (await raw(address, "TRACE /api/widgets HTTP/1.1")).startswith(b"HTTP/1.1 404 ")
    assert legacy.asked == []


async def test_a_route_is_switched_over_and_back_by_a_setting(
    settings: Settings, legacy: Upstream
) -> None:
    async with another(settings, legacy_routes=("/api/boards",)) as http:
        assert (await http.get("/api/boards")).text == "ok"
    async with another(settings, legacy_routes=()) as http:
        assert (await http.get("/api/boards")).status_code == 401
    assert len(legacy.asked) == 1


async def test_switched_off_it_is_404_and_nothing_stands_in_the_way(settings: Settings) -> None:
    off = settings.model_copy(update={"legacy_api_url": None, "legacy_routes": ()})
    async with trivet(off) as app, served(app) as (address, _):
        assert app.runtime.legacy is None
        assert not [m for m in app.app.user_middleware if "Legacy" in str(m.cls)]
        async with httpx2.AsyncClient(base_url=address, trust_env=False) as http:
            problem(await http.get("/api/widgets/7"), 404, "not_found")
            assert (await http.get("/api/boards")).status_code == 401


async def test_a_websocket_is_not_passed_on(address: str, legacy: Upstream) -> None:
    answer = await raw(
        address,
        "GET /api/cards HTTP/1.1",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    )
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert legacy.asked == []


async def test_an_unusual_method_passes_and_is_counted_as_other(
    app: Trivet, legacy: Upstream
) -> None:
    before = counted("other", "other", 200)
    assert (await app.http.request("PROPFIND", "/api/files")).status_code == 200
    assert legacy.last.line.startswith("PROPFIND ")
    assert counted("other", "other", 200) == before + 1
