"""Something to do for every task: what `test_every_body.py` lets processes die over.

Whoever declares a task adds a scenario here: a function that arranges rows and leaves one row of the task
waiting, above it what the task changes, and how small its parts have to be so that it has several.
What it does elsewhere it does in one of `elsewhere.py`.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from uuid import UUID

import httpx2
from sqlalchemy import update

from tests.crash.elsewhere import Hub, Wall, hub, hub_with_an_app, post, wall
from tests.crash.trial import Elsewhere, Scenario, Stage
from tests.factories.github import PullRequests, check_run, ping
from tests.factories.github_accounts import give_github_account
from tests.factories.miro_accounts import give_miro_account
from tests.github.hooks import SECRET, Hook, connect, kanban
from tests.support.apps import BASE, Board, Json, in_workspace, make_board, make_card, somebody
from tests.support.fake_github import GitHubServer
from tests.support.fake_github import Repository as Played
from tests.support.time import HeldTime
from trivet.auth.models import EmailLink, Identity, User
from trivet.auth.tasks import FORGET_EXPIRED, SEND_ADDRESS_EMAIL, SEND_SIGN_IN_EMAIL
from trivet.boards.tasks import EMPTY_TEXTS, REDACT_TEXTS
from trivet.cards.bin_tasks import PURGE_BIN
from trivet.cards.tasks import BULK_UPDATE_CARDS, REDACT_COMMENTS, UNDO_CHANGE
from trivet.client_logs.tasks import FORGET_CLIENT_LOGS
from trivet.flows.tasks import FORGET_NOTIFICATIONS, NOTIFY_DUE
from trivet.github.tasks import (
    CHECK_AUTHORIZATION,
    CHECK_REPOSITORIES,
    CHECK_REPOSITORY,
    CREATE_BRANCH,
    DELETE_BRANCHES,
    FORGET_CHECKS,
    FORGET_DELIVERIES,
    LINK_LATER_CARDS,
    NOTE_INSTALLATION,
    OPEN_DRAFT,
    POLL_REPOSITORIES,
    PROCESS_WEBHOOK,
    RECONCILE_REPOSITORIES,
    REMOVE_WEBHOOK,
    SET_UP_WEBHOOK,
    SYNC_PULL_REQUEST,
    WRITE_BACK,
)
from trivet.miro.access import BoardDoor
from trivet.miro.cache_writer import MiroCacheWriter
from trivet.miro.follow_repository import FollowRepository
from trivet.miro.happenings import Happening, keep
from trivet.miro.item_bodies import CardBody
from trivet.miro.jobs import Jobs
from trivet.miro.operations import Planned
from trivet.miro.operations import card as made_card
from trivet.miro.sweeping import Sweeper
from trivet.miro.tasks import POLL_BOARD, SYNC_BOARD, TEND_BOARDS, WATCH_BOARDS, WORK_JOB
from trivet.platform.clock import held, now, rfc3339
from trivet.platform.ids import new_id
from trivet.platform.tasks.declarations import Task, TaskState
from trivet.platform.tasks.maintenance import PRUNE_TASKS
from trivet.platform.tasks.models import TaskRow
from trivet.platform.tasks.transitions import row_values
from trivet.platform.web.maintenance import FORGET_KEYS
from trivet.workspaces.models import Role
from trivet.workspaces.tasks import FORGET_INVITATIONS, SEND_INVITATION_EMAIL

SCENARIOS: dict[str, Scenario] = {}
"""By the names of the tasks."""

UPKEEP = "trivet.platform.tasks.batches.BATCH"
Arrange = Callable[[Stage], Awaitable[None]]


def scenario(
    task: Task,
    *changes: str,
    later: timedelta = timedelta(0),
    parts: Mapping[str, float] | None = None,
    counts: bool = False,
    elsewhere: Callable[[], AbstractAsyncContextManager[Elsewhere]] | None = None,
    apart: Collection[str] = (),
    goes_on: bool = False,
) -> Callable[[Arrange], Arrange]:
    """Register a scenario; see `trial.Scenario`."""

    def register(arrange: Arrange) -> Arrange:
        SCENARIOS[task.name] = Scenario(
            task,
            arrange,
            frozenset(changes),
            later,
            parts or {},
            counts,
            elsewhere,
            frozenset(apart),
            goes_on,
        )
        return arrange

    return register


# Upkeep.


@scenario(
    PRUNE_TASKS,
    "tasks",
    later=timedelta(days=91),
    counts=True,
    parts={"trivet.platform.tasks.maintenance.BATCH": 2},
)
async def finished_tasks(stage: Stage) -> None:
    ended = [TaskState.SUCCEEDED, TaskState.SUCCEEDED, TaskState.CANCELLED, TaskState.FAILED]
    async with stage.app.runtime.units.write() as unit:
        for state in ended:
            values = row_values(PRUNE_TASKS.call(), {}) | {"state": str(state)}
            unit.session.add(TaskRow(**values, finished_at=now()))
    await stage.have(PRUNE_TASKS.call())


@scenario(FORGET_KEYS, "idempotency_keys", later=timedelta(days=2), counts=True, parts={UPKEEP: 2})
async def old_keys(stage: Stage) -> None:
    board = await make_board(stage.owner)
    for key in ("first", "second", "third"):
        body, headers = {"name": key}, {"Idempotency-Key": key}
        await stage.owner.ask("POST", f"/boards/{board.id}/columns", body, headers=headers)
    await stage.have(FORGET_KEYS.call())


@scenario(EMPTY_TEXTS, "board_events", later=timedelta(days=31), counts=True)
async def old_boards(stage: Stage) -> None:
    for _ in range(2):
        await make_card(stage.owner, await make_board(stage.owner), title="Something typed")
    await stage.have(EMPTY_TEXTS.call())


@scenario(REDACT_TEXTS, "board_events", counts=True)
async def texts_on_two_boards(stage: Stage) -> None:
    for _ in range(2):
        await make_card(stage.owner, await make_board(stage.owner), title="Something typed")
    await stage.have(REDACT_TEXTS.call({"user_id": stage.owner.id}))


@scenario(
    REDACT_COMMENTS,
    "comments",
    "board_events",
    "boards",
    counts=True,
    parts={"trivet.cards.forgetting.AT_ONCE": 2},
)
async def comments_on_two_boards(stage: Stage) -> None:
    for _ in range(2):
        card = await make_card(stage.owner, await make_board(stage.owner))
        for body in ("One", "Two", "Three"):
            await stage.owner.post(f"/cards/{card['id']}/comments", {"body": body})
    await stage.have(REDACT_COMMENTS.call({"user_id": stage.owner.id}))


@scenario(
    PURGE_BIN,
    "cards",
    "board_events",
    "card_dependencies",
    later=timedelta(days=31),
    counts=True,
    parts={"trivet.cards.purging.AT_ONCE": 2},
)
async def cards_in_bins(stage: Stage) -> None:
    board = await make_board(stage.owner)
    gone = [await make_card(stage.owner, board) for _ in range(3)]
    waits = await make_card(stage.owner, board)
    for card in gone:
        await stage.owner.post(f"/cards/{waits['id']}/dependencies", {"blocked_by": card["id"]})
    for card in gone:
        await stage.owner.delete(f"/cards/{card['id']}")
    await stage.have(PURGE_BIN.call())


@scenario(FORGET_DELIVERIES, "deliveries", later=timedelta(days=31), counts=True, parts={UPKEEP: 2})
async def deliveries_of_two_ages(stage: Stage) -> None:
    workspace = await stage.owner.post("/workspaces", {"name": "Acme"})
    await connect(stage.owner, workspace["id"])
    hook = Hook(stage.app.http)
    time = HeldTime(now())
    with held(time.now):
        for _ in range(2):
            for _ in range(3):
                await hook.deliver("ping", ping())
            await stage.app.runtime.work_off()
            time.pass_(days=20)
    await stage.have(FORGET_DELIVERIES.call())


@scenario(FORGET_CHECKS, "checks", later=timedelta(days=8), counts=True, parts={UPKEEP: 2})
async def checks_of_no_pull_request(stage: Stage) -> None:
    workspace = await stage.owner.post("/workspaces", {"name": "Acme"})
    await connect(stage.owner, workspace["id"])
    for name in ("build", "lint", "test"):
        await Hook(stage.app.http).deliver("check_run", check_run(name, "success"))
    await stage.app.runtime.work_off()
    await stage.have(FORGET_CHECKS.call())


@scenario(LINK_LATER_CARDS, "pull_request_links")
async def cards_that_were_named_before(stage: Stage) -> None:
    workspace = await stage.owner.post("/workspaces", {"name": "Acme"})
    board = await kanban(stage.owner, workspace["id"])
    await connect(stage.owner, workspace["id"])
    for number in (1, 2, 3):
        pull = PullRequests(number, title=f"{board.key}-{number} Lift off")
        await Hook(stage.app.http).deliver("pull_request", pull.at(1, "opened"))
    await stage.app.runtime.work_off()
    for number in (1, 2, 3):
        body = {"column_id": board.columns[0], "title": f"Card {number}"}
        await stage.owner.post(f"/boards/{board.id}/cards", body)
    await stage.have(LINK_LATER_CARDS.call())


@scenario(
    FORGET_EXPIRED,
    "sign_in_links",
    "email_links",
    "refresh_tokens",
    "sessions",
    "api_tokens",
    later=timedelta(days=70),
    counts=True,
    parts={UPKEEP: 2},
)
async def what_has_expired(stage: Stage) -> None:
    ends = now() + timedelta(days=1)
    await somebody(stage.app)
    body = {"name": "bot", "scopes": ["read"], "expires_at": ends.isoformat()}
    await stage.owner.post("/auth/tokens", body)
    async with stage.app.runtime.units.write() as unit:
        unit.session.add(
            EmailLink(
                id=new_id(), email="a@b.test", token_hash="t", browser_hash="b", expires_at=ends
            )
        )
    await stage.have(FORGET_EXPIRED.call())


@scenario(
    FORGET_INVITATIONS, "invitations", later=timedelta(days=38), counts=True, parts={UPKEEP: 2}
)
async def old_invitations(stage: Stage) -> None:
    await _invite(stage, "ada@example.com", "bob@example.com", "eve@example.com")
    await stage.have(FORGET_INVITATIONS.call())


@scenario(
    FORGET_NOTIFICATIONS, "notifications", later=timedelta(days=366), counts=True, parts={UPKEEP: 2}
)
async def old_notifications(stage: Stage) -> None:
    board = await make_board(stage.owner)
    member = await in_workspace(stage.app, board.workspace_id, Role.MEMBER)
    for _ in range(3):
        await make_card(stage.owner, board, assignee_ids=[member.id])
    await stage.have(FORGET_NOTIFICATIONS.call())


# What people and vendors ask for.


@scenario(NOTIFY_DUE, "notifications", counts=True, parts={"trivet.flows.repository.BATCH": 2})
async def cards_that_are_due(stage: Stage) -> None:
    board = await make_board(stage.owner)
    for days in (0, 0, 0, 1):
        day = (now() + timedelta(days=days)).date().isoformat()
        await make_card(stage.owner, board, assignee_ids=[stage.owner.id], due_date=day)
    await stage.have(NOTIFY_DUE.call())


@scenario(PROCESS_WEBHOOK, "cards", "board_events", "boards", "pull_requests", "deliveries")
async def a_pull_request(stage: Stage) -> None:
    workspace = await stage.owner.post("/workspaces", {"name": "Acme"})
    board = await kanban(stage.owner, workspace["id"])
    await connect(stage.owner, workspace["id"])
    card = await make_card(stage.owner, board)
    pull = PullRequests(7, title=f"{card['key']} Lift off")
    await Hook(stage.app.http).deliver("pull_request", pull.at(1, "opened"))


@scenario(
    POLL_REPOSITORIES,
    "repositories",
    "branches",
    "pull_requests",
    "cards",
    "board_events",
    later=timedelta(hours=1),
    counts=True,
    elsewhere=hub,
)
async def what_nobody_delivered(stage: Stage) -> None:
    github, rocket, board, _ = await _rocket(stage)
    begun, opened = [await make_card(stage.owner, board) for _ in range(2)]
    await stage.have(POLL_REPOSITORIES.call())
    await stage.app.runtime.work_off()  # what it finds at the first look moves no card
    with held(HeldTime(now() + timedelta(minutes=30)).now):
        github.branch(rocket, f"feature/{begun['key']}-lift-off")
        github.branch(rocket, "work")
        github.commit(rocket, "work")
        github.pull(rocket, "work", title=f"{opened['key']} Lift off")
    await stage.have(POLL_REPOSITORIES.call())


async def _pulled(stage: Stage) -> tuple[GitHubServer, Played, Json]:
    """A pull request that a card shows, as it was when it was opened; and that went on since."""
    github, rocket, board, connected = await _rocket(stage)
    card = await make_card(stage.owner, board)
    github.deliver_by(stage.app.http)
    github.hook(rocket, f"{BASE}/webhooks/github", "pull_request", secret=SECRET)
    github.branch(rocket, "work")
    github.commit(rocket, "work")
    pull = github.pull(rocket, "work", f"{card['key']} Lift off")
    await github.deliver_all()
    await stage.app.runtime.work_off()
    rocket.hooks.clear()
    with held(HeldTime(now() + timedelta(minutes=30)).now):
        github.review(pull, github.user("ben"), "APPROVED")
        github.check(rocket, pull.head_sha, "build", "success")
        github.merge(pull)
    return github, rocket, connected


@scenario(
    SYNC_PULL_REQUEST,
    *("pull_requests", "checks", "cards", "board_events", "boards"),
    later=timedelta(hours=1),
    elsewhere=hub,
)
async def a_pull_request_to_be_read(stage: Stage) -> None:
    _, _, connected = await _pulled(stage)
    await stage.have(SYNC_PULL_REQUEST.call({"repo_id": connected["id"], "pr_number": 1}))


@scenario(
    RECONCILE_REPOSITORIES,
    *("repositories", "deliveries", "branches", "cards", "board_events", "pull_requests", "tasks"),
    later=timedelta(hours=2),
    counts=True,
    elsewhere=hub_with_an_app,
)
async def what_could_not_be_delivered(stage: Stage) -> None:
    made, rocket = await _picked(stage)
    assert isinstance(stage.elsewhere, Hub)
    github = stage.elsewhere.server
    board = await kanban(stage.owner, made["path"].split("/")[2])
    begun, opened = [await make_card(stage.owner, board) for _ in range(2)]
    await stage.app.runtime.work_off()
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(_nobody_there)) as nobody:
        github.deliver_by(nobody)
        with held(HeldTime(now() + timedelta(minutes=30)).now):
            github.branch(rocket, f"feature/{begun['key']}-lift-off")
            told = github.world.outbox
            told.waiting = [each for each in told.waiting if each.event == "create"]
            await github.deliver_all()
            github.branch(rocket, "work")
            github.commit(rocket, "work")
            github.pull(rocket, "work", f"{opened['key']} Lift off")
            told.waiting.clear()
    await stage.have(RECONCILE_REPOSITORIES.call())


def _nobody_there(_request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(502)


@scenario(
    CREATE_BRANCH, "branches", "branch_links", "cards", "board_events", "boards", elsewhere=hub
)
async def a_branch_for_a_card(stage: Stage) -> None:
    _, _, board, repository = await _rocket(stage)
    card = await make_card(stage.owner, board)
    body = {"repo_id": repository["id"], "branch_name": "lift-off"}
    await stage.owner.post(f"/cards/{card['id']}/create-branch", body, 202)


@scenario(
    WRITE_BACK,
    "pull_requests",
    counts=True,
    elsewhere=hub,
    parts={"trivet.github.allowance.MUTATION_GAP_S": 0},
)
async def a_pull_request_to_be_written_about(stage: Stage) -> None:
    github, rocket, board, repository = await _rocket(stage)
    card, blocker = [await make_card(stage.owner, board) for _ in range(2)]
    await stage.owner.post(f"/cards/{card['id']}/dependencies", {"blocked_by": blocker["id"]})
    await stage.have(POLL_REPOSITORIES.call())
    await stage.app.runtime.work_off()
    github.branch(rocket, "work")
    github.commit(rocket, "work")
    github.pull(rocket, "work", title=f"{card['key']} Lift off")
    with held(HeldTime(now() + timedelta(hours=2)).now):
        await stage.have(POLL_REPOSITORIES.call())
        await stage.app.runtime.work_off()
    path = f"/workspaces/{board.workspace_id}/repositories/{repository['id']}"
    switches = {"links_back": True, "status_back": True}
    await stage.owner.ask("PATCH", path, switches, status=200)


@scenario(
    OPEN_DRAFT,
    "pull_requests",
    "pull_request_links",
    "board_events",
    counts=True,
    elsewhere=hub,
    parts={"trivet.github.allowance.MUTATION_GAP_S": 0},
)
async def a_first_push_to_the_branch_of_a_card(stage: Stage) -> None:
    github, rocket, board, repository = await _rocket(stage)
    card = await make_card(stage.owner, board)
    await stage.have(POLL_REPOSITORIES.call())
    await stage.app.runtime.work_off()
    body = {"repo_id": repository["id"], "branch_name": "lift-off"}
    await stage.owner.post(f"/cards/{card['id']}/create-branch", body, 202)
    await stage.app.runtime.work_off()
    path = f"/workspaces/{board.workspace_id}/repositories/{repository['id']}"
    await stage.owner.ask("PATCH", path, {"draft_on_push": True}, status=200)
    github.commit(rocket, "lift-off")
    args = {"repo_id": repository["id"], "branch_name": "lift-off"}
    await stage.have(OPEN_DRAFT.call(args, workspace_id=UUID(board.workspace_id)))


@scenario(DELETE_BRANCHES, "branches", "board_events", "boards", elsewhere=hub)
async def a_merged_branch_of_a_card(stage: Stage) -> None:
    github, rocket, board, repository = await _rocket(stage)
    card = await make_card(stage.owner, board)
    body = {"repo_id": repository["id"], "branch_name": "lift-off"}
    await stage.owner.post(f"/cards/{card['id']}/create-branch", body, 202)
    await stage.app.runtime.work_off()
    github.commit(rocket, "lift-off")
    github.merge(github.pull(rocket, "lift-off", title="Lift off"))
    await stage.have(POLL_REPOSITORIES.call())
    await stage.app.runtime.work_off()
    await stage.owner.post(f"/cards/{card['id']}/finish", {"delete_branches": True}, 202)


async def _rocket(stage: Stage) -> tuple[GitHubServer, Played, Board, Json]:
    """A repository where the owner may do everything, connected to the workspace of a board."""
    assert isinstance(stage.elsewhere, Hub)
    github = stage.elsewhere.server
    ada = github.user("ada")
    rocket = github.repo("acme/rocket", admin=[ada])
    await give_github_account(stage.app.runtime, stage.owner.id, "ada", github.token(ada))
    workspace = await stage.owner.post("/workspaces", {"name": "Acme"})
    board = await kanban(stage.owner, workspace["id"])
    connected = await connect(stage.owner, workspace["id"], name=rocket.full_name)
    return github, rocket, board, connected


async def _picked(stage: Stage) -> tuple[Json, Played]:
    """A repository that was picked; its webhook waits to be made."""
    assert isinstance(stage.elsewhere, Hub)
    github = stage.elsewhere.server
    ada = github.user("ada")
    rocket = github.repo("acme/rocket", admin=[ada])
    await give_github_account(stage.app.runtime, stage.owner.id, "ada", github.token(ada))
    workspace = (await stage.owner.post("/workspaces", {"name": "Acme"}))["id"]
    path = f"/workspaces/{workspace}/repositories"
    made = await stage.owner.post(path, {"full_name": "acme/rocket"})
    return {**made, "path": f"{path}/{made['id']}"}, rocket


@scenario(SET_UP_WEBHOOK, "repositories", elsewhere=hub_with_an_app)
async def a_webhook_to_be_made(stage: Stage) -> None:
    await _picked(stage)


@scenario(CHECK_REPOSITORY, "repositories", "audit_events", elsewhere=hub_with_an_app)
async def a_repository_whose_webhook_is_gone(stage: Stage) -> None:
    assert isinstance(stage.elsewhere, Hub)
    made, rocket = await _picked(stage)
    await stage.app.runtime.work_off()
    rocket.hooks.clear()
    stage.elsewhere.server.rename(rocket, "missile")
    await stage.owner.post(f"{made['path']}/check", None, 202)


@scenario(
    CHECK_REPOSITORIES,
    "repositories",
    "tasks",
    later=timedelta(hours=2),
    counts=True,
    elsewhere=hub_with_an_app,
)
async def repositories_at_which_nobody_looked(stage: Stage) -> None:
    await _picked(stage)
    await stage.app.runtime.work_off()
    await stage.have(CHECK_REPOSITORIES.call())


@scenario(REMOVE_WEBHOOK, counts=True, elsewhere=hub_with_an_app)
async def a_webhook_to_be_removed(stage: Stage) -> None:
    made, _ = await _picked(stage)
    await stage.app.runtime.work_off()
    await stage.owner.delete(str(made["path"]))


@scenario(NOTE_INSTALLATION, "github_installations", elsewhere=hub_with_an_app)
async def an_installation_to_be_noted(stage: Stage) -> None:
    assert isinstance(stage.elsewhere, Hub)
    github = stage.elsewhere.server
    (app,) = github.world.apps.values()
    installation = github.install(app, github.org("acme"))
    await stage.have(NOTE_INSTALLATION.call({"installation_id": installation.id}))


@scenario(CHECK_AUTHORIZATION, "github_tokens", "audit_events", elsewhere=hub_with_an_app)
async def a_revoked_token(stage: Stage) -> None:
    assert isinstance(stage.elsewhere, Hub)
    github = stage.elsewhere.server
    ada = github.user("ada")
    token = github.token(ada)
    await give_github_account(stage.app.runtime, stage.owner.id, "ada", token)
    async with stage.app.runtime.units.write() as unit:
        unit.session.add(
            Identity(
                id=new_id(),
                user_id=UUID(stage.owner.id),
                provider="github",
                subject=str(ada.id),
                created_at=now(),
            )
        )
    github.revoke(token)
    await stage.have(CHECK_AUTHORIZATION.call({"github_id": ada.id}))


async def _many_cards(stage: Stage) -> tuple[Board, list[Json]]:
    board = await make_board(stage.owner)
    return board, [await make_card(stage.owner, board, title=f"Card {n}") for n in range(3)]


@scenario(
    BULK_UPDATE_CARDS, "cards", "board_events", "boards", parts={"trivet.cards.workers.CHUNK": 2}
)
async def a_change_of_many_cards(stage: Stage) -> None:
    board, cards = await _many_cards(stage)
    updates = {"column_id": board.columns[1], "position": 0, "priority": "high"}
    await stage.have(
        BULK_UPDATE_CARDS.call(
            {"card_ids": [card["id"] for card in reversed(cards)], "updates": updates},
            workspace_id=UUID(board.workspace_id),
            requested_by=UUID(stage.owner.id),
        )
    )


@scenario(UNDO_CHANGE, "cards", "board_events", "boards", parts={"trivet.cards.workers.CHUNK": 2})
async def a_change_of_many_cards_to_take_back(stage: Stage) -> None:
    board, cards = await _many_cards(stage)
    updates = {"column_id": board.columns[1], "priority": "high"}
    wanted = {"card_ids": [card["id"] for card in cards], "updates": updates}
    await stage.owner.post("/cards/bulk-update", wanted, 200)
    seq = (await stage.owner.get(f"/boards/{board.id}"))["seq"]
    await stage.have(
        UNDO_CHANGE.call(
            {"board_id": board.id, "seq": seq},
            workspace_id=UUID(board.workspace_id),
            requested_by=UUID(stage.owner.id),
        )
    )


# Mail.


@scenario(SEND_SIGN_IN_EMAIL, elsewhere=post)
async def a_link_to_sign_in(stage: Stage) -> None:
    await stage.owner.post("/auth/email", {"email": "ada@example.com"}, 202)


@scenario(SEND_ADDRESS_EMAIL, elsewhere=post)
async def a_link_that_proves_an_address(stage: Stage) -> None:
    await stage.owner.post("/auth/me/addresses", {"email": "ada@example.com"}, 202)


@scenario(SEND_INVITATION_EMAIL, "invitations", elsewhere=post)
async def an_invitation(stage: Stage) -> None:
    await _invite(stage, "ada@example.com")


async def _invite(stage: Stage, *emails: str) -> None:
    workspace = await stage.owner.post("/workspaces", {"name": "Acme"})
    wanted = {"emails": emails, "role": "member"}
    await stage.owner.post(f"/workspaces/{workspace['id']}/invitations", wanted)


@scenario(
    SYNC_BOARD,
    *("miro_boards", "miro_items", "miro_tags", "miro_board_access"),
    elsewhere=wall,
)
async def a_whiteboard_to_be_swept(stage: Stage) -> None:
    assert isinstance(stage.elsewhere, Wall)
    miro = stage.elsewhere.server
    ada, acme = miro.user("Ada"), miro.team("Acme")
    plan = miro.board("Plan", ada, team=acme)
    for number in range(120):
        miro.shape(plan, f"Shape {number}")
    miro.tag(plan, "Tag")
    app = miro.app("http://127.0.0.1:9/oauth/callback", expiring=False)
    token = miro.token(ada, app, acme).text
    await give_miro_account(stage.app.runtime, stage.owner.id, ada.id, token)
    await stage.have(SYNC_BOARD.call({"board_id": plan.id}, requested_by=UUID(stage.owner.id)))


@scenario(
    POLL_BOARD,
    *("miro_items", "miro_tags", "miro_events"),
    elsewhere=wall,
    apart=("miro_boards",),  # how long it took
    goes_on=True,
)
async def a_whiteboard_that_is_followed(stage: Stage) -> None:
    assert isinstance(stage.elsewhere, Wall)
    miro = stage.elsewhere.server
    ada, acme = miro.user("Ada"), miro.team("Acme")
    plan = miro.board("Plan", ada, team=acme)
    made = [miro.shape(plan, f"Shape {number}") for number in range(60)]
    app = miro.app("http://127.0.0.1:9/oauth/callback", expiring=False)
    runtime, owner = stage.app.runtime, UUID(stage.owner.id)
    await give_miro_account(runtime, owner, ada.id, miro.token(ada, app, acme).text)
    door = BoardDoor(runtime.units, runtime.miro.access)
    await door.enter(owner, plan.id)
    client = await runtime.miro.access.for_person(owner)
    await Sweeper(runtime.units, door, client, owner, plan.id).sweep()
    miro.change(plan, made[0], data={"content": "Changed"})
    miro.delete(plan, made[1])
    miro.shape(plan, "New")
    miro.tag(plan, "Tag")
    await runtime.miro.following.begin(owner, plan.id)
    async with runtime.units.write() as unit:
        await keep(unit, Happening(plan.id, made[0].id, "f"))


@scenario(WATCH_BOARDS, "tasks")
async def whiteboards_that_nothing_looks_at(stage: Stage) -> None:
    async with stage.app.runtime.units.write() as unit:
        for name in ("one=", "other="):
            await MiroCacheWriter(unit.session).keep_board({"id": name, "name": name}, now())
            follows = FollowRepository(unit.session)
            await follows.keep(UUID(stage.owner.id), name, now(), None)
    await stage.have(WATCH_BOARDS.call())


@scenario(
    TEND_BOARDS,
    *("miro_boards", "miro_items", "miro_board_access"),
    later=timedelta(days=31),
    counts=True,
    parts={UPKEEP: 2},
)
async def whiteboards_that_nobody_reads(stage: Stage) -> None:
    async with stage.app.runtime.units.write() as unit:
        cache = MiroCacheWriter(unit.session)
        for name in ("old=", "older=", "read="):
            # One of them is read again later, and some of its items went long before.
            asked_at = now() + timedelta(days=30 if name == "read=" else 0)
            await cache.keep_board({"id": name, "name": name}, asked_at)
            await cache.prove(UUID(stage.owner.id), name, "1", now())
            board = await cache.held(name)
            assert board is not None
            items = [{"id": str(number), "type": "shape"} for number in range(1, 8)]
            await cache.keep_items(board, items, now(), styled=True)
            await cache.bury(board, [each["id"] for each in items[:5]], now())
    await stage.have(TEND_BOARDS.call())


@scenario(
    FORGET_CLIENT_LOGS, "client_logs", later=timedelta(days=15), counts=True, parts={UPKEEP: 2}
)
async def logs_that_are_old_and_of_somebody_who_left(stage: Stage) -> None:
    gone = await somebody(stage.app, "Gone")
    for person in (stage.owner, gone):
        said = [
            {"timestamp": rfc3339(now()), "level": "info", "message": str(number)}
            for number in range(3)
        ]
        await person.post("/api/logs", said, status=202)
    async with stage.app.runtime.units.write() as unit:
        await unit.session.run(
            update(User).where(User.id == UUID(gone.id)).values(deleted_at=now())
        )
    await stage.have(FORGET_CLIENT_LOGS.call())


@scenario(
    WORK_JOB,
    *("miro_jobs", "miro_operations"),
    elsewhere=wall,
    apart=("miro_boards", "miro_items", "miro_tags", "miro_board_access"),
    parts={"trivet.miro.job_workers.VENDOR_S": 0, "trivet.miro.job_workers.BLOCKED_S": 0},
)
async def operations_on_a_whiteboard(stage: Stage) -> None:
    assert isinstance(stage.elsewhere, Wall)
    miro = stage.elsewhere.server
    ada, acme = miro.user("Ada"), miro.team("Acme")
    plan = miro.board("Plan", ada, team=acme)
    old, tag = miro.card(plan, "Old"), miro.tag(plan, "Tag")
    app = miro.app("http://127.0.0.1:9/oauth/callback", expiring=False)
    runtime, owner = stage.app.runtime, UUID(stage.owner.id)
    await give_miro_account(runtime, owner, ada.id, miro.token(ada, app, acme).text)
    # Known before, so that to look for what was made changes nothing.
    door = BoardDoor(runtime.units, runtime.miro.access)
    await door.enter(owner, plan.id)
    client = await runtime.miro.access.for_person(owner)
    await Sweeper(runtime.units, door, client, owner, plan.id).sweep()
    planned = [
        *(made_card(CardBody.model_validate({"data": {"title": "Same"}})) for _ in range(3)),
        Planned("update", "card", old.id, {"data": {"title": "New"}}),
        Planned("attach", "tag", old.id, {"tag_id": tag.id}),
        Planned("update", "card", old.id, {"data": {"title": "Newer"}}),
    ]
    async with runtime.units.write() as unit:
        await Jobs(owner).take(unit, plan.id, planned)
