"""Routes of branches: what they are called, and making them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from trivet.auth.dependencies import CurrentCaller, caller
from trivet.cards.asking import CardQuestions
from trivet.cards.routes import CardName, WorkspaceId
from trivet.github.branch_names import DEFAULT_TEMPLATE
from trivet.github.branching import Branching, BranchingQueries
from trivet.github.git_integration import GitIntegrationService
from trivet.github.schemas import (
    BranchBegun,
    BranchCreate,
    BranchExamplesOut,
    BranchingOut,
    BranchingPut,
    BranchNameOut,
    BranchPrefixOut,
    BranchPrefixPut,
)
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(route_class=UnitRoute, tags=["github"])


async def _branching_queries(request: Request) -> BranchingQueries:
    state = request.app.state
    who = await caller(request)
    return BranchingQueries(open_read(request), who, state.access, state.github_tokens)


async def _branching(request: Request) -> Branching:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return Branching(unit, who, request.app.state.access)


Asked = Annotated[BranchingQueries, Depends(_branching_queries)]
Chosen = Annotated[Branching, Depends(_branching)]


@router.get("/cards/{card}/branch-name", responses=responses(404, 409))
async def get_branch_name(
    card: CardName,
    asked: Asked,
    workspace_id: WorkspaceId = None,
    repo_id: Annotated[UUID | None, Query(description="Where it is to be made.")] = None,
    name: Annotated[
        str | None, Query(max_length=1000, description="One to be checked by the rules of git.")
    ] = None,
) -> BranchNameOut:
    """How a branch for this card would be called, and which are being made. GitHub is not asked."""
    return await asked.preview(card, workspace_id, repository_id=repo_id, name=name)


@router.post("/cards/{card}/create-branch", status_code=202, responses=responses(404, 409))
async def create_branch(
    card: CardName,
    body: BranchCreate,
    request: Request,
    response: Response,
    who: CurrentCaller,
    workspace_id: WorkspaceId = None,
) -> BranchBegun:
    """Have a branch made on GitHub, in my name. A task does it, and says what became of it."""
    state = request.app.state
    unit = open_write(request, who.actor(request.state.request_id))
    card_id = await CardQuestions(unit.session, who, state.access).id_of(card, workspace_id)
    service = GitIntegrationService(unit, who, state.access, state.github_tokens)
    task = await service.create_branch(
        card_id, body.repo_id, body.branch_name, base_branch=body.base_branch
    )
    response.headers["Location"] = f"/tasks/{task.id}"
    return BranchBegun(task=TaskOut.model_validate(task))


@router.get("/boards/{board_id}/branching", responses=responses(404))
async def get_branching(board_id: UUID, asked: Asked) -> BranchingOut:
    """How the branches of a board's cards are called, and where they are usually made."""
    return await asked.of_board(board_id)


@router.put("/boards/{board_id}/branching", responses=responses(404, 409))
async def put_branching(board_id: UUID, body: BranchingPut, chosen: Chosen) -> BranchingOut:
    """Choose how branches are called, and where they are usually made. For admins."""
    return await chosen.choose(board_id, body)


@router.get("/boards/{board_id}/branching/examples", responses=responses(404))
async def get_branching_examples(
    board_id: UUID,
    asked: Asked,
    template: Annotated[
        str,
        Query(
            max_length=1000,
            description="It need not be one that does; absent, that of boards which chose none.",
        ),
    ] = DEFAULT_TEMPLATE,
) -> BranchExamplesOut:
    """What a template would make of some titles, before it is chosen."""
    return await asked.examples(board_id, template)


@router.get("/me/branch-prefix")
async def get_my_branch_prefix(asked: Asked) -> BranchPrefixOut:
    """What my branches begin with."""
    return BranchPrefixOut(prefix=await asked.prefix())


@router.put("/me/branch-prefix")
async def put_my_branch_prefix(body: BranchPrefixPut, chosen: Chosen) -> BranchPrefixOut:
    """Have my branches begin so, on every board."""
    return BranchPrefixOut(prefix=await chosen.set_prefix(body.prefix))
