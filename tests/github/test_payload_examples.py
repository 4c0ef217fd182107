"""Every body that GitHub itself gives as an example is taken without an error.

The examples are no part of the project: the tests look for them beside it, or where
`TRIVET_CONFORMANCE_DATA` says.
"""

import json
import os
from pathlib import Path

import pytest

from tests.github.hooks import SECRET, Hook, Scene, connect
from tests.support.apps import Person, Trivet
from tests.support.commands import ROOT

DATA = Path(os.environ.get("TRIVET_CONFORMANCE_DATA", ROOT.parent / "shared" / "data"))
EXAMPLES = sorted((DATA / "github" / "webhooks").glob("*/*.payload.json"))
EXAMPLES += sorted((DATA / "github" / "webhooks").glob("*/payload.json"))
WORKED_ON = {
    *("ping", "pull_request", "create", "delete", "push", "repository"),
    *("pull_request_review", "check_run", "check_suite", "status"),
}


@pytest.fixture
async def scene(app: Trivet, owner: Person) -> Scene:
    return await Scene.set(app, owner)


def test_there_are_examples() -> None:
    if not EXAMPLES:
        pytest.skip(f"no examples of GitHub's under {DATA}")
    assert {path.parent.name for path in EXAMPLES} >= WORKED_ON


async def test_every_example_is_taken(scene: Scene) -> None:
    if not EXAMPLES:
        pytest.skip(f"no examples of GitHub's under {DATA}")
    hooks: dict[str, Hook] = {"": scene.hook}
    for path in EXAMPLES:
        event, payload = path.parent.name, json.loads(path.read_bytes())
        name = (payload.get("repository") or {}).get("full_name", "")
        if name not in hooks:
            secret = f"{SECRET} of {name}"
            await connect(scene.owner, scene.board.workspace_id, name=name, secret=secret)
            hooks[name] = Hook(scene.app.http, secret, number=len(hooks))
        answer = await hooks[name].send(event, payload)
        expected = 202 if event in WORKED_ON else 200
        assert answer.status_code == expected, (path, answer.text)
    await scene.worked_on()
    states = {task.id: (task.state, task.error) for task in scene.tasks.of_webhooks()}
    assert {state for state, _ in states.values()} == {"succeeded"}, states
