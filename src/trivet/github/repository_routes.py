"""Routes of repositories: those that one reaches, those that are connected, and their branches."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from trivet.auth.dependencies import CurrentCaller, caller
from trivet.auth.github_tokens import GitHubAccount
from trivet.github.branch_listing import branch_page
from trivet.github.connecting import Picker, RepositoryQueries, RepositoryService
from trivet.github.reachable import ReachableQueries
from trivet.github.repository_patch import RepositoryPatch
from trivet.github.schemas import (
    BranchOut,
    CheckBegun,
    ReachableRepository,
    RepositoryConnect,
    RepositoryOut,
)
from trivet.github.writing_settings import WritingQuestions
from trivet.platform.settings import Settings
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    Page,
    bad_cursor,
    decode_cursor,
    encode_cursor,
    id_in_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, aside, open_read, open_write

router = APIRouter(route_class=UnitRoute, tags=["github"])

Words = Annotated[
    str, Query(max_length=200, description="What must stand in it, in any case; empty for all.")
]
REPOSITORIES = "/workspaces/{workspace_id}/repositories"
REPOSITORY = f"{REPOSITORIES}/{{repo_id}}"


class ReachableRepositories(Page[ReachableRepository]):
    """Repositories that one's GitHub account reaches, those with the latest push first."""

    truncated: bool = Field(
        description="Whether there are more than Trivet looks through: connect those by their name."
    )
    app_install_url: str | None = Field(
        None, description="Where the GitHub App is given further repositories, if there is one."
    )


class Branches(Page[BranchOut]):
    """Branches: the default one first; of a search, those that begin so first."""

    truncated: bool = Field(
        description="Whether there are more than Trivet looks through: search by how they begin."
    )


async def _account(request: Request) -> GitHubAccount | None:
    """The caller's account on GitHub; asked before a unit is opened, as it opens one itself."""
    who = await caller(request)
    found: GitHubAccount | None = await request.app.state.github_tokens.account(who.user_id)
    return found


async def _repository_queries(request: Request) -> RepositoryQueries:
    who, account = await caller(request), await _account(request)
    return RepositoryQueries(open_read(request), who, request.app.state.settings, account)


async def _repository_service(request: Request) -> RepositoryService:
    who, account = await caller(request), await _account(request)
    unit = open_write(request, who.actor(request.state.request_id))
    state = request.app.state
    return RepositoryService(unit, who, state.keys, state.settings, account)


async def _picker(request: Request) -> Picker:
    state = request.app.state
    return Picker(state.units, await caller(request), state.github, state.github_app)


async def _writing(request: Request) -> WritingQuestions:
    state = request.app.state
    return WritingQuestions(state.units, await caller(request), state.github)


Writing = Annotated[WritingQuestions, Depends(_writing)]
Repositories = Annotated[RepositoryService, Depends(_repository_service)]
Asking = Annotated[Picker, Depends(_picker)]


