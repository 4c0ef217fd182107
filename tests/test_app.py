"""The application as a whole: what stands where, and that all of it is described."""

import re
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from httpx2 import ASGITransport, AsyncClient

from trivet import bootstrap
from trivet.app import UNBUILT, create_app
from trivet.platform.settings import Settings
from trivet.platform.web.problems import MEDIA_TYPE


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[FastAPI]:
    """The application, not started: nothing here asks the database."""
    runtime = bootstrap.build(Settings(data_dir=tmp_path))
    yield create_app(runtime)
    await runtime.database.close()


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app=app), base_url="http://localhost") as c:
        yield c


def operations(app: FastAPI) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, item in app.openapi()["paths"].items()
        for method, operation in item.items()
    ]


def test_the_hot_route_stands_first(app: FastAPI) -> None:
    first = next(iter(app.router.routes))
    assert getattr(first, "path", None) == "/boards/{board_id}"
    assert getattr(first, "methods", None) == {"GET", "HEAD"}


def test_every_route_is_described(app: FastAPI) -> None:
    described = {(path, method) for path, method, _ in operations(app)}
    for context in iter_route_contexts(app.routes):
        path = context.path or ""
        if path in {"/", "/openapi.json", "/miro/panel"} or path.startswith("/app"):
            continue
        for method in set(context.methods or ()) - {"HEAD"}:
            assert (path, method.lower()) in described


def test_every_operation_has_a_name_of_its_own_and_a_tag(app: FastAPI) -> None:
    names = Counter(operation["operationId"] for _, _, operation in operations(app))
    assert max(names.values()) == 1
    assert all(operation["tags"] for _, _, operation in operations(app))


def test_every_refusal_is_a_problem(app: FastAPI) -> None:
    for path, method, operation in operations(app):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == [MEDIA_TYPE], (path, method, status)


def test_what_stands_in_a_header_or_a_query_is_never_null(app: FastAPI) -> None:
    for path, method, operation in operations(app):
        for parameter in operation.get("parameters", []):
            assert "null" not in str(parameter["schema"]), (path, method, parameter["name"])
            assert parameter["schema"].get("default", "") is not None


def test_every_schema_has_a_name_of_its_own(app: FastAPI) -> None:
    """Where two models have one name, the framework calls them by their modules."""
    assert [name for name in app.openapi()["components"]["schemas"] if "__" in name] == []


def test_only_signing_in_invitations_health_and_what_is_signed_are_open_to_strangers(
    app: FastAPI,
) -> None:
    public = {path for path, _, operation in operations(app) if not operation["security"]}
    assert public == {
        # Which looks itself who asks: tests/diagnostics/test_metrics_routes.py.
        "/metrics",
        *("/healthz", "/readyz"),
        *("/auth/local", "/auth/refresh", "/auth/methods"),
        *("/auth/github/login", "/auth/github/callback"),
        *("/auth/email", "/auth/email/callback"),
        "/webhooks/github",
        "/invitations/preview",
        *("/oauth/login", "/oauth/callback", "/auth/miro/session"),
        *("/api/webhook", "/api/webhook/{secret}"),
    }


async def test_what_is_described_as_closed_is_closed(app: FastAPI, client: AsyncClient) -> None:
    some_id = "01a1fff8-8cb8-73c7-aae8-5f72dc5963ae"
    for path, method, operation in operations(app):
        # The contract wants another answer there.
        if not operation["security"] or path == "/api/auth/status":
            continue
        answer = await client.request(method.upper(), re.sub(r"{[^}]+}", some_id, path))
        assert answer.status_code == 401, (method, path, answer.text)
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_page_in_place_of_a_missing_client_keeps_to_its_policy() -> None:
    page = (UNBUILT / "index.html").read_text()
    assert "make client" in page
    assert "<script" not in page
    assert "<style" not in page
    assert "style=" not in page
    for name in re.findall(r"/app/([\w.]+)", page):
        assert (UNBUILT / name).is_file()


async def test_every_address_of_the_client_answers_with_a_page(client: AsyncClient) -> None:
    for path in ("/app/", "/app/sign-in", "/app/b/01a1fff8-8cb8-73c7-aae8-5f72dc5963ae"):
        page = await client.get(path)
        assert page.status_code == 200
        assert page.headers["Content-Type"].startswith("text/html")
        assert page.headers["Cache-Control"] == "no-cache"
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


async def test_there_is_no_page_that_would_need_a_laxer_policy(client: AsyncClient) -> None:
    for path in ("/docs", "/redoc", "/workspaces/"):
        assert (await client.get(path)).status_code == 404
