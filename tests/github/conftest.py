"""Fixtures around GitHub."""

from collections.abc import AsyncIterator

import pytest

from tests.github.making import Making, making
from tests.support.fake_github import GitHubServer
from trivet.platform.settings import Settings


@pytest.fixture
async def at_work(fake_github: GitHubServer, settings: Settings) -> AsyncIterator[Making]:
    """Ada, who is about to make branches."""
    async with making(fake_github, settings) as scene:
        yield scene
