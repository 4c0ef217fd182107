"""Watch background work, start it again, stop it, drop it."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from trivet.auth.dependencies import caller
from trivet.diagnostics.tasks_service import TaskQueries, TaskService
from trivet.platform.tasks.declarations import TaskGroup, TaskState
from trivet.platform.tasks.repository import TaskFilter
from trivet.platform.tasks.schemas import TaskOut
from trivet.platform.tasks.snapshots import TaskSnapshot
from trivet.platform.web.pagination import (
    DEFAULT_LIMIT,
    Cursor,
    Limit,
    Page,
    encode_cursor,
    id_in_cursor,
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


States = Annotated[
    list[TaskState | TaskGroup] | None,
    Query(
        alias="state",
        max_length=16,
        description="Only tasks in this state, or in one of these if it is given several times; "
        "`open` is queued, running or retrying, `dead` is failed or indeterminate.",
    ),
]
Name = Annotated[
    str | None,
    Query(
        max_length=100,
        pattern=r"^[A-Za-z0-9_.]*$",
        description="Only tasks of this name, such as `process_webhook_task`.",
    ),
]


@router.get("/tasks")
async def list_installation_tasks(
    request: Request,
    response: Response,
    queries: Queries,
    states: States = None,
    name: Name = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[TaskOut]:
    """The tasks that belong to no workspace, the youngest first. For instance admins."""
    found = await queries.of_installation(
        _wanted(states, name), before=id_in_cursor(cursor), limit=limit + 1
    )
    return _page(request, response, found, limit)


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
    states: States = None,
    name: Name = None,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
) -> Page[TaskOut]:
    """The tasks of a workspace, the youngest first. Finished ones are kept for 30 days, failed ones for 90."""
    found = await queries.of_workspace(
        workspace_id, _wanted(states, name), before=id_in_cursor(cursor), limit=limit + 1
    )
    return _page(request, response, found, limit)


@router.post("/tasks/{task_id}/retry", responses=responses(404, 409))
async def retry_task(task_id: UUID, service: Service) -> TaskOut:
    """Start a task again that failed, was cancelled or is indeterminate."""
    return TaskOut.model_validate(await service.retry(task_id))


@router.post("/tasks/{task_id}/cancel", responses=responses(404, 409))
async def cancel_task(task_id: UUID, service: Service) -> TaskOut:
    """Stop a task: at once if it waits, at its next step if it runs."""
    return TaskOut.model_validate(await service.cancel(task_id))


@router.delete("/tasks/{task_id}", status_code=204, responses=responses(404, 409))
async def drop_task(task_id: UUID, service: Service) -> None:
    """Forget a task that failed, was cancelled or is indeterminate. Nothing else goes with it."""
    await service.drop(task_id)


def _wanted(states: Sequence[TaskState | TaskGroup] | None, name: str | None) -> TaskFilter:
    chosen = {
        state
        for one in states or ()
        for state in (one.states if isinstance(one, TaskGroup) else (one,))
    }
    return TaskFilter(states=frozenset(chosen) if states else None, name=name)


def _page(
    request: Request, response: Response, found: Sequence[TaskSnapshot], limit: int
) -> Page[TaskOut]:
    items = [TaskOut.model_validate(task) for task in found[:limit]]
    next_cursor = encode_cursor(str(items[-1].id)) if len(found) > limit else None
    link_next(request, response, next_cursor)
    return Page[TaskOut](items=items, next_cursor=next_cursor)
