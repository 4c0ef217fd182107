"""The migrated schema is what the models say, and nothing is lost on the way up and down."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from tests.support.databases import Place, Template
from tests.support.rows import Row, fill, stored
from trivet.migrations import BASE, HEAD
from trivet.migrations.derived import TABLES as DERIVED
from trivet.migrations.runner import current_revision, migrate, move_to
from trivet.migrations.steps import revisions
from trivet.models_registry import metadata
from trivet.platform.db.database import Database

UNMODELLED = {"alembic_version", *DERIVED}
"""What is made from the models' tables, and Alembic's own."""


def test_head_is_the_last_revision_of_one_line() -> None:
    assert revisions()[-1] == HEAD
    assert revisions() == sorted(revisions())


async def test_the_migrated_schema_is_what_the_models_say(database: Database) -> None:
    def differences(connection: Connection) -> Any:
        options = {"include_name": lambda name, kind, _: kind != "table" or name not in DERIVED}
        context = MigrationContext.configure(connection, opts=options)
        return compare_metadata(context, metadata)

    async with database.readers.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_constraints_and_collations_are_what_the_models_say(
    place: Place, template: Template, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What Alembic's comparison leaves out: checks, conditions of indexes, collations."""
    migrated = await _described(place)
    async with template.empty(tmp_path_factory.mktemp("models")) as empty:
        database = empty.open()
        async with database.writers.begin() as connection:
            await connection.run_sync(metadata.create_all)
        await database.close()
        assert migrated == await _described(empty)


async def test_up_and_down_again_loses_nothing_of_what_stays(place: Place) -> None:
    settings = place.settings()
    database = place.open()
    async with database.writers.begin() as connection:
        rows = await fill(connection, metadata)
    await database.close()

    for revision in [*reversed(revisions()[:-1]), HEAD]:
        await move_to(settings, revision)
        assert await current_revision(settings) == revision
        if revision != HEAD:
            rows = _what_stays(rows, await _columns(place))
        assert {name: [row] for name, row in rows.items()} == await _rows(place, rows)

    assert "users" in rows
    assert await _tables(place) == set(metadata.tables)


async def test_base_is_an_empty_database(place: Place) -> None:
    settings = place.settings()
    await move_to(settings, BASE)
    assert await _tables(place) == set()
    assert await current_revision(settings) is None
    assert (await migrate(settings)).changed
    assert await _tables(place) == set(metadata.tables)


def _what_stays(rows: Mapping[str, Row], columns: Mapping[str, set[str]]) -> dict[str, Row]:
    """The rows without what an older schema has no place for."""
    return {
        name: {column: value for column, value in row.items() if column in columns[name]}
        for name, row in rows.items()
        if name in columns
    }


async def _rows(place: Place, wanted: Mapping[str, Row]) -> dict[str, list[Row]]:
    database = place.open()
    async with database.readers.connect() as connection:
        found = {
            name: await stored(connection, metadata.tables[name], row)
            for name, row in wanted.items()
        }
    await database.close()
    return found


async def _columns(place: Place) -> dict[str, set[str]]:
    """What tables there are, and what columns they have."""

    def look(connection: Connection) -> dict[str, set[str]]:
        seen = inspect(connection)
        return {
            table: {column["name"] for column in seen.get_columns(table)}
            for table in seen.get_table_names()
            if table not in UNMODELLED
        }

    database = place.open()
    async with database.readers.connect() as connection:
        found = await connection.run_sync(look)
    await database.close()
    return found


async def _tables(place: Place) -> set[str]:
    return set(await _columns(place))


async def _described(place: Place) -> dict[str, Any]:
    database = place.open()
    async with database.readers.connect() as connection:
        described = await connection.run_sync(_describe)
    await database.close()
    return described


def _describe(connection: Connection) -> dict[str, Any]:
    seen = inspect(connection)
    return {
        table: {
            # By name: what a later revision adds stands last in the table, not so in its model.
            "columns": {
                column["name"]: {**column, "type": repr(column["type"])}
                for column in seen.get_columns(table)
            },
            "primary key": seen.get_pk_constraint(table),
            "foreign keys": _by_name(seen.get_foreign_keys(table)),
            "unique": _by_name(seen.get_unique_constraints(table)),
            "checks": _by_name(seen.get_check_constraints(table)),
            "indexes": _by_name(seen.get_indexes(table)),
        }
        for table in seen.get_table_names()
        if table not in UNMODELLED
    }


def _by_name(things: Iterable[Any]) -> list[str]:
    return sorted(repr(_plain(each)) for each in things)


def _plain(value: Any) -> Any:
    """Texts all the way down: the condition of an index is an object, equal only to itself."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in sorted(value.items())}
    return str(value)
