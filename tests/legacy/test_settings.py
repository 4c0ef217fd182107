"""What is refused at the start, with what to do."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from trivet.commands.findings import local_findings
from trivet.commands.startup import load_settings
from trivet.platform.errors import StartupError
from trivet.platform.route_patterns import RoutePattern
from trivet.platform.settings import Settings

URL = "http://legacy.internal:9000/v1/"


def told(folder: Path, **settings: str) -> Settings:
    lines = [f"TRIVET_{name.upper()}={value}\n" for name, value in settings.items()]
    (folder / ".env").write_text("".join(lines))
    return load_settings(data=folder)


def test_routes_are_separated_by_commas(tmp_path: Path) -> None:
    routes = "/api/cards, /api/cards/*,get  /api/boards/{boardId}/shapes,"
    settings = told(tmp_path, legacy_api_url=URL, legacy_routes=routes)
    assert settings.legacy_api_url == "http://legacy.internal:9000/v1"
    assert settings.legacy_routes == (
        *("/api/cards", "/api/cards/*", "GET /api/boards/{boardId}/shapes"),
    )


def test_empty_is_off(tmp_path: Path) -> None:
    settings = told(tmp_path, legacy_api_url="", legacy_routes="")
    assert (settings.legacy_api_url, settings.legacy_routes) == (None, ())


def test_routes_without_an_address_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StartupError, match=r"TRIVET_LEGACY_ROUTES: needs TRIVET_LEGACY_API_URL"):
        told(tmp_path, legacy_routes="/api/cards")


@pytest.mark.parametrize(
    "route",
    [
        *("/cards", "cards", "/apiary", "/api", "GET", "GET /cards", "https://x/api/cards"),
        *("/api/*/cards", "/api/ca*", "/api/{}", "/api/{a", "/api/x{a}", "/api//cards"),
        *("/api/cards?x=1", "/api/c%61rds", "/api/../auth", "/api/cards/..;x", "/api/a\\b"),
        *("FETCH /api/cards", "GET POST /api/cards", "GET,/api/cards"),
    ],
)
def test_what_is_no_route_is_refused_with_how_to_write_one(tmp_path: Path, route: str) -> None:
    with pytest.raises(StartupError, match=r"TRIVET_LEGACY_ROUTES: .*such as /api/cards"):
        told(tmp_path, legacy_api_url=URL, legacy_routes=route)


@pytest.mark.parametrize(
    "address",
    [
        *("legacy:9000", "ftp://legacy", "http://", "http://:9000", "http://legacy:port"),
        *("http://me:secret@legacy", "http://legacy?x=1", "http://legacy/#x", "http://le gacy"),
        "http://legacy\\x",
    ],
)
def test_what_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(StartupError, match=r"TRIVET_LEGACY_API_URL: .*http://legacy") as refused:
        told(tmp_path, legacy_api_url=address, legacy_routes="/api/cards")
    assert "secret" not in str(refused.value)
    assert "TRIVET_LEGACY_ROUTES" not in str(refused.value)


def test_a_time_out_of_nothing_is_refused() -> None:
    with pytest.raises(ValidationError):
        Settings(legacy_timeout_s=0)


@pytest.mark.parametrize(
    ("pattern", "method", "path", "meant"),
    [
        ("/api/cards", "DELETE", "/api/cards", True),
        ("/api/cards", "GET", "/api/cards/", False),
        ("/api/cards/", "GET", "/api/cards/", True),
        ("/api/cards/*", "GET", "/api/cards", False),
        ("/api/cards/*", "GET", "/api/cards/", True),
        ("/api/cards/*", "GET", "/api/cards/1/2\n3", True),
        ("/api/*", "GET", "/api/cards", True),
        ("/api/cards/{id}", "GET", "/api/cards/1", True),
        ("/api/cards/{id}", "GET", "/api/cards/", False),
        ("/api/cards/{id}", "GET", "/api/cards/1/2", False),
        ("/api/a.b", "GET", "/api/axb", False),
        ("GET /api/cards", "HEAD", "/api/cards", True),
        ("HEAD /api/cards", "GET", "/api/cards", False),
        ("POST /api/cards", "GET", "/api/cards", False),
    ],
)
def test_a_pattern_means(pattern: str, method: str, path: str, meant: bool) -> None:
    assert RoutePattern.read(pattern).matches(method, path) is meant


def test_the_doctor_says_where_they_lead(tmp_path: Path) -> None:
    settings = told(tmp_path, legacy_api_url=URL, legacy_routes="/api/cards")
    (found,) = [f for f in local_findings(settings) if f.subject == "legacy service"]
    assert "http://legacy.internal:9000/v1 is passed what Trivet does not have" in found.said
    assert "and /api/cards" in found.said
