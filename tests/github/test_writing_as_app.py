"""Where the GitHub App covers a repository, it writes there, and not a person."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from pydantic import SecretStr

from tests.github.connected import PUBLIC, Team, reachable, team_at
from tests.github.hooks import kanban
from tests.support.apps import Json
from tests.support.fake_github import GitHubServer, Pull, faults
from tests.support.fake_github import Repository as Played
from tests.support.fake_github.keys import key_pair
from tests.support.fake_github.tokens import Installation
from trivet.platform.settings import Settings

SECRET = "the secret of the App's webhook"


@dataclass
class Covered:
    """A repository that the App covers, and a card.

    Args:
        team: the team.
        installation: of the App.
        rocket: the repository.
        path: the same in Trivet.
        card: on a board of the team.
    """

    team: Team
    installation: Installation
    rocket: Played
    path: str
    card: Json

    async def pull(self) -> Pull:
        """A pull request of the card; all that follows is done."""
        github = self.team.github
        github.branch(self.rocket, "work")
        github.commit(self.rocket, "work")
        opened = github.pull(self.rocket, "work", f"{self.card['key']} Work", by=self.team.ada)
        await self.team.settled()
        return opened

    async def switch(self, **switches: bool) -> None:
        await self.team.owner.ask("PATCH", self.path, switches, status=200)
        await self.team.settled()


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub wants a second between two changes; here it does not look."""
    monkeypatch.setattr("trivet.github.allowance.MUTATION_GAP_S", 0.0)


@pytest.fixture
async def covered(settings: Settings, fake_github: GitHubServer) -> AsyncIterator[Covered]:
    github = fake_github
    ada = github.user("ada")
    rocket = github.repo("acme/rocket", admin=[ada])
    app = github.app(ada, hook=f"{PUBLIC}/webhooks/github", secret=SECRET)
    installation = github.install(app, rocket.owner, [rocket])
    more = {
        "github_app_id": app.client_id,
        "github_app_slug": app.slug,
        "github_app_private_key": SecretStr(key_pair(app.slug).private),
        "github_app_webhook_secret": SecretStr(SECRET),
    }
    async with team_at(reachable(settings, github, **more), github, ada=ada) as team:
        await team.settled()
        made = await team.connected()
        board = await kanban(team.owner, team.workspace)
        body = {"column_id": board.columns[0], "title": "Lift off"}
        card = await team.owner.post(f"/boards/{board.id}/cards", body)
        yield Covered(team, installation, rocket, f"{team.path}/{made['id']}", card)


async def test_it_comments_in_its_own_name_and_finds_what_it_said(covered: Covered) -> None:
    await covered.switch(links_back=True, status_back=True)
    team = covered.team
    team.github.fault("POST", "*/issues/1/comments", faults.lost())
    covered.team.github.branch(covered.rocket, "work")
    covered.team.github.commit(covered.rocket, "work")
    title = f"{covered.card['key']} Work"
    team.github.pull(covered.rocket, "work", title, by=team.ada)
    await team.github.deliver_all()
    await team.settled(retrying=True)
    await team.hurry()
    (said,) = covered.rocket.comments.values()
    assert said.by.login == "trivet[bot]"
    assert f"{PUBLIC}/app/b/{covered.card['board_id']}/c/{covered.card['key']}" in said.body
    (status,) = covered.rocket.statuses
    assert (status.context, status.by.login) == ("trivet/card", "trivet[bot]")
    shown = await team.shown(covered.path.rpartition("/")[2])
    assert (shown["writing"]["writes_as"], shown["writing"]["login"]) == ("app", None)


async def test_a_permission_that_it_lacks_is_said_and_works_once_it_is_granted(
    covered: Covered,
) -> None:
    team = covered.team
    lacking = {"metadata": "read", "contents": "write", "pull_requests": "write"}
    team.github.grant(covered.installation, **lacking, statuses="read", checks="read")
    await team.settled()
    await covered.switch(links_back=True, status_back=True)
    pull = await covered.pull()
    assert len(covered.rocket.comments) == 1
    number = covered.path.rpartition("/")[2]
    problem = (await team.shown(number))["writing"]["problem"]
    assert "Commit statuses" in problem["detail"]
    team.github.grant(covered.installation, **lacking, statuses="write", checks="read")
    team.github.commit(covered.rocket, pull.head, by=team.ada)
    await team.settled()
    assert [each.sha for each in covered.rocket.statuses] == [pull.head_sha]
    assert (await team.shown(number))["writing"]["problem"] is None


async def test_a_comment_of_a_person_before_it_is_left_to_them(covered: Covered) -> None:
    """Where it may not edit what was written in somebody's name, it writes its own."""
    await covered.switch(links_back=True)
    team = covered.team
    await covered.pull()
    (said,) = covered.rocket.comments.values()
    said.by = team.ada
    path = f"/cards/{covered.card['id']}"
    await team.owner.ask("PATCH", path, {"title": "Land"}, status=200)
    await team.settled()
    theirs, ours = covered.rocket.comments.values()
    assert "Lift off" in theirs.body
    assert "Land" in ours.body
    assert ours.by.login == "trivet[bot]"
