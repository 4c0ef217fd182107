"""The pages of the client."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx2 import AsyncClient

from tests.platform.web.conftest import client_of, small_app
from tests.platform.web.test_problems import problem
from trivet.platform.settings import Settings
from trivet.platform.web.client_files import ClientFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Trivet</title>")
    (tmp_path / "welcome.js").write_text("// " + "x" * 2000)
    (tmp_path / "assets" / "main-AbCd1234.js").write_text("//")
    (tmp_path / "assets" / "main-AbCd1234.js.br").write_bytes(b"as brotli has it")
    return tmp_path


@pytest.fixture
async def pages(folder: Path) -> AsyncIterator[AsyncClient]:
    app: FastAPI = small_app(Settings())
    app.router.routes.extend(ClientFiles(folder).routes())
    async with client_of(app) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/app"])
async def test_the_front_door_leads_to_the_client(pages: AsyncClient, path: str) -> None:
    answer = await pages.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (307, "/app/")


@pytest.mark.parametrize("path", ["/app/", "/app/sign-in", "/app/boards/ENG/cards/42"])
async def test_every_page_is_the_index_and_asked_for_again(pages: AsyncClient, path: str) -> None:
    answer = await pages.get(path)
    assert answer.text.startswith("<!doctype html>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    again = await pages.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_a_page_that_is_served_elsewhere_is_not_served_here(folder: Path) -> None:
    (folder / "panel.html").write_text("<!doctype html><title>Panel</title>")
    files = ClientFiles(folder)
    assert files.take("none.html") is None
    assert files.take("panel.html") == "<!doctype html><title>Panel</title>"
    app: FastAPI = small_app(Settings())
    app.router.routes.extend(files.routes())
    async with client_of(app) as client:
        problem(await client.get("/app/panel.html"), 404, "not_found")


async def test_files_are_served_zipped_and_hashed_ones_for_ever(pages: AsyncClient) -> None:
    plain = await pages.get("/app/welcome.js", headers={"Accept-Encoding": "identity"})
    zipped = await pages.get("/app/welcome.js", headers={"Accept-Encoding": "gzip"})
    assert plain.text == zipped.text
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["Cache-Control"] == "no-cache"
    hashed = await pages.get("/app/assets/main-AbCd1234.js")
    assert hashed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert hashed.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    ["/app/old.js", "/app/assets/gone-1234567.css", "/app/%2e%2e/app.py", "/app/..%2fapp.py"],
)
async def test_a_file_that_is_not_there_is_404(pages: AsyncClient, path: str) -> None:
    problem(await pages.get(path), 404, "not_found")


async def test_pages_are_nowhere_else(pages: AsyncClient) -> None:
    for path in ("/application", "/index.html", "/api/x", "/sign-in"):
        problem(await pages.get(path, headers={"Accept": "text/html"}), 404, "not_found")
    problem(await pages.post("/app/", json={}), 405, "method_not_allowed")


async def test_a_head_has_no_body(pages: AsyncClient) -> None:
    answer = await pages.head("/app/")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] != "0"


async def test_what_the_build_compressed_is_sent_to_who_can_read_it(pages: AsyncClient) -> None:
    path = "/app/assets/main-AbCd1234.js"
    small = await pages.send(
        pages.build_request("GET", path, headers={"Accept-Encoding": "gzip, br"}), stream=True
    )
    assert small.headers["Content-Encoding"] == "br"
    assert b"".join([part async for part in small.aiter_raw()]) == b"as brotli has it"
    for accepted in ("identity", "br;q=0", "broken"):
        plain = await pages.get(path, headers={"Accept-Encoding": accepted})
        assert "Content-Encoding" not in plain.headers
        assert plain.text == "//"
    assert (await pages.get(f"{path}.br")).status_code == 404
