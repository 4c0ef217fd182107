"""Migrations change the schema: each of their tests gets a database of its own."""

import pytest

from tests.support.databases import Place
from tests.support.schema import build_schema


@pytest.fixture
async def place(empty_place: Place) -> Place:
    """The schema of today, no rows, in a database that nobody uses afterwards."""
    await build_schema(empty_place.settings())
    return empty_place
