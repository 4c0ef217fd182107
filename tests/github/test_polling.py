"""Where webhooks do not reach us, what happens on GitHub is seen all the same, only later."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select, update

from tests.factories.github_accounts import give_github_account
from tests.support.apps import Board, Json, Person, Trivet, make_card, trivet
from tests.support.fake_github import Account, GitHubServer, faults
from tests.support.fake_github import Repository as Played
from tests.support.tasks import run_now
from trivet.github.models import Repository
from trivet.github.polling import RepositoryPoll
from trivet.github.service import WebhookService
from trivet.github.tasks import POLL_REPOSITORIES
from trivet.platform.clock import now, rfc3339
from trivet.platform.settings import Settings
from trivet.platform.tasks.models import TaskRow

SECRET = "a secret that nobody guesses"


@dataclass
class Scene:
    """A laptop on which a repository is connected.

    Args:
        app: Trivet.
        github: GitHub.
        owner: who connected it.
        ada: the same person, at GitHub.
        rocket: the repository there.
        board: with the columns To do, In progress, Review, Done.
        repository: as the workspace sees it.
    """

    app: Trivet
    github: GitHubServer
    owner: Person
    ada: Account
    rocket: Played
    board: Board
    repository: Json

    async def look(self, *, again: bool = True) -> Json:
        """Look at what happened meanwhile."""
        if again:
            await self.pass_(timedelta(hours=1))
        found: Json = await run_now(self.app, POLL_REPOSITORIES)
        return found

    async def pass_(self, time: timedelta) -> None:
        """Let the last look lie so far back."""
        async with self.app.runtime.units.write() as unit:
            await unit.session.run(
                update(Repository)
                .where(Repository.polled_at.is_not(None))
                .values(polled_at=now() - time)
            )

    async def pass_since_connection(self) -> None:
        """Let all that happened so far be older than the connection, in GitHub's whole seconds."""
        async with self.app.runtime.units.write() as unit:
            later = now() + timedelta(seconds=1)
            await unit.session.run(update(Repository).values(connected_at=later))

    async def card(self, **fields: Any) -> Json:
        return await make_card(self.owner, self.board, **fields)

    async def shown(self, card: Json) -> Json:
        found: Json = await self.owner.get(f"/cards/{card['id']}")
        return found

    async def column(self, card: Json) -> int:
        """In which column a card is."""
        return self.board.columns.index((await self.shown(card))["column_id"])


async def nothing_by_itself(app: Trivet) -> None:
    """Let the clock enqueue nothing more; what it did at the start is done."""
    await app.stop_schedules()
    await app.runtime.work_off()


@pytest.fixture
async def scene(settings: Settings, fake_github: GitHubServer) -> AsyncIterator[Scene]:
    more = {
        "github_api_url": fake_github.address,
        "github_client_id": "client",
        "github_client_secret": SecretStr("secret"),
        "github_poll_s": 3600,  # the tests look by themselves
    }
    ada = fake_github.user("ada")
    rocket = fake_github.repo("acme/rocket", admin=[ada])
    async with trivet(settings.model_copy(update=more)) as app:
        owner = await app.owner()
        await nothing_by_itself(app)
        await give_github_account(app.runtime, owner.id, "ada", fake_github.token(ada))
        workspace = (await owner.post("/workspaces", {"name": "Acme"}))["id"]
        body = {"name": "Engine", "template": "kanban"}
        made = await owner.post(f"/workspaces/{workspace}/boards", body)
        columns = (await owner.get(f"/boards/{made['id']}"))["columns"]
        board = Board(made["id"], made["key"], [each["id"] for each in columns], workspace)
        repository = await owner.post(
            f"/workspaces/{workspace}/repositories",
            {"full_name": "acme/rocket", "secret": SECRET},
        )
        yield Scene(app, fake_github, owner, ada, rocket, board, repository)


async def test_what_happens_is_seen_at_the_next_look(scene: Scene) -> None:
    card = await scene.card()
    await scene.look()
    assert (await scene.shown(card)).get("branches", []) == []
    scene.github.branch(scene.rocket, f"feature/{card['key']}-lift-off")
    assert (await scene.look())["branches"] >= 1
    shown = await scene.shown(card)
    assert [each["name"] for each in shown["branches"]] == [f"feature/{card['key']}-lift-off"]
    started = await scene.column(card)
    assert started > 0
    scene.github.delete_branch(scene.rocket, f"feature/{card['key']}-lift-off")
    await scene.look()
    assert (await scene.shown(card)).get("branches", []) == []
    assert await scene.column(card) == started


