"""A GitHub App in place of webhooks: one secret, one webhook, every repository that it covers."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from tests.github.connected import PUBLIC, Team, hooks_of, reachable, team_at
from tests.github.hooks import Hook
from tests.support.apps import Board, Json
from tests.support.fake_github import GitHubServer
from tests.support.fake_github import Repository as Played
from tests.support.fake_github.keys import key_pair
from tests.support.fake_github.tokens import App, Installation
from tests.support.playing.openapi import DATA
from trivet.auth.models import GitHubToken, Identity
from trivet.github.models import Delivery
from trivet.github.models import Installation as InstallationRow
from trivet.github.tasks import CHECK_AUTHORIZATION, NOTE_INSTALLATION
from trivet.platform.clock import now
from trivet.platform.crypto import Cipher
from trivet.platform.ids import new_id
from trivet.platform.settings import Settings
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.models import TaskRow

SECRET = "the secret of the App's webhook"
TOLD_OF_ITSELF = ("installation", "installation_repositories", "github_app_authorization")
EXAMPLES = [
    path
    for event in TOLD_OF_ITSELF
    for path in sorted((DATA / "github" / "webhooks" / event).glob("*.payload.json"))
]


@dataclass
class Covered:
    """A team whose repositories an App covers.

    Args:
        team: the team.
        app: the App.
        installation: where it is installed.
        rocket: a repository that it covers.
    """

    team: Team
    app: App
    installation: Installation
    rocket: Played


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
        yield Covered(team, app, installation, rocket)


async def card_on_a_board(team: Team, workspace: str) -> tuple[Board, Json]:
    board = await team.owner.post(
        f"/workspaces/{workspace}/boards", {"name": "Engine", "template": "kanban"}
    )
    columns = [c["id"] for c in (await team.owner.get(f"/boards/{board['id']}"))["columns"]]
    card = await team.owner.post(
        f"/boards/{board['id']}/cards", {"column_id": columns[0], "title": "Lift off"}
    )
    return Board(board["id"], board["key"], columns, workspace), card


async def branches_of(team: Team, card: Json) -> list[str]:
    shown = await team.owner.get(f"/cards/{card['id']}")
    return [each["name"] for each in shown.get("branches", [])]


async def installations(team: Team) -> list[tuple[int, str, bool]]:
    async with team.app.runtime.units.read() as unit:
        rows = (await unit.session.scalars(select(InstallationRow))).all()
    return [(row.github_id, row.account, row.suspended) for row in rows]


async def test_what_an_app_covers_needs_no_webhook(covered: Covered) -> None:
    team = covered.team
    made = await team.connected()
    assert (made["state"], made["via"], made["hook"]) == ("connected", "app", None)
    assert made["task"] is None
    assert hooks_of(covered.rocket) == []
    assert await installations(team) == [(covered.installation.id, "acme", False)]
    page = await team.owner.get("/github/repositories")
    assert page["app_install_url"] == "https://github.com/apps/trivet/installations/new"


async def test_a_delivery_reaches_every_connection_of_the_repository(covered: Covered) -> None:
    team = covered.team
    made = await team.connected()
    other = (await team.owner.post("/workspaces", {"name": "Other"}))["id"]
    await team.owner.post(f"/workspaces/{other}/repositories", {"full_name": "acme/rocket"})
    (_, here), (_, there) = [
        await card_on_a_board(team, workspace) for workspace in (team.workspace, other)
    ]
    team.github.branch(covered.rocket, f"{here['key']}-lift-off")
    await team.settled()
    assert await branches_of(team, here) == [f"{here['key']}-lift-off"]
    assert (await team.shown(made["id"]))["first_delivery_at"] is not None
    if there["key"] == here["key"]:
        assert await branches_of(team, there) == [f"{here['key']}-lift-off"]
    async with team.app.runtime.units.read() as unit:
        kept = (await unit.session.scalars(select(Delivery.repository_id))).all()
    assert len(set(kept)) == 2


async def test_what_it_does_not_cover_hears_nothing(covered: Covered) -> None:
    team = covered.team
    other = team.github.repo("acme/other", admin=[team.ada])
    made = await team.connected("acme/other")
    assert made["via"] == "hook"
    assert len(hooks_of(other)) == 1
    # Nor does a repository of which nobody here knows.
    team.github.branch(covered.rocket, "whatever")
    attempts = await team.github.deliver_all()
    assert {(a.status_code, a.answer) for a in attempts} == {(200, '{"status":"not_supported"}')}


async def test_the_signature_of_the_app_is_demanded(covered: Covered) -> None:
    team = covered.team
    await team.connected()
    assert covered.app.hook is not None
    covered.app.hook.secret = "guessed"
    team.github.branch(covered.rocket, "whatever")
    attempts = await team.github.deliver_all()
    assert {attempt.status_code for attempt in attempts} == {401}
    assert attempts[0].answer is not None
    assert "TRIVET_GITHUB_APP_WEBHOOK_SECRET" in attempts[0].answer


async def test_a_secret_of_a_repository_signs_nothing_for_the_app(covered: Covered) -> None:
    team = covered.team
    body = {"full_name": "acme/mine", "secret": "a secret that nobody guesses"}
    await team.owner.post(team.path, body)
    payload = {"installation": {"id": covered.installation.id}, "action": "deleted"}
    hook = Hook(team.app.http, body["secret"])
    kind = {"X-GitHub-Hook-Installation-Target-Type": "integration"}
    assert (await hook.send("installation", payload, headers=kind)).status_code == 401
    # And the App's secret nothing for a repository's webhook.
    hook = Hook(team.app.http, SECRET)
    named = {"repository": {"id": 1, "full_name": "acme/mine"}}
    assert (await hook.send("ping", named)).status_code == 401


async def test_without_a_secret_of_an_app_its_deliveries_are_refused(
    settings: Settings, fake_github: GitHubServer
) -> None:
    async with team_at(reachable(settings, fake_github), fake_github) as team:
        hook = Hook(team.app.http, SECRET)
        kind = {"X-GitHub-Hook-Installation-Target-Type": "integration"}
        answer = await hook.send("ping", {"zen": "."}, headers=kind)
        assert (answer.status_code, answer.json()["code"]) == (401, "signature_refused")
        assert "TRIVET_GITHUB_APP_WEBHOOK_SECRET" in answer.json()["detail"]


async def test_a_removed_app_gives_way_to_a_webhook(covered: Covered) -> None:
    team = covered.team
    made = await team.connected()
    team.github.uninstall(covered.installation)
    await team.settled()
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["via"]) == ("connected", "hook")
    assert shown["hook"]["state"] == "verified"
    assert shown["problem"] is None
    assert await installations(team) == []


async def test_a_removed_app_is_missed_where_no_webhook_can_be_made(covered: Covered) -> None:
    team = covered.team
    covered.rocket.roles = {team.ada.id: type(covered.rocket.role_of(team.ada)).PUSH}
    made = await team.connected()
    assert made["via"] == "app"
    team.github.uninstall(covered.installation)
    await team.settled()
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["via"]) == ("problem", "poll")
    assert shown["problem"]["code"] == "app_removed"
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["problem"]["code"] == "app_removed"
    team.github.install(covered.app, covered.rocket.owner)
    await team.settled()
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["via"], shown["problem"]) == ("connected", "app", None)


async def test_an_app_may_rest_and_go_on(covered: Covered) -> None:
    team = covered.team
    made = await team.connected()
    team.github.suspend(covered.installation)
    await team.settled()
    assert await installations(team) == [(covered.installation.id, "acme", True)]
    assert (await team.shown(made["id"]))["via"] == "hook"
    assert len(hooks_of(covered.rocket)) == 1
    team.github.unsuspend(covered.installation)
    await team.settled()
    assert await installations(team) == [(covered.installation.id, "acme", False)]
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["via"]) == ("connected", "app")
    # What the App tells, no webhook has to.
    assert hooks_of(covered.rocket) == []


async def test_repositories_come_to_the_app_and_go(covered: Covered) -> None:
    team = covered.team
    other = team.github.repo("acme/other", admin=[team.ada])
    made = await team.connected("acme/other")
    assert (made["via"], len(hooks_of(other))) == ("hook", 1)
    team.github.select(covered.installation, add=[other])
    await team.settled()
    assert ((await team.shown(made["id"]))["via"], hooks_of(other)) == ("app", [])
    team.github.select(covered.installation, remove=[other])
    await team.settled()
    assert (await team.shown(made["id"]))["via"] == "hook"
    assert len(hooks_of(other)) == 1


async def test_an_old_delivery_of_the_app_changes_nothing(covered: Covered) -> None:
    team = covered.team
    made = await team.connected()
    hook = Hook(team.app.http, SECRET)
    kind = {"X-GitHub-Hook-Installation-Target-Type": "integration"}
    payload = {"action": "deleted", "installation": {"id": covered.installation.id}}
    for _ in range(2):
        answer = await hook.send("installation", payload, guid="same", headers=kind)
        assert answer.status_code == 202
    await team.settled()
    assert await installations(team) == [(covered.installation.id, "acme", False)]
    assert (await team.shown(made["id"]))["via"] == "app"


async def test_new_permissions_come_with_a_new_token(covered: Covered) -> None:
    team = covered.team
    made = await team.connected()
    row = await team.row(made["id"])
    await team.app.runtime.github.for_background(row)
    minted = len(team.github.requests.of("POST", "access_tokens"))
    await team.app.runtime.github.for_background(row)
    assert len(team.github.requests.of("POST", "access_tokens")) == minted
    team.github.grant(covered.installation, contents="write", checks="write")
    await team.settled()
    await team.app.runtime.github.for_background(row)
    assert len(team.github.requests.of("POST", "access_tokens")) == minted + 1


async def test_the_app_goes_on_for_who_must_sign_in_again(covered: Covered) -> None:
    team = covered.team
    made = await team.connected()
    for token in [*team.github.world.tokens.values()]:
        if token.account is team.ada:
            team.github.revoke(token.text)
    team.github.rename(covered.rocket, "missile")
    await team.settled()
    shown = await team.shown(made["id"])
    assert (shown["state"], shown["problem"], shown["full_name"]) == (
        "connected",
        None,
        "acme/missile",
    )


async def test_who_lost_access_is_told_nothing_by_the_app(covered: Covered) -> None:
    team = covered.team
    made = await team.connected()
    _, card = await card_on_a_board(team, team.workspace)
    covered.rocket.roles.clear()
    await team.looked_at(made["id"])
    assert (await team.shown(made["id"]))["problem"]["code"] == "access_lost"
    team.github.branch(covered.rocket, f"{card['key']}-secret")
    await team.settled()
    assert await branches_of(team, card) == []


async def test_a_revoked_authorization_ends_the_token(covered: Covered) -> None:
    team = covered.team
    token = team.github.user_token(covered.app, team.ada)
    row_token = Cipher(team.app.runtime.keys).encrypt(token)

    async def signed_in(unit: Any) -> None:
        row = await unit.session.get(GitHubToken, UUID(team.owner.id))
        row.access_token = row_token
        unit.session.add(
            Identity(
                id=new_id(),
                user_id=UUID(team.owner.id),
                provider="github",
                subject=str(team.ada.id),
                created_at=now(),
            )
        )

    await team.app.runtime.units.retried(signed_in)
    assert covered.app.hook is not None
    # An old one, delivered again.
    hook = Hook(team.app.http, SECRET)
    kind = {"X-GitHub-Hook-Installation-Target-Type": "integration"}
    payload = {"action": "revoked", "sender": {"id": team.ada.id, "login": "ada"}}
    assert (await hook.send("github_app_authorization", payload, headers=kind)).status_code == 202
    await team.settled()
    assert (await team.owner.get("/auth/github"))["sign_in_needed"] is False
    team.github.deauthorize(covered.app, team.ada)
    await team.settled()
    assert (await team.owner.get("/auth/github"))["sign_in_needed"] is True


async def test_every_example_of_what_an_app_is_told_of_itself_is_worked_on(
    covered: Covered,
) -> None:
    """Of installations and people that GitHub, where we ask, does not know: nothing comes of them."""
    if not EXAMPLES:
        pytest.skip(f"no examples of GitHub's under {DATA}")
    assert {path.parent.name for path in EXAMPLES} == set(TOLD_OF_ITSELF)
    team = covered.team
    before = await installations(team)
    hook = Hook(team.app.http, SECRET)
    kind = {"X-GitHub-Hook-Installation-Target-Type": "integration"}
    for path in EXAMPLES:
        payload = json.loads(path.read_bytes())
        answer = await hook.send(path.parent.name, payload, headers=kind)
        assert answer.status_code == 202, (path, answer.text)
    await team.settled()
    async with team.app.runtime.units.read() as unit:
        wanted = select(TaskRow).where(
            TaskRow.name.in_([NOTE_INSTALLATION.name, CHECK_AUTHORIZATION.name])
        )
        tasks = (await unit.session.scalars(wanted)).all()
    assert len(tasks) >= len(EXAMPLES)
    assert {task.state for task in tasks} == {TaskState.SUCCEEDED}, [t.error_code for t in tasks]
    assert await installations(team) == before


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        ("installation", {"action": "created"}),
        ("installation", {"action": "created", "installation": {"id": "7"}}),
        ("github_app_authorization", {"action": "revoked"}),
        ("push", {"installation": 7}),
    ],
)
async def test_what_is_not_as_github_sends_it_is_refused(
    covered: Covered, event: str, payload: Json
) -> None:
    hook = Hook(covered.team.app.http, SECRET)
    kind = {"X-GitHub-Hook-Installation-Target-Type": "integration"}
    answer = await hook.send(event, payload, headers=kind)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_delivery")


@pytest.mark.parametrize(("iss", "key"), [("Iv23linobody", None), (None, "another")])
async def test_an_app_that_github_does_not_know_is_named(
    settings: Settings, fake_github: GitHubServer, iss: str | None, key: str | None
) -> None:
    ada = fake_github.user("ada")
    fake_github.repo("acme/rocket", admin=[ada])
    app = fake_github.app(ada)
    more = {
        "github_app_id": iss or app.client_id,
        "github_app_private_key": SecretStr(key_pair(key or app.slug).private),
    }
    async with team_at(reachable(settings, fake_github, **more), fake_github, ada=ada) as team:
        answer = await team.owner.ask("POST", team.path, {"full_name": "acme/rocket"}, status=403)
        assert "TRIVET_GITHUB_APP_ID" in answer.json()["detail"]
