"""How a migration runs: whole or not at all, once, with a copy, and with its children."""

import asyncio
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.databases import Place
from tests.support.rows import fill, stored
from trivet.migrations import HEAD, steps
from trivet.migrations.runner import BACKUPS, current_revision, migrate, move_to
from trivet.models_registry import metadata
from trivet.platform.db.database import Database, Dialect
from trivet.platform.errors import StartupError
from trivet.platform.settings import Settings

NEXT = f"{int(HEAD) + 1:04}"
STEP = """
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    pass
"""

NextStep = Callable[[str], None]


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NextStep:
    """Writes the body of one more revision, which stands after those there are."""

    def write(upgrade: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(steps.FOLDER, folder)
        text_ = STEP.format(revision=NEXT, before=HEAD, upgrade=upgrade)
        (folder / "versions" / "next.py").write_text(text_)
        monkeypatch.setattr(steps, "FOLDER", folder)

    return write


async def test_a_start_with_an_up_to_date_schema_does_not_import_alembic(place: Place) -> None:
    program = (
        "import asyncio, sys\n"
        "from trivet.migrations.runner import migrate\n"
        "from trivet.platform.settings import Settings\n"
        "assert not asyncio.run(migrate(Settings())).changed\n"
        "assert 'alembic' not in sys.modules\n"
    )
    assert await _python("-c", program, settings=place.settings()) == (0, "")


async def test_a_database_from_a_newer_version_is_refused_in_one_line(
    place: Place, database: Database
) -> None:
    async with database.writers.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StartupError, match=r"newer Trivet .* 9999") as refused:
        await migrate(place.settings())
    assert "\n" not in str(refused.value)


async def test_an_unknown_schema_is_refused_with_those_there_are(settings: Settings) -> None:
    with pytest.raises(StartupError, match=f"no schema 0815: .*{HEAD}"):
        await move_to(settings, "0815")


async def test_processes_that_start_together_migrate_once(empty_place: Place) -> None:
    settings = empty_place.settings()
    program = (
        "import asyncio\n"
        "from trivet.migrations.runner import migrate\n"
        "from trivet.platform.settings import Settings\n"
        "asyncio.run(migrate(Settings()))\n"
    )
    ended = await asyncio.gather(*(_python("-c", program, settings=settings) for _ in range(3)))
    assert ended == [(0, "")] * 3
    assert await current_revision(settings) == HEAD


async def test_a_step_that_fails_changes_nothing(
    place: Place, database: Database, next_step: NextStep
) -> None:
    next_step('op.create_table("half", sa.Column("id", sa.Integer)); op.drop_table("nothing")')
    with pytest.raises(StartupError, match="Nothing was changed"):
        await move_to(place.settings(), NEXT)
    assert await current_revision(place.settings()) == HEAD
    async with database.writers.begin() as connection:
        await connection.execute(text("CREATE TABLE half (id integer)"))


async def test_rebuilding_a_parent_keeps_its_children(
    place: Place, database: Database, next_step: NextStep
) -> None:
    async with database.writers.begin() as connection:
        rows = await fill(connection, metadata)
    next_step(
        'anew = "always" if op.get_bind().dialect.name == "sqlite" else "never"\n'
        '    with op.batch_alter_table("boards", recreate=anew) as boards:\n'
        '        boards.add_column(sa.Column("motto", sa.Text))'
    )
    await database.close()
    await move_to(place.settings(), NEXT)
    async with database.readers.connect() as connection:
        for name in ("boards", "columns", "cards", "card_labels", "board_events"):
            assert await stored(connection, metadata.tables[name]) == [rows[name]], name


async def test_a_step_that_leaves_rows_pointing_nowhere_is_undone(
    place: Place, database: Database, dialect: Dialect, next_step: NextStep
) -> None:
    if dialect is not Dialect.SQLITE:
        pytest.skip("PostgreSQL never lets go of its foreign keys")
    async with database.writers.begin() as connection:
        await fill(connection, metadata)
    next_step('op.execute("DELETE FROM boards")')
    with pytest.raises(StartupError, match=r"point nowhere .*cards → boards"):
        await move_to(place.settings(), NEXT)
    async with database.readers.connect() as connection:
        assert len(await stored(connection, metadata.tables["boards"])) == 1


async def test_a_copy_of_the_file_is_put_aside_first(
    place: Place, database: Database, dialect: Dialect
) -> None:
    async with database.writers.begin() as connection:
        rows = await fill(connection, metadata)
    done = await move_to(place.settings(), "0001")
    if dialect is Dialect.POSTGRESQL:
        assert done.copy is None
        return
    assert done.copy is not None
    assert done.copy.parent == place.data_dir / BACKUPS
    assert done.copy.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in done.copy.parent.iterdir()] == [done.copy.name]

    kept = Place(dialect, done.copy.parent)
    done.copy.rename(kept.settings().sqlite_path)
    copy = kept.open()
    async with copy.readers.connect() as connection:
        assert await stored(connection, metadata.tables["cards"]) == [rows["cards"]]
    await copy.close()


async def test_a_new_database_needs_no_copy(empty_place: Place) -> None:
    done = await migrate(empty_place.settings())
    assert done.copy is None
    assert not (empty_place.data_dir / BACKUPS).exists()


async def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    settings.sqlite_path.write_bytes(b"not a database at all, but long enough" * 100)
    with pytest.raises(StartupError, match="not a database"):
        await migrate(settings)


async def _python(*arguments: str, settings: Settings) -> tuple[int | None, str]:
    """Run Python with these settings; how it ended, and what it complained of."""
    url = settings.database_url
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "error",
        *arguments,
        env={
            **os.environ,
            "PYTHONPATH": "src",
            "TRIVET_DATA_DIR": str(settings.data_dir),
            "TRIVET_DATABASE_URL": "" if url is None else url.get_secret_value(),
        },
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    return process.returncode, said.decode()
