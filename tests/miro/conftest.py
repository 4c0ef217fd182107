"""Fixtures for what is about Miro."""

from collections.abc import AsyncIterator

import pytest

from tests.miro.asking import Scene, scene_of
from tests.miro.bridge import Described, bridge_of
from tests.miro.two import Two, two_of
from tests.support.apps import Json
from tests.support.fake_miro import MiroServer
from trivet import bootstrap
from trivet.app import create_app
from trivet.platform.settings import Settings


@pytest.fixture
async def scene(fake_miro: MiroServer) -> AsyncIterator[Scene]:
    """A played Miro with one board, whose owner asks."""
    async with scene_of(fake_miro) as scene:
        yield scene


@pytest.fixture(scope="session")
async def document(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Json]:
    """The description of the API; it takes a second to make, and every application makes its own."""
    runtime = bootstrap.build(Settings(data_dir=tmp_path_factory.mktemp("described")))
    yield create_app(runtime).openapi()
    await runtime.database.close()


@pytest.fixture(scope="session")
def routes(document: Json) -> dict[str, Described]:
    """All routes of the bridge, by their names."""
    return bridge_of(document)


@pytest.fixture
async def two(
    settings: Settings, fake_miro: MiroServer, routes: dict[str, Described]
) -> AsyncIterator[Two]:
    """Two who have nothing to do with each other."""
    async with two_of(settings, fake_miro, routes) as two:
        yield two
