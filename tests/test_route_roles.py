"""Every route by every role: who may do what, in one table.

A route that is not in the table fails, and so does a row without a route. Then everybody calls
everything: nobody, a stranger, a stranger who looks after the installation, and a member of each role.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from websockets.exceptions import ConnectionClosed

from tests.factories.github import ping
from tests.factories.people import signed_in
from tests.factories.pull_requests import give_pull_request
from tests.github.hooks import Hook
from tests.realtime.conftest import served
from tests.realtime.followers import Follower, follow_at
from tests.support.apps import (
    Person,
    Trivet,
    in_workspace,
    make_board,
    make_card,
    somebody,
)
from trivet.auth.models import User
from trivet.auth.sessions import SignedIn
from trivet.platform.clock import now
from trivet.platform.tasks.declarations import Task
from trivet.workspaces.models import Role
from trivet.workspaces.roles import at_least

OF_TOMORROW = Task("of_tomorrow_task")
SECRET = "a secret of this repository"
Things = dict[str, str]
"""What there is to name, by the name under which a route names it."""


class Least(StrEnum):
    """Who may, at the least."""

    PUBLIC = "everybody, also without signing in"
    SIGNED_IN = "whoever is signed in"
    OWN = "whoever it belongs to; for all others it is not there"
    INSTANCE_ADMIN = "whoever looks after the installation"
    VIEWER = "a viewer of the workspace"
    MEMBER = "a member"
    ADMIN = "an admin"
    OWNER = "an owner"


ROLES = {
    Least.VIEWER: Role.VIEWER,
    Least.MEMBER: Role.MEMBER,
    Least.ADMIN: Role.ADMIN,
    Least.OWNER: Role.OWNER,
}


@dataclass(frozen=True)
class Call:
    """One way to call a route, and who may.

    Args:
        least: who may.
        body: what is sent.
        path: where, if the route's own path does not say it.
        allowed: what is answered to whoever may, beside successes.
        nobody: what is answered to who is not signed in.
        apart: whether it is called by a session of its own, which may not live after it.
    """

    least: Least
    body: Callable[[Things], Any] | None = None
    path: str | None = None
    allowed: frozenset[int] = field(default_factory=frozenset)
    nobody: int = 401
    apart: bool = False


PUBLIC, SIGNED_IN, OWN = Call(Least.PUBLIC), Call(Least.SIGNED_IN), Call(Least.OWN)
VIEWER, MEMBER, ADMIN, OWNER = (Call(least) for least in ROLES)


def sending(least: Least, **body: Any) -> Call:
    """A call with a body that names nothing."""
    return Call(least, lambda _: body)


OF_MIRO = Call(Least.SIGNED_IN, allowed=frozenset({404}))
"""Nobody here has an account at Miro."""

BATCH = {"boardId": "uXjV=", "operations": [{"type": "delete_card", "item_id": "1"}]}

# In the order in which they are called: what deletes comes last.
TABLE: dict[str, tuple[Call, ...]] = {
    # What is open to everybody.
    "GET /healthz": (PUBLIC,),
    "GET /readyz": (PUBLIC,),
    # Programs on this machine, by its own name; by another one, whoever they are, only with its token.
    "GET /metrics": (Call(Least.PUBLIC, allowed=frozenset({403})),),
    "GET /openapi.json": (PUBLIC,),
    "GET /": (PUBLIC,),
    "GET /app": (PUBLIC,),
    "GET /app/{path:path}": (Call(Least.PUBLIC, path="/app/sign-in"),),
    # No app at Miro, and the page says so.
    "GET /miro/panel": (PUBLIC,),
    "POST /invitations/preview": (
        Call(Least.PUBLIC, lambda _: {"token": "tri_guessed"}, allowed=frozenset({404})),
    ),
    "POST /auth/local": (sending(Least.PUBLIC, token="trl_guessed"),),
    "POST /auth/refresh": (sending(Least.PUBLIC, refresh_token="trr_guessed"),),
    "POST /webhooks/github": (sending(Least.PUBLIC),),
    # No secret is set: there is none.
    "POST /api/webhook": (Call(Least.PUBLIC, allowed=frozenset({404})),),
    "POST /api/webhook/{secret}": (
        Call(Least.PUBLIC, path="/api/webhook/guessed", allowed=frozenset({404})),
    ),
    "GET /auth/methods": (PUBLIC,),
    # Nothing is set up for them here, and they say so.
    "GET /auth/github/login": (Call(Least.PUBLIC, allowed=frozenset({404})),),
    "GET /auth/github/callback": (PUBLIC,),
    "POST /auth/github/callback": (
        Call(Least.PUBLIC, lambda _: {"code": "c", "state": "s"}, allowed=frozenset({404})),
    ),
    # No app at Miro, either.
    "GET /oauth/login": (
        Call(Least.PUBLIC, path="/oauth/login?here=true", allowed=frozenset({404})),
    ),
    "GET /oauth/callback": (PUBLIC,),
    "POST /auth/miro/session": (
        Call(Least.PUBLIC, lambda _: {"id_token": "guessed"}, allowed=frozenset({404})),
    ),
    # No mail server.
    "POST /auth/email": (
        Call(Least.PUBLIC, lambda _: {"email": "a@b.test"}, allowed=frozenset({404})),
    ),
    "POST /auth/email/callback": (sending(Least.PUBLIC, token="tre_guessed"),),
    # Oneself.
    "GET /auth/me": (SIGNED_IN,),
    "GET /auth/me/export": (SIGNED_IN,),
    "PATCH /auth/me": (sending(Least.SIGNED_IN, name="Somebody"),),
    # No mail server; and a link that was guessed.
    "POST /auth/me/addresses": (
        Call(Least.SIGNED_IN, lambda _: {"email": "a@b.test"}, allowed=frozenset({404})),
    ),
    "POST /auth/me/addresses/confirm": (
        Call(Least.SIGNED_IN, lambda _: {"token": "trp_guessed"}, allowed=frozenset({404})),
    ),
    "GET /auth/github": (SIGNED_IN,),
    "GET /auth/miro": (SIGNED_IN,),
    # Nobody here has an account at Miro.
    "DELETE /auth/miro": (Call(Least.SIGNED_IN, allowed=frozenset({404})),),
    "GET /api/auth/status": (Call(Least.SIGNED_IN, allowed=frozenset({404}), nobody=400),),
    "GET /api/boards": (OF_MIRO,),
    "GET /api/boards/{boardId}": (OF_MIRO,),
    "POST /api/boards/{boardId}/sync": (OF_MIRO,),
    "PUT /api/boards/{boardId}/follow": (OF_MIRO,),
    "DELETE /api/boards/{boardId}/follow": (OF_MIRO,),
    "GET /api/boards/{boardId}/shapes": (OF_MIRO,),
    "GET /api/boards/{boardId}/shapes/{itemId}": (OF_MIRO,),
    "POST /api/boards/{boardId}/shapes": (replace(OF_MIRO, body=lambda _: {}),),
    "PUT /api/boards/{boardId}/shapes/{itemId}": (replace(OF_MIRO, body=lambda _: {}),),
    "DELETE /api/boards/{boardId}/shapes/{itemId}": (OF_MIRO,),
    "GET /api/boards/{boardId}/tags": (OF_MIRO,),
    "GET /api/cache/{boardId}": (OF_MIRO,),
    "GET /api/limits": (OF_MIRO,),
    # Whoever is signed in logs, with or without an account at Miro.
    "POST /api/logs": (Call(Least.SIGNED_IN, lambda _: []),),
    "POST /api/batch": (replace(OF_MIRO, body=lambda _: BATCH),),
    "POST /api/cards": (replace(OF_MIRO, body=lambda _: {"boardId": "uXjV=", "cards": [{}]}),),
    "GET /api/jobs": (OF_MIRO,),
    "GET /api/jobs/{jobId}": (OF_MIRO,),
    "POST /api/jobs/{jobId}/cancel": (OF_MIRO,),
    "POST /api/jobs/{jobId}/retry": (OF_MIRO,),
    "POST /api/jobs/{jobId}/operations/{index}/resolve": (
        replace(OF_MIRO, body=lambda _: {"made": True}),
    ),
    "POST /api/users": (
        Call(Least.SIGNED_IN, lambda _: {"id": "1", "access_token": "t"}, allowed=frozenset({404})),
    ),
    # Nobody here has an account on GitHub, and is told so: a refusal of another kind than the role's.
    "GET /github/repositories": (Call(Least.SIGNED_IN, allowed=frozenset({403})),),
    "GET /github/status": (SIGNED_IN,),
    "GET /auth/tokens": (SIGNED_IN,),
    "POST /auth/tokens": (sending(Least.SIGNED_IN, name="bot"),),
    "GET /auth/sessions": (SIGNED_IN,),
    "GET /auth/audit": (SIGNED_IN,),
    "GET /workspaces": (SIGNED_IN,),
    # Each sees their own workspaces only: tests/views/test_search_people.py, tests/flows.
    "GET /search": (Call(Least.SIGNED_IN, path="/search?q=card"),),
    "GET /me/cards": (SIGNED_IN,),
    "GET /me/notifications": (SIGNED_IN,),
    "POST /me/notifications/read": (sending(Least.SIGNED_IN, all=True),),
    # Who has the link of an open invitation may come in, whoever they are.
    "POST /invitations/{token}/accept": (
        Call(Least.SIGNED_IN, path="/invitations/{open_token}/accept"),
    ),
    "GET /auth/me/invitations": (SIGNED_IN,),
    "POST /auth/me/invitations/{invitation_id}/accept": (
        Call(Least.OWN, path="/auth/me/invitations/{invitation_of_other}/accept"),
    ),
    "GET /me/branch-prefix": (SIGNED_IN,),
    "PUT /me/branch-prefix": (sending(Least.SIGNED_IN, prefix="ada/"),),
    "POST /workspaces": (sending(Least.SIGNED_IN, name="Another"),),
    # Looking.
    "GET /workspaces/{workspace_id}": (VIEWER,),
    "GET /workspaces/{workspace_id}/members": (VIEWER,),
    "GET /workspaces/{workspace_id}/boards": (VIEWER,),
    "GET /workspaces/{workspace_id}/repositories": (VIEWER,),
    "GET /workspaces/{workspace_id}/tasks": (VIEWER,),
    "GET /workspaces/{workspace_id}/audit": (ADMIN,),
    "GET /boards/{board_id}": (VIEWER,),
    "GET /boards/{board_id}/events": (VIEWER,),
    "GET /boards/{board_id}/activity": (VIEWER,),
    "GET /boards/{board_id}/rules": (VIEWER,),
    # What rules would have done; nothing is written.
    "POST /boards/{board_id}/rules/dry-run": (sending(Least.VIEWER),),
    "GET /boards/{board_id}/branching": (VIEWER,),
    "GET /boards/{board_id}/branching/examples": (VIEWER,),
    "GET /boards/{board_id}/bin": (VIEWER,),
    "GET /cards/{card}": (VIEWER,),
    "GET /cards/{card}/activity": (VIEWER,),
    "GET /cards/{card}/relations": (VIEWER,),
    "GET /cards/{card}/comments": (VIEWER,),
    "GET /cards/{card}/branch-name": (VIEWER,),
    "GET /cards/{card}/pull-requests": (VIEWER,),
    "GET /deliveries": (
        Call(Least.ADMIN, path="/deliveries?workspace_id={workspace_id}"),
        Call(Least.INSTANCE_ADMIN),
    ),
    "GET /deliveries/{delivery_id}": (ADMIN,),
    "GET /cards/{card}/places": (VIEWER,),
    "GET /tasks": (Call(Least.INSTANCE_ADMIN),),
    "GET /logs": (Call(Least.INSTANCE_ADMIN),),
    "GET /tasks/{task_id}": (VIEWER,),
    "WS /ws/boards/{board_id}": (VIEWER,),
    # Working.
    "POST /workspaces/{workspace_id}/boards": (sending(Least.MEMBER, name="Wheels"),),
    "POST /boards/{board_id}/copy": (sending(Least.MEMBER, name="Again", with_cards=True),),
    "PATCH /boards/{board_id}": (
        sending(Least.MEMBER, name="Engines"),
        sending(Least.ADMIN, archived=True),
        sending(Least.ADMIN, archived=False),
    ),
    "POST /boards/{board_id}/columns": (sending(Least.MEMBER, name="Later"),),
    "PATCH /columns/{column_id}": (sending(Least.MEMBER, name="Sooner"),),
    "POST /boards/{board_id}/labels": (sending(Least.MEMBER, name="new", color="#112233"),),
    "PATCH /labels/{label_id}": (sending(Least.MEMBER, name="old"),),
    "POST /boards/{board_id}/cards": (
        Call(Least.MEMBER, lambda things: {"column_id": things["column_id"], "title": "x"}),
    ),
    "PATCH /cards/{card}": (sending(Least.MEMBER, title="y"),),
    "POST /cards/{card}/move": (sending(Least.MEMBER, position=0),),
    "POST /cards/{card}/restore": (sending(Least.MEMBER),),
    "POST /cards/{card}/checklist": (sending(Least.MEMBER, text="A step"),),
    "PATCH /cards/{card}/checklist/{item_id}": (sending(Least.MEMBER, done=True),),
    "DELETE /cards/{card}/checklist/{item_id}": (MEMBER,),
    "POST /cards/{card}/links": (sending(Least.MEMBER, url="https://example.com"),),
    "PATCH /cards/{card}/links/{link_id}": (sending(Least.MEMBER, title="There"),),
    "DELETE /cards/{card}/links/{link_id}": (MEMBER,),
    "POST /cards/{card}/comments": (sending(Least.MEMBER, body="Said"),),
    # Even an admin does not put words into somebody's mouth; to take them away is another thing.
    "PATCH /comments/{comment_id}": (
        Call(Least.MEMBER, lambda _: {"body": "Said better"}, allowed=frozenset({403})),
    ),
    "DELETE /comments/{comment_id}": (Call(Least.MEMBER, allowed=frozenset({403})),),
    "POST /cards/{card}/dependencies": (
        Call(Least.MEMBER, lambda things: {"blocked_by": things["other_card"]}),
    ),
    "DELETE /cards/{card}/dependencies/{other}": (
        Call(Least.MEMBER, path="/cards/{card}/dependencies/{other_card}"),
    ),
    # None of them has an account at GitHub; who has is in tests/github/test_create_branch.py.
    "POST /cards/{card}/create-branch": (
        Call(
            Least.MEMBER,
            lambda things: {"repo_id": things["repo_id"]},
            allowed=frozenset({403}),
        ),
    ),
    # The board has no columns that mean that work begins or ends: tests/github/test_starting.py has.
    "POST /cards/{card}/start": (Call(Least.MEMBER, lambda _: {}, allowed=frozenset({409})),),
    "POST /cards/{card}/finish": (Call(Least.MEMBER, lambda _: {}, allowed=frozenset({409})),),
    "POST /cards/{card}/pull-requests": (sending(Least.MEMBER, url="acme/rocket#1", closes=False),),
    "POST /cards/{card}/pull-requests/{pull_request_id}/sync": (MEMBER,),
    "DELETE /cards/{card}/pull-requests/{pull_request_id}": (MEMBER,),
    "POST /cards/{card}/copy": (sending(Least.MEMBER),),
    "POST /cards/{card}/transfer": (
        Call(Least.MEMBER, lambda things: {"board_id": things["other_board_id"]}),
        Call(Least.MEMBER, lambda things: {"board_id": things["board_id"]}),
    ),
    "POST /cards/bulk-update": (
        Call(
            Least.MEMBER,
            lambda things: {"card_ids": [things["card"]], "updates": {"priority": "high"}},
        ),
    ),
    # Whoever calls has just changed a card.
    "POST /boards/{board_id}/undo": (sending(Least.MEMBER),),
    # Managing.
    "PATCH /workspaces/{workspace_id}": (sending(Least.ADMIN, name="Rockets"),),
    "PATCH /workspaces/{workspace_id}/members/{user_id}": (sending(Least.ADMIN, role="viewer"),),
    "PUT /boards/{board_id}/rules": (sending(Least.ADMIN, rules=[]),),
    "PUT /boards/{board_id}/branching": (
        sending(Least.ADMIN, template="{key}", repository_id=None),
    ),
    "POST /workspaces/{workspace_id}/repositories": (
        sending(Least.ADMIN, full_name="acme/other", secret=SECRET),
    ),
    "POST /workspaces/{workspace_id}/repositories/{repo_id}/check": (ADMIN,),
    "GET /workspaces/{workspace_id}/repositories/{repo_id}/branches": (
        Call(Least.MEMBER, allowed=frozenset({403})),
    ),
    "PATCH /workspaces/{workspace_id}/repositories/{repo_id}": (
        sending(Least.ADMIN, secret=f"another, {SECRET}"),
    ),
    # While the one before it is worked on.
    "POST /deliveries/{delivery_id}/replay": (Call(Least.ADMIN, allowed=frozenset({409})),),
    "POST /tasks/{task_id}/retry": (Call(Least.ADMIN, allowed=frozenset({409})),),
    "POST /tasks/{task_id}/cancel": (ADMIN,),
    "DELETE /tasks/{task_id}": (ADMIN,),
    "GET /workspaces/{workspace_id}/invitations": (ADMIN,),
    "POST /workspaces/{workspace_id}/invitations": (
        sending(Least.ADMIN, emails=["ada@example.com"], role="viewer"),
    ),
    "POST /workspaces/{workspace_id}/invitations/{invitation_id}/resend": (ADMIN,),
    # Taking away.
    "DELETE /workspaces/{workspace_id}/invitations/{invitation_id}": (ADMIN,),
    "DELETE /workspaces/{workspace_id}/repositories/{repo_id}": (ADMIN,),
    "DELETE /workspaces/{workspace_id}/members/{user_id}": (ADMIN,),
    "DELETE /cards/{card}": (MEMBER,),
    "DELETE /labels/{label_id}": (MEMBER,),
    "DELETE /columns/{column_id}": (
        Call(Least.MEMBER, path="/columns/{column_id}?move_cards_to={other_column_id}", body=None),
    ),
    "DELETE /boards/{board_id}": (ADMIN,),
    "DELETE /workspaces/{workspace_id}": (OWNER,),
    "DELETE /auth/tokens/{token_id}": (
        OWN,
        Call(Least.OWN, path="/auth/tokens/{token_of_other}"),
    ),
    "DELETE /auth/sessions/{session_id}": (
        OWN,
        Call(Least.OWN, path="/auth/sessions/{session_of_other}"),
    ),
    "POST /auth/logout": (Call(Least.SIGNED_IN, apart=True),),
    # Last of all: nobody is left who could call.
    "DELETE /auth/me": (Call(Least.SIGNED_IN, allowed=frozenset({409})),),
}


def routes_of(app: FastAPI) -> set[str]:
    """Everything that the application answers; HEAD goes with GET."""
    found: set[str] = set()
    for context in iter_route_contexts(app.routes):
        methods = set(context.methods or {"WS"})
        found |= {f"{method} {context.path}" for method in methods - {"HEAD"}}
    return found


def test_every_route_has_a_rule_and_every_rule_a_route(app: Trivet) -> None:
    routes = routes_of(app.app)
    without_rule, without_route = sorted(routes - TABLE.keys()), sorted(TABLE.keys() - routes)
    assert without_rule == [], "say in TABLE who may call these"
    assert without_route == [], "TABLE names routes that are not there"


class Walk:
    """Somebody who calls everything.

    Args:
        app: the application.
        address: where it is served, for sockets.
        things: what there is to name.
        person: who calls; None is nobody.
        role: of theirs in the workspace; None for strangers.
        instance_admin: whether they look after the installation.
    """

    def __init__(
        self,
        app: Trivet,
        address: str,
        things: Things,
        person: Person | None,
        role: Role | None,
        *,
        instance_admin: bool = False,
    ) -> None:
        self._app = app
        self._follow = follow_at(address)
        self._things = things
        self._person = person
        self._role = role
        self._instance_admin = instance_admin

    async def all(self) -> dict[str, str]:
        """What was not as the table says."""
        wrong: dict[str, str] = {}
        for route, calls in TABLE.items():
            for call in calls:
                expected, answer = self._expected(call), await self._answer(route, call)
                if answer not in expected:
                    wrong[f"{route} {call.path or ''}"] = f"{answer}, not {expected}"
        return wrong

    def _expected(self, call: Call) -> Iterable[int | str]:
        if call.least is Least.PUBLIC:
            return ["open"]
        if self._person is None:
            return [call.nobody]
        if call.least is Least.OWN:
            return [404] if call.path and "other" in call.path else ["done"]
        if call.least is Least.SIGNED_IN:
            return ["done", *call.allowed]
        if call.least is Least.INSTANCE_ADMIN:
            return ["done"] if self._instance_admin else [403]
        if self._role is None:
            return [404]
        if not at_least(self._role, ROLES[call.least]):
            return [403]
        return ["done", *call.allowed]

    async def _answer(self, route: str, call: Call) -> int | str:
        method, _, template = route.partition(" ")
        path = (call.path or template).format_map(self._things)
        if method == "WS":
            return await self._socket()
        body = None if call.body is None else call.body(self._things)
        sent = {}
        if self._person is not None:
            token = self._person.token
            if call.apart:
                token = (await another_session(self._app, self._person)).access_token
            sent["Authorization"] = f"Bearer {token}"
        response = await self._app.http.request(method, path, json=body, headers=sent)
        if call.least is Least.PUBLIC:
            # A link or a signature that is not accepted is a 401 of its own.
            closed = response.status_code in {401, 403, 404} - call.allowed
            own = response.status_code == 401 and "not_authenticated" not in response.text
            return response.status_code if closed and not own else "open"
        return "done" if response.status_code < 400 else response.status_code

    async def _socket(self) -> int | str:
        """What HTTP would answer where a socket is closed with 44xx."""
        headers = None if self._person else {"Cookie": "trivet_access=nobodys"}
        board_id = self._things["board_id"]
        async with self._follow(board_id, self._person, headers=headers) as follower:
            return await _welcome(follower)


async def _welcome(follower: Follower) -> int | str:
    try:
        await follower.next("hello")
    except ConnectionClosed as closed:
        return closed.rcvd.code - 4000 if closed.rcvd else "broken"
    return "done"


async def things_in_a_workspace(app: Trivet, owner: Person) -> Things:
    """A workspace with one of everything."""
    board = await make_board(owner)
    label = await owner.post(f"/boards/{board.id}/labels", {"name": "bug", "color": "#ff0000"})
    repository = await owner.post(
        f"/workspaces/{board.workspace_id}/repositories",
        {"full_name": "acme/rocket", "secret": SECRET},
    )
    await Hook(app.http, SECRET).deliver("ping", ping())
    deliveries = await owner.get(f"/deliveries?workspace_id={board.workspace_id}")
    async with app.runtime.units.write() as unit:
        task_id = unit.enqueue(
            OF_TOMORROW.call(
                run_at=now() + timedelta(hours=1), workspace_id=UUID(board.workspace_id)
            )
        )
    card, other_card = await make_card(owner, board), await make_card(owner, board)
    pull_request = await give_pull_request(app.runtime.units, repository["id"], card["id"])
    whole = await owner.post(f"/cards/{card['id']}/checklist", {"text": "A step"})
    linked = await owner.post(f"/cards/{card['id']}/links", {"url": "https://example.com"})
    comment = await owner.post(f"/cards/{card['id']}/comments", {"body": "Said"})
    other = await make_board(owner, name="Wings", workspace_id=board.workspace_id)
    token, session = await own_things(app, owner)
    _, invitation = await invited(owner, board.workspace_id, bound=True)
    elsewhere = await owner.post("/workspaces", {"name": "Elsewhere"})
    open_token, _ = await invited(owner, elsewhere["id"], bound=False)
    return {
        "workspace_id": board.workspace_id,
        "board_id": board.id,
        "boardId": "uXjVOfjkmIw=",
        "itemId": "3458764500000000001",
        "jobId": "01a22900-0000-7000-8000-000000000001",
        "index": "0",
        "other_board_id": other.id,
        "column_id": board.columns[0],
        "other_column_id": board.columns[1],
        "label_id": label["id"],
        "card": card["id"],
        "other_card": other_card["id"],
        "item_id": whole["checklist"][0]["id"],
        "link_id": linked["links"][0]["id"],
        "comment_id": comment["id"],
        "repo_id": repository["id"],
        "pull_request_id": pull_request,
        "delivery_id": deliveries["items"][0]["id"],
        "task_id": str(task_id),
        "user_id": (await in_workspace(app, board.workspace_id, Role.MEMBER)).id,
        "token_of_other": token,
        "session_of_other": session,
        "invitation_id": invitation,
        "invitation_of_other": invitation,
        "open_token": open_token,
    }


async def invited(owner: Person, workspace_id: str, *, bound: bool) -> tuple[str, str]:
    """The secret of an invitation, and its id."""
    body = {"emails": ["grace@example.com"], "role": "viewer", "bound": bound}
    sent = (await owner.post(f"/workspaces/{workspace_id}/invitations", body))["items"][0]
    return sent["link"].partition("#")[2], sent["invitation"]["id"]


async def own_things(app: Trivet, person: Person) -> tuple[str, str]:
    """An API token and one more session of somebody."""
    token = await person.post("/auth/tokens", {"name": "bot"})
    return token["id"], str((await another_session(app, person)).session_id)


async def another_session(app: Trivet, person: Person) -> SignedIn:
    """Somebody signs in once more."""
    async with app.runtime.units.read() as unit:
        user = await unit.session.get(User, UUID(person.id))
    assert user is not None
    return await signed_in(app.runtime.units, app.runtime.keys, user)


@pytest.mark.parametrize("who", ["nobody", "stranger", "instance admin", *Role])
async def test_everybody_may_do_what_the_table_says_and_nothing_else(
    app: Trivet, owner: Person, who: str
) -> None:
    things = await things_in_a_workspace(app, owner)
    role = Role(who) if who in set(Role) else None
    person: Person | None = None
    if role is not None:
        person = await in_workspace(app, things["workspace_id"], role)
    elif who != "nobody":
        person = await somebody(app, instance_admin=who == "instance admin")
    mine = await own_things(app, owner if person is None else person)
    things |= dict(zip(("token_id", "session_id"), mine, strict=True))
    before = await owner.get(f"/boards/{things['board_id']}")
    async with served(app) as (address, _):
        walk = Walk(app, address, things, person, role, instance_admin=who == "instance admin")
        assert await walk.all() == {}
    if role in {None, Role.VIEWER}:
        assert await owner.get(f"/boards/{things['board_id']}") == before
