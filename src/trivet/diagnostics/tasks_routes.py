"""Watch background work, start it again, stop it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import caller
from trivet.diagnostics.tasks_service import TaskQueries, TaskService
from trivet.platform.tasks.declarations import TaskState
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    Page,
    bad_cursor,
    decode_cursor,
    encode_cursor,
    link_next,
)
from trivet.platform.web.problems import responses
from trivet.platform.web.units import UnitRoute, open_read, open_write

router = APIRouter(tags=["tasks"], route_class=UnitRoute)


async def task_queries(request: Request) -> TaskQueries:
    who = await caller(request)
    return TaskQueries(open_read(request), who)


async def task_service(request: Request) -> TaskService:
    who = await caller(request)
    unit = open_write(request, who.actor(request.state.request_id))
    return TaskService(unit, who, request.app.state.tasks)


Queries = Annotated[TaskQueries, Depends(task_queries)]
Service = Annotated[TaskService, Depends(task_service)]


@router.get("/tasks/{task_id}", responses=responses(404))
async def get_task(task_id: UUID, queries: Queries) -> TaskOut:
    """One task: its state, attempts, next attempt, error, result."""
    return TaskOut.model_validate(await queries.get(task_id))


@router.get("/workspaces/{workspace_id}/tasks", responses=responses(404))
async def list_tasks(
    workspace_id: UUID,
    request: Request,
    response: Response,
    queries: Queries,
    state: Annotated[TaskState | None, Query(description="Only tasks in this state.")] = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[TaskOut]:
    """The tasks of a workspace, the youngest first. Finished ones are kept for 30 days, failed ones for 90."""
    found = await queries.of_workspace(
        workspace_id, state=state, before=_before(cursor), limit=limit + 1
    )
    items = [TaskOut.model_validate(task) for task in found[:limit]]
    next_cursor = encode_cursor(str(items[-1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[TaskOut](items=items, next_cursor=next_cursor)


@router.post("/tasks/{task_id}/retry", responses=responses(404, 409))
async def retry_task(task_id: UUID, service: Service) -> TaskOut:
    """Start a task again that failed, was cancelled or is indeterminate."""
    return TaskOut.model_validate(await service.retry(task_id))


@router.post("/tasks/{task_id}/cancel", responses=responses(404, 409))
async def cancel_task(task_id: UUID, service: Service) -> TaskOut:
    """Stop a task: at once if it waits, at its next step if it runs."""
    return TaskOut.model_validate(await service.cancel(task_id))


def _before(cursor: str | None) -> UUID | None:
    if cursor is None:
        return None
    (last,) = decode_cursor(cursor, parts=1)
    try:
        return UUID(last)
    except ValueError:
        raise bad_cursor() from None
