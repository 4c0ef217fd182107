"""Whom Trivet asks: those whom its settings name, at the addresses that they name, and nobody else."""

import ast
import socket
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from structlog.testing import capture_logs

import trivet
from tests.support.network import OutsideRefused
from tests.support.playing.serving import Wires, address_of, listening, served
from trivet.platform.http.client import NotAllowed, outgoing_client
from trivet.platform.settings import Settings

SOURCES = Path(trivet.__file__).parent


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data/",  # where clouds keep their machines' secrets
        "http://127.0.0.1:1/",
        "http://localhost:5432/",
        "http://[::1]:6379/",
        "http://2130706433/",
        "https://api.github.com.evil.example/",
        "https://api.github.com@evil.example/",
        "https://evil.example/https://api.github.com/",
        "http://api.github.com/",  # not encrypted
        "https://api.github.com:8443/",
    ],
)
async def test_nothing_is_sent_to_an_address_that_no_setting_names(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_up(*_: object, **__: object) -> None:
        raise AssertionError("its name was looked up")

    async with outgoing_client(Settings().vendors) as http:
        monkeypatch.setattr(socket, "getaddrinfo", looked_up)
        with capture_logs() as lines, pytest.raises(NotAllowed):
            await http.get(address)
    assert lines[0]["event"] == "call to an address that no setting names"
    assert lines[0]["log_level"] == "error"


async def test_an_answer_leads_nowhere_else_either() -> None:
    async def elsewhere(_request: Request) -> Response:
        return RedirectResponse("http://127.0.0.1:1/")

    app = Starlette(routes=[Route("/", elsewhere)])
    async with (
        listening() as listener,
        served(app, listener, Wires()),
        outgoing_client([address_of(listener)]) as http,
    ):
        assert (await http.get(address_of(listener))).status_code == 307
        with pytest.raises(NotAllowed):
            await http.get(address_of(listener), follow_redirects=True)


@pytest.mark.parametrize(
    "address", ["https://api.github.com/user", "https://API.github.com:443/user"]
)
async def test_those_that_one_names_are_asked(address: str) -> None:
    async with outgoing_client(Settings().vendors) as http:
        # As far as tests let it: out of this machine nothing goes.
        with pytest.raises((OutsideRefused, httpx2.ConnectError)):
            await http.get(address)


def test_there_is_no_other_way_out() -> None:
    """Who needs another client makes it where this one is made, and says whom it asks."""
    makers = {
        path.relative_to(SOURCES).as_posix()
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"AsyncClient", "Client", "AsyncHTTPTransport", "HTTPTransport"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"httpx2", "httpx"}
        and isinstance(node.ctx, ast.Load)
        and _is_called(path, node)
    }
    assert makers == {"platform/http/client.py"}


def _is_called(path: Path, attribute: ast.Attribute) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.lineno, node.func.col_offset) == (attribute.lineno, attribute.col_offset)
        for node in ast.walk(tree)
    )
