"""The words to search by stay true, whatever is done to the tables that they are made from."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy.engine import Connection

from tests.support.databases import Place
from tests.support.rows import Row, fill
from trivet.migrations import HEAD
from trivet.migrations.derived import triggers_kept
from trivet.migrations.runner import move_to
from trivet.models_registry import metadata
from trivet.platform.db.copying import copy_sqlite
from trivet.platform.db.database import Database, Dialect
from trivet.views.search_index import SearchIndex
from trivet.views.search_postgresql import PostgresSearchIndex
from trivet.views.search_sqlite import SqliteSearchIndex

CARDS, COMMENTS = metadata.tables["cards"], metadata.tables["comments"]


@pytest.fixture
def index(dialect: Dialect) -> SearchIndex:
    return SqliteSearchIndex() if dialect is Dialect.SQLITE else PostgresSearchIndex()


async def filled(place: Place, title: str = "rocket") -> dict[str, Row]:
    """One row in every table, with words of its own."""
    database = place.open()
    async with database.writers.begin() as connection:
        rows = await fill(connection, metadata)
        texts = {"title": title, "description": "fuel", "acceptance_criteria": "moon"}
        await connection.execute(sa.update(CARDS).values(**texts))
        await connection.execute(sa.update(COMMENTS).values(body="remark"))
    await database.close()
    return rows


async def known(place: Place, index: SearchIndex) -> list[str]:
    """Of some words those by which a row is found."""
    database = place.open()
    words = ("rocket", "ship", "fuel", "moon", "remark", "a")
    async with database.readers.connect() as connection:
        found = [
            word
            for word in words
            for select in (index.titles, index.texts, index.comments)
            if (await connection.execute(select(word))).first() is not None
        ]
    await database.close()
    return found


async def test_an_older_database_is_searched_too(place: Place, index: SearchIndex) -> None:
    # Rows of today, taken back to the tables of that day.
    await filled(place)
    await move_to(place.settings(), "0006")
    await move_to(place.settings(), HEAD)
    assert await known(place, index) == ["rocket", "fuel", "moon", "remark"]


async def test_rows_that_go_with_others_take_their_words_along(
    place: Place, index: SearchIndex
) -> None:
    await filled(place)
    assert await known(place, index) == ["rocket", "fuel", "moon", "remark"]
    database = place.open()
    async with database.writers.begin() as connection:
        await connection.execute(sa.delete(metadata.tables["boards"]))
    assert await known(place, index) == []
    async with database.readers.connect() as connection:
        tables = ["card_title_words", "card_text_words", "comment_words"]
        if database.dialect is Dialect.SQLITE:
            tables = ["card_word_ids", "comment_word_ids", *(f"{t}_docsize" for t in tables)]
        for name in tables:
            assert (await connection.execute(sa.select(1).select_from(sa.table(name)))).all() == []
    await database.close()


async def test_a_table_that_is_built_anew_keeps_its_words(place: Place, index: SearchIndex) -> None:
    """SQLite alters a table so; what a revision does there is done with its triggers kept."""
    await filled(place)

    def rebuild(connection: Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        with (
            triggers_kept(connection, "cards"),
            operations.batch_alter_table("cards", recreate="auto") as batch,
        ):
            batch.alter_column("title", type_=sa.String(600), existing_nullable=False)

    database = place.open()
    if database.dialect is Dialect.SQLITE:
        with closing(sqlite3.connect(place.settings().sqlite_path)) as connection:
            before = triggers(connection)
    engine = sa.create_engine(f"sqlite:///{place.settings().sqlite_path}")
    if database.dialect is Dialect.SQLITE:
        with engine.begin() as sync:
            rebuild(sync)
        with closing(sqlite3.connect(place.settings().sqlite_path)) as connection:
            assert triggers(connection) == before
    else:
        async with database.writers.begin() as migrating:
            await migrating.run_sync(rebuild)
    engine.dispose()
    await rename(database)
    assert await known(place, index) == ["ship", "fuel", "moon", "remark"]


def triggers(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    return connection.execute(asked).fetchall()


async def rename(database: Database) -> None:
    async with database.writers.begin() as connection:
        await connection.execute(sa.update(CARDS).values(title="ship"))
    await database.close()


@pytest.mark.parametrize("dialect", [Dialect.SQLITE], ids=str)
async def test_a_copy_and_a_vacuum_keep_them(
    place: Place, index: SearchIndex, tmp_path: Path
) -> None:
    """SQLite's own numbers of rows may change by a vacuum; those of the words are ours."""
    await filled(place)
    path = place.settings().sqlite_path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE cards SET rowid = 99")
        connection.commit()
        connection.execute("VACUUM")
    (tmp_path / "copy").mkdir()
    copy = Place(Dialect.SQLITE, tmp_path / "copy")
    copy_sqlite(path, copy.settings().sqlite_path)
    await rename(copy.open())
    assert await known(copy, index) == ["ship", "fuel", "moon", "remark"]
    assert await known(place, index) == ["rocket", "fuel", "moon", "remark"]
