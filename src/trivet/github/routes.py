"""Routes of rules and deliveries."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from trivet.auth.dependencies import caller
from trivet.github.dry_run import DryRuns
from trivet.github.inbox import Inbox
from trivet.github.rule_schemas import DryRun, DryRunOut, RulesOut, RulesPut
from trivet.github.rulebook import Rulebook, RulebookQueries
from trivet.github.schemas import Acceptance, DeliveryAnswer
from trivet.platform.events import Actor, Origin
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(route_class=UnitRoute, tags=["github"])


async def _rulebook_queries(request: Request) -> RulebookQueries:
    return RulebookQueries(open_read(request), await caller(request), request.app.state.access)


async def _dry_runs(request: Request) -> DryRuns:
    return DryRuns(open_read(request), await caller(request), request.app.state.access)


async def _rulebook(request: Request) -> Rulebook:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return Rulebook(unit, who, request.app.state.access)


@router.get("/boards/{board_id}/rules", responses=responses(404))
async def get_rules(
    board_id: UUID, queries: Annotated[RulebookQueries, Depends(_rulebook_queries)]
) -> RulesOut:
    """Which event on GitHub moves a card to which column."""
    return RulesOut(rules=await queries.rules(board_id))


@router.put("/boards/{board_id}/rules", responses=responses(404, 409))
async def put_rules(
    board_id: UUID, body: RulesPut, rulebook: Annotated[Rulebook, Depends(_rulebook)]
) -> RulesOut:
    """Choose where cards go. For admins. An event that is not named gets its default back."""
    return RulesOut(rules=await rulebook.choose(board_id, body.rules))


@router.post("/boards/{board_id}/rules/dry-run", responses=responses(404))
async def try_rules(
    board_id: UUID, body: DryRun, dry_runs: Annotated[DryRuns, Depends(_dry_runs)]
) -> DryRunOut:
    """What rules would have done over the last 30 days, the newest first; nothing is changed.

    As if they had been there all the time, between what people did. Whether a column with a hard limit is full
    is judged by the cards that it has today. Up to 500 moves, of the 2,000 cards of which there were news last.
    """
    return await dry_runs.run(board_id, body.rules)


@router.post(
    "/webhooks/github",
    status_code=202,
    response_model=DeliveryAnswer,
    responses={**responses(400, 401, 413), 200: {"model": DeliveryAnswer}},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
)
async def receive_delivery(request: Request, response: Response) -> DeliveryAnswer:
    """What GitHub's webhooks deliver. Signed; kept first, then worked on by a task.

    202: it is kept, also if one that failed comes again. 200: it is done already, or means nothing
    to us.
    """
    opened = await request.app.state.doorkeeper.open(request.headers, request.body)
    unit = open_write(request, Actor(None, Origin.GITHUB, request.state.request_id))
    status = await Inbox(unit).keep(opened)
    if status is not Acceptance.ACCEPTED:
        response.status_code = 200
    return DeliveryAnswer(status=status)
