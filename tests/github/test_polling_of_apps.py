"""What an App covers is looked at by the App's token, and shows nobody what they may not see."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr
from sqlalchemy import update

from tests.github.connected import PUBLIC, Team, reachable, team_at
from tests.github.test_app_deliveries import branches_of, card_on_a_board
from tests.support.fake_github import GitHubServer, faults
from tests.support.fake_github import Repository as Played
from tests.support.fake_github.keys import key_pair
from tests.support.tasks import run_now
from trivet.github.connecting import disconnect
from trivet.github.models import Repository
from trivet.github.repository import RepositoryWriteRepository
from trivet.github.tasks import POLL_REPOSITORIES
from trivet.platform.settings import Settings


@pytest.fixture
async def laptop(
    settings: Settings, fake_github: GitHubServer
) -> AsyncIterator[tuple[Team, Played]]:
    """A Trivet that GitHub does not reach, with an App."""
    github = fake_github
    ada = github.user("ada")
    rocket = github.repo("acme/rocket", admin=[ada], private=True)
    app = github.app(ada)
    github.install(app, rocket.owner, [rocket])
    more = {
        "public_url": None,
        "github_poll_s": 3600,
        "github_app_id": app.client_id,
        "github_app_slug": app.slug,
        "github_app_private_key": SecretStr(key_pair(app.slug).private),
    }
    async with team_at(reachable(settings, github, **more), github, ada=ada) as team:
        await team.settled()
        yield team, rocket


async def look(team: Team) -> None:
    async with team.app.runtime.units.write() as unit:
        await unit.session.run(update(Repository).values(polled_at=None))
    await run_now(team.app, POLL_REPOSITORIES)


async def test_an_app_shows_nothing_to_who_lost_access(laptop: tuple[Team, Played]) -> None:
    team, rocket = laptop
    made = await team.connected()
    _, card = await card_on_a_board(team, team.workspace)
    await look(team)
    rocket.roles.pop(team.ada.id)
    await team.looked_at(made["id"])
    assert (await team.row(made["id"])).problem == "access_lost"
    team.github.branch(rocket, f"{card['key']}-secret")
    await look(team)
    assert (await team.row(made["id"])).problem == "access_lost"
    assert await branches_of(team, card) == []


async def test_a_refused_key_of_the_app_is_nobodys_sign_in(laptop: tuple[Team, Played]) -> None:
    team, _ = laptop
    made = await team.connected()
    team.github.fault("POST", "*/access_tokens", faults.unauthorized(), times=None)
    await look(team)
    assert (await team.row(made["id"])).problem is None


async def test_an_app_that_does_not_deliver_leaves_no_webhook_behind(
    laptop: tuple[Team, Played],
) -> None:
    team, _ = laptop
    made = await team.connected()
    row = await team.row(made["id"])
    settings = team.app.runtime.settings.model_copy(update={"public_url": PUBLIC})
    assert (row.installation_id is not None, row.hook_id) == (True, None)
    async with team.app.runtime.units.write() as unit:
        held = await RepositoryWriteRepository(unit.session).locked(row.id)
        assert held is not None
        disconnect(unit, held, settings, requested_by=None)
    await team.settled()
    assert [task["name"] for task in await team.tasks("remove_webhook_task")] != []