async def test_what_is_older_than_the_connection_is_shown_and_moves_nothing(scene: Scene) -> None:
    card = await scene.card()
    scene.github.branch(scene.rocket, f"{card['key']}-old")
    await scene.look()
    assert len((await scene.shown(card))["branches"]) == 1
    assert await scene.column(card) == 0
    # From there it goes on as anywhere.
    scene.github.branch(scene.rocket, f"{card['key']}-new")
    await scene.look()
    assert await scene.column(card) > 0


async def test_pull_requests_move_cards_as_deliveries_would(scene: Scene) -> None:
    card, older = await scene.card(), await scene.card()
    scene.github.branch(scene.rocket, f"{older['key']}-before")
    scene.github.commit(scene.rocket, f"{older['key']}-before")
    scene.github.pull(scene.rocket, f"{older['key']}-before", title="Before")
    await scene.pass_since_connection()
    await scene.look()
    assert [each["state"] for each in (await scene.shown(older))["pull_requests"]] == ["open"]
    assert await scene.column(older) == 0

    scene.github.world.clock = lambda: now() + timedelta(hours=1)
    scene.github.branch(scene.rocket, "work")
    scene.github.commit(scene.rocket, "work")
    pull = scene.github.pull(scene.rocket, "work", title=f"{card['key']}: Lift off")
    await scene.look()
    review = await scene.column(card)
    assert review > 0
    scene.github.merge(pull)
    await scene.look()
    assert await scene.column(card) > review
    assert [each["state"] for each in (await scene.shown(card))["pull_requests"]] == ["merged"]


async def test_a_look_at_what_did_not_change_costs_nothing(scene: Scene) -> None:
    await scene.look()
    account = f"user:{scene.owner.id}"
    allowances = scene.app.runtime.github.transport.allowances
    before = await allowances.standing(account)
    scene.github.requests.clear()
    await scene.look()
    assert len(scene.github.requests) == 3
    assert (await allowances.standing(account)).remaining == before.remaining


async def test_a_look_that_is_cut_short_loses_nothing(scene: Scene) -> None:
    card = await scene.card()
    await scene.look()
    scene.github.branch(scene.rocket, f"{card['key']}-lift-off")
    scene.github.fault("GET", "*/pulls*", faults.error(502), times=2)
    await scene.look()  # the branches were read and told, the pull requests not
    await scene.look()
    assert len((await scene.shown(card))["branches"]) == 1
    events = await scene.owner.get(f"/boards/{scene.board.id}/events?since=0")
    assert [e["type"] for e in events["items"]].count("branch.created") == 1


async def test_why_a_look_fails_stands_beside_the_repository(scene: Scene) -> None:
    scene.github.fault("GET", "*/acme/rocket", faults.unauthorized())
    await scene.look()
    assert await problem(scene) == "sign_in_needed"


async def test_lost_access_is_noticed_and_found_again(scene: Scene) -> None:
    role = scene.rocket.roles.pop(scene.ada.id)
    await scene.look()
    assert await problem(scene) == "access_lost"
    scene.rocket.roles[scene.ada.id] = role
    await scene.look()
    assert await problem(scene) is None


async def test_what_is_delivered_while_we_look_is_newer(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await scene.card()
    name = f"feature/{card['key']}-lift-off"
    scene.github.branch(scene.rocket, name)
    await scene.look()
    scene.rocket.refs[f"refs/heads/{name}"] = "b" * 40
    read = RepositoryPoll._read_branches

    async def read_while_it_goes(poll: RepositoryPoll) -> Any:
        seen = await read(poll)
        repository = {
            "id": scene.rocket.id,
            "full_name": "acme/rocket",
            "pushed_at": rfc3339(now()),
        }
        gone = {"ref": name, "ref_type": "branch", "repository": repository}
        async with scene.app.runtime.units.write() as unit:
            row = await unit.session.get(Repository, UUID(scene.repository["id"]))
            assert row is not None
            await WebhookService(unit, row).process("delete", gone)
        return seen

    monkeypatch.setattr(RepositoryPoll, "_read_branches", read_while_it_goes)
    assert (await scene.look())["branches"] == 1
    assert (await scene.shown(card)).get("branches", []) == []


async def test_looks_leave_no_rows(scene: Scene) -> None:
    await scene.look()
    async with scene.app.runtime.units.read() as unit:
        wanted = select(func.count()).where(TaskRow.name == POLL_REPOSITORIES.name)
        assert await unit.session.scalar(wanted) == 0


async def test_what_was_just_looked_at_is_not_looked_at_again(scene: Scene) -> None:
    assert (await scene.look())["repositories"] == 1
    assert (await scene.look(again=False))["repositories"] == 0


async def problem(scene: Scene) -> str | None:
    async with scene.app.runtime.units.read() as unit:
        row = await unit.session.get(Repository, UUID(scene.repository["id"]))
        assert row is not None
        return row.problem
