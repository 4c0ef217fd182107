"""Fixtures for what is about Miro."""

from collections.abc import AsyncIterator

import pytest

from tests.miro.asking import Scene, scene_of
from tests.support.fake_miro import MiroServer


@pytest.fixture
async def scene(fake_miro: MiroServer) -> AsyncIterator[Scene]:
    """A played Miro with one board, whose owner asks."""
    async with scene_of(fake_miro) as scene:
        yield scene
