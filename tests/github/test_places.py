"""A card in all its places."""

from uuid import UUID

import pytest

from tests.factories.github import PullRequests, branch
from tests.github.hooks import Scene
from tests.support.apps import Json, Person, Trivet
from trivet.github.models import Repository
from trivet.github.noting import Problem, set_problem
from trivet.github.schemas import ProblemCode
from trivet.platform.events import Actor, Origin


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


async def places(scene: Scene, card: Json) -> Json:
    return dict(await scene.owner.get(f"/cards/{card['key']}/places"))


async def test_a_card_that_is_only_here(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    found = await places(scene, card)
    assert found["whiteboard"]["state"] == "none"
    assert (found["board"]["state"], found["board"]["board_id"]) == ("in_sync", scene.board.id)
    assert (found["branch"]["state"], found["branch"]["repositories"]) == ("none", [])
    assert found["branch"]["synced_at"] is None


async def test_what_a_card_has_on_github(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, branch=f"{card['key'].lower()}-lift-off")
    await scene.deliver("create", branch(pull.branch))
    await scene.deliver("pull_request", pull.at(1, "opened"))
    found = (await places(scene, card))["branch"]
    (repository,) = found["repositories"]
    assert (repository["full_name"], repository["state"]) == ("acme/rocket", "connected")
    assert (repository["branches"], repository["pull_requests"]) == (1, 1)
    assert found["state"] == "in_sync"
    assert found["synced_at"] == repository["synced_at"] is not None


async def test_what_is_wrong_with_its_repository(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, branch=f"{card['key'].lower()}-lift-off")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    async with scene.app.runtime.units.write(Actor(origin=Origin.GITHUB)) as unit:
        row = await unit.session.get(Repository, UUID(scene.repository["id"]))
        assert row is not None
        set_problem(unit, row, Problem(ProblemCode.ACCESS_LOST, "Ask to be let in again."))
    found = (await places(scene, card))["branch"]
    assert found["state"] == "problem"
    assert found["problems"] == [
        {"code": "access_lost", "detail": "acme/rocket: Ask to be let in again."}
    ]


async def test_a_repository_that_was_disconnected(scene: Scene) -> None:
    card = await scene.card(title="Lift off")
    pull = PullRequests(12, branch=f"{card['key'].lower()}-lift-off")
    await scene.deliver("pull_request", pull.at(1, "opened"))
    where = f"/workspaces/{scene.board.workspace_id}/repositories/{scene.repository['id']}"
    await scene.owner.delete(where)
    (problem,) = (await places(scene, card))["branch"]["problems"]
    assert problem["code"] == "repository_disconnected"
