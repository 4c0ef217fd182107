"""kill -9 while a branch is made: it is made once, known, and has moved its card once."""

import pytest

from tests.crash.evidence import all_tasks_done, assert_file_intact, assert_sound, gathered
from tests.crash.process import server
from tests.crash.server import IN_BRANCHES
from tests.factories.github_accounts import give_github_account
from tests.github.hooks import connect, kanban
from tests.support.databases import Place
from tests.support.fake_github import GitHubServer
from trivet import bootstrap
from trivet.platform.db.database import Database


@pytest.mark.parametrize("where", IN_BRANCHES)
async def test_a_branch_is_made_once(
    place: Place,
    database: Database,
    fake_github: GitHubServer,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    monkeypatch.setenv("TRIVET_GITHUB_API_URL", fake_github.address)
    monkeypatch.setenv("TRIVET_GITHUB_POLL_S", "0")
    ada = fake_github.user("ada")
    rocket = fake_github.repo("acme/rocket", push=[ada])
    settings = place.settings()
    async with server(settings, where) as first:
        beside = bootstrap.build(settings)
        await give_github_account(beside, first.owner.id, "ada", fake_github.token(ada))
        await beside.database.close()
        workspace = await first.owner.post("/workspaces", {"name": "Acme"})
        board = await kanban(first.owner, workspace["id"])
        repository = await connect(first.owner, workspace["id"], name="acme/rocket")
        body = {"column_id": board.columns[0], "title": "Lift off"}
        card = await first.owner.post(f"/boards/{board.id}/cards", body)
        wanted = {"repo_id": repository["id"], "branch_name": "lift-off"}
        begun = await first.owner.post(f"/cards/{card['id']}/create-branch", wanted, 202)
        await first.died()
    fake_github.commit(rocket)  # where it starts was settled before
    async with server(settings) as second:
        await all_tasks_done(database)
        task = await second.owner.get(f"/tasks/{begun['task']['id']}")
        assert task["state"] == "succeeded", task
        assert task["result"]["created"] is True
        assert rocket.branches["lift-off"] == task["result"]["sha"]
        assert sorted(rocket.branches) == ["lift-off", "main"]
        (shown,) = (await second.owner.get(f"/boards/{board.id}"))["cards"]
        assert [branch["name"] for branch in shown["branches"]] == ["lift-off"]
        assert shown["column_id"] == board.columns[2]
        assert await second.stop() == 0
    evidence = await gathered(database, board)
    assert_sound(evidence)
    said = [event.type for event in evidence.log]
    assert (said.count("branch.created"), said.count("card.moved")) == (1, 1)
    await database.close()
    assert_file_intact(place)
