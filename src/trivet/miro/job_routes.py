"""Work at Miro that is queued: taken here, done by and by."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.miro.callers import CurrentMiroCaller
from trivet.miro.errors import MiroAccountMissing
from trivet.miro.item_bodies import CardBody
from trivet.miro.job_schemas import (
    MiroJobsOut,
    MiroJobWithOperations,
    MiroQueuedOut,
    ResolveIn,
    job_out,
    whole_job_out,
)
from trivet.miro.jobs import Jobs
from trivet.miro.operations import MOST_AT_ONCE, BatchIn, CardsIn, card
from trivet.miro.queueing import QUEUED, Queues
from trivet.platform.errors import FieldError, Unprocessable
from trivet.platform.events import Actor
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    encode_cursor,
    id_in_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(prefix="/api", tags=["miro"], route_class=UnitRoute)


async def _owner(who: CurrentMiroCaller) -> UUID:
    """Whose jobs they are: also of somebody who has disconnected Miro since."""
    if who.user_id is None:
        raise MiroAccountMissing("Connect it first: open /oauth/login in a browser.")
    return who.user_id


Owner = Annotated[UUID, Depends(_owner)]
JobId = Annotated[UUID, Path(alias="jobId")]
_TAKES = responses(401, 403, 404, 409, 422, 429, 503)


@router.post("/batch", status_code=202, responses={**QUEUED, **_TAKES})
async def queue_batch(queue: Queues, body: BatchIn) -> MiroQueuedOut:
    """Have operations done on a board by and by. All are held to what Miro accepts before one is taken."""
    return await queue.take(body.board_id, [each.planned() for each in body.operations])


@router.post("/cards", status_code=202, responses={**QUEUED, **_TAKES})
async def queue_cards(
    queue: Queues,
    body: Annotated[
        CardsIn | Annotated[list[CardBody], Body(min_length=1, max_length=MOST_AT_ONCE)], Body()
    ],
    board_id: Annotated[
        str | None,
        Query(
            alias="boardId",
            pattern=r"^[A-Za-z0-9_=-]{1,64}$",
            description="Where an array is sent: on which board.",
        ),
    ] = None,
) -> MiroQueuedOut:
    """Have cards made on a board by and by."""
    if isinstance(body, CardsIn):
        board, cards = body.board_id, body.cards
    elif board_id is not None:
        board, cards = board_id, body
    else:
        fault = FieldError("boardId", "says on which board an array of cards is made", "missing")
        raise Unprocessable("Send `?boardId=` with an array.", fields=(fault,))
    return await queue.take(board, [card(each) for each in cards])


@router.get("/jobs", responses=responses(401, 403, 404))
async def list_miro_jobs(
    request: Request,
    response: Response,
    who: Owner,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> MiroJobsOut:
    """My jobs, the youngest first."""
    before = id_in_cursor(cursor)
    views, last = await Jobs(who).page(open_read(request).session, before, limit)
    following = None if last is None else encode_cursor(str(last))
    link_next(request, response, following)
    return MiroJobsOut(items=[job_out(each) for each in views], next_cursor=following)


@router.get("/jobs/{jobId}", responses=responses(401, 403, 404))
async def get_miro_job(request: Request, job_id: JobId, who: Owner) -> MiroJobWithOperations:
    """One of my jobs, with what became of each operation."""
    return whole_job_out(await Jobs(who).view(open_read(request).session, job_id))


@router.post("/jobs/{jobId}/cancel", responses=responses(401, 403, 404))
async def cancel_miro_job(request: Request, job_id: JobId, who: Owner) -> MiroJobWithOperations:
    """Send nothing more of a job. What is being sent ends as it does."""
    jobs, unit = Jobs(who), open_write(request, _actor(request, who))
    await jobs.cancel(unit, job_id)
    await unit.flush()
    return whole_job_out(await jobs.view(unit.session, job_id))


@router.post("/jobs/{jobId}/retry", status_code=202, responses=responses(401, 403, 404, 409))
async def retry_miro_job(request: Request, job_id: JobId, who: Owner) -> MiroQueuedOut:
    """Send once more what failed or was cancelled."""
    unit = open_write(request, _actor(request, who))
    again = await Jobs(who).retry(unit, job_id)
    return MiroQueuedOut(job_id=job_id, enqueued=again)


@router.post("/jobs/{jobId}/operations/{index}/resolve", responses=responses(401, 403, 404, 409))
async def resolve_miro_operation(
    request: Request,
    job_id: JobId,
    index: Annotated[int, Path(ge=0, lt=MOST_AT_ONCE)],
    who: Owner,
    body: ResolveIn,
) -> MiroJobWithOperations:
    """Say of an operation of which nobody knows whether it was done what you found on the board."""
    jobs, unit = Jobs(who), open_write(request, _actor(request, who))
    await jobs.resolve(unit, job_id, index, made=body.made)
    await unit.flush()
    return whole_job_out(await jobs.view(unit.session, job_id))


def _actor(request: Request, user_id: UUID) -> Actor:
    return Actor(user_id=user_id, correlation_id=request.state.request_id)
