"""The command line: what works, and what is refused in one clear line.

A command costs a process, so that each test asks it for as much as it can. What differs between the
databases is asked on both; the rest on SQLite.
"""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.request import urlopen
from uuid import UUID

import pytest
from sqlalchemy import text

from tests.support.commands import ROOT, Ended, serving, trivet
from tests.support.databases import Place, SqliteTemplate
from tests.support.schema import build_schema
from tests.support.units import NoTasks
from trivet.auth.installation import installation_epoch
from trivet.commands.doctor import examine, reference
from trivet.migrations import HEAD
from trivet.migrations.runner import current_revision
from trivet.platform.lockfile import ProcessLock
from trivet.platform.settings import Settings
from trivet.platform.uow import Units


@pytest.fixture
async def sqlite_place(sqlite_template: SqliteTemplate, tmp_path: Path) -> AsyncIterator[Place]:
    async with sqlite_template.fresh(tmp_path) as place:
        yield place


def refused(ended: Ended) -> str:
    """The one line in which a command said why it cannot."""
    assert ended.code == 1, ended
    assert ended.err.startswith("trivet: "), ended.err
    assert ended.err.count("\n") == 1, ended.err
    return ended.err


async def come_from_a_newer_version(place: Place) -> None:
    database = place.open()
    async with database.writers.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.close()


async def test_it_serves_once_and_stops_when_told(empty_place: Place) -> None:
    settings = empty_place.settings()
    async with serving(settings) as served:
        assert served.link.startswith(f"{served.address}/app/sign-in#")

        def ask() -> tuple[int, set[str]]:
            with urlopen(f"{served.address}/readyz", timeout=10) as answer:  # noqa: S310 - loopback
                return answer.status, {name.lower() for name in answer.headers}

        status, headers = await asyncio.to_thread(ask)
        assert status == 200
        assert "server" not in headers

        said = refused(await trivet("serve", "--port", "0", settings=settings))
        if settings.database_url is None:
            assert f"process {served.pid}" in said

        port = served.address.rpartition(":")[2]
        made = await trivet("sign-in-link", "--port", port, settings=settings)
        assert made.out.startswith(f"{served.address}/app/sign-in#")
        assert made.out.strip() != served.link


async def test_a_port_in_use_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(await trivet("serve", "--port", str(port), "--data", tmp_path / "data"))
    assert f"Port {port} on 127.0.0.1 is in use" in said
    assert "--port" in said
    assert not (tmp_path / "data" / "trivet.db").exists()


async def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = refused(await trivet("serve", "--port", "0", "--data", tmp_path / "file" / "data"))
    assert "cannot be written" in said
    assert "--data" in said


async def test_a_database_from_a_newer_version_is_not_served(sqlite_place: Place) -> None:
    await come_from_a_newer_version(sqlite_place)
    said = refused(await trivet("serve", "--port", "0", settings=sqlite_place.settings()))
    assert "newer Trivet" in said


async def test_a_database_that_cannot_be_reached_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TRIVET_DATABASE_URL=postgresql://x@127.0.0.1:1/x\n")
    said = refused(await trivet("serve", "--port", "0", "--data", tmp_path))
    assert "TRIVET_DATABASE_URL" in said


async def test_wrong_settings_are_named_all_at_once(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TRIVET_LOG_LEVEL=loud\nTRIVET_REPLAY_DAYS=0\n")
    said = refused(await trivet("migrate", "--data", tmp_path))
    assert "TRIVET_LOG_LEVEL" in said
    assert "TRIVET_REPLAY_DAYS" in said


async def test_migrate_goes_down_and_up(sqlite_place: Place) -> None:
    settings = sqlite_place.settings()
    down = await trivet("migrate", "--to", "0001", "--yes", settings=settings)
    assert (down.code, down.err) == (0, "")
    assert f"had schema {HEAD}, and now has 0001" in down.out
    up = await trivet("migrate", settings=settings)
    assert f"had schema 0001, and now has {HEAD}" in up.out


async def test_going_down_is_asked_for_twice(sqlite_place: Place) -> None:
    settings = sqlite_place.settings()
    said = refused(await trivet("migrate", "--to", "0001", settings=settings))
    assert "--yes" in said
    assert "nothing to do" in (await trivet("migrate", settings=settings)).out


async def test_a_copy_that_was_put_back_begins_a_new_epoch(sqlite_place: Place) -> None:
    settings = sqlite_place.settings()
    before = await epoch_of(sqlite_place)
    done = await trivet("restored", settings=settings)
    assert (done.code, done.err) == (0, "")
    assert await epoch_of(sqlite_place) != before
    async with serving(settings):
        assert "already served" in refused(await trivet("restored", settings=settings))


async def epoch_of(place: Place) -> UUID:
    database = place.open()
    try:
        return await installation_epoch(Units(database=database, tasks=NoTasks()))
    finally:
        await database.close()


async def test_a_command_beside_the_server_does_not_migrate_under_its_feet(
    sqlite_place: Place,
) -> None:
    settings = sqlite_place.settings()
    await trivet("migrate", "--to", "0002", "--yes", settings=settings)
    lock = ProcessLock(settings.sqlite_path)
    lock.acquire()
    try:
        assert "already served" in refused(await trivet("demo", settings=settings))
        assert "already served" in refused(await trivet("sign-in-link", settings=settings))
    finally:
        lock.release()
    assert await current_revision(settings) == "0002"


async def test_a_mistyped_folder_does_not_become_an_installation(tmp_path: Path) -> None:
    folder = tmp_path / "typo"
    assert "There is no Trivet" in refused(await trivet("sign-in-link", "--data", folder))
    assert not folder.exists()


async def test_doctor_says_what_is_and_what_is_broken(
    empty_place: Place, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    settings = empty_place.settings()
    await build_schema(settings)
    assert await asyncio.to_thread(examine, settings)
    said = capsys.readouterr().out
    assert f"schema {HEAD}" in said
    for name in Settings.model_fields:
        assert f"TRIVET_{name.upper()}" in said
    await come_from_a_newer_version(empty_place)
    assert not await asyncio.to_thread(examine, settings)
    assert re.search(r"database .* broken .* newer", capsys.readouterr().out)


async def test_doctor_tells_no_secrets_and_fails_where_something_is_broken(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "TRIVET_DATABASE_URL=postgresql://me:hunter2@127.0.0.1:1/x\n"
        "TRIVET_MASTER_KEY=c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlYzE=\n"
    )
    said = await trivet("doctor", "--data", tmp_path)
    assert said.code == 1
    assert "hunter2" not in said.out + said.err
    assert "c2VjcmV0" not in said.out + said.err


async def test_openapi_prints_json(tmp_path: Path) -> None:
    said = await trivet("openapi")
    assert (said.code, said.err) == (0, "")
    assert "/boards/{board_id}" in json.loads(said.out)["paths"]


def test_the_page_of_settings_is_up_to_date() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert page == reference(), "run `make docs`"