@router.get("/github/repositories", responses=responses(404, 503))
async def list_reachable_repositories(
    request: Request,
    response: Response,
    who: CurrentCaller,
    q: Words = "",
    workspace_id: Annotated[
        UUID | None, Query(description="Say of each whether it is connected to this workspace.")
    ] = None,
    refresh: Annotated[
        bool, Query(description="Ask GitHub now; else what it said within a minute will do.")
    ] = False,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> ReachableRepositories:
    """The repositories that my GitHub account reaches, those with the latest push first."""
    state = request.app.state
    after = _reachable_place(cursor)
    reach = await state.reachable.of(who.user_id, refresh=refresh)
    found = await ReachableQueries(open_read(request), who, state.settings).page(
        reach, q=q, workspace_id=workspace_id, after=after, limit=limit + 1
    )
    next_cursor = None
    if len(found) > limit:
        pushed_at, number = found[limit - 1][0]
        next_cursor = encode_cursor(pushed_at, str(number))
    link_next(request, response, next_cursor)
    return ReachableRepositories(
        items=[shown for _, shown in found[:limit]],
        next_cursor=next_cursor,
        truncated=reach.truncated,
        app_install_url=_install_url(state.settings),
    )


def _reachable_place(cursor: str | None) -> tuple[str, int] | None:
    if cursor is None:
        return None
    pushed_at, number = decode_cursor(cursor, parts=2)
    return pushed_at, _number(number)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 20:
        raise bad_cursor()
    return int(text)


def _install_url(settings: Settings) -> str | None:
    if settings.github_app_slug is None:
        return None
    return f"{settings.github_url}/apps/{settings.github_app_slug}/installations/new"


@router.get(REPOSITORIES, responses=responses(404))
async def list_repositories(
    workspace_id: UUID,
    request: Request,
    response: Response,
    queries: Annotated[RepositoryQueries, Depends(_repository_queries)],
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[RepositoryOut]:
    """The repositories that are connected to a workspace, oldest first."""
    found = await queries.page(workspace_id, id_in_cursor(cursor), limit + 1)
    items = found[:limit]
    next_cursor = encode_cursor(str(items[-1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[RepositoryOut](items=items, next_cursor=next_cursor)


@router.post(REPOSITORIES, status_code=201, responses=responses(404, 409, 503))
async def connect_repository(
    workspace_id: UUID,
    body: RepositoryConnect,
    request: Request,
    picker: Asking,
) -> RepositoryOut:
    """Connect a repository. For admins.

    Without a secret GitHub is asked about it in your name, and a task makes its webhook, where one is
    needed and can be made; with a secret make the webhook yourself, as `webhook` says.
    """
    if body.secret is not None:
        service = await _repository_service(request)
        return await service.connect_by_hand(workspace_id, body.full_name, body.secret)
    async with aside(request, again=True):
        picked = await picker.ask(workspace_id, body.full_name)
    service = await _repository_service(request)
    return await service.connect_picked(workspace_id, picked)


@router.patch(REPOSITORY, responses=responses(404, 409, 503))
async def change_repository(
    workspace_id: UUID, repo_id: UUID, body: RepositoryPatch, request: Request, asking: Writing
) -> RepositoryOut:
    """Give a repository's webhook a new secret, or switch what Trivet writes on GitHub. For admins.

    From then on only a webhook with the new secret is accepted; it may be another one than before. A webhook
    that Trivet keeps is given it by a task. Before something is switched on that nobody could do, GitHub is
    asked.
    """
    if any(body.switches.values()):
        async with aside(request, again=True):
            await asking.demand(workspace_id, repo_id, body.switches)
    service = await _repository_service(request)
    return await service.change(workspace_id, repo_id, body)


@router.delete(REPOSITORY, status_code=204, responses=responses(404))
async def disconnect_repository(workspace_id: UUID, repo_id: UUID, service: Repositories) -> None:
    """Disconnect a repository. For admins.

    Its deliveries are refused from now on, and a webhook that Trivet made is removed by a task. What cards
    show of it stays as it is.
    """
    await service.disconnect(workspace_id, repo_id)


@router.post(f"{REPOSITORY}/check", status_code=202, responses=responses(404))
async def check_repository(
    workspace_id: UUID, repo_id: UUID, response: Response, service: Repositories
) -> CheckBegun:
    """Have a repository and its webhook looked at on GitHub, and mended where that can be. For admins."""
    task = await service.check(workspace_id, repo_id)
    response.headers["Location"] = f"/tasks/{task.id}"
    return CheckBegun(task=TaskOut.model_validate(task))


@router.get(f"{REPOSITORY}/branches", responses=responses(404, 503))
async def list_branches(
    workspace_id: UUID,
    repo_id: UUID,
    request: Request,
    response: Response,
    who: CurrentCaller,
    picker: Asking,
    q: Words = "",
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Branches:
    """The branches of a repository, as GitHub shows them to you now. For members who may make some."""
    after = None
    if cursor is not None:
        group, name = decode_cursor(cursor, parts=2)
        after = _number(group), name
    row = await picker.branches_of(workspace_id, repo_id)
    client = await request.app.state.github.for_person(who.user_id)
    found = await branch_page(
        client, row.full_name, row.default_branch, q=q, after=after, limit=limit + 1
    )
    next_cursor = None
    if len(found.items) > limit:
        group_, name_ = found.items[limit - 1][0]
        next_cursor = encode_cursor(str(group_), name_)
    link_next(request, response, next_cursor)
    items = [shown for _, shown in found.items[:limit]]
    return Branches(items=items, next_cursor=next_cursor, truncated=found.truncated)
