"""Pull requests go on where they were, from one schema to the next and back."""

import sqlalchemy as sa

from tests.support.databases import Place
from tests.support.rows import Row, fill
from trivet.migrations import HEAD
from trivet.migrations.runner import move_to
from trivet.models_registry import metadata

LINKS, NAMED = (
    metadata.tables["pull_request_links"],
    metadata.tables["pull_request_references"],
)
RULES = metadata.tables["card_rules"]


async def filled(place: Place, link: Row, rules: Row) -> None:
    database = place.open()
    async with database.writers.begin() as connection:
        await fill(connection, metadata)
        await connection.execute(sa.update(LINKS).values(**link))
        await connection.execute(sa.update(RULES).values(**rules))
    await database.close()


async def found(place: Place, *columns: sa.Column[object]) -> list[tuple[object, ...]]:
    database = place.open()
    async with database.readers.connect() as connection:
        rows = [tuple(row) for row in await connection.execute(sa.select(*columns))]
    await database.close()
    return rows


async def test_what_was_linked_before_is_what_it_names(place: Place) -> None:
    await filled(place, {"removed_at": None}, {"moved_by": None})
    await move_to(place.settings(), "0009")
    await move_to(place.settings(), HEAD)
    named = await found(place, NAMED.c.board_key, NAMED.c.number, NAMED.c.closes, NAMED.c.how)
    assert named == [("a", 7, True, "branch")]


async def test_an_older_one_finds_only_what_it_understands(place: Place) -> None:
    met = {"opened": 2, "approved": 1, "opened@main#all": 1, "order": 77}
    rules = {"met": met, "base_met": met, "moved_by": "approved"}
    await filled(place, {"closes": False}, rules)
    await move_to(place.settings(), "0009")
    assert await found(place, LINKS.c.card_id) == []
    assert await found(place, RULES.c.met, RULES.c.base_met, RULES.c.moved_by) == [
        ({"opened": 2}, {"opened": 2}, None)
    ]
